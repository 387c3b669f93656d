import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'
import type { AgencyId, Database, Json } from '#kernel'
import { type Answer, api, json, problem, type Route, type Visit } from '#web'

/** A person as an agency's program sends them; dates as `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. */
export type PersonSent = Readonly<{ sealed?: boolean; addressLines?: readonly string[]; [fact: string]: unknown }>

/**
 * What became of a person told of, and which members say nothing that anybody could be found by. `held`: sealed, and told
 * without a word of that, so that it stays as it was. `no-day`: no calendar has that birth date, and nothing was taken.
 */
export type Became = Readonly<{ is: 'new' | 'changed' | 'same' | 'held' | 'no-day'; notUsed: readonly string[] }>

/** What becomes of what agencies' programs tell: a room that the front door may not look into. */
export type IndexPort = Readonly<{
  /** Whose program holds that key now, or nobody's. */
  agencyOf(database: Database, key: string, at: Date): Promise<AgencyId | undefined>
  tell(database: Database, at: Date, agency: AgencyId, ref: string, person: PersonSent): Promise<Became>
  letGo(database: Database, at: Date, agency: AgencyId, ref: string): Promise<boolean>
}>

export const peopleAt = '/api/v1/agencies/:agency/people/:ref'

/** An agency's index records, told one at a time as they change: the same told again changes nothing. */
export function peopleRoutes(index: IndexPort): readonly Route[] {
  const spec = { at: peopleAt, who: 'anyone', most: 64 * 1024 } as const
  return [
    api({ ...spec, method: 'PUT', audit: 'index.tell' }, visit => byAgency(index, visit, tell)),
    api({ ...spec, method: 'DELETE', audit: 'index.withdraw' }, visit => byAgency(index, visit, letGo)),
  ]
}

type Deed = (index: IndexPort, visit: Visit, agency: AgencyId, ref: string) => Promise<Answer>

/** A wrong key and another agency's key are answered alike. */
async function byAgency(index: IndexPort, visit: Visit, deed: Deed): Promise<Answer> {
  const [, key] = /^Bearer ([\w.~+/-]{1,300})$/.exec(String(visit.headers.authorization ?? '')) ?? []
  const agency = key === undefined ? undefined : await index.agencyOf(visit.database, key, visit.at)
  const { agency: named, ref = '' } = visit.params
  if (agency === undefined || agency !== named)
    return problem(
      401,
      'Not by this key',
      ["Send the header Authorization: Bearer, with this agency's key."],
      {},
      { 'www-authenticate': 'Bearer' },
    )
  if (!/^[\x20-\x7e]{1,200}$/.test(ref))
    return problem(422, 'Not a number of a record', ['Name the record by 1 to 200 printable ASCII characters.'])
  return await deed(index, visit, agency, ref)
}

const tell: Deed = async (index, visit, agency, ref) => {
  const person = personIn(visit.given.raw)
  if (!('sent' in person)) return notAPerson(person.errors)
  const { is, notUsed } = await index.tell(visit.database, visit.at, agency, ref, person.sent)
  if (is === 'no-day') return notAPerson([{ pointer: '/birthDate', detail: 'No calendar has this day' }])
  if (is === 'held')
    return problem(409, 'This record is sealed', ['Say "sealed": true, or "sealed": false to lift the seal.'])
  return json({ is, ...(notUsed.length > 0 && { notUsed }) }, is === 'new' ? 201 : 200)
}

type Wrong = Readonly<{ pointer: string; detail: string }>
const notAPerson = (errors: readonly Wrong[]): Answer =>
  problem(422, 'The person cannot be taken as told', ['Put right what `errors` lists.'], { errors })

const letGo: Deed = async (index, visit, agency, ref) => {
  const gone = await index.letGo(visit.database, visit.at, agency, ref)
  return json({ is: gone ? 'withdrawn' : 'not-there' })
}

const fact = (description: string): Json => ({ type: 'string', maxLength: 500, description })

/** The schema of a person's body; a fact that is not known is left out. */
export const personSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    forename: fact('First given name'),
    middleNames: fact('The others'),
    surname: fact('Family name'),
    formerSurname: fact('An earlier one'),
    birthDate: {
      ...Object(fact('YYYY-MM-DD, or YYYY-MM or YYYY where no more is known')),
      pattern: '^\\d{4}(-\\d{2}){0,2}$',
    },
    sex: fact('F, M or X'),
    addressLines: { type: 'array', maxItems: 5, items: fact('One line') },
    town: fact('Town'),
    postcode: fact('Postcode'),
    uprn: fact('Unique property reference number'),
    phone: fact('One telephone number'),
    email: fact('One e-mail address'),
    nhsNumber: fact('NHS number'),
    sealed: {
      type: 'boolean',
      description: 'No other agency is told that this one knows the person. Once true, only false lifts it',
    },
  },
} as const

const check = new Ajv2020({ allErrors: true, strict: true }).compile<PersonSent>(personSchema)

function personIn(raw: unknown): { sent: PersonSent } | { errors: readonly Wrong[] } {
  let body: unknown
  try {
    body = JSON.parse(String(raw))
  } catch {
    return { errors: [{ pointer: '', detail: 'This is not JSON' }] } // where it breaks would quote it
  }
  if (!check(body)) return { errors: (check.errors ?? []).slice(0, 20).map(said) }
  const errors = Object.entries(body).flatMap(([name, value]) =>
    [value].flat().every(isText) ? [] : [{ pointer: `/${name}`, detail: 'This has a character that no text has' }],
  )
  return errors.length > 0 ? { errors } : { sent: body }
}

/** PostgreSQL keeps neither a NUL nor half a character. */
const isText = (value: unknown): boolean => typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'))

const said = ({ instancePath, params, message = 'is not as it should be' }: ErrorObject) => ({
  pointer: `${instancePath}${'additionalProperty' in params ? `/${params.additionalProperty}` : ''}`,
  detail: 'additionalProperty' in params ? 'There is no such member' : `This ${message}`,
})
