import type { AgencyId, Database } from '#kernel'
import type { Row } from '../simulate/records/people.ts'
import { type Indexed, takeIn } from '../src/matching/hub/index-queries.ts'
import { aWednesday } from './house.ts'

export type Some = Readonly<{
  given: string
  family: string
  born?: string
  phone?: string
  postcode?: string
  address?: string
  nhs?: string
  sealed?: true
}>

/** An index record as its agency tells it. */
export function indexed(ref: string, { given, family, born, phone, postcode, address, nhs, sealed }: Some): Indexed {
  return {
    ref,
    sealed: sealed ?? false,
    told: {
      born_from: born ?? null,
      born_to: born ?? null,
      born_precision: born ? 'exact' : 'unknown',
      sex: null,
      names: [{ kind: 'current', given, family }],
      addresses: postcode || address ? [{ address: address ?? '', postcode: postcode ?? null, uprn: null }] : [],
      contacts: phone ? [{ kind: 'phone', value: phone }] : [],
      identifiers: nhs ? [{ scheme: 'nhs', value: nhs }] : [],
    },
  }
}

/** Somebody made up, as an agency tells of them. */
export const asTold = (row: Row): Indexed => ({
  ref: row.unique_id,
  sealed: false,
  told: {
    ...{
      born_from: row.birth_date || null,
      born_to: row.birth_date || null,
      born_precision: row.birth_date ? 'exact' : 'unknown',
    },
    sex: row.sex || null,
    names: [
      { kind: 'current', given: `${row.forename} ${row.middle_names}`.trim(), family: row.surname },
      ...(row.former_surname ? [{ kind: 'former', given: '', family: row.former_surname }] : []),
    ],
    addresses:
      row.address1 || row.postcode
        ? [
            {
              address: `${row.address1}, ${row.address2}, ${row.town}`,
              postcode: row.postcode || null,
              uprn: row.uprn || null,
            },
          ]
        : [],
    contacts: [
      ...(row.phone ? [{ kind: 'phone', value: row.phone }] : []),
      ...(row.email ? [{ kind: 'email', value: row.email }] : []),
    ],
    identifiers: row.nhs_number ? [{ scheme: 'nhs', value: row.nhs_number }] : [],
  },
})

/** Takes in index records as the command does. */
export const tell = (database: Database, agency: string, people: readonly Indexed[], at = aWednesday) =>
  database.as({ actor: { kind: 'job', name: 'index' }, action: 'index.take-in', purpose: 'keep-the-house', at }, tx =>
    takeIn(tx, agency as AgencyId, people),
  )
