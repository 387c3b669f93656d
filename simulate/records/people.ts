import { type Ground, groundFor } from './addresses.ts'
import { agencies, type Entry, entriesOf } from './agencies.ts'
import { homeIn } from './contacts.ts'
import { present } from './days.ts'
import { chanceOf } from './draws.ts'
import { familiesOf, type Person } from './families.ts'
import type { Origin, Sex } from './origins.ts'
import { recordOf, type Written } from './record.ts'
import type { Setting } from './settings.ts'

/** What is true of a record, for whoever judges a matching. */
export type Truth = Readonly<{
  person: number
  family: number
  generation: number
  /** Which twins of the family; 0 is none. */
  twins: number
  origin: Origin
  true_sex: Sex
  age_band: (typeof bands)[number]
  no_fixed_abode: boolean
}>
export type Row = Written & Truth & Readonly<{ unique_id: string; agency: string }>

/** Records of one invented population by eight agencies, in an order without meaning; row `i` is always the same. */
export type Records = Readonly<{ count: number; row(index: number): Row; [Symbol.iterator](): Iterator<Row> }>

export type Wanted = Readonly<{ seed: number; records: number; setting: Setting; area?: string }>

const shuffles = 5

/** Invents as many records as are wanted, and as many people as it takes; the same each time for the same wish. */
export function inventPeople({ seed, records, setting, area = 'warwickshire' }: Wanted): Records {
  const familyOf = familiesOf(seed)
  const { family, place, families } = placesOf(seed, records, familyOf)
  const ground = groundFor(seed, area, Math.ceil(families * 1.6))
  const row = (index: number): Row => {
    const members = familyOf(family[index]!)
    const [person, entry] = entriesIn(seed, members)[place[index]!]!
    return {
      unique_id: String(index + 1),
      agency: agencies[entry.agency]!.id,
      ...recordOf({ seed, ground, setting }, members, person, entry),
      ...truthOf(seed, ground, person),
    }
  }
  return {
    count: records,
    row,
    *[Symbol.iterator]() {
      for (let index = 0; index < records; index++) yield row(index)
    },
  }
}

/** Which family each record is of, and its place among the records of that family: shuffled, or neighbours would be kin. */
function placesOf(seed: number, records: number, familyOf: (number: number) => readonly Person[]) {
  const [family, place] = [new Int32Array(records), new Uint8Array(records)]
  let families = 0
  for (let filled = 0; filled < records; families++) {
    const many = Math.min(entriesIn(seed, familyOf(families)).length, records - filled)
    for (let own = 0; own < many; own++, filled++) {
      family[filled] = families
      place[filled] = own
    }
  }
  const chance = chanceOf(seed, shuffles, 0)
  for (let last = records - 1; last > 0; last--) {
    const other = chance.between(0, last)
    const [one, its] = [family[last]!, place[last]!]
    family[last] = family[other]!
    place[last] = place[other]!
    family[other] = one
    place[other] = its
  }
  return { family, place, families }
}

function entriesIn(seed: number, members: readonly Person[]): readonly (readonly [Person, Entry])[] {
  return members.flatMap(person => entriesOf(seed, person).map(entry => [person, entry] as const))
}

const bands = ['0-9', '10-19', '20-29', '30-44', '45-64', '65+'] as const
const ends = [10, 20, 30, 45, 65, 200]

function truthOf(seed: number, ground: Ground, person: Person): Truth {
  const { number, family, generation, twins, origin, sex, birth } = person
  const { kind } = homeIn(seed, ground, person, present)
  return {
    ...{ person: number, family, generation, twins, origin, true_sex: sex },
    age_band: bands[ends.findIndex(end => present - birth.year < end)]!,
    no_fixed_abode: kind === 'none' || kind === 'hostel',
  }
}

/** How two records come to be alike: what a false link between them would do to whom. */
export const kinds = ['same', 'twin', 'sibling', 'parent and child', 'same family', 'chance'] as const
export type Kind = (typeof kinds)[number]

/** What it takes to say how two records are akin. */
export type Kin = Pick<Truth, 'person' | 'family' | 'generation' | 'twins'>

/** How two records come to be alike, by what is true of them. */
export function kindOf(one: Kin, other: Kin): Kind {
  if (one.person === other.person) return 'same'
  if (one.family !== other.family) return 'chance'
  if (one.twins > 0 && one.twins === other.twins) return 'twin'
  if (one.generation === 2 && other.generation === 2) return 'sibling'
  return Math.abs(one.generation - other.generation) === 1 ? 'parent and child' : 'same family'
}
