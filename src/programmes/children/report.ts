import {
  aboutYou,
  dangerNow,
  forAnother,
  howWeTalk,
  isDangerNow,
  kindsOfIt,
  reportTold,
  safetyFirst,
  safeWaysToReachYou,
  whether,
  whichChildren,
  whoDidIt,
  whoTells,
  yourName,
  yourSupport,
} from '#asking'
import { happened, onlyIf, optional, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form, for whoever is worried about a child and for a child; what a child said is kept word for word. */
export const childrenReport = report({
  address: '9',
  title: 'Tell us that you are worried about a child',
  about:
    'A child who is hurt, neglected, frightened or not safe, at home or anywhere else, or who may be once they are born',
  door,
  ask: {
    who: whoTells({
      me: 'Me: I am under 18',
      behalf: 'A child in my family, or a child of mine',
      witness: 'Another child: I know or saw something',
    }),
    danger: dangerNow('Is a child in danger now?'),
    kinds: kindsOfIt('What worries you?', 'Select what worries you', {
      hurt: 'Hitting, shaking or hurting',
      neglect: 'Hungry, cold, dirty or left alone',
      fear: 'Afraid of somebody, or of what happens at home',
      sexual: 'Something sexual',
      words: 'Shouting, blaming or never being loved',
      adults: 'Adults who drink, take drugs, fight or are ill',
      online: 'Something online',
      unborn: 'A baby that is not born yet',
      self: 'A child who hurts themselves',
      other: 'Something else',
    }),
    what: reason('What have you seen or heard?', 'Enter what you have seen or heard', {
      hint: 'Use your own words. If it is about you, say what you want to say',
    }),
    childWords: onlyIf(
      forAnother,
      optional(
        reason('Did the child say anything?', 'Enter what the child said', {
          hint: 'In the child’s own words, as exactly as you can. Do not ask the child for more',
        }),
      ),
    ),
    when: happened('When did you last see or hear of it?', 'Select how exactly you know when it was'),
    where: place(
      'Where is the child, or where was it?',
      'Select where it was',
      'A postcode, a street or a town is enough',
    ),
    child: onlyIf(forAnother, whichChildren('Which child, or which children?')),
    suspects: whoDidIt('Is there somebody who may harm them?'),
    parentsKnow: onlyIf(
      told => told.who === 'professional',
      whether('Do the parents know that you are telling us?', 'Select whether the parents know'),
    ),
    whyNot: onlyIf(
      told => told.parentsKnow === 'no',
      optional(
        reason('Why do they not know?', 'Enter why they do not know', {
          hint: 'It is right not to tell them where that could put the child at risk',
        }),
      ),
    ),
    ...yourName(),
    ...safeWaysToReachYou(),
    ...howWeTalk(),
    ...yourSupport(),
  },
  groups: [
    safetyFirst,
    { title: 'What worries you', of: ['kinds', 'what', 'childWords', 'when', 'where'] },
    { title: 'The people', of: ['child', 'suspects', 'parentsKnow', 'whyNot'] },
    aboutYou,
    { title: 'What you would like to happen', of: ['support'] },
  ],
  danger: isDangerNow,
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'child',
      others: answers.child,
      suspects: answers.suspects,
      happened: answers.when,
      where: answers.where,
    }),
})
