/**
 * Small numbers: who a figure of one to four is about may be known to a neighbour. Rule: ONS guidance on disclosure in
 * tables (counts under five shown as "1 to 4"), with a second cell withheld where a total would give the first away.
 */

/**
 * What may be printed. A withheld value is null, `between` says the least and the most people it may be, and nothing else
 * we publish may depend on which of them it was. Where even that would tell too much, `between` is null as well.
 */
export type Shown = {
  readonly value: number | null
  readonly outOf: number | null
  readonly withheld: boolean
  readonly between: readonly [number, number] | null
}

export const isSmall = (count: number): boolean => count >= 1 && count <= 4

/** A count by itself: nought and five or more are shown. */
export const showCount = (count: number): Shown => (isSmall(count) ? hidden(null, [1, 4]) : plain(count, null))

/**
 * A percentage to one decimal, with its denominator. Withheld where the people counted, or the people left over, are one
 * to four: then it is said which, since to leave out only the months in which nearly all went well would bend every
 * average. With so few in all that the two run together, not even that. Nobody due is not withheld: nothing is hidden.
 */
export function showShare(count: number | null, outOf: number): Shown {
  if (isSmall(outOf)) return hidden(null, null)
  if (outOf === 0 || count === null) return plain(null, outOf)
  if (!isSmall(count) && !isSmall(outOf - count)) return plain(Math.round((1000 * count) / outOf) / 10, outOf)
  if (outOf <= 8) return hidden(outOf, [1, outOf - 1])
  return hidden(outOf, isSmall(count) ? [1, 4] : [outOf - 4, outOf - 1])
}

/** A typical time in hours or days over so many people, to one decimal: withheld where they are one to four. */
export const showTypical = (value: number | null, outOf: number): Shown =>
  isSmall(outOf) ? hidden(null, null) : plain(outOf === 0 || value === null ? null : Math.round(value * 10) / 10, outOf)

/** Inside a chart or a test a withheld number stands in the middle of what it may be, whatever it really is. */
export const standIn = ([least, most]: readonly [number, number]): number => (least + most) / 2

const plain = (value: number | null, outOf: number | null): Shown => ({ value, outOf, withheld: false, between: null })
const hidden = (outOf: number | null, between: Shown['between']): Shown => ({
  value: null,
  outOf,
  withheld: true,
  between,
})

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
  const gone = small.length === 1 && !isSmall(total) ? [small[0]!, nextFilled(counts, small[0]!)] : small
  const together = sum(small.map(at => counts[at]!))
  const sameAll = small.length > 1 && (together === small.length || together === 4 * small.length)
  const cells = counts.map((count, at) => (gone.includes(at) ? null : count))
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
