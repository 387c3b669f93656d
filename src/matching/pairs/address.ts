import type { Column, People, Words } from '../people.ts'
import { comparisonOf, type FactLevels, type Named } from './fact-levels.ts'
import { lengthOf, letterMasks, likenessIn, mayBeOneEdit, oneEdit, sharedPrefix } from './kernels.ts'

/**
 * Postcode, street and town say one thing about somebody, so they are one comparison: taken apart, a household would
 * look three times as likely to be one person.
 */
const levels = {
  same: ['same', 'the same address', { frequencyOf: 'postcode' }],
  house: ['house', 'the same house, the rest of the address differs or is not known'],
  postcode: ['postcode', 'the same postcode', { frequencyOf: 'postcode' }],
  near: ['near', 'the same street, or postcodes that differ in one letter'],
  sector: ['sector', 'postcodes of one neighbourhood'],
  area: ['area', 'the same town or district'],
  different: ['different', 'addresses in different places'],
} as const satisfies Readonly<Record<string, Named>>
type Level = keyof typeof levels

/** Compares addresses by the best that both have; `undefined` where no column tells of one. */
export function addressLevels(people: People): FactLevels | undefined {
  const { postcode, building, street, town, uprn } = people.facts
  if (!postcode && !street && !town && !uprn) return undefined
  const names: readonly Level[] = [
    ...((street && building) || uprn ? (['same'] as const) : []),
    ...(street && building ? (['house'] as const) : []),
    ...(postcode ? (['postcode'] as const) : []),
    ...(postcode || street ? (['near'] as const) : []),
    ...(postcode ? (['sector'] as const) : []),
    ...(postcode || town ? (['area'] as const) : []),
    'different',
  ]
  const told = names.map((name): Named => (name === 'area' && !postcode ? townAlone : levels[name]))
  return { comparison: comparisonOf('address', told), level: levelFinder(people, name => names.indexOf(name) + 1) }
}

const townAlone: Named = ['area', 'the same town', { frequencyOf: 'town' }]

/** What tells most is looked at first; most people live in different places, which postcode, house and town tell. */
function levelFinder({ facts }: People, numberOf: (level: Level) => number): (l: number, r: number) => number {
  const [uprn, building] = [agreement(facts.uprn), agreement(facts.building)]
  const [street, town] = [agreement(facts.street, true), agreement(facts.town, true)]
  const postcode = postcodeAgreement(facts.postcode)
  const [same, house, onePostcode] = [numberOf('same'), numberOf('house'), numberOf('postcode')]
  const [near, sector, area] = [numberOf('near'), numberOf('sector'), numberOf('area')]
  const different = numberOf('different')
  return (l, r) => {
    if (uprn(l, r) === 1) return same
    const place = postcode(l, r)
    const atHouse = building(l, r)
    if (place === 1) return atHouse !== 1 ? onePostcode : street(l, r) === 0 ? house : same
    const inTown = town(l, r)
    if (place === 0 && inTown === 0 && atHouse !== 1) return different
    const inStreet = street(l, r)
    if (atHouse === 1 && inStreet === 1) return house
    if (place === 2 || (inStreet === 1 && (place > 2 || inTown === 1 || place + inTown < 0))) return near
    if (place === 3) return sector
    if (place === 4 || inTown === 1) return area
    return place < 0 && inStreet < 0 && inTown < 0 ? 0 : different
  }
}

/** 1 where both have it and agree, 0 where they differ, -1 where one is not known. */
type Agreement = (l: number, r: number) => number

function agreement(column: Column | undefined, loosely = false): Agreement {
  if (!column) return () => -1
  const { values, words } = column
  const alikeness = loosely ? likenessIn(words, 0.92) : undefined
  const ofWords = alikeness ? (i: number, j: number) => (alikeness(i, j) === 1 ? 1 : 0) : () => 0
  return (l, r) => {
    const i = values[l]!
    const j = values[r]!
    return i < 0 || j < 0 ? -1 : i === j ? 1 : ofWords(i, j)
  }
}

/** 1 the same, 2 one edit apart, 3 of one sector, 4 of one district, 0 elsewhere, -1 not known. */
function postcodeAgreement(column: Column | undefined): Agreement {
  if (!column) return () => -1
  const { values, words } = column
  const masks = letterMasks(words)
  const ofWords = (i: number, j: number): number => {
    const edited = mayBeOneEdit(masks, i, j) && oneEdit(words, i, words, j)
    if (edited && Math.min(lengthOf(words, i), lengthOf(words, j)) >= 4) return 2
    const shared = sharedPrefix(words, i, words, j)
    const outward = outwardLength(words, i)
    if (shared < outward || outward !== outwardLength(words, j)) return 0
    return shared > outward ? 3 : 4
  }
  return (l, r) => {
    const i = values[l]!
    const j = values[r]!
    return i < 0 || j < 0 ? -1 : i === j ? 1 : ofWords(i, j)
  }
}

/**
 * How many letters of a postcode name its district: all but the last three of a British one ("CV31 2AB": its sector is
 * one digit longer), all but the last two of a number of other countries.
 */
export function outwardLength(words: Words, word: number): number {
  const last = words.bytes[words.starts[word + 1]! - 1]!
  return Math.max(1, lengthOf(words, word) - (last >= 65 ? 3 : 2))
}
