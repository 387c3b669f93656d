import {
  aboutYou,
  dangerNow,
  forAnother,
  groundAndView,
  howWeTalk,
  isDangerNow,
  kindsOfIt,
  orAsReferrer,
  referrerFrom,
  reportTold,
  safetyFirst,
  waysToReachYou,
  whatIsKnown,
  whatYouWant,
  whether,
  whetherTold,
  whichAdults,
  whoDidIt,
  whoTells,
  yourName,
  yourWishes,
} from '#asking'
import { happened, onlyIf, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: signs that a customer, a neighbour or whoever it happens to may know. */
export const slaveryReport = report({
  address: '7',
  title: 'Tell us about modern slavery or trafficking',
  about: 'Somebody who is made to work, sold, kept, or controlled by people who take their money or papers',
  door,
  ask: {
    who: whoTells({ me: 'Me: it happens to me', witness: 'Somebody else: I saw or heard something' }),
    ...referrerFrom(),
    danger: dangerNow(),
    signs: kindsOfIt('What is happening, or what have you noticed?', 'Select what you have noticed', {
      unpaid: 'Work for little or no pay, or for very long hours',
      papers: 'Papers, phone or money taken away',
      watched: 'Always watched, or somebody else speaks for them',
      lives: 'Living where they work, or many people in one room',
      debt: 'A debt that never gets smaller',
      threats: 'Threats to them or to their family',
      sexual: 'Made to sell sex',
      crime: 'Made to break the law',
      house: 'Kept as a servant in a home',
      other: 'Something else',
    }),
    what: reason('What have you seen or heard?', 'Enter what you have seen or heard', {
      hint: 'Use your own words. If it is about you, say what you want to say',
    }),
    under18: whether('Is any of them under 18?', 'Select whether any of them is under 18'),
    ...whatIsKnown('the person'),
    when: happened('When did you last see or hear of it?', 'Select how exactly you know when it was'),
    where: place('Where is it?', 'Select where it is'),
    harmed: onlyIf(forAnother, whichAdults('Who is it happening to?')),
    suspects: whoDidIt('Do you know anything about who did it?'),
    ...whetherTold('Has the person been told of this referral?'),
    ...groundAndView('they'),
    ...orAsReferrer({
      ...yourName(),
      ...waysToReachYou(),
      ...howWeTalk(),
      ...yourWishes(),
    }),
  },
  groups: [
    { ...safetyFirst, of: ['who', 'from', 'role', 'agency', 'danger'] },
    {
      title: 'What is happening',
      of: [
        ...(['signs', 'what', 'under18', 'heardFrom', 'safety', 'household', 'communication', 'helpBefore'] as const),
        ...(['visitRisk', 'visitRiskWhat', 'when', 'where'] as const),
      ],
    },
    { title: 'The people', of: ['harmed', 'suspects', 'toldThem', 'toldNotWhy', 'basis', 'view', 'viewWhy'] },
    aboutYou,
    whatYouWant,
  ],
  danger: isDangerNow,
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'victim',
      others: answers.harmed,
      suspects: answers.suspects,
      happened: answers.when,
      where: answers.where,
    }),
})
