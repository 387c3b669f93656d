import type { Chance } from '../chance.ts'
import { present } from './days.ts'
import { chanceOf } from './draws.ts'
import type { Person } from './families.ts'

/** What an agency may hold of somebody. */
export const fields = [
  ...['forename', 'middle_names', 'surname', 'former_surname', 'birth_date', 'sex', 'address1', 'address2', 'town'],
  ...['postcode', 'uprn', 'phone', 'email', 'nhs_number', 'upn', 'pnc'],
] as const

type Held = 'middle' | 'former' | 'birth' | 'sex' | 'address' | 'uprn' | 'phone' | 'email' | 'nhs' | 'upn' | 'pnc'

/** An agency: whom it comes to know, what of them it writes down, how carefully, and how old its records grow. */
export type Agency = Readonly<{
  id: string
  /** The share of its records that hold each; `address` is with its postcode, nine times in ten. */
  holds: Readonly<Record<Held, number>>
  /** How many errors it makes where the setting says one. */
  care: number
  /** The share of people that it has twice. */
  twice: number
  /** Mean years since it last wrote. */
  age: number
  /** Whether it writes all in capitals. */
  capitals: boolean
  /** How likely it knows a person of an age whose life goes so wrong (0, 1, 2). */
  knows(age: number, need: number): number
}>

const holds = (text: string): Agency['holds'] => {
  const [middle, former, birth, sex, address, uprn, phone, email, nhs, upn, pnc] = text.trim().split(/\s+/).map(Number)
  const all = { middle, former, birth, sex, address, uprn, phone, email, nhs, upn, pnc }
  return Object.fromEntries(Object.entries(all).map(([key, share]) => [key, (share ?? 0) / 100])) as Agency['holds'] // every key is in `all`
}

const by = (of: readonly [number, number, number]) => (need: number) => of[need] ?? 0

/* In per cent:                             middle former birth sex address uprn phone email nhs upn pnc */
const police = holds(`                          60     8    99  99      92   10    62    18   1   0  45`)
const childrensCare = holds(`                   50     5    99  98      95   40    60    22  45  45   0`)
const adultCare = holds(`                       40    15    99  98      97   75    75    18  80   0   0`)
const health = holds(`                          55    15   100 100      98   30    80    35  98   0   0`)
const education = holds(`                       65     1   100 100      97   20    85    55   0  97   0`)
const probation = holds(`                       60     5   100 100      80    5    75    12   1   0  88`)
const housing = holds(`                         20     4    96  70     100   95    85    60   0   0   0`)
const charity = holds(`                          5     2    84  75      60    0    70    45   1   0   0`)

export const agencies: readonly Agency[] = [
  {
    ...{ id: 'police', holds: police, care: 1.2, twice: 0.08, age: 5, capitals: true },
    knows: (age, need) => (age < 10 ? 0.3 : 1) * by([0.17, 0.5, 0.82])(need),
  },
  {
    ...{ id: 'childrens-care', holds: childrensCare, care: 1, twice: 0.03, age: 4, capitals: false },
    knows: (age, need) => (age < 18 ? by([0.06, 0.4, 0.9])(need) : age < 45 ? by([0.01, 0.14, 0.35])(need) : 0.01),
  },
  {
    ...{ id: 'adult-care', holds: adultCare, care: 0.9, twice: 0.02, age: 3, capitals: false },
    knows: (age, need) => (age < 18 ? 0 : age < 65 ? by([0.02, 0.12, 0.3])(need) : by([0.22, 0.5, 0.7])(need)),
  },
  {
    ...{ id: 'health', holds: health, care: 0.6, twice: 0.01, age: 1.5, capitals: false },
    knows: (age, need) => (age < 5 || age > 70 ? 0.75 : by([0.55, 0.65, 0.75])(need)),
  },
  {
    ...{ id: 'education', holds: education, care: 0.7, twice: 0.015, age: 2, capitals: false },
    knows: age => (age >= 4 && age < 19 ? 0.93 : age >= 19 && age < 25 ? 0.35 : 0),
  },
  {
    ...{ id: 'probation', holds: probation, care: 1, twice: 0.02, age: 4, capitals: true },
    knows: (age, need) => (age < 18 ? 0 : by([0.01, 0.09, 0.4])(need)),
  },
  {
    ...{ id: 'housing', holds: housing, care: 1.1, twice: 0.03, age: 3, capitals: true },
    knows: (age, need) => (age < 18 ? 0.04 : by([0.12, 0.45, 0.65])(need)),
  },
  {
    ...{ id: 'charity', holds: charity, care: 1.6, twice: 0.06, age: 3, capitals: false },
    knows: (_, need) => by([0.02, 0.15, 0.42])(need),
  },
]

/** One record: by which agency, of which person, and the how-manieth of that agency's own. */
export type Entry = Readonly<{ agency: number; copy: number }>

const entries = 3

/** Which agencies know a person, and which have them twice. */
export function entriesOf(seed: number, person: Person): readonly Entry[] {
  const chance: Chance = chanceOf(seed, entries, person.number)
  const age = present - person.birth.year
  return agencies.flatMap(({ knows, twice }, agency) => {
    if (!chance.holds(knows(age, person.need))) return []
    const copies = chance.holds(twice * (1 + person.need)) ? 2 : 1
    return Array.from({ length: copies }, (_, copy) => ({ agency, copy }))
  })
}
