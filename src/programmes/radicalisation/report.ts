import {
  aboutYou,
  dangerNow,
  howWeTalk,
  isDangerNow,
  kindsOfIt,
  reportTold,
  safetyFirst,
  waysToReachYou,
  whether,
  whichSupport,
  whoItHappenedTo,
  whoTells,
  yourName,
  yourSupport,
} from '#asking'
import { happened, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: what changed, and whether harm is near. Faith and opinion are not asked. */
export const radicalisationReport = report({
  address: '11',
  title: 'Tell us that you are worried about somebody being drawn in',
  about: 'Somebody who is being drawn into hatred or violence by others, in person or online',
  door,
  ask: {
    who: whoTells({
      me: 'Me: I am worried about what I am drawn into',
      behalf: 'Somebody in my family, or a friend',
      witness: 'Somebody else: I know or saw something',
    }),
    danger: dangerNow(),
    soon: whether(
      'Have they said that they will hurt somebody, or travel to fight?',
      'Select whether they have said so',
    ),
    signs: kindsOfIt('What have you noticed?', 'Select what you have noticed', {
      violence: 'Says that violence is right',
      hatred: 'Hatred of a group of people',
      group: 'A new group or person who has a hold over them',
      online: 'Much time with violent or hateful things online',
      weapons: 'Interest in attacks or weapons',
      alone: 'Has cut off friends and family',
      other: 'Something else',
    }),
    what: reason('What has changed?', 'Enter what has changed', {
      hint: 'Use your own words. What they believe is not a danger: what they may do, or have done to them, is',
    }),
    under18: whether('Are they under 18?', 'Select whether they are under 18'),
    when: happened('When did you last notice it?', 'Select how exactly you know when it was'),
    where: place(
      'Where do they live, or where was it?',
      'Select where it was',
      'A town is enough, or which site or app',
    ),
    person: whoItHappenedTo('Who are you worried about?'),
    ...yourName(),
    ...waysToReachYou(),
    ...howWeTalk(),
    ...yourSupport(),
  },
  groups: [
    safetyFirst,
    { title: 'What worries you', of: ['soon', 'signs', 'what', 'under18', 'when', 'where'] },
    { title: 'The people', of: ['person'] },
    aboutYou,
    whichSupport,
  ],
  danger: told => isDangerNow(told) || told.soon === 'yes',
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'subject',
      others: answers.person,
      threat: answers.soon === 'yes',
      happened: answers.when,
      where: answers.where,
    }),
})
