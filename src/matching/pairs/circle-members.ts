import type { One } from './parts.ts'

/** The records of each circle, ascending: those of circle `c` lie from `starts[c]` to `starts[c + 1]`, and are two or more. */
export type Members = Readonly<{ starts: Uint32Array; members: Uint32Array }>

/** Records by the hash of one fact, of one part of so many; no keys, for a word is known by its number. */
export function membersOf({ values, hashes }: One, part: number, parts: number): Members {
  const { circles, circleOf } = circlesOf(hashes, part, parts)
  const sizes = new Uint32Array(circles)
  for (let record = 0; record < values.length; record++) {
    const word = values[record]!
    if (word >= 0 && circleOf[word]! >= 0) sizes[circleOf[word]!]!++
  }
  const [starts, next] = [[0], new Int32Array(circles)]
  for (let circle = 0, end = 0; circle < circles; circle++) {
    const size = sizes[circle]!
    next[circle] = size > 1 ? end : -1
    if (size < 2) continue
    end += size
    starts.push(end)
  }
  const members = new Uint32Array(starts.at(-1)!)
  for (let record = 0; record < values.length; record++) {
    const word = values[record]!
    const circle = word < 0 ? -1 : circleOf[word]!
    if (circle >= 0 && next[circle]! >= 0) members[next[circle]!++] = record
  }
  return { starts: Uint32Array.from(starts), members }
}

/** The circle of each word, those of one hash in one; -1 for a word that makes no key or is of another part. */
function circlesOf(hashes: Uint32Array, part: number, parts: number) {
  const circleOf = new Int32Array(hashes.length).fill(-1)
  const places = new Int32Array(2 ** Math.ceil(Math.log2(2 * hashes.length + 2)))
  const mask = places.length - 1
  let circles = 0
  for (let word = 0; word < hashes.length; word++) {
    const hash = hashes[word]!
    if (hash === 0 || (hash >>> 16) % parts !== part) continue
    let place = hash & mask
    while (places[place] !== 0 && hashes[places[place]! - 1] !== hash) place = (place + 1) & mask
    if (places[place] === 0) {
      places[place] = word + 1
      circleOf[word] = circles++
    } else circleOf[word] = circleOf[places[place]! - 1]!
  }
  return { circles, circleOf }
}
