import { type AnswersTo, bad, type Field, good, part, type Questions, readAnswers, type Text } from './fields.ts'

/** Several people (or none), each asked the same few questions. */
export function people<const Q extends Questions>(
  label: Text,
  each: Q,
  { most = 10, hint }: { most?: number; hint?: Text } = {},
): Field<readonly AnswersTo<Q>[]> {
  return {
    kind: 'people',
    label,
    each,
    longest: most,
    ...(hint && { hint }),
    read: (raw, around) => {
      const given: readonly unknown[] = Array.isArray(raw) ? raw : []
      if (given.length > most) return bad(`Enter at most ${most} people`)
      const members: AnswersTo<Q>[] = []
      for (const [index, one] of given.entries()) {
        const told = Object.fromEntries(Object.keys(each).map(name => [name, part(one, name)]))
        const read = readAnswers(each, told, around)
        if ('problems' in read) return bad(`${read.problems[0]!.message} (person ${index + 1})`)
        members.push(read.answers)
      }
      return good(members)
    },
    schema: {
      type: 'array',
      title: label,
      maxItems: most,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(Object.entries(each).map(([name, field]) => [name, field.schema])),
        required: Object.entries(each)
          .filter(([, field]) => !field.optional && !field.onlyIf)
          .map(([name]) => name),
      },
    },
    example: [
      Object.fromEntries(
        Object.entries(each)
          .filter(([, field]) => !field.onlyIf)
          .map(([name, field]) => [name, field.example]),
      ),
    ],
  }
}
