import type { Comparison, Pairs } from '../comparison.ts'

/**
 * Every level of every comparison as one row of numbers, so that what is learnt of a class is a single array: the level
 * `l` of comparison `c` stands at `starts[c] + l`. A missing level is a slot too, and says nothing.
 */
export type Layout = Readonly<{ comparisons: readonly Comparison[]; starts: Int32Array; slots: number }>

/** The slots of these comparisons. */
export function layoutOf(comparisons: readonly Comparison[]): Layout {
  const starts = new Int32Array(comparisons.length)
  let slots = 0
  for (const [at, { levels }] of comparisons.entries()) {
    starts[at] = slots
    slots += levels.length
  }
  return { comparisons, starts, slots }
}

/** The slot that each comparison of each pattern shows: one row a pattern. */
export function slotsOf(layout: Layout, pairs: Pick<Pairs, 'patterns' | 'counts'>): Int32Array {
  const width = layout.comparisons.length
  const slots = new Int32Array(pairs.counts.length * width)
  for (let at = 0; at < slots.length; at++) slots[at] = layout.starts[at % width]! + pairs.patterns[at]!
  return slots
}
