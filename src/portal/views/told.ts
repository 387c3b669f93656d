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
import { dayIn, type Html, html, type Language, labelAlone, monthIn } from '#web'

/** An answer in words, as it was understood: what the person checks before they send it. */
export function told(language: Language, field: Field<unknown>, answer: unknown): Html {
  if (answer === undefined || (Array.isArray(answer) && answer.length === 0))
    return html`${language.say('Nothing given')}`
  if (field.kind === 'people') return people(language, field.each ?? {}, answer)
  return lines(wordsOf(language, field, answer))
}

function wordsOf(language: Language, field: Field<unknown>, answer: unknown): readonly string[] {
  if (field.kind === 'radios') return [optionWords(field, String(answer))]
  if (field.kind === 'checkboxes')
    return Array.isArray(answer) ? answer.map(one => optionWords(field, String(one))) : []
  if (field.kind === 'date') return [dayIn(language, String(answer))]
  // The kind of a field says which shape its reading has; the compiler cannot know that of a form it has not seen.
  if (field.kind === 'happened') return happenedSaid(language, answer as Happened)
  if (field.kind === 'place') return whereSaid(language, answer as Where)
  if (field.kind === 'born') return [bornSaid(language, answer as Born)]
  return String(answer).split('\n')
}

function people(language: Language, each: Questions, answer: unknown): Html {
  const members: readonly unknown[] = Array.isArray(answer) ? answer : []
  return html`<ol class="govuk-list sk-told-people">${members.map(member => html`<li>${person(language, each, member)}</li>`)}</ol>`
}

function person(language: Language, each: Questions, member: unknown): Html {
  const given = Object.entries(each).filter(([name]) => part(member, name) !== undefined)
  return html`${given.map(
    ([name, field]) =>
      html`<span class="sk-told-label">${labelAlone(language, field)}:</span> ${told(language, field, part(member, name))}<br>`,
  )}`
}

/** Each line runs as its own letters do: English in a page of Urdu keeps its full stop, and a number its order. */
const lines = (words: readonly string[]): Html =>
  html`${words.map((line, index) => html`${index > 0 && html`<br>`}<bdi>${line}</bdi>`)}`

function optionWords(field: Field<unknown>, code: string): string {
  const option: Option | undefined = field.options?.[code]
  return typeof option === 'object' ? option.label : (option ?? code)
}

function happenedSaid(language: Language, { precision, from, about }: Happened): readonly string[] {
  const when =
    precision === 'day' && from
      ? dayIn(language, from)
      : precision === 'month' && from
        ? monthIn(language, from)
        : precision === 'year' && from
          ? from.slice(0, 4)
          : language.say(precisions[precision])
  return about ? [when, about] : [when]
}

function whereSaid({ say }: Language, where: Where): readonly string[] {
  if (where.kind === 'place') return [where.place.label]
  if (where.kind === 'unknown') return [say(whereabouts.unknown)]
  return where.kind === 'online' ? [say(whereabouts.online.label), where.typed] : [where.typed]
}

const bornSaid = (language: Language, { precision, from }: Born): string =>
  precision === 'exact' ? dayIn(language, from) : precision === 'month' ? monthIn(language, from) : from.slice(0, 4)
