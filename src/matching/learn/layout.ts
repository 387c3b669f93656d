import type { Comparison, Pairs } from '../comparison.ts'
import { facts } from '../people.ts'

/**
 * Every level of every comparison as one array of slots, so that what is learnt of a class is a single row of numbers.
 * A missing level is a slot too, and says nothing.
 */
export type Layout = Readonly<{ comparisons: readonly Comparison[]; rows: readonly Row[]; slots: number }>

/** Where the levels of comparison number `of` stand; `named` are those for pairs that agree in what it leans on. */
export type Row = Readonly<{ of: number; start: number; size: number; named: boolean }>

/**
 * What follows from names: an e-mail address is made of them, a forename is of one sex and has its years, and middle names
 * are those of a community, as a surname is to a forename. Between two strangers who agree so far, agreeing in these says
 * less, so it is learnt apart. Of each, the comparisons it leans on and the levels of theirs that agree.
 */
const leaning: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  surname: { forename: ['exact'] },
  birthDate: { forename: ['exact'] },
  sex: { forename: ['exact', 'variant', 'close'], surname: ['exact', 'close'] },
  email: { forename: ['exact', 'variant', 'close'], surname: ['exact', 'close'] },
  middleNames: { forename: ['exact', 'variant', 'close'], surname: ['exact', 'close'] },
}

/** What else a file tells goes with where one lives: neighbours were born in one town, and of one state. */
const leaningOnPlace: Readonly<Record<string, readonly string[]>> = {
  address: ['same', 'house', 'postcode', 'close', 'near', 'sector', 'area'],
}

/** What a comparison leans on, if anything. Numbers that identify a person lean on nothing. */
const leaningOf = ({ name, levels }: Comparison) =>
  leaning[name] ?? (levels[1]?.frequencyOf === name && !facts.some(fact => fact === name) ? leaningOnPlace : undefined)

/** Of these it is counted how often strangers agree in both, rather than learnt from those whom blocking chose by it. */
export const countedWithForename: readonly string[] = ['surname', 'birthDate']

/** The slots of these comparisons. */
export function layoutOf(comparisons: readonly Comparison[]): Layout {
  const names = new Set(comparisons.map(({ name }) => name))
  const leans = (comparison: Comparison) => {
    const on = leaningOf(comparison)
    return on !== undefined && Object.keys(on).every(one => names.has(one))
  }
  const all = comparisons.map((_, of) => ({ of, named: false }))
  const more = comparisons.flatMap((comparison, of) => (leans(comparison) ? [{ of, named: true }] : []))
  let slots = 0
  const rows = [...all, ...more].map(row => {
    const [start, size] = [slots, comparisons[row.of]!.levels.length]
    slots += size
    return { ...row, start, size }
  })
  return { comparisons, rows, slots }
}

/** The slot that each comparison of each pattern shows: one row a pattern. */
export function slotsOf(layout: Layout, pairs: Pick<Pairs, 'patterns' | 'counts'>): Int32Array {
  const width = layout.comparisons.length
  const starts = layout.comparisons.map((_, of) => layout.rows[of]!.start)
  const named = layout.rows.flatMap(({ of, start, named }) =>
    named ? [{ of, start, agrees: agreement(layout.comparisons, leaningOf(layout.comparisons[of]!) ?? {}) }] : [],
  )
  const slots = new Int32Array(pairs.counts.length * width)
  for (let row = 0; row < slots.length; row += width) {
    for (let at = 0; at < width; at++) slots[row + at] = starts[at]! + pairs.patterns[row + at]!
    for (const { of, start, agrees } of named) {
      if (agrees(pairs.patterns, row)) slots[row + of] = start + pairs.patterns[row + of]!
    }
  }
  return slots
}

/** Whether a pattern agrees in all that a comparison leans on. */
function agreement(
  comparisons: readonly Comparison[],
  on: Readonly<Record<string, readonly string[]>>,
): (patterns: Uint8Array, row: number) => boolean {
  const wanted = Object.entries(on).map(([on, agreeing]) => {
    const at = comparisons.findIndex(one => one.name === on)
    return { at, levels: comparisons[at]!.levels.map(level => agreeing.includes(level.name)) }
  })
  return (patterns, row) => {
    for (const { at, levels } of wanted) if (!levels[patterns[row + at]!]) return false
    return true
  }
}
