/*
 * What the components share: their kinds of option, and the label, hint and error that surround every question.
 * Options bear GOV.UK Frontend's names, so that its documentation is ours; `text` is escaped, `html` is Html.
 */
import { type Attributes, type AttributeValue, attributes, filled, type Html, html } from '../html.ts'
import { errorMessage } from './error-message.ts'
import { fieldset } from './fieldset.ts'
import { hint } from './hint.ts'
import { label } from './label.ts'

/** Every option may be left out, or given as undefined. */
export type Loose<T> = { readonly [K in keyof T]?: T[K] | undefined }
export type Text = string | number
/** Words, or markup of ours; markup wins where both are given. */
export type Content = Loose<{ text: Text; html: Html }>
/** Further attributes: true and false are written as words, as GOV.UK Frontend does, unless marked optional. */
export type Extra = Readonly<Record<string, AttributeValue | Loose<{ value: AttributeValue; optional: boolean }>>>
/** A list in which some places may be empty, as conditions leave them. */
export type Sparse<T> = readonly (T | false | null | undefined | '')[]

export type LabelOptions = Content & Loose<{ for: string; isPageHeading: boolean; classes: string; attributes: Extra }>
export type HintOptions = Content & Loose<{ id: string; classes: string; attributes: Extra }>
export type ErrorMessageOptions = HintOptions & Loose<{ visuallyHiddenText: string | false | null }>
export type LegendOptions = Content & Loose<{ classes: string; isPageHeading: boolean }>
export type FieldsetOptions = Loose<{
  describedBy: string
  legend: LegendOptions
  classes: string
  role: string
  attributes: Extra
  html: Html
}>
export type FormGroup = Loose<{
  classes: string
  attributes: Extra
  beforeInput: Content
  afterInput: Content
  beforeInputs: Content
  afterInputs: Content
}>
/** What any question may have around its answer. */
export type Question = Loose<{ hint: HintOptions; errorMessage: ErrorMessageOptions; formGroup: FormGroup }>
export type DescribedQuestion = Question & Loose<{ describedBy: string }>

/** The markup where there is some, otherwise the words. */
export const shown = (content: Content | null | undefined): Html | Text | undefined =>
  filled(content?.html) ? content.html : content?.text

/** Class names with a space between, leaving out what is empty. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter(Boolean).join(' ')

/** A component's `attributes` option as attributes. */
export function extra(given: Extra | undefined): Attributes | undefined {
  if (given === undefined || given === null) return undefined
  const flat: Record<string, AttributeValue> = {}
  for (const [name, item] of Object.entries(given)) {
    flat[name] = typeof item === 'object' && item !== null && item.optional ? item.value : String(plain(item) ?? '')
  }
  return attributes(flat)
}

const plain = (item: Extra[string]): AttributeValue => (typeof item === 'object' && item !== null ? item.value : item)

/** The hint and the error of a question, and the ids by which its input is described: the last part of any question. */
export function described(
  id: string,
  question: DescribedQuestion,
): { readonly by: string | undefined; readonly html: Html } {
  const hintId = question.hint && `${id}-hint`
  const errorId = question.errorMessage && `${id}-error`
  return {
    by: classes(question.describedBy, hintId, errorId) || undefined,
    html: html`${question.hint && hint({ ...question.hint, id: hintId })}
      ${question.errorMessage && errorMessage({ ...question.errorMessage, id: errorId })}`,
  }
}

/** The frame around any question: marked down its side where there is an error. */
export function formGroup({ errorMessage, formGroup }: Question, inner: Html): Html {
  const names = classes('govuk-form-group', errorMessage && 'govuk-form-group--error', formGroup?.classes)
  return html`<div class="${names}"${extra(formGroup?.attributes)}>${inner}</div>`
}

/** A question with one input: label, hint, error, and the input, which is told what describes it. */
export function oneInput(
  question: DescribedQuestion & Loose<{ label: LabelOptions }>,
  id: string,
  input: (describedBy: string | undefined) => Html,
): Html {
  const about = described(id, question)
  return formGroup(
    question,
    html`${label({ ...question.label, for: id })} ${about.html} ${shown(question.formGroup?.beforeInput)}
      ${input(about.by)} ${shown(question.formGroup?.afterInput)}`,
  )
}

/** A question with several inputs, in a fieldset where one is given. */
export function severalInputs(
  question: DescribedQuestion & Loose<{ fieldset: FieldsetOptions }>,
  idPrefix: string,
  role: string | undefined,
  inputs: (describedBy: string | undefined) => Html,
): Html {
  const about = described(idPrefix, question)
  const inner = html`${about.html}${inputs(about.by)}`
  return formGroup(
    question,
    question.fieldset ? fieldset({ ...question.fieldset, describedBy: about.by, role, html: inner }) : inner,
  )
}
