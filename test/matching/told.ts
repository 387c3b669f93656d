import { inventPeople, type Row } from '../../simulate/records/people.ts'
import { ordinary } from '../../simulate/records/settings.ts'
import { type Matched, match } from '../../src/matching/match.ts'
import type { PersonGiven } from '../../src/matching/people.ts'
import { peopleFrom } from '../../src/matching/table/index.ts'

/** People told one by one among a made-up county, so that a model is learnt as it would be in earnest. */
export type Told = Readonly<{
  /** Whether all these records came to be taken as one person. */
  areOne(...ids: readonly string[]): boolean
  /** Whether no two of these came to be taken as one person. */
  areApart(...ids: readonly string[]): boolean
  /** What was said of a pair, or nothing where it was never compared. */
  probability(one: string, other: string): number | undefined
}>

/** Matches some people told by hand among so many made-up ones. */
export async function tell(told: readonly PersonGiven[], records = 10_000): Promise<Told> {
  const around = [...inventPeople({ seed: 41, records, setting: ordinary })].map(givenBy)
  const people = peopleFrom([...around, ...told], others)
  const matched = await match(people, { width: 'wide', threads: 1 })
  const places = new Map(told.map(({ id }, place) => [id, around.length + place]))
  const place = (id: string): number => {
    const found = places.get(id)
    if (found === undefined) throw new Error(`Nobody was told as "${id}"`)
    return found
  }
  const clusterOf = (id: string) => matched.clusters[place(id)]
  return {
    areOne: (...ids) => new Set(ids.map(clusterOf)).size === 1,
    areApart: (...ids) => new Set(ids.map(clusterOf)).size === ids.length,
    probability: (one, other) => probabilityOf(matched, place(one), place(other)),
  }
}

const others = [
  { name: 'upn', kind: 'person' },
  { name: 'pnc', kind: 'person' },
] as const

function probabilityOf({ pairs }: Matched, one: number, other: number): number | undefined {
  const [left, right] = [Math.min(one, other), Math.max(one, other)]
  const pair = pairs.left.findIndex((l, at) => l === left && pairs.right[at] === right)
  return pair < 0 ? undefined : pairs.probability[pair]
}

/** A made-up record as it would be given to the engine. */
export function givenBy(row: Row): PersonGiven {
  return {
    ...{ id: row.unique_id, forename: row.forename, middleNames: row.middle_names, surname: row.surname },
    ...{ formerSurname: row.former_surname, birthDate: row.birth_date, sex: row.sex, town: row.town, uprn: row.uprn },
    ...{ addressLines: [row.address1, row.address2], postcode: row.postcode, phone: row.phone, email: row.email },
    ...{ nhsNumber: row.nhs_number, others: { upn: row.upn, pnc: row.pnc } },
  }
}
