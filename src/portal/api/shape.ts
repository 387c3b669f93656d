import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import { type Json, type ReportDef, said } from '#kernel'
import type { Reportable } from '../area.ts'

/** What is wrong with one place in a body, named by its JSON pointer (RFC 6901). */
export type Wrong = Readonly<{ pointer: string; detail: string }>

/** The JSON schema of a report's body: exactly its kind and its answers. */
export const bodySchema = ({ id, report }: Reportable): Json => ({
  type: 'object',
  title: report.title,
  description: `${report.about}.`,
  required: ['kind', 'answers'],
  additionalProperties: false,
  properties: { kind: { type: 'string', const: id }, answers: answersSchema(report) },
})

/** Questions that are asked only on a condition are never required: whether they are asked depends on other answers. */
function answersSchema({ ask }: ReportDef): Json {
  const fields = Object.entries(ask)
  return {
    type: 'object',
    additionalProperties: false,
    required: fields.filter(([, field]) => !field.optional && !field.onlyIf).map(([name]) => name),
    properties: Object.fromEntries(
      fields.map(([name, { schema, hint, onlyIf }]) => {
        const notes = [hint && `${hint}.`, onlyIf && 'Asked only when the answers before it call for it.'].filter(
          Boolean,
        )
        const described = notes.length > 0 ? { description: notes.join(' ') } : {}
        return [name, typeof schema === 'object' && !Array.isArray(schema) ? { ...schema, ...described } : schema]
      }),
    ),
  }
}

/** Compares bodies with the schema of their kind; every fault at once, up to fifty. */
export function shapeChecker(kinds: readonly Reportable[]): (kind: string, body: unknown) => readonly Wrong[] {
  // Formats are read by the questions themselves, which say what to do in words.
  const ajv = new Ajv2020({ allErrors: true, validateFormats: false, strict: true })
  const checks = new Map(kinds.map(kind => [kind.id, ajv.compile(Object(bodySchema(kind)))]))
  return (kind, body) => {
    const check = checks.get(kind)
    if (!check) throw new Error('a kind that has no schema')
    return check(body) ? unsayable(body) : (check.errors ?? []).slice(0, 50).map(wrong)
  }
}

function wrong({ instancePath, keyword, params, message = 'is not as it should be' }: ErrorObject): Wrong {
  if (keyword === 'additionalProperties')
    return { pointer: below(instancePath, params.additionalProperty), detail: 'There is no such member' }
  if (keyword === 'required') return { pointer: below(instancePath, params.missingProperty), detail: 'This is missing' }
  if (keyword === 'enum')
    return { pointer: instancePath, detail: `This must be one of: ${params.allowedValues.join(', ')}` }
  return { pointer: instancePath, detail: `This ${message}` }
}

/** Characters that no keyboard types, which the questions would drop: better refused than kept otherwise than sent. */
function unsayable(value: unknown, pointer = ''): readonly Wrong[] {
  if (typeof value === 'string') {
    const same = value.isWellFormed() && said(value) === value.replace(/\r\n?/g, '\n').trim()
    return same ? [] : [{ pointer, detail: 'This has characters that cannot be written, such as NUL' }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => unsayable(one, below(pointer, name)))
}

const below = (pointer: string, name: unknown): string =>
  `${pointer}/${String(name).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`
