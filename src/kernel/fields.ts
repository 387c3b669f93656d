/*
 * What a question may be, how its answer is read, and what we say when it cannot be. The same questions make the public
 * form, the case's steps and the API: a field reads what a form sends and what JSON holds alike.
 *
 * Labels are written in English and are at the same time the keys under which other languages are found.
 */

import { holdsReceipt, receiptFound } from './reports/receipts.ts'
import { digitsOf, type Piece, type Wrong, wrong } from './wrong.ts'

export type Text = string
/** An answer, or what is wrong with it; `within` says it of each of its parts, by their names. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | ({ readonly ok: false; readonly within?: readonly Problem[] } & Wrong)
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** A place the area's gazetteer knows. */
export type Place = Readonly<{ id: string; label: string; district: string | null; lsoa: string | null }>
/** A place that answers to words typed: by exactly those words, or by words like them. */
export type Found = Place & Readonly<{ isExact: boolean }>
/** What reading an answer may look at, and nothing else: the day it is, the area's zone, and its places. */
export type Surroundings = Readonly<{
  today: string
  zone: string
  places: { find(text: string): readonly Found[]; get(id: string): Place | undefined }
}>

export type Option = Text | Readonly<{ label: Text; hint?: Text; alone?: true }>
export type Kind =
  | 'text'
  | 'textarea'
  | 'radios'
  | 'checkboxes'
  | 'date'
  | 'number'
  | 'happened'
  | 'place'
  | 'born'
  | 'email'
  | 'phone'
  | 'people'
  | 'several'
  | 'instant'

/** What has been answered so far, by question; conditions look at this. */
export type Told = Readonly<Record<string, unknown>>

export type Field<T> = Readonly<{
  kind: Kind
  label: Text
  hint?: Text
  options?: Readonly<Record<string, Option>>
  /** The most characters it may have. */
  longest?: number
  optional?: true
  /** Asked only when this holds. */
  onlyIf?: (told: Told) => boolean
  /** The questions about each one, of a kind that repeats; and the word for one of them. */
  each?: Questions
  one?: Text
  /** The answer stands for the case until a later one takes its place. */
  stands?: true
  /** Asked of professionals and of programs, and never on the public's form of one question a page: in English only. */
  referral?: true
  /** Browsers' autofill token, where one helps; the public form turns autofill off altogether. */
  autocomplete?: string
  read(raw: unknown, around: Surroundings): Read<T>
  /** For the API: what the answer looks like as JSON, and one that works. */
  schema: Json
  example: Json
}>

export type Questions = Readonly<Record<string, Field<unknown>>>
type IsAsked<F> = F extends { readonly onlyIf: unknown } ? true : false
export type AnswersTo<Q extends Questions> = {
  readonly [K in keyof Q]: Q[K] extends Field<infer T> ? (IsAsked<Q[K]> extends true ? T | undefined : T) : never
}
export type Problem = Readonly<{ field: string }> & Wrong

export const good = <T>(value: T): Read<T> => ({ ok: true, value })
export const bad = (...pieces: readonly Piece[]): Read<never> => ({ ok: false, ...wrong(pieces) })

/** What was typed, without what no keyboard types: control characters, broken surrogates and outer spaces. */
export function said(raw: unknown): string {
  if (typeof raw === 'number' && Number.isFinite(raw)) return String(raw)
  if (typeof raw !== 'string') return ''
  return raw
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
}

/** One member of what a form or JSON sent, never anything inherited. */
export function part(raw: unknown, name: string): unknown {
  if (typeof raw !== 'object' || raw === null || !Object.hasOwn(raw, name)) return undefined
  return (raw as Readonly<Record<string, unknown>>)[name]
}

type Length = Readonly<{ longest?: number; hint?: Text; autocomplete?: string }>

/** A line of text. */
export function text(label: Text, message: Text, { longest = 200, ...rest }: Length = {}): Field<string> {
  return {
    kind: 'text',
    label,
    longest,
    ...rest,
    read: raw => lengthWithin(said(raw), longest, message),
    schema: { type: 'string', minLength: 1, maxLength: longest, title: label },
    example: 'An example',
  }
}

/** Several lines of text. */
export function reason(label: Text, message: Text, { longest = 10_000, ...rest }: Length = {}): Field<string> {
  return { ...text(label, message, { longest, ...rest }), kind: 'textarea' }
}

export function email(label: Text, message: Text, hint?: Text): Field<string> {
  const field = text(label, message, { longest: 254, ...(hint && { hint }) })
  return {
    ...field,
    kind: 'email',
    schema: { type: 'string', format: 'email', maxLength: 254, title: label },
    example: 'name@example.org',
    // Its length first: of a long one, such a pattern would try every point as the last, for hours.
    read: raw => {
      const given = lengthWithin(said(raw), 254, message)
      return given.ok && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.value) ? bad(message) : given
    },
  }
}

export function phone(label: Text, message: Text, hint?: Text): Field<string> {
  const field = text(label, message, { longest: 30, ...(hint && { hint }) })
  return {
    ...field,
    kind: 'phone',
    example: '01632 960 001',
    read: raw =>
      /^\+?[\d ()./-]{6,30}$/.test(digitsOf(said(raw))) && digitsOf(said(raw)).replace(/\D/g, '').length >= 6
        ? good(digitsOf(said(raw)))
        : bad(message),
  }
}

/** One of a few. */
export function choice<const K extends string>(
  label: Text,
  message: Text,
  options: Readonly<Record<K, Option>>,
  hint?: Text,
): Field<K> {
  const known = (answer: string): answer is K => Object.hasOwn(options, answer)
  return {
    kind: 'radios',
    label,
    options,
    ...(hint && { hint }),
    read: raw => {
      const answer = said(raw)
      return known(answer) ? good(answer) : bad(message)
    },
    schema: { type: 'string', enum: Object.keys(options), title: label },
    example: Object.keys(options)[0]!,
  }
}

/** Any of a few; one marked `alone` ("not sure") goes with no other. */
export function choices<const K extends string>(
  label: Text,
  message: Text,
  options: Readonly<Record<K, Option>>,
  hint?: Text,
): Field<readonly K[]> {
  const known = (answer: string): answer is K => Object.hasOwn(options, answer)
  const alone = (answer: K): boolean => typeof options[answer] === 'object' && options[answer].alone === true
  return {
    kind: 'checkboxes',
    label,
    options,
    ...(hint && { hint }),
    read: raw => {
      const given = (Array.isArray(raw) ? raw : [raw]).map(said).filter(answer => answer !== '')
      const answers = [...new Set(given)].filter(known)
      if (answers.length === 0 || answers.length < new Set(given).size) return bad(message)
      return answers.length > 1 && answers.some(alone) ? bad(message) : good(answers)
    },
    schema: {
      type: 'array',
      items: { type: 'string', enum: Object.keys(options) },
      minItems: 1,
      uniqueItems: true,
      title: label,
    },
    example: [Object.keys(options)[0]!],
  }
}

export function count(label: Text, message: Text, most: number, hint?: Text): Field<number> {
  return {
    kind: 'number',
    label,
    ...(hint && { hint }),
    read: raw => (/^\d{1,9}$/.test(said(raw)) && Number(said(raw)) <= most ? good(Number(said(raw))) : bad(message)),
    schema: { type: 'integer', minimum: 0, maximum: most, title: label },
    example: 1,
  }
}

/** Nothing was typed or chosen, here or in any part of it. */
export const isBlank = (raw: unknown): boolean =>
  Array.isArray(raw)
    ? raw.every(isBlank)
    : typeof raw === 'object' && raw !== null
      ? Object.values(raw).every(isBlank)
      : said(raw) === ''

/** The same question, which may be left blank. */
export function optional<T>(field: Field<T>): Field<T | undefined> {
  return {
    ...field,
    label: `${field.label} (optional)`,
    optional: true,
    read: (raw, around) => (isBlank(raw) ? good(undefined) : field.read(raw, around)),
  }
}

/** The same question, asked only when the answers before it call for it. */
export function onlyIf<T>(
  asked: (told: Told) => boolean,
  field: Field<T>,
): Field<T> & { readonly onlyIf: (told: Told) => boolean } {
  return { ...field, onlyIf: asked }
}

/**
 * The same question, whose answer stands for the case until a later one takes its place: which kind of order it is, until
 * when it runs. Choices, numbers, days and instants that stand are kept with the case as codes, which its clocks, its
 * checks, lists and measures may look at.
 */
export function stands<F extends Field<unknown>>(field: F): F & { readonly stands: true } {
  return { ...field, stands: true }
}

/** Is this question asked, given what has been answered before it? */
export const isAsked = (field: Field<unknown>, told: Told): boolean => field.onlyIf?.(told) ?? true

/** Read every answer, or say everything that is wrong at once. A question that is not asked has no answer. */
export function readAnswers<Q extends Questions>(
  questions: Q,
  raw: Told,
  around: Surroundings,
): { answers: AnswersTo<Q> } | { problems: readonly Problem[] } {
  const answers: Record<string, unknown> = Object.create(null)
  const problems: Problem[] = []
  for (const [name, field] of Object.entries(questions)) {
    if (!isAsked(field, answers)) continue
    const read = field.read(part(raw, name), around)
    if (read.ok) answers[name] = read.value
    else if (read.within) problems.push(...read.within.map(one => ({ ...one, field: `${name}.${one.field}` })))
    else problems.push({ field: name, message: read.message, ...(read.pieces && { pieces: read.pieces }) })
  }
  return problems.length ? { problems } : { answers: answers as AnswersTo<Q> }
}

export type Codes = Readonly<Record<string, string | number | readonly string[]>>

/** Only the answers to questions of choice, and numbers, days and instants that stand: what measures may count, never words. */
export function codesOf(questions: Questions, answers: Told): Codes {
  const codes: Record<string, string | number | readonly string[]> = {}
  for (const [name, field] of Object.entries(questions)) {
    const answer = part(answers, name)
    if (field.kind === 'checkboxes' && Array.isArray(answer)) codes[name] = answer.map(String)
    else if (field.kind === 'radios' && typeof answer === 'string') codes[name] = answer
    else if (field.stands && typeof answer === 'number') codes[name] = answer
    else if (field.stands && (field.kind === 'date' || field.kind === 'instant') && typeof answer === 'string')
      codes[name] = answer
  }
  return codes
}

/** Of the codes of some answers, those that stand. */
export const codesThatStand = (questions: Questions, codes: Codes): Codes =>
  Object.fromEntries(Object.entries(codes).filter(([name]) => questions[name]?.stands))

function lengthWithin(answer: string, longest: number, message: Text): Read<string> {
  if (answer === '') return bad(message)
  if (holdsReceipt(answer)) return bad(receiptFound)
  return answer.length <= longest
    ? good(answer)
    : bad(message, { text: 'in {count} characters or fewer', values: { count: longest } })
}
