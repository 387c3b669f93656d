import * as v from 'valibot'
import { nearest } from './nearest.ts'
import { Unreadable } from './unreadable.ts'

const column = v.pipe(v.string(), v.minLength(1))
const list = v.union([
  v.pipe(
    column,
    v.transform(one => [one]),
  ),
  v.array(column),
])

const shape = v.strictObject({
  id: column,
  forename: v.optional(column),
  middleNames: v.optional(column),
  surname: v.optional(column),
  fullName: v.optional(column),
  formerSurname: v.optional(column),
  birthDate: v.optional(
    v.union([
      v.pipe(
        column,
        v.transform((name): Dated => ({ column: name })),
      ),
      v.strictObject({ column, format: v.optional(v.pipe(v.string(), v.check(isFormat))) }),
    ]),
  ),
  sex: v.optional(column),
  postcode: v.optional(column),
  addressLines: v.optional(list),
  town: v.optional(column),
  uprn: v.optional(column),
  phone: v.optional(column),
  email: v.optional(column),
  nhsNumber: v.optional(column),
  identifiers: v.optional(list),
  others: v.optional(v.array(v.strictObject({ column, kind: v.picklist(['text', 'code', 'place']) }))),
})

type Dated = { column: string; format?: string | undefined }

/** Which column of a file is what of a person. */
export type ColumnMap = Readonly<v.InferOutput<typeof shape>>

/** A map as JSON has it, believed; throws `Unreadable` with every fault that it has. */
export function mapFrom(json: unknown): ColumnMap {
  const { success, output, issues } = v.safeParse(shape, json)
  if (success) return output
  throw new Unreadable(`The map cannot be used: ${issues.map(sayFault).join('; ')}`)
}

/** A map as a file's text. */
export function mapFromText(text: string): ColumnMap {
  let json: unknown
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new Unreadable('The map is not JSON: it needs quotes around each name, and no comma after the last', {
      cause,
    })
  }
  return mapFrom(json)
}

function sayFault(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue)
  if (path === null) return 'it must be an object, { "id": "…", … }'
  const [key = ''] = path.split('.')
  if (!Object.hasOwn(shape.entries, key)) {
    const near = nearest(key, Object.keys(shape.entries))
    return `there is no key "${key}"${near ? `; did you mean "${near}"?` : ''}`
  }
  return `"${path}" must be ${key in wanted ? wanted[key] : 'the name of a column'}`
}

const wanted: Readonly<Record<string, string>> = {
  id: 'there, and the name of a column',
  birthDate: 'the name of a column, or { "column": "…", "format": "DD/MM/YYYY" }',
  addressLines: 'a list of names of columns',
  identifiers: 'a list of names of columns',
  others: 'a list of { "column": "…", "kind": "text", "code" or "place" }',
}

function isFormat(format: string): boolean {
  const letters = [...new Set(format.toUpperCase().replace(/[^YMD]/g, ''))]
  return letters.length === 3
}
