import { ruleOfKind } from './signs.ts'

/**
 * Whoever gives a sign meets all of the circle who gave it before. What was said is kept in a table that is seldom emptied:
 * what lies below `first` was said in an earlier circle.
 */
export type Meeting = {
  readonly most: readonly number[]
  readonly sources: Int32Array | undefined
  /** How many pairs each rule found, by its number, and whether one found too many. */
  readonly found: Float64Array
  crowded: boolean
  /** The pairs found, nearly all once. */
  size: number
  left: Uint32Array
  right: Uint32Array
  /** The records of some circles, and where among them the present one begins. */
  members: Uint32Array
  from: number
  /** All that was said, in fours: the hash, the kind and what is asked besides, the member, and the same before or 0. */
  said: Int32Array
  /** The last of that at each place of the table, of which so many are in use. */
  places: Int32Array
  mask: number
  first: number
  next: number
  /** Who of the circle have met, a bit each, in so many numbers for each member; none where they are too many. */
  met: Int32Array
  width: number
}

export const newMeeting = (most: readonly number[], sources: Int32Array | undefined): Meeting => ({
  ...{ most, sources, found: new Float64Array(most.length), crowded: false },
  ...{ size: 0, left: new Uint32Array(1 << 16), right: new Uint32Array(1 << 16) },
  ...{ said: new Int32Array(1 << 16), places: new Int32Array(1 << 15), mask: 0, first: 4, next: 4 },
  ...{ members: new Uint32Array(0), from: 0, met: new Int32Array(1 << 15), width: 0 },
})

/** Begins another circle, its members from `from` to `to`, who give so many signs at most. */
export function beginCircle(meeting: Meeting, from: number, to: number, signs: number): void {
  const room = 1 << (32 - Math.clz32(signs + 1))
  if (4 * room > meeting.said.length) {
    meeting.said = new Int32Array(4 * room)
    meeting.places = new Int32Array(2 * room)
    meeting.next = 4
  } else if (meeting.next + 4 * signs > meeting.said.length) {
    meeting.places.fill(0)
    meeting.next = 4
  }
  const width = (to - from + 31) >> 5
  meeting.width = width * (to - from) <= meeting.met.length ? width : 0
  meeting.met.fill(0, 0, meeting.width * (to - from))
  meeting.from = from
  meeting.mask = 2 * room - 1
  meeting.first = meeting.next
}

/** Where the signs of some members in a column begin and end, and a number for what those are besides. */
export type Near = Readonly<{ signs: Int32Array; begins: Int32Array; ends: Int32Array; besides: Int32Array }>

/** Has members of the circle give the signs of a column, and meet all who gave one of theirs before. */
export function giveSigns(meeting: Meeting, { signs, begins, ends, besides }: Near, from: number, to: number): void {
  const { said, places, mask, first } = meeting
  let next = meeting.next
  for (let member = from; member < to; member++) {
    const end = ends[member]!
    for (let sign = begins[member]!; sign < end; sign += 2) {
      const hash = signs[sign]!
      const more = (signs[sign + 1]! + besides[member]!) | 0
      let place = (hash ^ Math.imul(more, 0x9e3779b1)) & mask
      let same = places[place]!
      while (same >= first && (said[same] !== hash || said[same + 1] !== more)) {
        place = (place + 1) & mask
        same = places[place]!
      }
      if (same < first) same = 0
      else if (!meetAll(meeting, member, same, ruleOfKind(signs[sign + 1]!))) continue
      places[place] = next
      said[next] = hash
      said[next + 1] = more
      said[next + 2] = member
      said[next + 3] = same
      next += 4
    }
  }
  meeting.next = next
}

/** Has a member meet all who said the same; false, if it has said so itself and met them all. */
function meetAll(meeting: Meeting, member: number, last: number, rule: number): boolean {
  const { said, from, met, width } = meeting
  let pairs = 0
  for (let same = last; same !== 0; same = said[same + 3]!) {
    const other = said[same + 2]!
    if (other === member) return false
    pairs++
    const left = other < member ? other : member
    const right = other < member ? member : other
    if (width > 0) {
      const place = (left - from) * width + ((right - from) >> 5)
      const bit = 1 << ((right - from) & 31)
      if ((met[place]! & bit) !== 0) continue
      met[place]! |= bit
    }
    addPair(meeting, left, right)
  }
  meeting.found[rule]! += pairs
  if (meeting.found[rule]! > meeting.most[rule]!) meeting.crowded = true
  return true
}

function addPair(meeting: Meeting, one: number, other: number): void {
  const { members, sources } = meeting
  const left = members[one]!
  const right = members[other]!
  if (sources && sources[left] === sources[right]) return
  if (meeting.size === meeting.left.length) {
    meeting.left = doubled(meeting.left)
    meeting.right = doubled(meeting.right)
  }
  meeting.left[meeting.size] = left
  meeting.right[meeting.size++] = right
}

function doubled(array: Uint32Array): Uint32Array {
  const into = new Uint32Array(2 * array.length)
  into.set(array)
  return into
}
