/* Radios and checkboxes, which differ in little but their names. */
import { attributes, filled, type Html, html } from '../html.ts'
import { hint } from './hint.ts'
import { label } from './label.ts'
import type { Sparse } from './parts.ts'
import {
  type Content,
  classes,
  type DescribedQuestion,
  type Extra,
  extra,
  type FieldsetOptions,
  type HintOptions,
  type LabelOptions,
  type Loose,
  type Question,
  severalInputs,
  shown,
} from './parts.ts'

export type ChoiceItem = Content &
  Loose<{
    id: string
    name: string
    value: string | number
    label: LabelOptions
    hint: HintOptions
    divider: string
    checked: boolean | null
    conditional: Loose<{ html: Html }> | false | null
    behaviour: 'exclusive' | ''
    disabled: boolean
    attributes: Extra
  }>
type Choices = Question &
  Loose<{ fieldset: FieldsetOptions; idPrefix: string; classes: string; attributes: Extra }> & {
    readonly name: string
    readonly items: Sparse<ChoiceItem>
  }
export type RadiosOptions = Choices & Loose<{ value: string | number | null }>
export type CheckboxesOptions = Choices & DescribedQuestion & Loose<{ values: readonly (string | number)[] | null }>

/** One answer of several. An item's conditional markup is shown when it is chosen, and always without script. */
export function radios(options: RadiosOptions): Html {
  const { value } = options
  const describedBy = options.fieldset?.describedBy
  return choices('radio', { ...options, describedBy }, item => Boolean(value) && String(item.value) === String(value))
}

/** Any answers of several; an item whose `behaviour` is exclusive stands for none of them. */
export function checkboxes(options: CheckboxesOptions): Html {
  const values = options.values?.map(String)
  const describedBy = options.fieldset?.describedBy || options.describedBy
  return choices('checkbox', { ...options, describedBy }, item => values?.includes(String(item.value)) ?? false)
}

type Type = 'radio' | 'checkbox'
const blocks = { radio: 'govuk-radios', checkbox: 'govuk-checkboxes' } as const

function choices(type: Type, options: Choices & DescribedQuestion, chosen: (item: ChoiceItem) => boolean): Html {
  const idPrefix = options.idPrefix || options.name
  const place = (item: ChoiceItem, i: number, describedBy: string | undefined): Placed => ({
    // The first has no number, so that an error summary can lead to it by the name of the question.
    id: item.id || (i > 0 ? `${idPrefix}-${i + 1}` : idPrefix),
    name: (type === 'checkbox' && item.name) || options.name,
    checked: item.checked || (item.checked !== false && chosen(item)),
    // Boxes without a fieldset to bear it are each told what describes the question.
    describedBy: type === 'checkbox' && !options.fieldset ? describedBy : undefined,
  })
  return severalInputs(options, idPrefix, undefined, describedBy => {
    const items = options.items.map((item, i) => item && choice(type, item, place(item, i, describedBy)))
    const block = blocks[type]
    return html`<div class="${classes(block, options.classes)}"${extra(options.attributes)} data-module="${block}">
      ${shown(options.formGroup?.beforeInputs)} ${items} ${shown(options.formGroup?.afterInputs)}</div>`
  })
}

type Placed = {
  readonly id: string
  readonly name: string
  readonly checked: boolean
  readonly describedBy: string | undefined
}

function choice(type: Type, item: ChoiceItem, placed: Placed): Html {
  const block = blocks[type]
  if (item.divider) return html`<div class="${block}__divider">${item.divider}</div>`
  const { id, name, checked } = placed
  const hintId = shown(item.hint) ? `${id}-item-hint` : undefined
  const hidden = item.conditional && filled(item.conditional.html) ? item.conditional.html : undefined
  const own = attributes({
    class: `${block}__input`,
    id,
    name,
    type,
    value: item.value ?? '',
    checked,
    disabled: item.disabled,
    'data-aria-controls': hidden && `conditional-${id}`,
    'data-behaviour': item.behaviour || undefined,
    'aria-describedby': classes(placed.describedBy, hintId) || undefined,
  })
  const itemLabel = { ...content(item), for: id, attributes: item.label?.attributes }
  const revealed = classes(`${block}__conditional`, !checked && `${block}__conditional--hidden`)
  return html`<div class="${block}__item"><input${own}${extra(item.attributes)}>
    ${label({ ...itemLabel, classes: classes(`${block}__label`, item.label?.classes) })}
    ${hintId && hint({ ...item.hint, id: hintId, classes: classes(`${block}__hint`, item.hint?.classes) })}</div>
    ${hidden && html`<div class="${revealed}" id="conditional-${id}">${hidden}</div>`}`
}

const content = ({ text, html }: Content): Content => ({ text, html })
