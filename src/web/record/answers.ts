import {
  type Installation,
  type Option,
  part,
  precisions,
  said,
  sayDateTime,
  type Text,
  type Told,
  whereabouts,
} from '#kernel'
import type { SummaryRow } from '../components/summary-list.ts'
import { summaryList } from '../components/summary-list.ts'
import { type Html, html } from '../html.ts'
import { dayWritten } from './words.ts'

/** A question as it was put, whether kept with a report or asked by a step today. */
export type Asked = Readonly<{
  label: Text
  kind: string
  options?: Readonly<Record<string, Option>>
  each?: Readonly<Record<string, Asked>>
}>
type AskedAll = Readonly<Record<string, Asked>>
type Places = Pick<Installation, 'places' | 'zone'>

/** Answers beside the questions as they were worded. What somebody wrote is text and nothing else. */
export function answerList(asked: AskedAll, told: Told, house: Places): Html {
  const rows = answerRows(asked, told, house)
  if (rows.length === 0) return html`<p class="govuk-body">Nothing was answered.</p>`
  return summaryList({ rows, classes: 'sk-answers' })
}

/** The questions that were left blank or not asked, by their words. */
export const leftBlank = (asked: AskedAll, told: Told, house: Places): readonly string[] =>
  Object.entries(asked).flatMap(([name, one]) => (answered(one, part(told, name), house) ? [] : [shortLabel(one)]))

/** A question without what is said only while it is asked. */
const shortLabel = ({ label }: Asked): string => label.replace(/ \(optional\)$/, '')

export function answerRows(asked: AskedAll, told: Told, house: Places): readonly SummaryRow[] {
  return Object.entries(asked).flatMap(([name, one]) => {
    const value = answered(one, part(told, name), house)
    return value ? [{ key: { text: shortLabel(one) }, value: { html: value } }] : []
  })
}

function answered(one: Asked, raw: unknown, house: Places): Html | undefined {
  if (one.kind === 'radios') return words(optionLabel(one, said(raw)))
  if (one.kind === 'checkboxes') return chosen(one, raw)
  if (one.kind === 'happened') return words(sayHappened(raw))
  if (one.kind === 'place') return words(saySomewhere(raw, house))
  if (one.kind === 'date' || one.kind === 'born') return words(sayDay(raw))
  if (one.kind === 'instant') return words(sayInstant(raw, house))
  if (one.kind === 'people' || one.kind === 'several') return several(one, raw, house)
  return words(said(raw))
}

const words = (text: string): Html | undefined => (text ? html`<span class="sk-words">${text}</span>` : undefined)

function optionLabel({ options }: Asked, code: string): string {
  const option = options && Object.hasOwn(options, code) ? options[code] : undefined
  return option === undefined ? code : typeof option === 'string' ? option : option.label
}

function chosen(one: Asked, raw: unknown): Html | undefined {
  const codes = (Array.isArray(raw) ? raw : [raw]).map(said).filter(Boolean)
  if (codes.length < 2) return words(codes.map(code => optionLabel(one, code)).join(''))
  return html`<ul class="govuk-list govuk-list--bullet">${codes.map(code => html`<li>${optionLabel(one, code)}</li>`)}</ul>`
}

function sayHappened(raw: unknown): string {
  const precision = said(part(raw, 'precision'))
  if (!precision) return ''
  const day = sayDay(part(raw, precision) ?? raw)
  const how = Object.hasOwn(precisions, precision) ? precisions[precision as keyof typeof precisions] : precision
  return [day || how, said(part(raw, 'about'))].filter(Boolean).join(', ')
}

/** A whole date, a month and year, or a year alone, from boxes or from one text. */
function sayDay(raw: unknown): string {
  const written = said(raw) || said(part(raw, 'date'))
  const [year, month, day] = written ? written.split('-') : ['year', 'month', 'day'].map(name => said(part(raw, name)))
  if (!year) return ''
  if (/^\d{4}$/.test(year) && /^\d{1,2}$/.test(month ?? '') && (!day || /^\d{1,2}$/.test(day))) {
    const iso = `${year}-${month!.padStart(2, '0')}-${(day || '1').padStart(2, '0')}`
    if (!Number.isNaN(Date.parse(iso))) return day ? dayWritten(iso) : dayWritten(iso).replace(/^\d+ /, '')
  }
  return [day, month, year].filter(Boolean).join(' ')
}

function sayInstant(raw: unknown, house: Places): string {
  const written = said(raw)
  if (written && !Number.isNaN(Date.parse(written))) return sayDateTime(new Date(written), house)
  return [sayDay(part(raw, 'day')), said(part(raw, 'time'))].filter(Boolean).join(' at ')
}

function saySomewhere(raw: unknown, house: Places): string {
  const kind = said(part(raw, 'kind'))
  if (!kind) return ''
  const typed = (kind === 'online' && said(part(raw, 'link'))) || said(part(raw, 'typed'))
  const place = house.places.get(said(part(raw, 'chosen')))
  if (place) return `${place.label} (they wrote: ${typed})`
  if (kind === 'unknown') return whereabouts.unknown
  return kind === 'online' ? `Online, or by phone or message: ${typed}` : typed
}

function several(one: Asked, raw: unknown, house: Places): Html | undefined {
  const members = (Array.isArray(raw) ? raw : []).map(member => answerRows(one.each ?? {}, member as Told, house))
  const told = members.filter(rows => rows.length > 0)
  if (told.length === 0) return undefined
  const lists = told.map(
    rows =>
      html`<dl class="sk-each">${rows.map(row => html`<div><dt>${row.key.text}</dt><dd>${row.value.html}</dd></div>`)}</dl>`,
  )
  return lists.length === 1 ? lists[0] : html`<ol class="sk-each-of">${lists.map(list => html`<li>${list}</li>`)}</ol>`
}
