import {
  asTyped,
  type Field,
  type Option,
  type Place,
  type Problem,
  part,
  placesToChooseFrom,
  type Questions,
  type Surroundings,
  said,
  type Told,
} from '#kernel'
import { characterCount } from './components/character-count.ts'
import { checkboxes, radios } from './components/choices.ts'
import { dateInput } from './components/date-input.ts'
import { errorSummary } from './components/error-summary.ts'
import { input } from './components/input.ts'
import { type Html, html } from './html.ts'

/** How a question is put: what was given for it, what is wrong with that, and whether its label is the page's heading. */
export type Asking = Readonly<{
  name: string
  field: Field<unknown>
  given: unknown
  problem?: Problem | undefined
  heading?: boolean
  around: Surroundings
}>

/** A question as GOV.UK components: every kind of field, with its hint, what was given, and what is wrong. */
export function question(asking: Asking): Html {
  const { field } = asking
  if (field.kind === 'radios') return radios({ ...choice(asking), value: said(asking.given) })
  if (field.kind === 'checkboxes') return checkboxes({ ...choice(asking), values: listed(asking.given) })
  if (field.kind === 'date') return date(asking, asking.name, asking.given, legend(asking))
  if (field.kind === 'born') return born(asking)
  if (field.kind === 'happened') return happened(asking)
  if (field.kind === 'place') return place(asking)
  return line(asking)
}

/** A form's questions one under another, all of those that `told` calls for. */
export function questions(asked: Questions, given: Told, problems: readonly Problem[], around: Surroundings): Html {
  return html`${Object.entries(asked).map(([name, field]) =>
    question({ name, field, given: part(given, name), problem: problems.find(one => one.field === name), around }),
  )}`
}

/** Everything that is wrong, at the head of the page, each leading to its question. */
export function problemSummary(problems: readonly Problem[]): Html | undefined {
  if (problems.length === 0) return undefined
  return errorSummary({
    titleText: 'There is a problem',
    errorList: problems.map(({ field, message }) => ({ text: message, href: `#${idOf(field)}` })),
  })
}

/** The id of a question's first input, which the error summary leads to. */
export const idOf = (name: string): string => name.replaceAll('.', '-')

const errorOf = ({ problem }: Asking) => (problem ? { errorMessage: { text: problem.message } } : {})
const hintOf = ({ field }: Asking) => (field.hint ? { hint: { text: field.hint } } : {})
const sized = (heading: boolean | undefined, what: 'label' | 'fieldset__legend') =>
  `govuk-${what}--${heading ? 'l' : 's'}`

function legend(asking: Asking) {
  return {
    fieldset: {
      legend: {
        text: asking.field.label,
        isPageHeading: asking.heading ?? false,
        classes: sized(asking.heading, 'fieldset__legend'),
      },
    },
  }
}

function choice(asking: Asking) {
  const items = Object.entries(asking.field.options ?? {}).map(([code, option]) => ({ value: code, ...worded(option) }))
  return {
    name: asking.name,
    idPrefix: idOf(asking.name),
    items,
    ...legend(asking),
    ...hintOf(asking),
    ...errorOf(asking),
  }
}

function worded(option: Option) {
  if (typeof option === 'string') return { text: option }
  return {
    text: option.label,
    ...(option.hint && { hint: { text: option.hint } }),
    ...(option.alone && { behaviour: 'exclusive' as const }),
  }
}

function line(asking: Asking): Html {
  const { name, field, heading } = asking
  const common = {
    id: idOf(name),
    name,
    value: said(asking.given),
    autocomplete: field.autocomplete ?? 'off',
    label: { text: field.label, isPageHeading: heading ?? false, classes: sized(heading, 'label') },
    ...hintOf(asking),
    ...errorOf(asking),
  }
  if (field.kind === 'textarea')
    return characterCount({ ...common, maxlength: field.longest ?? 10_000, threshold: 75, rows: heading ? 9 : 4 })
  const narrow =
    field.kind === 'number' ? 'govuk-input--width-4' : field.kind === 'phone' ? 'govuk-input--width-20' : ''
  return input({
    ...common,
    classes: narrow,
    type: field.kind === 'email' ? 'email' : field.kind === 'phone' ? 'tel' : 'text',
    spellcheck: false,
    ...(field.kind === 'number' && { inputmode: 'numeric' }),
  })
}

type Wanted = 'day' | 'month' | 'year'

function date(
  asking: Asking,
  name: string,
  given: unknown,
  more: object,
  wanted: readonly Wanted[] = ['day', 'month', 'year'],
): Html {
  const label = { day: 'Day', month: 'Month', year: 'Year' }
  const written = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(said(given) || said(part(given, 'date')))
  const from = { year: written?.[1], month: written?.[2], day: written?.[3] }
  return dateInput({
    id: idOf(name),
    ...more,
    ...hintOf(asking),
    ...errorOf(asking),
    items: wanted.map(one => ({
      id: one === wanted[0] ? idOf(name) : `${idOf(name)}-${one}`,
      name: `${name}.${one}`,
      label: label[one],
      autocomplete: 'off',
      classes: one === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
      value: from[one] ?? said(part(given, one)),
      error: asking.problem !== undefined,
    })),
  })
}

/** A birth date: whatever of it is known. */
const born = (asking: Asking): Html => date(asking, asking.name, asking.given, legend(asking))

/** How exactly somebody knows when, with only the parts that go with it. */
function happened(asking: Asking): Html {
  const { name, given, problem } = asking
  const parts: Record<string, readonly Wanted[]> = {
    day: ['day', 'month', 'year'],
    month: ['month', 'year'],
    year: ['year'],
  }
  const chosen = said(part(given, 'precision'))
  const under = {
    ...asking,
    field: { ...asking.field, hint: undefined } as unknown as Field<unknown>,
    problem: undefined,
  }
  const items = Object.entries(asking.field.options ?? {}).map(([code, option]) => ({
    value: code,
    ...worded(option),
    ...(parts[code] && {
      conditional: {
        html: datePart(
          under,
          `${name}`,
          code,
          chosen === code ? given : undefined,
          parts[code],
          problem !== undefined && chosen === code,
        ),
      },
    }),
  }))
  return html`${radios({ name: `${name}.precision`, idPrefix: idOf(name), value: chosen, items, ...legend(asking), ...hintOf(asking), ...errorOf(asking) })}
    ${input({
      id: `${idOf(name)}-about`,
      name: `${name}.about`,
      value: said(part(given, 'about')),
      autocomplete: 'off',
      classes: 'govuk-input--width-20',
      label: { text: 'About what time, or how often? (optional)', classes: 'govuk-label--s' },
    })}`
}

/** Parts named after the precision they belong to, so that two choices' boxes never mix: `when.day.year`. */
function datePart(
  asking: Asking,
  name: string,
  code: string,
  given: unknown,
  wanted: readonly Wanted[],
  wrong: boolean,
): Html {
  const inner = part(given, code) ?? given
  const problem = wrong ? { field: name, message: '' } : undefined
  const label = { day: 'Date', month: 'Month and year', year: 'Year' }[code] ?? 'Date'
  return dateInput({
    id: `${idOf(name)}-${code}`,
    fieldset: { legend: { text: label, classes: 'govuk-fieldset__legend--s' } },
    items: wanted.map(one => ({
      id: `${idOf(name)}-${code}-${one}`,
      name: `${name}.${code}.${one}`,
      label: { day: 'Day', month: 'Month', year: 'Year' }[one],
      autocomplete: 'off',
      classes: one === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
      value: said(part(inner, one)) || fromDate(asking, inner, one),
      error: problem !== undefined,
    })),
  })
}

function fromDate(_: Asking, given: unknown, one: Wanted): string {
  const written = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(said(part(given, 'date')))
  return written?.[{ year: 1, month: 2, day: 3 }[one]] ?? ''
}

/** A place by words, and, when several answer, those to choose from; never a map. */
function place(asking: Asking): Html {
  const { name, given, around } = asking
  const kind = said(part(given, 'kind'))
  const several = placesToChooseFrom(given, around)
  const boxes: Record<string, Html> = {
    place: html`${input({ id: `${idOf(name)}-typed`, name: `${name}.typed`, value: kind === 'online' ? '' : said(part(given, 'typed')), autocomplete: 'off', label: { text: 'Postcode, street or place' } })}
      ${several.length > 0 && chooser(name, several, said(part(given, 'chosen')))}`,
    online: input({
      id: `${idOf(name)}-link`,
      name: `${name}.link`,
      value: kind === 'online' ? said(part(given, 'link')) || said(part(given, 'typed')) : '',
      autocomplete: 'off',
      label: { text: 'Site, app, number or link' },
    }),
  }
  const items = Object.entries(asking.field.options ?? {}).map(([code, option]) => ({
    value: code,
    ...worded(option),
    ...(boxes[code] && { conditional: { html: boxes[code] } }),
  }))
  return radios({
    name: `${name}.kind`,
    idPrefix: idOf(name),
    value: kind,
    items,
    ...legend(asking),
    ...hintOf(asking),
    ...errorOf(asking),
  })
}

function chooser(name: string, places: readonly Place[], chosen: string): Html {
  return radios({
    name: `${name}.chosen`,
    idPrefix: `${idOf(name)}-chosen`,
    value: chosen,
    classes: 'govuk-radios--small',
    fieldset: { legend: { text: 'Which of these is it?', classes: 'govuk-fieldset__legend--s' } },
    items: [
      ...places.map(one => ({ value: one.id, text: one.label })),
      { divider: 'or' },
      { value: asTyped, text: 'None of these: keep what I typed' },
    ],
  })
}

const listed = (given: unknown): readonly string[] =>
  (Array.isArray(given) ? given : [given]).map(said).filter(one => one !== '')
