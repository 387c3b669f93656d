import {
  type Born,
  born,
  type ContactTold,
  choice,
  choices,
  email,
  happened,
  onlyIf,
  optional,
  type PersonTold,
  people,
  phone,
  place,
  reason,
  report,
  text,
} from '#kernel'
import { examples } from './examples.ts'

const named = (told: Readonly<Record<string, unknown>>) => told.named === 'yes'
const forAnother = (told: Readonly<Record<string, unknown>>) => told.who !== 'victim'
const reachable = (told: Readonly<Record<string, unknown>>) => named(told) && told.contactWanted === 'yes'

/** The public form: one question a page, as few as will do, and none that must be answered to be helped. */
export const hateReport = report({
  address: '4',
  title: 'Report a hate incident or hate crime',
  about: 'Abuse, threats, violence or damage because of who someone is, or who someone thinks they are',
  ask: {
    who: choice('Who are you telling us about?', 'Select who you are telling us about', {
      victim: 'Me: it happened to me',
      witness: 'Somebody else: I saw or heard it',
      behalf: { label: 'Somebody I am helping', hint: 'A relative, a friend, or someone I care for' },
      professional: {
        label: 'Somebody I met through my work',
        hint: 'For example at a school, a surgery or a charity',
      },
    }),
    danger: choice('Is anybody in danger now?', 'Select whether anybody is in danger now', {
      yes: { label: 'Yes', hint: 'Call 999 now if you can do so safely. You can still tell us here' },
      no: 'No',
      notSure: 'I am not sure',
    }),
    what: reason('What happened?', 'Enter what happened', {
      hint: 'Use your own words. Say what was done or said, even if the words are offensive',
    }),
    kinds: choices(
      'What kind of thing was it?',
      'Select what kind of thing it was',
      {
        words: 'Name-calling or abuse',
        threats: 'Threats',
        violence: 'Violence',
        damage: 'Damage to property',
        spitting: 'Spitting or gestures',
        online: 'Messages, posts or calls',
        other: 'Something else',
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply',
    ),
    threat: onlyIf(
      told =>
        Array.isArray(told.kinds) &&
        told.kinds.some(kind => kind === 'threats' || kind === 'violence' || kind === 'online'),
      choice(
        'Did anyone threaten to kill or seriously hurt someone?',
        'Select whether anyone threatened to kill or seriously hurt someone',
        {
          yes: 'Yes',
          no: 'No',
          notSure: 'I am not sure',
        },
      ),
    ),
    strands: choices(
      'Why do you think it happened?',
      'Select why you think it happened, or that you are not sure',
      {
        race: 'Race, ethnicity or nationality',
        religion: 'Religion or belief',
        orientation: 'Sexual orientation',
        disability: 'Disability',
        transgender: 'Being transgender, or thought to be',
        sex: 'Being a woman, or a man',
        subculture: 'The way someone dresses or lives',
        traveller: 'Being a Gypsy, Roma or Traveller',
        other: 'Another reason',
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply. What you think is enough: nobody has to prove it',
    ),
    when: happened('When did it happen?', 'Select how exactly you know when it happened'),
    where: place('Where did it happen?', 'Select where it happened'),
    harm: choices(
      'Was anybody hurt, or anything damaged?',
      'Select whether anybody was hurt or anything was damaged',
      {
        hurt: 'Somebody was hurt',
        damaged: 'Something was damaged',
        upset: 'Somebody was frightened or very upset',
        none: { label: 'None of these', alone: true },
        notSure: { label: 'I am not sure', alone: true },
      },
      'Select all that apply',
    ),
    before: choice('Has something like this happened before?', 'Select whether it has happened before', {
      yes: 'Yes',
      no: 'No',
      notSure: 'I am not sure',
    }),
    targeted: onlyIf(
      forAnother,
      people(
        'Who was targeted?',
        {
          given: optional(text('First name', 'Enter a first name')),
          family: optional(text('Last name', 'Enter a last name')),
          birth: optional(
            born('Date of birth, or just the year', 'Enter a date of birth, a month and year, or a year'),
          ),
          description: optional(
            reason('If you do not know their name, describe them', 'Enter a description', { longest: 2_000 }),
          ),
        },
        { hint: 'Tell us what you know. You can leave anything out' },
      ),
    ),
    suspects: people(
      'Do you know anything about who did it?',
      {
        given: optional(text('First name', 'Enter a first name')),
        family: optional(text('Last name', 'Enter a last name')),
        description: optional(
          reason('What they look like, or how you know them', 'Enter a description', { longest: 2_000 }),
        ),
        vehicle: optional(text('Vehicle, if there was one', 'Enter a vehicle')),
      },
      { hint: 'Leave this empty if you do not know' },
    ),
    named: choice('Do you want to give your name?', 'Select whether you want to give your name', {
      yes: 'Yes',
      no: {
        label: 'No, I want to stay anonymous',
        hint: 'We will not be able to contact you, but you will get a receipt',
      },
    }),
    given: onlyIf(named, text('Your first name', 'Enter your first name')),
    family: onlyIf(named, text('Your last name', 'Enter your last name')),
    birth: onlyIf(
      told => named(told) && told.who === 'victim',
      optional(born('Your date of birth, or just the year', 'Enter a date of birth, a month and year, or a year')),
    ),
    contactWanted: onlyIf(
      named,
      choice('Is there a safe way to contact you?', 'Select whether there is a safe way to contact you', {
        yes: 'Yes',
        no: { label: 'No, or I would rather you did not', hint: 'Nobody will try' },
      }),
    ),
    phone: onlyIf(reachable, optional(phone('Phone number', 'Enter a phone number, like 01632 960 001'))),
    email: onlyIf(
      reachable,
      optional(email('Email address', 'Enter an email address in the correct format, like name@example.com')),
    ),
    phoneSafe: onlyIf(
      told => reachable(told) && told.phone !== undefined,
      choice('May we leave a message on that phone?', 'Select whether we may leave a message', {
        no: 'No, never',
        yes: 'Yes, it is private',
      }),
    ),
    safeTimes: onlyIf(
      reachable,
      optional(
        text('When is it safe to contact you?', 'Enter when it is safe', { hint: 'For example, weekdays before 3pm' }),
      ),
    ),
    safeWords: onlyIf(
      reachable,
      optional(
        text('Is there anything we should say, or not say?', 'Enter what to say', {
          hint: 'For example, say that you are calling about a parcel',
        }),
      ),
    ),
    police: onlyIf(
      reachable,
      choice('Do you want the police to contact you?', 'Select whether you want the police to contact you', {
        yes: 'Yes',
        no: { label: 'No', hint: 'Unless somebody’s life is in danger, we will respect this' },
        notSure: 'I am not sure yet',
      }),
    ),
    support: onlyIf(
      reachable,
      choice('May we pass this to a support service for you?', 'Select whether we may pass this to a support service', {
        yes: 'Yes',
        no: 'No',
        notSure: 'I would like to talk about it first',
      }),
    ),
  },
  groups: [
    { title: 'Safety first', of: ['who', 'danger'] },
    { title: 'The incident', of: ['what', 'kinds', 'threat', 'strands', 'when', 'where', 'harm', 'before'] },
    { title: 'The people', of: ['targeted', 'suspects'] },
    {
      title: 'About you',
      of: [
        'named',
        'given',
        'family',
        'birth',
        'contactWanted',
        'phone',
        'email',
        'phoneSafe',
        'safeTimes',
        'safeWords',
      ],
    },
    { title: 'What you would like to happen', of: ['police', 'support'] },
  ],
  danger: told => told.danger === 'yes' || told.threat === 'yes',
  examples,
  tell: answers => ({
    anonymous: answers.named === 'no',
    ...(answers.who === 'professional' && { source: 'professional' as const }),
    threat: answers.danger === 'yes' || answers.threat === 'yes',
    happened: answers.when,
    where: answers.where,
    people: [...reporter(answers), ...targets(answers), ...answers.suspects.map(one => someone('suspect', one))],
  }),
})

type Someone = Readonly<{
  given: string | undefined
  family: string | undefined
  birth?: Born | undefined
  description: string | undefined
  vehicle?: string | undefined
}>

function someone(part: string, { given, family, birth, description, vehicle }: Someone): PersonTold {
  const described = [description, vehicle && `Vehicle: ${vehicle}`].filter(Boolean).join('\n')
  return {
    part,
    ...(given && { given }),
    ...(family && { family }),
    ...(birth && { born: birth }),
    ...(described && { description: described }),
  }
}

type Told = Readonly<{
  who: 'victim' | 'witness' | 'behalf' | 'professional'
  given: string | undefined
  family: string | undefined
  birth: Born | undefined
  phone: string | undefined
  phoneSafe: 'yes' | 'no' | undefined
  email: string | undefined
  safeTimes: string | undefined
  safeWords: string | undefined
  targeted: readonly Someone[] | undefined
}>

/** Whoever tells us; an anonymous victim is a person too, known by nothing but that. */
function reporter(told: Told): readonly PersonTold[] {
  const part = { victim: 'victim', witness: 'witness', behalf: 'representative', professional: 'referrer' }[told.who]
  if (!told.given && told.who !== 'victim') return []
  const name =
    told.given && told.family
      ? { given: told.given, family: told.family }
      : { description: 'Anonymous: the person who reported' }
  return [{ part, reporter: true, ...name, ...(told.birth && { born: told.birth }), contacts: contacts(told) }]
}

/** Somebody was targeted, even when nobody can say who. */
function targets({ who, targeted = [] }: Told): readonly PersonTold[] {
  if (who === 'victim') return []
  return targeted.length
    ? targeted.map(one => someone('victim', one))
    : [{ part: 'victim', description: 'Not known: nobody was named' }]
}

function contacts({ phone, phoneSafe, email, safeTimes, safeWords }: Told): readonly ContactTold[] {
  const rules = { safeToUse: 'yes', ...(safeTimes && { safeTimes }), ...(safeWords && { safeWords }) } as const
  return [
    ...(phone ? [{ kind: 'phone', value: phone, ...rules, neverLeaveMessage: phoneSafe !== 'yes' } as const] : []),
    ...(email ? [{ kind: 'email', value: email, ...rules } as const] : []),
  ]
}
