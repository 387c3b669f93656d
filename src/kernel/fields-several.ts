import {
  type AnswersTo,
  bad,
  type Field,
  good,
  isBlank,
  type Json,
  type Problem,
  part,
  type Questions,
  type Read,
  readAnswers,
  type Surroundings,
  type Text,
} from './fields.ts'
import { andMore } from './wrong.ts'

type Several = Readonly<{ one: Text; most?: number; hint?: Text }>

/**
 * Several of one thing (or none), each asked the same few questions: `one` is the word for one of them. What was left
 * blank altogether is left out; what is wrong is said of the one it is wrong with, as `conditions.1.words`.
 */
export function several<const Q extends Questions>(
  label: Text,
  { one, most = 10, hint }: Several,
  each: Q,
): Field<readonly AnswersTo<Q>[]> {
  return {
    kind: 'several',
    label,
    one,
    each,
    longest: most,
    ...(hint && { hint }),
    read: (raw, around) => {
      const given = membersIn(raw).map((value, index) => ({ value, index }))
      const told = given.filter(({ value }) => !isBlank(value))
      return told.length > most
        ? bad({ text: 'Enter each {one} once, and at most {count}', values: { one, count: most } })
        : readEach(told, each, around)
    },
    schema: { type: 'array', title: label, maxItems: most, items: schemaOf(each) },
    example: [exampleOf(each)],
  }
}

/** Several people (or none), each asked the same few questions. */
export function people<const Q extends Questions>(
  label: Text,
  each: Q,
  { most = 10, hint }: { most?: number; hint?: Text } = {},
): Field<readonly AnswersTo<Q>[]> {
  const field = several(label, { one: 'person', most, ...(hint && { hint }) }, each)
  return {
    ...field,
    kind: 'people',
    // Somebody of whom nothing is known is somebody; and since a public form asks about one person at a time, what is
    // wrong is said of the question as a whole.
    read: (raw, around) => {
      const given = membersIn(raw).map((value, index) => ({ value, index }))
      if (given.length > most) return bad({ text: 'Enter at most {count} people', values: { count: most } })
      const read = readEach(given, each, around)
      const [first] = read.ok ? [] : (read.within ?? [])
      if (!first) return read
      const person = { text: '(person {number})', values: { number: Number(first.field.split('.')[0]) + 1 } }
      return {
        ok: false,
        ...andMore({ message: first.message, ...(first.pieces && { pieces: first.pieces }) }, person),
      }
    },
  }
}

const membersIn = (raw: unknown): readonly unknown[] => (Array.isArray(raw) ? raw : [])

function readEach<Q extends Questions>(
  given: readonly { readonly value: unknown; readonly index: number }[],
  each: Q,
  around: Surroundings,
): Read<readonly AnswersTo<Q>[]> {
  const members: AnswersTo<Q>[] = []
  const within: Problem[] = []
  for (const { value, index } of given) {
    const told = Object.fromEntries(Object.keys(each).map(name => [name, part(value, name)]))
    const read = readAnswers(each, told, around)
    if ('answers' in read) members.push(read.answers)
    else within.push(...read.problems.map(problem => ({ ...problem, field: `${index}.${problem.field}` })))
  }
  return within.length ? { ok: false, message: within[0]!.message, within } : good(members)
}

const schemaOf = (each: Questions): Json => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(Object.entries(each).map(([name, field]) => [name, field.schema])),
  required: Object.entries(each)
    .filter(([, field]) => !field.optional && !field.onlyIf)
    .map(([name]) => name),
})

const exampleOf = (each: Questions): Json =>
  Object.fromEntries(
    Object.entries(each)
      .filter(([, field]) => !field.onlyIf)
      .map(([name, field]) => [name, field.example]),
  )
