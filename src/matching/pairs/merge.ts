import type { People } from '../people.ts'
import type { Candidates } from './candidates.ts'

/** Which candidates: those whose left record lies in a stretch. */
export type Merging = Readonly<{
  people: People
  candidates: readonly Candidates[] | 'all'
  from: number
  to: number
}>

/** The distinct pairs of a stretch of left records, ascending. */
export function mergeCandidates({ people, candidates, from, to }: Merging): Candidates {
  if (candidates === 'all') return everyPair(people, from, to)
  const starts = new Uint32Array(to - from + 1)
  for (const { left } of candidates)
    for (let pair = 0; pair < left.length; pair++) {
      const record = left[pair]!
      if (record >= from && record < to) starts[record - from + 1]!++
    }
  for (let record = 0; record < to - from; record++) starts[record + 1]! += starts[record]!
  const next = starts.slice()
  const rights = new Int32Array(starts[to - from]!)
  for (const { left, right } of candidates)
    for (let pair = 0; pair < left.length; pair++) {
      const record = left[pair]!
      if (record >= from && record < to) rights[next[record - from]!++] = right[pair]!
    }
  return distinct(starts, rights, from)
}

function distinct(starts: Uint32Array, rights: Int32Array, from: number): Candidates {
  const [left, right] = [shared(rights.length), shared(rights.length)]
  let size = 0
  for (let record = 0; record + 1 < starts.length; record++) {
    const [first, end] = [starts[record]!, starts[record + 1]!]
    if (first === end) continue
    sortStretch(rights, first, end)
    for (let at = first; at < end; at++) {
      if (at > first && rights[at] === rights[at - 1]) continue
      left[size] = from + record
      right[size++] = rights[at]!
    }
  }
  return { left: left.subarray(0, size), right: right.subarray(0, size) }
}

function everyPair({ count, sources }: People, from: number, to: number): Candidates {
  const [left, right]: [number[], number[]] = [[], []]
  for (let l = from; l < to; l++)
    for (let r = l + 1; r < count; r++) {
      if (sources && sources[l] === sources[r]) continue
      left.push(l)
      right.push(r)
    }
  return { left: kept(left), right: kept(right) }
}

const shared = (size: number): Int32Array => new Int32Array(new SharedArrayBuffer(4 * size))

function kept(numbers: readonly number[]): Int32Array {
  const array = shared(numbers.length)
  array.set(numbers)
  return array
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
