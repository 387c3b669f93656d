import {
  bad,
  choice,
  choices,
  count,
  email,
  type Field,
  good,
  onlyIf,
  optional,
  part,
  type Questions,
  reason,
  said,
  type Told,
  text,
} from '#kernel'
import { english } from '#web'
import type { Pack } from '../pack.ts'
import { costs, kinds, spoken } from '../service.ts'
import { askersIn, peopleIn } from '../words.ts'
import { days, hoursField } from './hours-field.ts'

export type Section = Readonly<{ title: string; ask: Questions }>

const yesNo = { no: 'No', yes: 'Yes' }
const dial = (label: string, hint: string): Field<string> => ({
  ...text(label, 'Enter a number of digits, such as 0808 157 0100', { longest: 24, hint }),
  kind: 'phone',
  read: raw =>
    /^\+?\d[\d ]{1,22}$/.test(said(raw))
      ? good(said(raw))
      : bad('Enter a number of digits and spaces, as it is dialled'),
})
const address = (label: string, hint?: string): Field<string> => ({
  ...text(label, 'Enter an address of a web page', { longest: 300, ...(hint && { hint }) }),
  read: raw => {
    const typed = said(raw)
    return URL.canParse(typed) && /^https:\/\/[^/]+\.[^/]+/.test(typed)
      ? good(new URL(typed).href)
      : bad('Enter the whole address, beginning with https://')
  },
})

const has = (name: string, value: string) => (told: Told) => part(told, name) === value

/** A refuge is nowhere: what would say where it is, is not even asked. */
const place: Questions = {
  placeName: optional(
    text('What the place is called', 'Enter what the place is called', {
      hint: 'Leave this empty where nobody can come.',
    }),
  ),
  street: optional(text('House and street', 'Enter the house and street')),
  town: optional(text('Town', 'Enter the town', { longest: 60 })),
  postcode: optional({
    ...text('Postcode', 'Enter the postcode', { longest: 10 }),
    read: raw =>
      /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(said(raw))
        ? good(said(raw).toUpperCase())
        : bad('Enter a whole postcode, such as CV21 2AB'),
  }),
  access: optional(
    text('Getting in', 'Enter how people get in', { hint: 'Steps, a lift, a hearing loop, a quiet room.' }),
  ),
}

/** What is asked of a service; of a refuge, nothing of a place. */
export function sectionsFor({ needs, districts }: Pack, isRefuge: boolean): readonly Section[] {
  return [
    { title: 'What it is', ask: whatItIs(needs) },
    { title: 'Whom it is for', ask: whomItIsFor },
    { title: 'How to reach it', ask: isRefuge ? { ...ways, phone: refugePhone } : ways },
    ...(isRefuge ? [] : [{ title: 'Where people can come', ask: place }]),
    { title: 'When it is open', ask: hours },
    { title: 'What to know before asking', ask: know },
    { title: 'Where it is shown', ask: shownAt(districts) },
  ]
}

const whatItIs = (needs: Pack['needs']): Questions => ({
  name: text('Name', 'Enter its name', { longest: 120 }),
  about: reason('In a sentence, whom it helps with what', 'Enter whom it helps with what', { longest: 400 }),
  by: optional(text('Who runs it, where that is not its own name', 'Enter who runs it', { longest: 120 })),
  first: choice('What it helps with first', 'Choose what it helps with first', needs),
  needs: optional(choices('What else it helps with', 'Choose from the list', needs)),
})

const whomItIsFor: Questions = {
  people: optional(choices('Whom it is there for above all', 'Choose from the list', peopleIn(english))),
  only: choice('Is it for them alone?', 'Choose whether it is for them alone', yesNo),
  youngest: optional(count('Youngest age', 'Enter an age in years', 120)),
  oldest: optional(count('Oldest age', 'Enter an age in years', 120)),
  askers: choices('Who may ask', 'Choose who may ask', askersIn(english)),
}

const ways: Questions = {
  phone: optional(dial('Phone', 'As it is dialled.')),
  text: optional(dial('Text message', 'The number that takes text messages.')),
  chat: optional(address('Page on which somebody answers in writing')),
  web: optional(address('Website')),
  email: optional(email('E-mail address', 'Enter an e-mail address such as name@example.org')),
  sign: optional(address('Page for British Sign Language')),
}

const refugePhone = optional(
  dial('Phone', 'As it is dialled. A number with the code of a town says which town: a free number says nothing.'),
)

const hours: Questions = {
  hours: choice('When is it open?', 'Choose when it is open', {
    always: 'At any time, day and night',
    week: 'At certain hours of the week',
    unknown: 'We do not know',
  }),
  ...Object.fromEntries(days.map(([day, name]) => [day, onlyIf(has('hours', 'week'), optional(hoursField(name)))])),
  holidays: onlyIf(
    has('hours', 'week'),
    choice('On bank holidays', 'Choose what holds on bank holidays', {
      closed: 'Closed',
      open: 'Open as on that day of the week',
      unknown: 'We do not know',
    }),
  ),
  hoursNote: optional(text('Anything else about when it is open', 'Enter anything else about when it is open')),
}

const know: Questions = {
  cost: optional(choice('What asking costs', 'Choose what asking costs', costs)),
  languages: optional(choices('Languages that its own people speak', 'Choose from the list', spoken)),
  interpreter: choice('Can it find an interpreter?', 'Choose whether it can find an interpreter', yesNo),
  happens: optional(reason('What happens when somebody calls', 'Enter what happens', { longest: 600 })),
  tells: optional(reason('Whom they may have to tell, and when', 'Enter whom they may have to tell', { longest: 600 })),
  safely: optional(reason('How to reach it safely', 'Enter how to reach it safely', { longest: 600 })),
  notice: optional(
    text('For a short time: what has changed', 'Enter what has changed', { hint: 'Such as being closed this week.' }),
  ),
}

const shownAt = (districts: Pack['districts']): Questions => ({
  districts: optional(
    choices(
      'Districts that it serves',
      'Choose from the list',
      Object.fromEntries(districts.map(({ id, name }) => [id, name])),
      'None means everywhere.',
    ),
  ),
  always: choice(
    'Is it shown wherever nothing else fits?',
    'Choose whether it is shown wherever nothing else fits',
    yesNo,
  ),
})

/** What is asked once, before all else, of a service that is new: what it is can never be changed. */
export const kindQuestion = {
  kind: choice('What is it?', 'Choose what it is', {
    ...kinds,
    refuge: { label: kinds.refuge, hint: 'Where it is can never be written down here, by anybody.' },
  }),
}

export const whyQuestion = (isNew: boolean): Questions =>
  isNew
    ? {}
    : { why: text('Why does this change?', 'Enter why this changes', { hint: 'It is kept with this version.' }) }
