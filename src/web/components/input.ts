import { type AttributeValue, attributes, type Html, html } from '../html.ts'
import {
  type Content,
  classes,
  type DescribedQuestion,
  type Extra,
  extra,
  type LabelOptions,
  type Loose,
  oneInput,
  shown,
} from './parts.ts'

export type Affix = Content & Loose<{ classes: string; attributes: Extra }>
export type InputOptions = DescribedQuestion &
  Loose<{
    id: string
    type: string
    inputmode: string
    value: string | number | null
    disabled: boolean
    label: LabelOptions
    prefix: Affix
    suffix: Affix
    classes: string
    autocomplete: string
    pattern: string
    spellcheck: boolean
    autocapitalize: string
    inputWrapper: Loose<{ classes: string; attributes: Extra }>
    attributes: Extra
  }> & { readonly name: string }

/** One line of text. */
export function input(options: InputOptions): Html {
  const id = options.id || options.name
  const { beforeInput, afterInput, ...group } = options.formGroup ?? {}
  const frame = { ...options, formGroup: group }
  return oneInput(frame, id, describedBy => {
    const field = html`<input${own(options, id, describedBy)}${extra(options.attributes)}>`
    const affixes = [options.prefix, options.suffix, beforeInput, afterInput]
    if (!affixes.some(one => shown(one))) return field
    const wrapper = options.inputWrapper
    return html`<div class="${classes('govuk-input__wrapper', wrapper?.classes)}"${extra(wrapper?.attributes)}>
      ${shown(beforeInput)} ${affix('prefix', options.prefix)} ${field} ${affix('suffix', options.suffix)}
      ${shown(afterInput)}</div>`
  })
}

function own(options: InputOptions, id: string, describedBy: string | undefined) {
  return attributes({
    class: classes('govuk-input', options.classes, options.errorMessage && 'govuk-input--error'),
    id,
    name: options.name,
    type: options.type || 'text',
    spellcheck: word(options.spellcheck),
    value: options.value,
    disabled: options.disabled,
    'aria-describedby': describedBy,
    autocomplete: options.autocomplete,
    autocapitalize: options.autocapitalize,
    pattern: options.pattern,
    inputmode: options.inputmode,
  })
}

/** spellcheck takes the words true and false, unlike the attributes that are present or absent. */
export const word = (value: boolean | undefined): AttributeValue =>
  value === true || value === false ? String(value) : undefined

function affix(type: 'prefix' | 'suffix', given: Affix | undefined): Html | undefined {
  if (!shown(given)) return undefined
  const names = classes(`govuk-input__${type}`, given?.classes)
  return html`<div class="${names}" aria-hidden="true"${extra(given?.attributes)}>${shown(given)}</div>`
}
