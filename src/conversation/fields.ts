import { choice, email, type Field, onlyIf, optional, phone, type Questions, reason, type Told, text } from '#kernel'
import { longest } from './said.ts'

/** What somebody may add to their report. */
export const adding = {
  words: reason('Write to us', 'Enter what you want to tell us', {
    longest,
    hint: 'Do not put your code in it. If somebody is in danger now, call 999.',
  }),
}

/** Why something should be deleted, if they care to say. */
export const deleting = {
  why: optional(
    reason('Is there anything we should know?', 'Enter what we should know', {
      longest,
      hint: 'You do not have to give a reason',
    }),
  ),
}

const safe = choice('Is it safe for us to use this?', 'Select whether it is safe for us to use this', {
  yes: 'Yes',
  no: { label: 'No: do not use it', hint: 'Nobody will try' },
})
const safelyPhoned = (told: Told): boolean => told.phone !== undefined && told.safe !== 'no'

/** Who they are and a way to reach them; each may be left out. What makes that way safe is asked with it. */
export const naming = {
  given: optional(text('Your first name', 'Enter your first name')),
  family: optional(text('Your last name', 'Enter your last name')),
  phone: optional(phone('Phone number', 'Enter a phone number, like 01632 960 001')),
  email: optional(email('Email address', 'Enter an email address in the correct format, like name@example.com')),
  safe: onlyIf(told => told.phone !== undefined || told.email !== undefined, safe),
  use: onlyIf(
    safelyPhoned,
    choice('How is it safe to use that phone?', 'Select how it is safe to use that phone', {
      call: 'Call only',
      text: 'Text only',
      either: 'Call or text',
    }),
  ),
  message: onlyIf(
    safelyPhoned,
    choice('May we leave a message on that phone?', 'Select whether we may leave a message', {
      no: 'No, never',
      yes: 'Yes, it is private',
    }),
  ),
  times: optional(
    text('When is it safe to contact you?', 'Enter when it is safe', {
      hint: 'For example, weekdays before 3pm',
    }),
  ),
  say: optional(
    text('Is there anything we should say, or not say?', 'Enter what to say', {
      hint: 'For example, say that you are calling about a parcel',
    }),
  ),
}

/** The rules for a way that we know already. */
export const rules = {
  safe,
  message: choice('May we leave a message there?', 'Select whether we may leave a message', {
    no: 'No, never',
    yes: 'Yes, it is private',
  }),
  times: optional(
    text('When is it safe to contact you?', 'Enter when it is safe', {
      hint: 'For example, weekdays before 3pm',
    }),
  ),
  say: optional(
    text('Is there anything we should say, or not say?', 'Enter what to say', {
      hint: 'For example, say that you are calling about a parcel',
    }),
  ),
} satisfies Questions

const scale = {
  veryGood: 'Very good',
  good: 'Good',
  neither: 'Neither good nor bad',
  bad: 'Bad',
  veryBad: 'Very bad',
}

/** What each answer counts for. */
export const worth: Readonly<Record<keyof typeof scale, number>> = {
  veryGood: 5,
  good: 4,
  neither: 3,
  bad: 2,
  veryBad: 1,
}

/** A question that may be left out, where the page says so of all of them at once. */
const leavable = <T>(field: Field<T>) => ({ ...optional(field), label: field.label })

/** What the survey asks, in the order in which answers are counted. Each may be left out. */
export const surveyed = {
  contact: leavable(choice('How was getting in touch with us?', 'Select how it was', scale)),
  actions: leavable(choice('How was what we did about it?', 'Select how it was', scale)),
  informed: leavable(choice('How did we keep you told about what was happening?', 'Select how it was', scale)),
  treatment: leavable(choice('How were you treated by the people you dealt with?', 'Select how it was', scale)),
  whole: leavable(choice('How was the whole of it?', 'Select how it was', scale)),
}

/** Asked first: nobody younger is surveyed. */
export const grown = {
  age: choice('Are you 16 or over?', 'Select whether you are 16 or over', { yes: 'Yes', no: 'No' }),
}
