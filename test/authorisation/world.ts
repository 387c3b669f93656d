import { chanceFrom } from '../../simulate/chance.ts'
import { hangingOn } from './hanging.ts'
import { agencies, idOf, programmes } from './names.ts'
import { peopleOf } from './people.ts'
import type { AllRows, Sensitivity, World } from './rows.ts'
import { type Fate, fateOf } from './spans.ts'
import { staffOf } from './staff.ts'

/** How much of everything a world has. */
export type Size = Readonly<{ users: number; people: number; matters: number }>
export const usualSize: Size = { users: 14, people: 12, matters: 80 }

// An ordinary morning; past midnight in summer, when it is still yesterday in Greenwich; the hour that summer begins.
const bases = ['2026-11-18T10:30:00.000Z', '2026-07-01T23:30:00.000Z', '2026-03-29T00:30:00.000Z']

/** A world that is the same for the same seed, in which everything that the rules speak of comes about by chance. */
export function makeWorld(seed: number, size: Size = usualSize): World {
  const chance = chanceFrom(seed)
  const base = new Date(chance.one(bases))
  const zone = 'Europe/London'
  const fate = fateOf(chance, base, zone)
  const staff = staffOf(fate, size.users)
  const people = peopleOf(fate, size.people, staff.users)
  const matters = mattersOf(fate, size.matters)
  const hanging = hangingOn(fate, { ...staff, ...people, ...matters })
  const { index, ...rest } = people
  const person_records = [...people.person_records, ...index]
  return { seed, base, zone, rows: { ...staff, ...rest, person_records, ...matters, ...hanging } }
}

const sensitivities: readonly (readonly [Sensitivity, number])[] = [
  ['ordinary', 5],
  ['restricted', 2],
  ['sealed', 2],
]

function mattersOf(fate: Fate, count: number): Pick<AllRows, 'reports' | 'cases'> {
  const reports = Array.from({ length: count }, (_, place) => ({
    id: idOf(1, place),
    agency_id: fate.percent(35) ? fate.one(agencies) : null,
    threat: fate.percent(40),
    sensitivity: fate.weighed(sensitivities),
  }))
  const cases = Array.from({ length: count }, (_, place) => {
    const programme = fate.one(Object.keys(programmes))
    return {
      id: idOf(2, place),
      programme,
      seen_by: programmes[programme] ?? 'programme',
      sensitivity: fate.weighed(sensitivities),
      // Some reports have two cases of them, for a sister and a brother, and some none.
      report_id: fate.percent(75) ? fate.one(reports).id : null,
    }
  })
  return { reports, cases }
}
