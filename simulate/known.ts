import { type Chance, chanceFrom } from './chance.ts'

/** Somebody told of in a report of the made-up county. A day is `YYYY-MM-DD`. */
export type ToldOf = Readonly<{
  given: string
  family: string
  from: string | null
  to: string | null
  phone: string | null
}>

const agencies = [
  ...(['warwickshire-police', 'warwickshire-police', 'nhs-hospitals', 'nhs-community-health', 'gp-practices'] as const),
  ...(['warwickshire-adults-social-care', 'warwickshire-childrens-social-care', 'warwickshire-education'] as const),
  ...(['probation', 'kingfisher-homes'] as const),
] as const
const names = ['Amelia', 'Danyal', 'Grace', 'Harpreet', 'Ivo', 'Kasia', 'Leon', 'Maryam', 'Niamh', 'Tobias'] as const

/**
 * Whom agencies know already among those told of, each as that agency's own index record, with the slips that records have;
 * and for some a brother or sister, or a twin, who is somebody else. The same people and seed give the same records.
 */
export function knownOf(people: readonly ToldOf[], seed: number) {
  const chance = chanceFrom(seed)
  return people.flatMap((person, place) => {
    if (!chance.percent(45)) return []
    const born = bornOf(person, chance)
    const held = Array.from({ length: chance.between(1, 2) }, (_, copy) =>
      record(`${place}-${copy}`, chance, slipped(person, chance), chance.percent(4) ? swapped(born) : born),
    )
    if (!chance.percent(12)) return held
    const sibling = { ...person, given: chance.one(names.filter(name => name !== person.given)) }
    return [
      ...held,
      record(`${place}-kin`, chance, sibling, chance.percent(35) ? born : bornOf({ ...person, from: null }, chance)),
    ]
  })
}

function record(ref: string, chance: Chance, { given, family, phone }: ToldOf, born: string) {
  return {
    agency: chance.one(agencies),
    ref: `made-up-${ref}`,
    sealed: chance.percent(2),
    told: {
      ...{ born_from: born, born_to: born, born_precision: 'exact', sex: null, addresses: [], identifiers: [] },
      names: [{ kind: 'current', given, family }],
      contacts: phone && chance.percent(75) ? [{ kind: 'phone', value: phone }] : [],
    },
  }
}

/** The day that was told, or one within the year that was, or any. */
function bornOf({ from, to }: Pick<ToldOf, 'from' | 'to'>, chance: Chance): string {
  if (from && from === to) return from
  const year = from?.slice(0, 4) ?? String(chance.between(1946, 2014))
  return `${year}-${String(chance.between(1, 12)).padStart(2, '0')}-${String(chance.between(1, 28)).padStart(2, '0')}`
}

/** Day and month in each other's place, where both can stand there. */
function swapped(day: string): string {
  const [year, month, date] = day.split('-')
  return Number(date) <= 12 ? `${year}-${date}-${month}` : day
}

function slipped(person: ToldOf, chance: Chance): ToldOf {
  const kind = chance.between(1, 20)
  if (kind === 1) return { ...person, given: person.given.slice(0, 1) }
  if (kind === 2) return { ...person, given: person.family, family: person.given }
  if (kind > 5 || person.family.length < 5) return person
  const at = chance.between(1, person.family.length - 2)
  return { ...person, family: `${person.family.slice(0, at)}${person.family.slice(at + 1)}` }
}
