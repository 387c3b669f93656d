import {
  asTyped,
  type Field,
  isAsked,
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
import { errorSummary } from './components/error-summary.ts'
import { input } from './components/input.ts'
import { select } from './components/select.ts'
import { type Asking, errorOf, hintOf, idOf, legend, sayFor, sized, worded } from './forms-asking.ts'
import { date, happened, instant } from './forms-moment.ts'
import { several } from './forms-several.ts'
import { type Html, html } from './html.ts'
import type { Language, Say } from './language.ts'
import { english } from './languages.ts'
import { problemIn } from './questions-in.ts'

export { type Asking, idOf } from './forms-asking.ts'

/** A question as GOV.UK components: every kind of field, with its hint, what was given, and what is wrong. */
export function question(asking: Asking): Html {
  const { field } = asking
  if (field.kind === 'radios') return radios({ ...choice(asking), value: said(asking.given) })
  if (field.kind === 'checkboxes') return checkboxes({ ...choice(asking), values: listed(asking.given) })
  if (field.kind === 'date' || field.kind === 'born') return date(asking)
  if (field.kind === 'instant') return instant(asking)
  if (field.kind === 'happened') return happened(asking)
  if (field.kind === 'several' || field.kind === 'people') return several(asking, questions)
  if (field.kind === 'place') return place(asking)
  return line(asking)
}

/**
 * Where a form's questions stand: the name that all of theirs begin with, the group that is to be led to, and whether they
 * are asked again and again, so that a long list of options would be too long.
 */
export type Standing = Readonly<{
  under?: string
  focus?: string | undefined
  again?: boolean
  language?: Language | undefined
}>

/**
 * A form's questions one under another. One that is asked only after a certain answer stands under that answer, where it
 * is revealed by script and always there without it; one that hangs on something else stands in its place.
 */
export function questions(
  asked: Questions,
  given: Told,
  problems: readonly Problem[],
  around: Surroundings,
  { under = '', focus, again = false, language }: Standing = {},
): Html {
  const hanging = hangingIn(asked)
  const one = (name: string): Html => {
    const path = `${under}${name}`
    const problem = problems.find(each => each.field === path)
    const inner = hanging.filter(each => each.on === name)
    const asking = {
      name: path,
      field: asked[name]!,
      given: part(given, name),
      problem,
      problems,
      around,
      focus,
      language,
    }
    if (inner.length === 0) return again && isLong(asking.field) ? fromList(asking) : question(asking)
    const below = (option: string): readonly Html[] =>
      inner.filter(each => each.option === option).map(each => one(each.name))
    return radios({ ...choice(asking, below), value: said(asking.given) })
  }
  return html`${Object.keys(asked).map(name => (hanging.some(each => each.name === name) ? undefined : one(name)))}`
}

const isLong = ({ kind, options = {} }: Field<unknown>): boolean =>
  kind === 'radios' && Object.keys(options).length > 5 && Object.values(options).every(one => typeof one === 'string')

/** One of many, in one line. */
const fromList = (asking: Asking): Html =>
  select({
    id: idOf(asking.name),
    name: asking.name,
    value: said(asking.given),
    label: { text: asking.field.label, classes: sized(false, 'label') },
    classes: 'sk-select--wide',
    items: [
      { value: '', text: sayFor(asking)('Select') },
      ...Object.entries(asking.field.options ?? {}).map(([value, option]) => ({ value, ...worded(option) })),
    ],
    ...hintOf(asking),
    ...errorOf(asking),
  })

type Hanging = Readonly<{ name: string; on: string; option: string }>

/** Which questions hang on one option of an earlier choice: found by trying each. */
function hangingIn(asked: Questions): readonly Hanging[] {
  const entries = Object.entries(asked)
  return entries.flatMap(([name, field], i) => {
    if (!field.onlyIf || isAsked(field, {})) return []
    for (const [on, choice] of entries.slice(0, i)) {
      if (choice.kind !== 'radios' || choice.onlyIf) continue
      const calls = Object.keys(choice.options ?? {}).filter(option => isAsked(field, { [on]: option }))
      if (calls.length === 1) return [{ name, on, option: calls[0]! }]
    }
    return []
  })
}

/** Everything that is wrong, at the head of the page, each leading to its question. */
export function problemSummary(problems: readonly Problem[], language: Language = english): Html | undefined {
  if (problems.length === 0) return undefined
  return errorSummary({
    titleText: language.say('There is a problem'),
    errorList: problems.map(one => ({ text: problemIn(language, one), href: `#${idOf(one.field)}` })),
  })
}

function choice(asking: Asking, under: (option: string) => readonly Html[] = () => []) {
  const items = Object.entries(asking.field.options ?? {}).map(([code, option]) => {
    const inner = under(code)
    return { value: code, ...worded(option), ...(inner.length > 0 && { conditional: { html: html`${inner}` } }) }
  })
  return {
    name: asking.name,
    idPrefix: idOf(asking.name),
    items,
    ...legend(asking),
    ...hintOf(asking),
    ...errorOf(asking),
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
    return characterCount({
      ...common,
      ...countdown(field.longest ?? 10_000, asking.language),
      threshold: 75,
      rows: heading ? 9 : 4,
    })
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

/** How many characters there may be, and how many are left, which script counts in the language's own forms. */
function countdown(maxlength: number, language: Language = english) {
  if (language === english) return { maxlength } // as the script says by itself
  const { say, forms } = language
  const open = (words: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(words).map(([rule, form]) => [rule, form.replace('{count}', '%{count}')]))
  return {
    maxlength,
    textareaDescriptionText: say('You can enter up to {count} characters', { count: maxlength }),
    charactersUnderLimitText: open(forms('You have {count} characters remaining')),
    charactersAtLimitText: say('You have 0 characters remaining'),
    charactersOverLimitText: open(forms('You have {count} characters too many')),
  }
}

/** A place by words, and, when several answer, those to choose from; never a map. */
function place(asking: Asking): Html {
  const { name, given, around } = asking
  const say = sayFor(asking)
  const kind = said(part(given, 'kind'))
  const several = placesToChooseFrom(given, around)
  const boxes: Record<string, Html> = {
    place: html`${input({ id: `${idOf(name)}-typed`, name: `${name}.typed`, value: kind === 'online' ? '' : said(part(given, 'typed')), autocomplete: 'off', label: { text: say('Postcode, street or place') } })}
      ${several.length > 0 && chooser(name, several, said(part(given, 'chosen')), say)}`,
    online: input({
      id: `${idOf(name)}-link`,
      name: `${name}.link`,
      value: kind === 'online' ? said(part(given, 'link')) || said(part(given, 'typed')) : '',
      autocomplete: 'off',
      label: { text: say('Site, app, number or link') },
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

function chooser(name: string, places: readonly Place[], chosen: string, say: Say): Html {
  return radios({
    name: `${name}.chosen`,
    idPrefix: `${idOf(name)}-chosen`,
    value: chosen,
    classes: 'govuk-radios--small',
    fieldset: { legend: { text: say('Which of these is it?'), classes: 'govuk-fieldset__legend--s' } },
    items: [
      ...places.map(one => ({ value: one.id, text: one.label })),
      { divider: say('or') },
      { value: asTyped, text: say('None of these: keep what I typed') },
    ],
  })
}

const listed = (given: unknown): readonly string[] =>
  (Array.isArray(given) ? given : [given]).map(said).filter(one => one !== '')
