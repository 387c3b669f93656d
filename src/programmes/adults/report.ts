import {
  aboutYou,
  dangerNow,
  forAnother,
  groundAndView,
  howWeTalk,
  isDangerNow,
  kindsOfIt,
  ofReferral,
  orAsReferrer,
  referrerFrom,
  reportTold,
  safetyFirst,
  safeWaysToReachYou,
  whatIsKnown,
  whether,
  whichAdults,
  whoDidIt,
  whoTells,
  whyNotTold,
  yourName,
  yourSupport,
} from '#asking'
import { happened, onlyIf, optional, place, reason, report } from '#kernel'
import { door } from './door.ts'
import { examples } from './examples.ts'

/** The public form: the three things that the duty to enquire hangs on, asked in plain words, and what the person wants. */
export const adultsReport = report({
  address: '10',
  title: 'Tell us that you are worried about an adult',
  about: 'An adult who needs care or support and is hurt, robbed, neglected or not able to look after themselves',
  door,
  ask: {
    who: whoTells({ me: 'Me: it happens to me' }),
    ...referrerFrom(),
    danger: dangerNow(),
    kinds: kindsOfIt('What worries you?', 'Select what worries you', {
      hurt: 'Hitting, pushing, rough handling or too much medicine',
      neglect: 'No food, care, warmth or medicine',
      money: 'Money or belongings taken, or pressure to sign',
      words: 'Threats, shouting, being shut in or left out',
      sexual: 'Something sexual',
      home: 'Abuse by a partner or family',
      carers: 'Poor care in a home, a hospital or by carers who visit',
      self: 'They no longer look after themselves or their home',
      hate: 'Treated badly because of who they are',
      other: 'Something else',
    }),
    what: reason('What have you seen or heard?', 'Enter what you have seen or heard', {
      hint: 'Use your own words',
    }),
    needs: whether(
      'Do they need help with daily life?',
      'Select whether they need help',
      'Because of age, illness, disability, memory, drink or drugs',
    ),
    protect: whether('Could they stop it by themselves?', 'Select whether they could stop it by themselves'),
    wishes: optional(reason('What do they want to happen?', 'Enter what they want to happen')),
    know: onlyIf(
      forAnother,
      whether('Do they know that you are telling us?', 'Select whether they know', 'You can tell us if they do not'),
    ),
    whyNotTold: ofReferral(whyNotTold(), told => told.know === 'no'),
    ...groundAndView('they'),
    ...whatIsKnown('the adult'),
    when: happened('When did you last see or hear of it?', 'Select how exactly you know when it was'),
    where: place('Where is it?', 'Select where it is', 'A postcode, a street or the name of a home is enough'),
    adult: onlyIf(forAnother, whichAdults('Which adult?')),
    suspects: whoDidIt('Is there somebody who harms or neglects them?'),
    ...orAsReferrer({
      ...yourName(),
      ...safeWaysToReachYou(),
      ...howWeTalk(),
      ...yourSupport(),
    }),
  },
  groups: [
    { ...safetyFirst, of: ['who', 'from', 'role', 'agency', 'danger'] },
    {
      title: 'What worries you',
      of: [
        ...(['kinds', 'what', 'needs', 'protect', 'wishes', 'know', 'whyNotTold', 'basis', 'view', 'viewWhy'] as const),
        ...(['heardFrom', 'safety', 'household', 'communication', 'helpBefore'] as const),
        ...(['visitRisk', 'visitRiskWhat', 'when', 'where'] as const),
      ],
    },
    { title: 'The people', of: ['adult', 'suspects'] },
    aboutYou,
    { title: 'What you would like to happen', of: ['support'] },
  ],
  danger: isDangerNow,
  examples,
  tell: answers =>
    reportTold(answers, {
      concerned: 'adult',
      others: answers.adult,
      suspects: answers.suspects,
      happened: answers.when,
      where: answers.where,
    }),
})
