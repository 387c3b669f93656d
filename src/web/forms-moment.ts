/* Questions about when: a day, a birth date, a moment, and when something happened as exactly as somebody knows. */
import { localDate, part, said } from '#kernel'
import { radios } from './components/choices.ts'
import { dateInput } from './components/date-input.ts'
import { input } from './components/input.ts'
import { type Asking, errorOf, hintOf, idOf, legend, sayFor, worded } from './forms-asking.ts'
import { type Html, html } from './html.ts'
import type { Say } from './language.ts'

type Wanted = 'day' | 'month' | 'year'

const whole: readonly Wanted[] = ['day', 'month', 'year']
const labelOf = (one: Wanted, say: Say): string => ({ day: say('Day'), month: say('Month'), year: say('Year') })[one]

/** A date, or a birth date of which whatever is known is given. */
export const date = (asking: Asking): Html =>
  dateInput({
    id: `${idOf(asking.name)}-boxes`,
    ...legend(asking),
    ...hintOf(asking),
    ...errorOf(asking),
    items: boxes(asking, asking.name, asking.given),
  })

/** A day with a time of day, in one row. */
export function instant(asking: Asking): Html {
  const { name, given, problem, around } = asking
  const written = said(given)
  const at = written && !Number.isNaN(Date.parse(written)) ? new Date(written) : undefined
  const day = at ? localDate(at, around) : part(given, 'day')
  const time = at ? clockTime(at, around.zone) : said(part(given, 'time'))
  return dateInput({
    id: `${idOf(name)}-boxes`,
    ...legend(asking),
    ...hintOf(asking),
    ...errorOf(asking),
    items: [
      ...boxes(asking, `${name}.day`, day, idOf(name)),
      {
        id: `${idOf(name)}-time`,
        name: `${name}.time`,
        label: sayFor(asking)('Time, like 14:30'),
        autocomplete: 'off',
        inputmode: 'text',
        classes: 'govuk-input--width-5',
        value: time,
        error: problem !== undefined,
      },
    ],
  })
}

const clockTime = (at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** Boxes for day, month and year; the first has the question's own id, so that an error summary leads to it. */
const boxes = (asking: Asking, name: string, given: unknown, id = idOf(name)) =>
  whole.map(one => ({
    id: one === 'day' ? id : `${id}-${one}`,
    name: `${name}.${one}`,
    label: labelOf(one, sayFor(asking)),
    autocomplete: 'off',
    classes: one === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
    value: fromDate(given, one) || said(part(given, one)),
    error: asking.problem !== undefined,
  }))

/** How exactly somebody knows when, with only the parts that go with it. */
export function happened(asking: Asking): Html {
  const { name, given, problem } = asking
  const say = sayFor(asking)
  const chosen = said(part(given, 'precision'))
  const items = Object.entries(asking.field.options ?? {}).map(([code, option]) => {
    const wanted = parts[code]
    const own = chosen === code ? given : undefined
    const inner = wanted && datePart(name, code, own, { wanted, wrong: problem !== undefined && chosen === code, say })
    return { value: code, ...worded(option), ...(inner && { conditional: { html: inner } }) }
  })
  return html`${radios({ name: `${name}.precision`, idPrefix: idOf(name), value: chosen, items, ...legend(asking), ...hintOf(asking), ...errorOf(asking) })}
    ${input({
      id: `${idOf(name)}-about`,
      name: `${name}.about`,
      value: said(part(given, 'about')),
      autocomplete: 'off',
      classes: 'govuk-input--width-20',
      label: { text: `${say('About what time, or how often?')} ${say('(optional)')}`, classes: 'govuk-label--s' },
    })}`
}

const parts: Readonly<Record<string, readonly Wanted[]>> = {
  day: ['day', 'month', 'year'],
  month: ['month', 'year'],
  year: ['year'],
}
const askedOf = (code: string, say: Say): string =>
  code === 'month' ? say('Month and year') : code === 'year' ? say('Year') : say('Date')

/** Parts named after the precision they belong to, so that two choices' boxes never mix: `when.day.year`. */
function datePart(
  name: string,
  code: string,
  given: unknown,
  { wanted, wrong, say }: { readonly wanted: readonly Wanted[]; readonly wrong: boolean; readonly say: Say },
): Html {
  const inner = part(given, code) ?? given
  return dateInput({
    id: `${idOf(name)}-${code}`,
    fieldset: { legend: { text: askedOf(code, say), classes: 'govuk-fieldset__legend--s' } },
    items: wanted.map(one => ({
      id: `${idOf(name)}-${code}-${one}`,
      name: `${name}.${code}.${one}`,
      label: labelOf(one, say),
      autocomplete: 'off',
      classes: one === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
      value: said(part(inner, one)) || fromDate(inner, one),
      error: wrong,
    })),
  })
}

function fromDate(given: unknown, one: Wanted): string {
  const written = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(said(given) || said(part(given, 'date')))
  return written?.[{ year: 1, month: 2, day: 3 }[one]] ?? ''
}
