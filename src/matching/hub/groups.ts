import type { Model } from '../model.ts'

/** A link that is open now; `byMachine` where no person decided it. */
export type OpenLink = Readonly<{ id: string; record: string; person: string; byMachine: boolean }>
/** Index records that a machine is sure are of one person, by their ids; and how sure of each, in bits. */
export type Group = Readonly<{ records: readonly string[]; weight: ReadonlyMap<string, number> }>
export type Made = Readonly<{ record: string; person: string; weight: number }>
export type Redirect = Readonly<{ person: string; onward: string }>
/** What must be changed so that the machine's open links say what the groups say. */
export type Difference = Readonly<{ end: readonly OpenLink[]; make: readonly Made[]; redirects: readonly Redirect[] }>

/** From this probability on a machine may group index records by itself; no model may be surer of less. */
export const sureFrom = ({ threshold }: Model): number => Math.max(0.99, threshold)

/**
 * What is to be changed for each group to be one person. Links that people made are never touched: their person takes the
 * group in, and a group that people gave to two persons is left for people to sort out. Otherwise the person who has most
 * of a group already stays; others are new, by `newPerson`, in the order of the groups. The same links and groups give the
 * same answer.
 */
export function differenceOf(groups: readonly Group[], open: readonly OpenLink[], newPerson: () => string): Difference {
  const byRecord = new Map(open.map(link => [link.record, link]))
  const taken = takenBy(groups, open, byRecord)
  const wanted = new Map<string, Made>()
  for (const [at, { records, weight }] of groups.entries()) {
    const persons = personsOfPeople(records, byRecord)
    const free = records.filter(record => byRecord.get(record)?.byMachine ?? true)
    if (persons.size > 1 || (persons.size === 0 && records.length < 2) || free.length === 0) continue
    const person = persons.values().next().value ?? taken.get(at) ?? newPerson()
    for (const record of free) wanted.set(record, { record, person, weight: weight.get(record) ?? 0 })
  }
  const end = open.filter(link => link.byMachine && wanted.get(link.record)?.person !== link.person)
  const make = [...wanted.values()].filter(one => byRecord.get(one.record)?.person !== one.person)
  return { end, make, redirects: redirectsOf(end, make, open) }
}

const personsOfPeople = (records: readonly string[], byRecord: ReadonlyMap<string, OpenLink>): ReadonlySet<string> =>
  new Set(
    records.flatMap(record => {
      const link = byRecord.get(record)
      return link && !link.byMachine ? [link.person] : []
    }),
  )

/** Which person stays which group: the largest overlap first. A person whom people gave a record to is theirs. */
function takenBy(
  groups: readonly Group[],
  open: readonly OpenLink[],
  byRecord: ReadonlyMap<string, OpenLink>,
): ReadonlyMap<number, string> {
  const peoples = new Set(open.filter(link => !link.byMachine).map(link => link.person))
  const overlaps = groups.flatMap(({ records }, group) => {
    const counts = new Map<string, number>()
    for (const record of records) {
      const person = byRecord.get(record)?.person
      if (person && !peoples.has(person)) counts.set(person, (counts.get(person) ?? 0) + 1)
    }
    return [...counts].map(([person, count]) => ({ group, person, count }))
  })
  overlaps.sort((x, y) => y.count - x.count || (x.person < y.person ? -1 : x.person > y.person ? 1 : x.group - y.group))
  const [taken, persons] = [new Map<number, string>(), new Set<string>()]
  for (const { group, person } of overlaps) {
    if (taken.has(group) || persons.has(person)) continue
    taken.set(group, person)
    persons.add(person)
  }
  return taken
}

/** A person left without a record leads on to whoever has most of what they had. */
function redirectsOf(end: readonly OpenLink[], make: readonly Made[], open: readonly OpenLink[]): readonly Redirect[] {
  const ended = new Set(end.map(link => link.id))
  const still = new Set([
    ...open.filter(link => !ended.has(link.id)).map(link => link.person),
    ...make.map(one => one.person),
  ])
  const now = new Map(make.map(one => [one.record, one.person]))
  const onward = new Map<string, Map<string, number>>()
  for (const { person, record } of end) {
    const next = now.get(record)
    if (still.has(person) || next === undefined) continue
    const counts = onward.get(person) ?? new Map<string, number>()
    onward.set(person, counts.set(next, (counts.get(next) ?? 0) + 1))
  }
  return [...onward].map(([person, counts]) => {
    const [[most]] = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)) as [[string, number]]
    return { person, onward: most }
  })
}
