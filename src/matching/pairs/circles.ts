import { membersOf } from './circle-members.ts'
import { mixLow } from './keys.ts'
import { beginCircle, giveSigns, type Meeting, type Near, newMeeting } from './meeting.ts'
import { byRange, type Found } from './merge.ts'
import type { One } from './parts.ts'
import { type Signs, signsOf, type Tried } from './signs.ts'

/**
 * Those who share one telling fact (a date of birth, a postcode, a phone), among whom all alternatives that ask for it are
 * tried at once: a few dozen records near at hand rather than millions of keys, and a pair that several find is found once.
 * `part` is one of so many parts: those whose fact has such a hash.
 */
export type Circles = Readonly<{
  shared: One
  tried: readonly Tried[]
  part: number
  parts: number
  /** How many pairs at most each rule may find, by its number. */
  most: readonly number[]
}>

/** The pairs that share a key within circles. Where a rule finds too many, it stops: those are to be found otherwise. */
export function candidatesWithin(circles: Circles, count: number, sources: Int32Array | undefined): Found {
  const { shared, tried, part, parts, most } = circles
  const { starts, members } = membersOf(shared, part, parts)
  const signs = signsOf(shared, tried)
  const signsEach = signs.reduce((sum, { most }) => sum + most, 0)
  const meeting = newMeeting(most, sources)
  for (let first = 0, end = 0; first + 1 < starts.length && !meeting.crowded; first = end) {
    end = endOfBlock(starts, first)
    meeting.members = members.subarray(starts[first], starts[end])
    const near = signs.map(one => broughtNear(one, meeting.members))
    meetInBlock(meeting, near, starts.subarray(first, end + 1), signsEach)
  }
  return { candidates: byRange(count, meeting), pairs: [...meeting.found.entries()] }
}

/** All of the circles of one block, where each begins and the last ends. */
function meetInBlock(meeting: Meeting, near: readonly Near[], starts: Uint32Array, signsEach: number): void {
  for (let circle = 0; circle + 1 < starts.length && !meeting.crowded; circle++) {
    const from = starts[circle]! - starts[0]!
    const to = starts[circle + 1]! - starts[0]!
    beginCircle(meeting, from, to, signsEach * (to - from))
    for (let column = 0; column < near.length; column++) giveSigns(meeting, near[column]!, from, to)
  }
}

/** So many members of circles, or one circle of more, are brought near together. */
const block = 2_048

function endOfBlock(starts: Uint32Array, first: number): number {
  let end = first + 1
  while (end + 1 < starts.length && starts[end + 1]! - starts[first]! <= block) end++
  return end
}

function broughtNear({ values, beside, starts, signs }: Signs, members: Uint32Array): Near {
  const size = members.length
  const [begins, ends, besides] = [new Int32Array(size), new Int32Array(size), new Int32Array(size)]
  for (let member = 0; member < size; member++) {
    const word = values[members[member]!]!
    begins[member] = word < 0 ? 0 : starts[word]!
    ends[member] = word < 0 ? 0 : starts[word + 1]!
  }
  for (const one of beside)
    for (let member = 0; member < size; member++) {
      const word = one.values[members[member]!]!
      const hash = word < 0 ? 0 : one.hashes[word]!
      if (hash === 0) ends[member] = 0
      besides[member] = mixLow(besides[member]!, hash)
    }
  return { signs, begins, ends, besides }
}
