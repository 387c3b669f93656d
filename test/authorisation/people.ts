import { agencies, idOf } from './names.ts'
import type { AllRows } from './rows.ts'
import type { Fate } from './spans.ts'

export type People = Pick<
  AllRows,
  | 'person_records'
  | 'person_record_versions'
  | 'person_names'
  | 'person_scraps'
  | 'person_addresses'
  | 'person_contacts'
  | 'person_identifiers'
  | 'person_links'
  | 'person_differences'
  | 'relationships'
  | 'conflicts'
  | 'matching.profiles'
  | 'matching.keys'
  | 'matching.models'
  | 'matching.suggestions'
  | 'matching.reviews'
  | 'matching.runs'
  | 'matching.run_links'
  | 'matching.run_redirects'
  | 'matching.agency_keys'
> &
  Readonly<{ persons: readonly { readonly id: string }[]; index: AllRows['person_records'] }>

/** Records of people, some an agency's own; who they are, were, or will turn out to be; and whom of the staff they know. */
export function peopleOf(fate: Fate, count: number, users: AllRows['users']): People {
  const persons = Array.from({ length: Math.ceil(count * 0.7) }, (_, place) => ({ id: idOf(20, place) }))
  const person_records = Array.from({ length: count }, (_, place) => ({
    id: idOf(21, place),
    agency_id: fate.percent(25) ? fate.one(agencies) : null,
  }))
  const each = (kind: number) =>
    person_records.map((record, place) => ({ id: idOf(kind, place), record_id: record.id }))
  const couples = (count: number) =>
    Array.from({ length: count }, () =>
      fate
        .some(person_records, 2, 2)
        .map(one => one.id)
        .toSorted(),
    )
  const distinct = new Map(couples(12).map(couple => [couple.join(), couple]))
  const conflicts = conflictsOf(fate, persons, users)
  // Of some whom a worker knows, their own agency has an index record, which nobody has put into a matter.
  const index = conflicts.slice(0, 4).map((one, place) => ({
    id: idOf(29, place),
    agency_id: users.find(user => user.id === one.user_id)?.agency_id ?? null,
  }))
  // Of two it is said since that they are of somebody else: by a machine, which lifts nothing, and by a person.
  const [ended, by] = [fate.instant(-2), users[0]?.id ?? null]
  const indexed = conflicts.slice(0, 4).flatMap(({ person_id }, place) => {
    const of = { record_id: idOf(29, place), ended_by: null, ends_at: null }
    const link = { id: idOf(28, 1_000 + place), ...of, person_id, starts_at: fate.instant(-3_000) }
    if (place === 0 || place === 3) return [link]
    const now = { id: idOf(28, 1_010 + place), ...of, person_id: persons[place]?.id ?? '', starts_at: ended }
    return [{ ...link, ends_at: ended, ended_by: place === 1 ? null : by }, now]
  })
  const person_links = [...linksOf(fate, persons, person_records, by), ...indexed]
  const compared = [...person_records, ...index].map(({ id }) => ({ record_id: id }))
  const alike = (kind: number) =>
    couples(20).map(([a = '', b = ''], place) => ({ id: idOf(kind, place), record_a: a, record_b: b }))
  return {
    ...matchedOf(person_links, persons),
    'matching.profiles': compared,
    'matching.keys': compared.map((one, place) => ({ key: place, ...one })),
    'matching.suggestions': once(alike(30)),
    'matching.reviews': alike(31),
    persons,
    person_records,
    person_record_versions: person_records.map(({ id }) => ({ record_id: id, version: 1 })),
    person_names: each(22),
    person_scraps: [...person_records, ...index].map(({ id }) => ({ record_id: id })),
    person_addresses: each(23),
    person_contacts: each(24),
    person_identifiers: each(25),
    person_links,
    // Nobody says of two who are one person now that they are different.
    person_differences: [...distinct.values()]
      .filter(
        couple =>
          personOf(person_links, couple[0]) === undefined ||
          personOf(person_links, couple[0]) !== personOf(person_links, couple[1]),
      )
      .map(([a = '', b = '']) => ({ record_a: a, record_b: b })),
    relationships: Array.from({ length: 10 }, (_, place) => {
      const [one, other] = fate.some(persons, 2, 2)
      return { id: idOf(26, place), person_a: one?.id ?? '', person_b: other?.id ?? '' }
    }),
    conflicts,
    index,
  }
}

const personOf = (links: People['person_links'], record: string | undefined) =>
  links.find(one => one.record_id === record && one.ends_at === null)?.person_id

/** One run by one model, and one agency with a key. */
function matchedOf(links: People['person_links'], persons: People['persons']) {
  const run_id = idOf(32, 0)
  return {
    'matching.models': [{ id: 'model' }],
    'matching.runs': [{ id: run_id }],
    'matching.run_links': links.slice(0, 3).map(({ id }) => ({ run_id, link_id: id })),
    'matching.run_redirects': persons.slice(0, 2).map(({ id }) => ({ run_id, person_id: id })),
    'matching.agency_keys': [{ key_hash: '00ff' }],
  }
}

const once = (pairs: AllRows['matching.suggestions']) => [
  ...new Map(pairs.map(one => [`${one.record_a}/${one.record_b}`, one])).values(),
]

/** Some of the staff are, or know, somebody. */
function conflictsOf(fate: Fate, persons: People['persons'], users: AllRows['users']): People['conflicts'] {
  const those = fate.some(users, Math.ceil(users.length / 4), Math.ceil(users.length / 3))
  const chanced = those.flatMap((user, place) =>
    fate.some(persons, 1, 2).map((person, more) => ({
      id: idOf(27, place * 10 + more),
      user_id: user.id,
      person_id: person.id,
      ...fate.span(),
    })),
  )
  // The first few, who hold most, will come to know somebody.
  const later = users.slice(0, 4).map((user, place) => ({
    id: idOf(27, 1_000 + place),
    user_id: user.id,
    person_id: fate.one(persons).id,
    starts_at: fate.instant(2),
    ends_at: null,
  }))
  return [...chanced, ...later]
}

/** One link for most records; for some a former one, ended by a person or by a machine; for some none. */
function linksOf(
  fate: Fate,
  persons: People['persons'],
  records: People['person_records'],
  by: string | null,
): People['person_links'] {
  let place = 0
  const link = (record_id: string, when: { starts_at: string; ends_at: string | null }) => {
    place += 1
    const ended_by = when.ends_at !== null && place % 2 === 0 ? by : null
    return { id: idOf(28, place), record_id, person_id: fate.one(persons).id, ended_by, ...when }
  }
  return records.flatMap(({ id }) => {
    const kind = fate.between(1, 10)
    if (kind === 1) return []
    if (kind > 3) return [link(id, { starts_at: fate.instant(-3_000), ends_at: null })]
    const former = link(id, { starts_at: fate.instant(-3_000), ends_at: fate.instant(-2) })
    return kind === 2 ? [former] : [former, link(id, { starts_at: fate.instant(-2), ends_at: null })]
  })
}
