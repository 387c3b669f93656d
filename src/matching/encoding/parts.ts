import type { Fact } from '../people.ts'

const widths = {
  forename: 6,
  surname: 6,
  birthDate: 3,
  birthYear: 2,
  address: 6,
  phone: 2,
  email: 2,
  nhsNumber: 2,
  identifier: 2,
  identifierOf: 1,
} as const
export type PartName = keyof typeof widths

/** Where the bits of a fact lie, in words of 32 bits: a fact that tells more has more of them. */
export type Part = Readonly<{ name: PartName; from: number; to: number }>

/** A filter of 1,024 bits is 32 words; its parts, in order, fill it. */
export const filterWords = 32
export const parts: readonly Part[] = layOut()

function layOut(): readonly Part[] {
  let to = 0
  return namesOf(widths).map(name => {
    const from = to
    to += widths[name]
    return { name, from, to }
  })
}

function namesOf<K extends string>(of: Readonly<Record<K, unknown>>): readonly K[] {
  // The keys of a literal are exactly those of its type.
  return Object.keys(of) as K[]
}

/** What is known of one person, standardised; what identifies one person goes under the name of its column. */
export type Known = Readonly<Partial<Record<Fact, string>>> &
  Readonly<{ identifiers: readonly (readonly [column: string, value: string])[] }>

/** Facts that no part holds: what would tell little of who it is, or only with more bits than a filter has. */
export const factsLeftOut = ['middleNames', 'formerSurname', 'sex', 'town', 'uprn'] as const satisfies readonly Fact[]

/** A scrap of a fact, and how many bits speak for it, sixteen at most. */
export type Scrap = readonly [text: string, bits: number]

/**
 * The scraps that a part is made of: the more alike two facts, the more scraps they share. Forename and surname have the
 * same scraps for the same letters, so that names in each other's place are seen.
 */
export const scrapsOf: Readonly<Record<PartName, (known: Known) => readonly Scrap[]>> = {
  forename: known => letterPairs(known.forename, 11),
  surname: known => letterPairs(known.surname, 11),
  birthDate: known => dateScraps(known.birthDate),
  // Apart, because a date of which only the year is known, or the first of January for want of better, shares nothing else.
  birthYear: ({ birthDate = '' }) =>
    /^0*$/.test(birthDate.slice(0, 4))
      ? []
      : [...whole('year', birthDate.slice(0, 4), 12), ...inPlace(birthDate.slice(2, 4), 4)],
  address: known => [
    ...inPlace(known.postcode, 3),
    ...whole('postcode', known.postcode, 8),
    ...whole('no', known.building, 10),
    ...letterPairs(known.street, 4),
  ],
  phone: known => inPlace(known.phone, 3),
  email: known => letterPairs(known.email, 2),
  nhsNumber: known => inPlace(known.nhsNumber, 3),
  // Of several the first: two numbers of different kinds say nothing of each other, so the kind is encoded too.
  identifier: ({ identifiers: [first] }) => inPlace(first?.[1], 3),
  identifierOf: ({ identifiers: [first] }) => whole('kind', first?.[0], 12),
}

/** Neighbouring letters, the ends marked; a pair met again is another scrap, or "anna" would be all of "annanna". */
function letterPairs(word = '', bits: number): readonly Scrap[] {
  if (word === '') return []
  const marked = `^${word}$`
  const met = new Map<string, number>()
  return Array.from({ length: marked.length - 1 }, (_, i): Scrap => {
    const pair = marked.slice(i, i + 2)
    const times = met.get(pair) ?? 0
    met.set(pair, times + 1)
    return [`${pair}${times}`, bits]
  })
}

/** Each sign with its place: one mistyped digit costs one scrap. */
const inPlace = (word = '', bits: number): readonly Scrap[] => [...word].map((sign, i): Scrap => [`${i}${sign}`, bits])

const whole = (name: string, word = '', bits: number): readonly Scrap[] =>
  word === '' ? [] : [[`${name} ${word}`, bits]]

/** Digits in place, the whole day, month and year, and day and month either way round. What is not known is no scrap. */
function dateScraps(date = ''): readonly Scrap[] {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)]
  const known = [year, month, day].filter(one => /[1-9]/.test(one))
  if (known.length === 0) return []
  const digits = inPlace(date, 3).filter((_, i) => known.includes(i < 4 ? year : i < 6 ? month : day))
  const wholes: readonly Scrap[] = [
    [`year ${year}`, 4],
    [`month ${month}`, 4],
    [`day ${day}`, 4],
    [`either ${month}`, 3],
    [`either ${day}`, 3],
  ]
  return [...digits, ...wholes.filter(([text]) => /[1-9]/.test(text))]
}
