import { attributes, type Html, html } from '../html.ts'
import type { Sparse, Text } from './parts.ts'
import { classes, type DescribedQuestion, type Extra, extra, type LabelOptions, type Loose, oneInput } from './parts.ts'

export type SelectItem = Loose<{
  value: Text | boolean
  text: Text
  selected: boolean | null
  disabled: boolean
  attributes: Extra
}>
export type SelectOptions = DescribedQuestion &
  Loose<{
    id: string
    value: Text | null
    disabled: boolean
    label: LabelOptions
    classes: string
    attributes: Extra
  }> & { readonly name: string; readonly items?: Sparse<SelectItem> }

/** One answer of many, where radios would be too long. */
export function select(options: SelectOptions): Html {
  const id = options.id || options.name
  return oneInput(options, id, describedBy => {
    const own = attributes({
      class: classes('govuk-select', options.classes, options.errorMessage && 'govuk-select--error'),
      id,
      name: options.name,
      disabled: options.disabled,
      'aria-describedby': describedBy,
    })
    const items = options.items?.map(item => (item ? option(item, options.value) : undefined))
    return html`<select${own}${extra(options.attributes)}>${items}</select>`
  })
}

function option(item: SelectItem, chosen: Text | null | undefined): Html {
  const isChosen = Boolean(chosen) && String(item.value ?? item.text) === String(chosen)
  const selected = item.selected || (item.selected !== false && isChosen)
  const own = attributes({
    value: item.value === undefined ? undefined : String(item.value),
    selected,
    disabled: item.disabled,
  })
  return html`<option${own}${extra(item.attributes)}>${item.text}</option>`
}
