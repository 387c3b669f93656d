import {
  aboutYou,
  dangerNow,
  forAnother,
  groundAndView,
  howWeTalk,
  isDangerNow,
  isReferral,
  kindsOfIt,
  knownToACouncil,
  ofReferral,
  orAsReferrer,
  positionOfTrust,
  referrerFrom,
  reportTold,
  safetyFirst,
  waysToReachYou,
  whatIsKnown,
  whether,
  whichChildren,
  whichSupport,
  whoDidIt,
  whoTells,
  whyNotTold,
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
    ...referrerFrom(),
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
    ...whatIsKnown('the child'),
    ...knownToACouncil(),
    when: happened('When did you last see or hear of it?', 'Select how exactly you know when it was'),
    where: place(
      'Where is the child, or where was it?',
      'Select where it was',
      'A postcode, a street or a town is enough',
    ),
    child: onlyIf(forAnother, whichChildren('Which child, or which children?')),
    suspects: whoDidIt('Is there somebody who may harm them?'),
    ...positionOfTrust(),
    parentsKnow: onlyIf(
      told => told.who === 'professional',
      whether('Do the parents know that you are telling us?', 'Select whether the parents know'),
    ),
    whyNot: onlyIf(
      told => told.parentsKnow === 'no' && !isReferral(told),
      optional(
        reason('Why do they not know?', 'Enter why they do not know', {
          hint: 'It is right not to tell them where that could put the child at risk',
        }),
      ),
    ),
    whyNotTold: ofReferral(whyNotTold(), told => told.parentsKnow === 'no'),
    ...groundAndView('the parents'),
    ...orAsReferrer({
      ...yourName(),
      ...waysToReachYou(),
      ...howWeTalk(),
      ...yourSupport(),
    }),
  },
  groups: [
    { ...safetyFirst, of: ['who', 'from', 'role', 'agency', 'danger'] },
    {
      title: 'What worries you',
      of: [
        ...([
          'kinds',
          'what',
          'childWords',
          'heardFrom',
          'safety',
          'household',
          'communication',
          'helpBefore',
        ] as const),
        ...(['visitRisk', 'visitRiskWhat', 'knownTo', 'when', 'where'] as const),
      ],
    },
    {
      title: 'The people',
      of: ['child', 'suspects', 'trust', 'parentsKnow', 'whyNot', 'whyNotTold', 'basis', 'view', 'viewWhy'],
    },
    aboutYou,
    whichSupport,
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
