/*
 * What whoever refers through their work is asked beyond what anybody is: the fields of a multi-agency referral (domain
 * practice under Working Together and the Care Act guidance). They are asked from when it was said where they work, and
 * are never put on the public's form of one question a page.
 */
import {
  bad,
  choice,
  day,
  type Field,
  good,
  isAsked,
  onlyIf,
  optional,
  people,
  type Questions,
  reason,
  said,
  type Text,
  type Told,
  text,
} from '#kernel'
import { kindsOfIt } from './begin.ts'
import { birth, described, knownBy } from './others.ts'

/** A professional said where they work: it comes as a referral, by their form or by a program. */
export const isReferral = (told: Told): boolean => told.who === 'professional' && told.from !== undefined

/**
 * The questions about whoever tells, where a form takes referrals as well: who refers says their name and how to reach them
 * at work, and is not asked whether they want to, when it is safe, or which help they would like.
 */
export function orAsReferrer<const Q extends Questions>(ask: Q) {
  const entries = Object.entries(ask).map(([name, field]) => [
    name,
    onlyIf(told => (isReferral(told) ? toReferrer.has(name) : isAsked(field, told)), field),
  ])
  // The names are those of Q, and each question keeps its type; the compiler cannot follow it through entries.
  return Object.fromEntries(entries) as { readonly [K in keyof Q]: Q[K] & { readonly onlyIf: (told: Told) => boolean } }
}
const toReferrer: ReadonlySet<string> = new Set(['given', 'family', 'phone', 'email'])

/** A question of a referral, asked where this holds as well. */
export const ofReferral = <T>(field: Field<T>, asked: (told: Told) => boolean = () => true) => ({
  ...onlyIf(told => isReferral(told) && asked(told), field),
  referral: true as const,
})
const ofEach = <T>(field: Field<T>): Field<T> => ({ ...field, referral: true })

/** Where referrals come from, by the codes of the children in need census. */
export const referralSources = {
  '2A': 'School',
  '2B': 'Education service other than a school',
  '3A': 'GP surgery',
  '3B': 'Health visiting',
  '3C': 'School nursing',
  '3D': 'Other primary or community health',
  '3E': 'Hospital emergency department',
  '3F': 'Other hospital or health service',
  '4': 'Housing',
  '5A': 'Council: social care',
  '5B': 'Council: another department',
  '5C': 'Another council',
  '6': 'Police',
  '7': 'Court, probation, prison or Cafcass',
  '8': 'Charity, nursery, faith group or other',
} as const

/** Who refers. The first of these says that it is a referral, and stands next after who tells. */
export const referrerFrom = () => ({
  from: {
    ...onlyIf(
      told => told.who === 'professional',
      optional(choice('Where do you work?', 'Select where you work', referralSources)),
    ),
    referral: true as const,
  },
  role: ofReferral(text('Your role', 'Enter your role', { hint: 'For example, designated safeguarding lead' })),
  agency: ofReferral(text('Your school, surgery or organisation', 'Enter where you work')),
})

/** What is known, from whom, and what has been done: words that fit whoever it is about (`the child`, `the adult`). */
export const whatIsKnown = (whom: Text) => ({
  heardFrom: ofReferral(
    kindsOfIt('How do you know?', 'Select how you know', {
      saw: 'I saw or heard it myself',
      them: `It is what ${whom} said`,
      family: 'It is what a parent, a partner or a relative said',
      other: 'It is what somebody else said',
      records: 'It stands in our records',
    }),
  ),
  safety: ofReferral(
    reason(`Is ${whom} safe for now, and what has been done?`, 'Enter whether they are safe for now', {
      hint: 'Where they are, who is with them, and what could happen next',
      longest: 3_000,
    }),
  ),
  ...theirHome(),
})

/** Whether whoever may do it works with children or adults at risk: those who look into that are told at once. */
export const positionOfTrust = () => ({
  trust: ofReferral(
    choice(
      'Does whoever may harm them work or volunteer with children or adults at risk?',
      'Select whether they work or volunteer with children or adults at risk',
      { no: 'No, as far as I know', yes: 'Yes', notKnown: 'I do not know' },
    ),
  ),
})

/** Whether an adult can decide about this, and who helps them to have their say (Mental Capacity Act 2005; Care Act 2014 s. 68). */
export const capacityAndVoice = () => ({
  capacity: ofReferral(
    choice('Can they decide about this for themselves?', 'Select whether they can decide for themselves', {
      yes: { label: 'Yes', hint: 'An adult is taken to be able to, unless it is shown that they are not' },
      no: 'No',
      notKnown: 'It is not known',
    }),
  ),
  advocate: ofReferral(
    choice('Who helps them to have their say?', 'Select who helps them to have their say', {
      advocate: 'An advocate',
      family: 'A relative',
      friend: 'A friend',
      none: 'Nobody yet',
    }),
    told => told.capacity === 'no',
  ),
})

/** Whether a child is known to a council already. */
export const knownToACouncil = () => ({
  knownTo: ofReferral(
    optional(
      text('Social worker, plan or court order', 'Enter a social worker, plan or court order', {
        hint: 'Also if another council looks after the child',
      }),
    ),
  ),
})

const theirHome = () => ({
  household: ofReferral(
    optional(
      reason('Who lives in the home, and who else matters?', 'Enter who lives in the home', {
        hint: 'Names, dates of birth if known, and how they are related. Other children too',
        longest: 3_000,
      }),
    ),
  ),
  communication: ofReferral(
    optional(
      text('Interpreter or other help with talking', 'Enter what help is needed', {
        hint: 'Language or sign language, disability, and who must not interpret',
      }),
    ),
  ),
  helpBefore: ofReferral(
    optional(reason('What help have they had before?', 'Enter what help they have had', { longest: 3_000 })),
  ),
  visitRisk: ofReferral(
    choice('Is there a risk to staff who visit?', 'Select whether there is a risk to staff', {
      no: 'No, as far as I know',
      yes: 'Yes',
      notKnown: 'I do not know',
    }),
  ),
  visitRiskWhat: ofReferral(
    reason('What is the risk?', 'Enter what the risk is', {
      hint: 'For example a person, a dog, a weapon, or a place where one should not go alone',
      longest: 2_000,
    }),
    told => told.visitRisk === 'yes',
  ),
})

/** On what ground it is shared, and what they think of it: two facts, neither of which stands for the other. */
export const groundAndView = (whose: Text) => ({
  basis: ofReferral(
    choice(
      'On what ground do you share this?',
      'Select on what ground you share this',
      {
        'public-task': 'It is necessary for a public task',
        'legal-obligation': 'The law requires it',
        'vital-interests': 'It may save a life',
        'recognised-legitimate-interest': 'Safeguarding, as a charity, a landlord or another private body',
        'legitimate-interests': 'Another legitimate interest, which has been weighed',
        notSure: { label: 'I am not sure', hint: 'Send it all the same. Do not wait for advice on this' },
      },
      'Agreement is asked about apart: it is rarely the ground',
    ),
  ),
  view: ofReferral(
    choice(`What do ${whose} think of this referral?`, 'Select what they think of it', {
      agrees: 'They agree',
      refuses: 'They do not agree',
      notAsked: 'They were not asked',
      cannot: 'They cannot say, or it is not known',
    }),
  ),
  viewWhy: ofReferral(
    reason('Why refer without their agreement?', 'Enter why you refer without their agreement', {
      hint: 'For example, asking could put somebody at risk or warn whoever does it',
      longest: 2_000,
    }),
    told => told.view === 'refuses' || told.view === 'notAsked',
  ),
})

/** Whether they have been told, where the form does not ask it of everybody. */
export const whetherTold = (label: Text) => ({
  toldThem: ofReferral(
    choice(label, 'Select whether they have been told', {
      yes: 'Yes',
      no: { label: 'No', hint: 'It is right not to where that could put somebody at risk' },
    }),
  ),
  toldNotWhy: ofReferral(whyNotTold(), told => told.toldThem === 'no'),
})

/** Why somebody was not told. */
export const whyNotTold = () =>
  reason('Why have they not been told?', 'Enter why they have not been told', { longest: 2_000 })

/** An NHS number: ten digits, the last of which checks the others (modulus 11, NHS Data Dictionary). */
export function nhsNumber(label: Text): Field<string> {
  const message = 'Enter an NHS number with 10 digits, like 943 476 5919, or leave it empty'
  return {
    ...text(label, message, { longest: 20 }),
    example: '943 476 5919',
    read: raw => {
      const digits = said(raw).replace(/[\s-]/g, '')
      if (!/^\d{10}$/.test(digits)) return bad(message)
      const sum = [...digits.slice(0, 9)].reduce((all, digit, at) => all + Number(digit) * (10 - at), 0)
      return (11 - (sum % 11)) % 11 === Number(digits[9])
        ? good(digits.replace(/(...)(...)(....)/, '$1 $2 $3'))
        : bad(message)
    },
  }
}

/** What is asked of each person beside what anybody is asked. */
const withHealth = {
  // Kept with the report's own words, which are sealed, and not with what people are found by.
  home: ofEach(optional(text('Home address', 'Enter a home address', { hint: 'With the postcode, if you know it' }))),
  nhs: ofEach(optional(nhsNumber('NHS number'))),
  gp: ofEach(optional(text('GP surgery', 'Enter a GP surgery'))),
}

/** Children, with the school or nursery where somebody may know them; one who is not born yet has a due date. */
export const whichChildren = (label: Text) =>
  people(
    label,
    {
      ...knownBy,
      birth,
      due: ofEach(optional(day('If not born yet, the due date', 'Enter the due date'))),
      school: optional(text('School or nursery', 'Enter a school or nursery')),
      ...withHealth,
      description: described('If you do not know their name, describe them'),
    },
    { hint: 'Tell us what you know. You can leave anything out' },
  )

/** Adults, as anybody is asked of them, and for professionals a little more. */
export const whichAdults = (label: Text) =>
  people(
    label,
    { ...knownBy, birth, ...withHealth, description: described('If you do not know their name, describe them') },
    { hint: 'Tell us what you know. You can leave anything out' },
  )
