import {
  type Born,
  type Field,
  type Happened,
  type Option,
  part,
  precisions,
  type Questions,
  type Where,
  whereabouts,
} from '#kernel'
import { type Html, html } from '#web'

/** An answer in words, as it was understood: what the person checks before they send it. */
export function told(field: Field<unknown>, answer: unknown): Html {
  if (answer === undefined || (Array.isArray(answer) && answer.length === 0)) return html`Nothing given`
  if (field.kind === 'people') return people(field.each ?? {}, answer)
  return lines(wordsOf(field, answer))
}

/** A question's label without what is said only while it is asked. */
export const shortLabel = (field: Field<unknown>): string => field.label.replace(/ \(optional\)$/, '')

function wordsOf(field: Field<unknown>, answer: unknown): readonly string[] {
  if (field.kind === 'radios') return [optionWords(field, String(answer))]
  if (field.kind === 'checkboxes')
    return Array.isArray(answer) ? answer.map(one => optionWords(field, String(one))) : []
  if (field.kind === 'date') return [daySaid(String(answer))]
  // The kind of a field says which shape its reading has; the compiler cannot know that of a form it has not seen.
  if (field.kind === 'happened') return happenedSaid(answer as Happened)
  if (field.kind === 'place') return whereSaid(answer as Where)
  if (field.kind === 'born') return [bornSaid(answer as Born)]
  return String(answer).split('\n')
}

function people(each: Questions, answer: unknown): Html {
  const members: readonly unknown[] = Array.isArray(answer) ? answer : []
  return html`<ol class="govuk-list sk-told-people">${members.map(member => html`<li>${person(each, member)}</li>`)}</ol>`
}

function person(each: Questions, member: unknown): Html {
  const given = Object.entries(each).filter(([name]) => part(member, name) !== undefined)
  return html`${given.map(
    ([name, field]) =>
      html`<span class="sk-told-label">${shortLabel(field)}:</span> ${told(field, part(member, name))}<br>`,
  )}`
}

const lines = (words: readonly string[]): Html =>
  html`${words.map((line, index) => html`${index > 0 && html`<br>`}${line}`)}`

function optionWords(field: Field<unknown>, code: string): string {
  const option: Option | undefined = field.options?.[code]
  return typeof option === 'object' ? option.label : (option ?? code)
}

function happenedSaid({ precision, from, about }: Happened): readonly string[] {
  const when =
    precision === 'day' && from
      ? daySaid(from)
      : precision === 'month' && from
        ? monthSaid(from)
        : precision === 'year' && from
          ? from.slice(0, 4)
          : precisions[precision]
  return about ? [when, about] : [when]
}

function whereSaid(where: Where): readonly string[] {
  if (where.kind === 'place') return [where.place.label]
  if (where.kind === 'unknown') return [whereabouts.unknown]
  return where.kind === 'online' ? [whereabouts.online.label, where.typed] : [where.typed]
}

const bornSaid = ({ precision, from }: Born): string =>
  precision === 'exact' ? daySaid(from) : precision === 'month' ? monthSaid(from) : from.slice(0, 4)

const daySaid = (iso: string): string => long.format(new Date(`${iso}T12:00:00Z`))
const monthSaid = (iso: string): string => month.format(new Date(`${iso}T12:00:00Z`))
const long = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' })
const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
