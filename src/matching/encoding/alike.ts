import { type Compared, type Comparison, missing } from '../comparison.ts'
import type { Column, People } from '../people.ts'
import { columnOf, wordsOf } from '../table/words.ts'
import type { Filters } from './candidates.ts'
import { filterWords, type Part, type PartName, parts } from './parts.ts'
import { bitsIn } from './sweep.ts'

/** What is compared: the year is part of a date, and the kind of an identifier only says whether two can be. */
type Name = Exclude<PartName, 'identifierOf' | 'birthYear'>
type Fact = Part & Readonly<{ name: Name }>
const isFact = (part: Part): part is Fact => part.name !== 'identifierOf' && part.name !== 'birthYear'
const compared = parts.filter(isFact)

/** Under which name the frequencies of a part's filters are counted: an address among the facts is a street. */
const columns = {
  forename: 'forename',
  surname: 'surname',
  birthDate: 'birthDate',
  address: 'street',
  phone: 'phone',
  email: 'email',
  nhsNumber: 'nhsNumber',
  identifier: 'identifier',
} as const satisfies Readonly<Record<Name, string>>

/** From which agreement on a part's bits it is close, and alike; 0 is what strangers' bits have, 1 is all of them. */
const steps: Readonly<Record<Name, readonly number[]>> = {
  forename: [0.5, 0.28],
  surname: [0.5, 0.28],
  birthDate: [0.5, 0.3],
  address: [0.55, 0.35, 0.2],
  phone: [0.5],
  email: [0.5],
  nhsNumber: [0.5],
  identifier: [0.5],
}
const stepNames = ['close', 'alike', 'faint'] as const
const swappedFrom = 0.5

const saying: Readonly<Record<Name, string>> = {
  forename: 'forenames',
  surname: 'surnames',
  birthDate: 'dates of birth',
  address: 'addresses',
  phone: 'telephone numbers',
  email: 'e-mail addresses',
  nhsNumber: 'NHS numbers',
  identifier: 'identifiers',
}

/** People of whom only filters are known: equal bits of a part are one word, so that common and rare ones are told apart. */
export function encodedPeople({ filters, sources, count }: Filters, ids: readonly string[]): People {
  const column = (part: Part): Column => {
    const words = Array.from({ length: count }, (_, record) => {
      const bits = filters.slice(record * filterWords + part.from, record * filterWords + part.to)
      return bits.some(word => word !== 0) ? Buffer.from(bits.buffer).toString('base64') : ''
    })
    return columnOf(words)
  }
  const known = new Map(compared.map(part => [part.name, column(part)]))
  const facts = [...known].filter(([name, { words }]) => name !== 'identifier' && words.size > 0)
  const identifier = known.get('identifier')
  return {
    count,
    ids: wordsOf(
      ids,
      ids.map(() => 1),
    ),
    sources,
    facts: Object.fromEntries(facts.map(([name, column]) => [columns[name], column])),
    others: identifier && identifier.words.size > 0 ? [{ name: 'identifier', kind: 'person', ...identifier }] : [],
  }
}

/** The comparisons that filters with bits for each fact allow. */
export function comparisonsOfFilters({ filters }: Filters, people: People): Compared {
  const present = compared.filter(({ name }) =>
    name === 'identifier' ? people.others.length > 0 : Object.hasOwn(people.facts, columns[name]),
  )
  const [forename, surname] = [named('forename'), named('surname')]
  const [kind, year] = [named('identifierOf'), named('birthYear')]
  // Forename and surname come first, where both are there.
  const both = present[0]?.name === 'forename' && present[1]?.name === 'surname'
  const swapped = both ? comparisonOf(present[0]!).levels.findIndex(level => level.name === 'swapped') : 0
  const agreeing = (l: number, left: Part, r: number, right: Part) => agreement(filters, l, left, r, right)
  return {
    comparisons: present.map(comparisonOf),
    compare(l, r, levels) {
      present.forEach((part, at) => {
        const sameKind = part.name !== 'identifier' || agreeing(l, kind, r, kind) === 1
        const alike = sameKind ? agreeing(l, part, r, part) : Number.NaN
        const level = levelOf(part.name, alike)
        levels[at] = part.name === 'birthDate' ? ofDates(level, agreeing(l, year, r, year) === 1) : level
      })
      // The forename then says it all: a surname that differs is no further evidence.
      if (swapped > 0 && levels[0]! > 2 && levels[1]! > 2 && bothSwapped(l, r)) {
        levels[0] = swapped
        levels[1] = missing
      }
    },
  }

  function bothSwapped(l: number, r: number): boolean {
    return agreeing(l, forename, r, surname) >= swappedFrom && agreeing(l, surname, r, forename) >= swappedFrom
  }
}

const named = (name: PartName): Part => parts.find(part => part.name === name)!

function comparisonOf({ name }: Fact): Comparison {
  const said = saying[name]
  return {
    name,
    levels: [
      { name: 'missing', says: `${said} not known of both` },
      { name: 'exact', says: `the same ${said}`, frequencyOf: columns[name] },
      ...steps[name].map((_, i) => ({ name: stepNames[i]!, says: `${said} whose filters are ${stepNames[i]!}` })),
      ...(name === 'forename'
        ? [{ name: 'swapped', says: 'forename and surname swapped', outOfOrder: true as const }]
        : []),
      { name: 'different', says: `different ${said}` },
    ].toSpliced(name === 'birthDate' ? 3 : 0, 0, ...(name === 'birthDate' ? [sameYear] : [])),
  }
}

const sameYear = { name: 'year', says: 'the same year of birth' }

/** The same year stands below close dates and above those that are alike by chance of their digits. */
const ofDates = (level: number, same: boolean): number => (level < 3 ? level : same ? 3 : level + 1)

function levelOf(name: Name, alike: number): number {
  if (Number.isNaN(alike)) return missing
  if (alike === 1) return 1
  const step = steps[name].findIndex(least => alike >= least)
  return step >= 0 ? step + 2 : steps[name].length + (name === 'forename' ? 3 : 2)
}

/** How far two parts' bits agree: 1 all of them, 0 half of them, as strangers' do; not a number where one is not known. */
function agreement(filters: Uint32Array, l: number, left: Part, r: number, right: Part): number {
  const [a, b, words] = [l * filterWords + left.from, r * filterWords + right.from, left.to - left.from]
  let [apart, inA, inB] = [0, 0, 0]
  for (let word = 0; word < words; word++) {
    const [x, y] = [filters[a + word]!, filters[b + word]!]
    apart += bitsIn(x ^ y)
    inA |= x
    inB |= y
  }
  return inA === 0 || inB === 0 ? Number.NaN : 1 - apart / (words * 16)
}
