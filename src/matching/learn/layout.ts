import type { Comparison, Pairs } from '../comparison.ts'

/**
 * Every level of every comparison as one array of slots, so that what is learnt of a class is a single row of numbers.
 * A missing level is a slot too, and says nothing.
 */
export type Layout = Readonly<{ comparisons: readonly Comparison[]; rows: readonly Row[]; slots: number }>

/** Where the levels of comparison number `of` stand; `named` are those for pairs whose names agree, where that matters. */
export type Row = Readonly<{ of: number; start: number; size: number; named: boolean }>

/**
 * What follows from names: an e-mail address is made of them, a forename is of one sex, and middle names are those of a
 * community. Between two strangers of one name, their agreeing says little more, so it is learnt apart.
 */
const leansOnNames = new Set(['sex', 'email', 'middleNames'])
const agreeing: Readonly<Record<string, ReadonlySet<string>>> = {
  forename: new Set(['exact', 'variant', 'close']),
  surname: new Set(['exact', 'close']),
}

/** The slots of these comparisons. */
export function layoutOf(comparisons: readonly Comparison[]): Layout {
  const names = new Set(comparisons.map(({ name }) => name))
  const named = names.has('forename') && names.has('surname')
  const all = comparisons.map((_, of) => ({ of, named: false }))
  const more = comparisons.flatMap(({ name }, of) => (named && leansOnNames.has(name) ? [{ of, named: true }] : []))
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
  const plain = Int32Array.from({ length: width }, (_, of) => startOf(layout, of, false))
  const named = Int32Array.from({ length: width }, (_, of) => startOf(layout, of, true))
  const slots = new Int32Array(pairs.counts.length * width)
  const agree = namesAgree(layout.comparisons)
  for (let row = 0; row < slots.length; row += width) {
    const starts = agree(pairs.patterns, row) ? named : plain
    for (let at = 0; at < width; at++) slots[row + at] = starts[at]! + pairs.patterns[row + at]!
  }
  return slots
}

/** Where the levels of a comparison stand, for pairs whose names agree or for the others. */
const startOf = ({ rows }: Layout, of: number, named: boolean): number =>
  (rows.find(row => row.of === of && row.named === named) ?? rows[of]!).start

function namesAgree(comparisons: readonly Comparison[]): (patterns: Uint8Array, row: number) => boolean {
  const wanted = comparisons.flatMap(({ name, levels }, at) => {
    const agree = agreeing[name]
    return agree ? [{ at, levels: levels.map(level => agree.has(level.name)) }] : []
  })
  return (patterns, row) => wanted.length === 2 && wanted.every(({ at, levels }) => levels[patterns[row + at]!])
}
