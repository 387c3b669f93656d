import type { People } from '../people.ts'

/**
 * Candidates, `left` below `right`, ascending and each once. Those whose left record is in range `g`, which is one of
 * `rangeSize` records, lie from `starts[g]` to `starts[g + 1]`.
 */
export type Candidates = Readonly<{ left: Int32Array; right: Int32Array; starts: Uint32Array }>

/** So many records that what is sorted at a time fits a processor's nearer memory. */
export const rangeSize = 1 << 15

/** Pairs in any order as candidates of so many records. */
export function ascending(left: Int32Array, right: Int32Array, count: number): Candidates {
  const ranges = Math.ceil(count / rangeSize)
  const starts = new Uint32Array(ranges + 1)
  for (let pair = 0; pair < left.length; pair++) starts[(left[pair]! >>> 15) + 1]!++
  for (let range = 0; range < ranges; range++) starts[range + 1]! += starts[range]!
  const next = starts.slice()
  const [lefts, rights] = [new Int32Array(left.length), new Int32Array(left.length)]
  for (let pair = 0; pair < left.length; pair++) {
    const place = next[left[pair]! >>> 15]!++
    lefts[place] = left[pair]!
    rights[place] = right[pair]!
  }
  const sorted = Array.from({ length: ranges }, (_, range) =>
    sortedOnce(
      [[lefts.subarray(starts[range], starts[range + 1]), rights.subarray(starts[range], starts[range + 1])]],
      range,
    ),
  )
  return joinedRanges(sorted)
}

/** The candidates of one range of left records that any of these lists has. */
export function merged(lists: readonly Candidates[], range: number): Listed {
  return sortedOnce(
    lists.map(({ left, right, starts }) => {
      const [from, to] = [starts[range], starts[range + 1]]
      return [left.subarray(from, to), right.subarray(from, to)]
    }),
    range,
  )
}

type Listed = readonly [left: Int32Array, right: Int32Array]

/** Everybody against everybody whose left record lies from `from` to `to`. */
export function everyPair({ count, sources }: People, from: number, to: number): Listed {
  const most = ((2 * count - from - to - 1) * (to - from)) / 2
  const [left, right] = [shared(most), shared(most)]
  let size = 0
  for (let l = from; l < to; l++)
    for (let r = l + 1; r < count; r++) {
      if (sources && sources[l] === sources[r]) continue
      left[size] = l
      right[size++] = r
    }
  return [left.subarray(0, size), right.subarray(0, size)]
}

const shared = (size: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * size))

const places = new Uint32Array(rangeSize + 1)

/** The pairs of lists, all of one range, ascending and each once. */
function sortedOnce(lists: readonly Listed[], range: number): Listed {
  const first = range * rangeSize
  places.fill(0)
  for (const [left] of lists) for (let pair = 0; pair < left.length; pair++) places[left[pair]! - first + 1]!++
  for (let record = 0; record < rangeSize; record++) places[record + 1]! += places[record]!
  const rights = new Int32Array(places[rangeSize]!)
  // After this `places[record]` is where the pairs of a record end, and those of the next begin.
  for (const [left, right] of lists)
    for (let pair = 0; pair < left.length; pair++) rights[places[left[pair]! - first]!++] = right[pair]!
  const [left, right] = [shared(rights.length), shared(rights.length)]
  let [size, from] = [0, 0]
  for (let record = 0; record < rangeSize; record++) {
    const to = places[record]!
    if (to - from > 1) sortStretch(rights, from, to)
    for (let at = from; at < to; at++) {
      if (at > from && rights[at] === rights[at - 1]) continue
      left[size] = first + record
      right[size++] = rights[at]!
    }
    from = to
  }
  return [left.subarray(0, size), right.subarray(0, size)]
}

function sortStretch(numbers: Int32Array, from: number, to: number): void {
  if (to - from > 32) {
    numbers.subarray(from, to).sort()
    return
  }
  for (let at = from + 1; at < to; at++) {
    const number = numbers[at]!
    let place = at
    for (; place > from && numbers[place - 1]! > number; place--) numbers[place] = numbers[place - 1]!
    numbers[place] = number
  }
}

function joinedRanges(ranges: readonly Listed[]): Candidates {
  const starts = new Uint32Array(ranges.length + 1)
  ranges.forEach(([left], range) => {
    starts[range + 1] = starts[range]! + left.length
  })
  const size = starts[ranges.length]!
  const all = { left: shared(size), right: shared(size), starts }
  ranges.forEach(([left, right], range) => {
    all.left.set(left, starts[range])
    all.right.set(right, starts[range])
  })
  return all
}
