/* About whoever reports: a name or none, and how it is safe to reach them. Nothing here must be given to be helped. */
import { born, choice, email, onlyIf, optional, phone, type Text, type Told, text } from '#kernel'

export const named = (told: Told): boolean => told.named === 'yes'
export const reachable = (told: Told): boolean => named(told) && told.contactWanted === 'yes'
const phoned = (told: Told): boolean => reachable(told) && told.phone !== undefined

/** A name, or none. */
export const yourNameAlone = () => ({
  named: choice('Do you want to give your name?', 'Select whether you want to give your name', {
    yes: 'Yes',
    no: {
      label: 'No, I want to stay anonymous',
      hint: 'We will not be able to contact you, but you will get a receipt',
    },
  }),
  given: onlyIf(named, text('Your first name', 'Enter your first name')),
  family: onlyIf(named, text('Your last name', 'Enter your last name')),
})

/** A name, or none; a date of birth only of whoever it is about. */
export const yourName = (isAboutThem: (told: Told) => boolean = told => told.who === 'me') => ({
  ...yourNameAlone(),
  birth: onlyIf(
    told => named(told) && isAboutThem(told),
    optional(born('Your date of birth, or just the year', 'Enter a date of birth, a month and year, or a year')),
  ),
})

const contactWanted = onlyIf(
  named,
  choice('Is there a safe way to contact you?', 'Select whether there is a safe way to contact you', {
    yes: 'Yes',
    no: { label: 'No, or I would rather you did not', hint: 'Nobody will try' },
  }),
)
const yourPhone = onlyIf(reachable, optional(phone('Phone number', 'Enter a phone number, like 01632 960 001')))
const yourEmail = onlyIf(
  reachable,
  optional(email('Email address', 'Enter an email address in the correct format, like name@example.com')),
)
const phoneSafe = onlyIf(
  phoned,
  choice('May we leave a message on that phone?', 'Select whether we may leave a message', {
    no: 'No, never',
    yes: 'Yes, it is private',
  }),
)
const safeTimes = onlyIf(
  reachable,
  optional(
    text('When is it safe to contact you?', 'Enter when it is safe', { hint: 'For example, weekdays before 3pm' }),
  ),
)
const safeWords = onlyIf(
  reachable,
  optional(
    text('Is there anything we should say, or not say?', 'Enter what to say', {
      hint: 'For example, say that you are calling about a parcel',
    }),
  ),
)

/** A telephone, to be called, texted or both, an address of e-mail, or all of them, with what makes them safe. */
export const waysToReachYou = () => ({
  contactWanted,
  phone: yourPhone,
  phoneUse: onlyIf(
    phoned,
    choice('How is it safe to use that phone?', 'Select how it is safe to use that phone', {
      call: 'Call only',
      text: 'Text only',
      either: 'Call or text',
    }),
  ),
  phoneSafe,
  email: yourEmail,
  safeTimes,
  safeWords,
})

/** How to talk with them, asked once of whoever may be reached and kept with the person, so that nobody asks again. */
export const howWeTalk = (hint?: Text) => ({
  interpreter: onlyIf(
    reachable,
    choice(
      'Do you need an interpreter?',
      'Select whether you need an interpreter',
      { no: 'No', yes: 'Yes', bsl: 'Yes, in British Sign Language' },
      hint ?? 'It is free. It will never be somebody who knows you',
    ),
  ),
  speaks: onlyIf(told => told.interpreter === 'yes', text('Which language?', 'Enter the language')),
})

const police = onlyIf(
  reachable,
  choice('Do you want the police to contact you?', 'Select whether you want the police to contact you', {
    yes: 'Yes',
    no: { label: 'No', hint: 'Unless a life or a child is in danger, we will respect this' },
    notSure: 'I am not sure yet',
  }),
)
const support = onlyIf(
  reachable,
  choice('May we pass this to a support service for you?', 'Select whether we may pass this to a support service', {
    yes: 'Yes',
    no: 'No',
    notSure: 'I would like to talk about it first',
  }),
)

const supportWhom = onlyIf(
  told => reachable(told) && told.support === 'yes',
  optional(
    text('Is there a service that you would like us to tell?', 'Enter the name of the service', {
      hint: 'For example, one that helps you already. If you leave this empty, we choose one that fits',
    }),
  ),
)

/** Whether a support service may be told, and which, in their own words: no other is meant by it. */
export const yourSupport = () => ({ support, supportWhom })
/** What they would like to happen: whether the police and whether a support service may get in touch. */
export const yourWishes = () => ({ police, ...yourSupport() })

const yourNameNames = ['named', 'given', 'family', 'birth'] as const

/** The group of everything about whoever reports, where it is asked in the usual order. */
export const aboutYou = {
  title: 'About you',
  of: [
    ...yourNameNames,
    ...(['contactWanted', 'phone', 'phoneUse', 'phoneSafe', 'email', 'safeTimes', 'safeWords'] as const),
    ...(['interpreter', 'speaks'] as const),
  ],
} as const
export const whatYouWant = { title: 'What you would like to happen', of: ['police', 'support', 'supportWhom'] } as const
/** The same where the police are not asked about. */
export const whichSupport = { ...whatYouWant, of: ['support', 'supportWhom'] } as const
export const safetyFirst = { title: 'Safety first', of: ['who', 'danger'] } as const
