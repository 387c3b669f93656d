import { attributes, type Html, html } from '../html.ts'
import { word } from './input.ts'
import { classes, type DescribedQuestion, type Extra, extra, type LabelOptions, type Loose, oneInput } from './parts.ts'

export type TextareaOptions = DescribedQuestion &
  Loose<{
    id: string
    spellcheck: boolean
    rows: number | string
    value: string | null
    disabled: boolean
    label: LabelOptions
    classes: string
    autocomplete: string
    attributes: Extra
  }> & { readonly name: string }

/** Several lines of text. */
export function textarea(options: TextareaOptions): Html {
  const id = options.id || options.name
  return oneInput(options, id, describedBy => {
    const own = attributes({
      class: classes('govuk-textarea', options.errorMessage && 'govuk-textarea--error', options.classes),
      id,
      name: options.name,
      rows: options.rows || 5,
      spellcheck: word(options.spellcheck),
      disabled: options.disabled,
      'aria-describedby': describedBy,
      autocomplete: options.autocomplete || undefined,
    })
    // A parser drops one line break after the tag, so one is given it to drop, lest the first of the answer be lost.
    const lead = options.value?.startsWith('\n') ? '\n' : ''
    return html`<textarea${own}${extra(options.attributes)}>${lead}${options.value}</textarea>`
  })
}
