import { attributes, type Html, html } from '../html.ts'
import { input } from './input.ts'
import type { Sparse } from './parts.ts'
import {
  classes,
  type Extra,
  extra,
  type FieldsetOptions,
  type Loose,
  type Question,
  severalInputs,
  shown,
} from './parts.ts'

export type DateInputItem = Loose<{
  id: string
  name: string
  label: string
  value: string | number | null
  autocomplete: string
  inputmode: string
  pattern: string
  classes: string
  error: boolean
  attributes: Extra
}>
export type DateInputOptions = Question &
  Loose<{
    namePrefix: string
    items: Sparse<DateInputItem>
    /** A part given as false or null is not asked for. */
    day: DateInputItem | false | null
    month: DateInputItem | false | null
    year: DateInputItem | false | null
    values: Readonly<Record<string, string | number | null | undefined>>
    fieldset: FieldsetOptions
    classes: string
    attributes: Extra
  }> & { readonly id: string }

/** A date somebody knows by heart: day, month and year each typed. */
export function dateInput(options: DateInputOptions): Html {
  const parts = standard.map(name => {
    const given = options[name]
    if (given === false || given === null) return undefined
    return { name, value: given ? undefined : options.values?.[name], ...given }
  })
  const items = options.items?.length ? options.items : parts
  const someError = items.some(item => item && (item.error || errorClass.test(item.classes ?? '')))
  const own = attributes({ id: options.id || undefined })
  const boxes = items.map(item => item && box(options, item, parts, someError))
  const inputs =
    () => html`<div class="${classes('govuk-date-input', options.classes)}"${extra(options.attributes)}${own}>
    ${shown(options.formGroup?.beforeInputs)} ${boxes.map(each => each || undefined)}
    ${shown(options.formGroup?.afterInputs)}</div>`
  const describedBy = options.fieldset?.describedBy
  // Without the role, JAWS does not announce what describes a fieldset of text inputs.
  return severalInputs({ ...options, describedBy }, options.id, 'group', inputs)
}

const standard = ['day', 'month', 'year'] as const
const errorClass = /govuk-input--error/

function box(options: DateInputOptions, item: DateInputItem, parts: Sparse<DateInputItem>, someError: boolean): Html {
  const place = parts.findIndex((part, i) => [part ? part.name : undefined, standard[i]].includes(item.name))
  const name = item.name ?? ''
  const field = (options.namePrefix ? `${options.namePrefix}-` : '') + name
  const own = item.classes ?? ''
  const wrong = item.error || (item.error !== false && options.errorMessage && !someError)
  return html`<div class="govuk-date-input__item">${input({
    label: { text: item.label || capital(name), classes: 'govuk-date-input__label' },
    id: item.id || `${options.id}-${name}`,
    classes: classes(
      'govuk-date-input__input',
      wrong && !errorClass.test(own) && 'govuk-input--error',
      !own.includes('govuk-input--width-') && `govuk-input--width-${place === 2 ? 4 : 2}`,
      own,
    ),
    name: field,
    value: item.value ?? (parts[place] || undefined)?.value ?? options.values?.[field],
    inputmode: item.inputmode || 'numeric',
    autocomplete: item.autocomplete,
    pattern: item.pattern,
    attributes: item.attributes,
  })}</div>`
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()
