/**
 * Small numbers: who a figure of one to four is about may be known to a neighbour. Rule: ONS guidance on disclosure in
 * tables (counts under five shown as "1 to 4"), with a second cell withheld where a total would give the first away.
 */

/** What may be printed; a withheld value is null, and nothing else we publish may depend on what it was. */
export type Shown = { readonly value: number | null; readonly outOf: number | null; readonly withheld: boolean }

/** Inside a chart or a test a withheld count stands at the middle of one to four, whatever it really is. */
export const standIn = 2.5

export const isSmall = (count: number): boolean => count >= 1 && count <= 4

/** A count by itself: nought and five or more are shown. */
export const showCount = (count: number): Shown =>
  isSmall(count) ? { value: null, outOf: null, withheld: true } : { value: count, outOf: null, withheld: false }

/**
 * A percentage to one decimal, with its denominator. Withheld where the people counted, the people left over or all of
 * them are one to four: each of the three gives the others away. Nobody due is not withheld, there being nothing to hide.
 */
export function showShare(count: number | null, outOf: number): Shown {
  if (isSmall(outOf)) return { value: null, outOf: null, withheld: true }
  if (outOf === 0 || count === null) return { value: null, outOf, withheld: false }
  if (isSmall(count) || isSmall(outOf - count)) return { value: null, outOf, withheld: true }
  return { value: Math.round((1000 * count) / outOf) / 10, outOf, withheld: false }
}

/** A typical time in hours or days over so many people: withheld where they are one to four. */
export function showTypical(value: number | null, outOf: number): Shown {
  if (isSmall(outOf)) return { value: null, outOf: null, withheld: true }
  return { value: outOf === 0 ? null : value, outOf, withheld: false }
}

export type Table = { readonly cells: readonly (number | null)[]; readonly total: number | null }

/**
 * A row of counts beside its total. Small cells go; where there is only one, the next cell in the row that is not nought
 * goes with it, for the total less the rest would be that cell. Two or more small cells hide one another, unless they
 * are all ones or all fours: then the total goes. The second cell is chosen by place and never by size, since a reader
 * who knew that the smallest had been taken could reckon back from that.
 */
export function showTable(counts: readonly number[]): Table {
  const total = sum(counts)
  const small = counts.flatMap((count, at) => (isSmall(count) ? [at] : []))
  const hidden = small.length === 1 && !isSmall(total) ? [small[0]!, nextFilled(counts, small[0]!)] : small
  const together = sum(small.map(at => counts[at]!))
  const sameAll = small.length > 1 && (together === small.length || together === 4 * small.length)
  const cells = counts.map((count, at) => (hidden.includes(at) ? null : count))
  return { cells, total: sameAll || isSmall(total) ? null : total }
}

/** There is one: a total over four cannot come from a single cell under five. */
function nextFilled(counts: readonly number[], after: number): number {
  for (let step = 1; step < counts.length; step++) {
    const at = (after + step) % counts.length
    if (counts[at]! > 0) return at
  }
  return after
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0)
