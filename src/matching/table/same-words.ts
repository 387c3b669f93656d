import { inPages } from '../pages.ts'
import { viewOf } from './batch.ts'
import { alike, hashOf } from './dictionary.ts'

/** Words one behind the other, as bytes. */
export type Listed = Readonly<{ size: number; bytes: Uint8Array; starts: Uint32Array }>

/**
 * For each word of some lists, counted through all of them, the number of one that is equal: the same one for all that are.
 * Words are first cast into heaps by their hash: at nearly each look into one table of a million a processor waits for
 * memory, and in a small one hardly ever.
 */
export function sameWords(lists: readonly Listed[]): Int32Array {
  const { words, hashes, ends } = heapsOf(lists)
  const equal = equalIn(lists)
  const same = inPages(Int32Array, words.length)
  const largest = ends.reduce((most, end, heap) => Math.max(most, end - (ends[heap - 1] ?? 0)), 1)
  const slots = new Int32Array(1 << (33 - Math.clz32(largest)))
  const mask = slots.length - 1
  for (let heap = 0, at = 0; heap < ends.length; heap++) {
    slots.fill(-1)
    for (const end = ends[heap]!; at < end; at++) {
      const hash = hashes[at]!
      const word = words[at]!
      let slot = hash & mask
      let other = slots[slot]!
      while (other !== -1 && !(hashes[other] === hash && equal(words[other]!, word))) {
        slot = (slot + 1) & mask
        other = slots[slot]!
      }
      if (other === -1) slots[slot] = at
      same[word] = other === -1 ? word : words[other]!
    }
  }
  return same
}

/** About so many words lie in a heap. */
const heapSize = 1 << 13

/** All words heap by heap, with their hashes, and where each heap ends. */
function heapsOf(lists: readonly Listed[]) {
  const all = hashesOf(lists)
  // The lowest bits are left for places within a heap.
  const shift = Math.min(31, Math.clz32(Math.ceil(all.length / heapSize)))
  const ends = new Int32Array(1 << (32 - shift))
  for (let word = 0; word < all.length; word++) ends[all[word]! >>> shift]!++
  for (let heap = 0, end = 0; heap < ends.length; heap++) {
    const size = ends[heap]!
    ends[heap] = end
    end += size
  }
  const [words, hashes] = [inPages(Int32Array, all.length), inPages(Int32Array, all.length)]
  for (let word = 0; word < all.length; word++) {
    const hash = all[word]!
    const at = ends[hash >>> shift]!++
    words[at] = word
    hashes[at] = hash
  }
  return { words, hashes, ends }
}

function hashesOf(lists: readonly Listed[]): Int32Array {
  const hashes = inPages(
    Int32Array,
    lists.reduce((sum, { size }) => sum + size, 0),
  )
  let next = 0
  for (const { size, bytes, starts } of lists) {
    const view = viewOf(bytes)
    for (let word = 0; word < size; word++) hashes[next++] = hashOf(view, starts[word]!, starts[word + 1]!)
  }
  return hashes
}

function equalIn(lists: readonly Listed[]): (one: number, other: number) => boolean {
  const places = lists.map(({ starts, bytes }, at) => ({
    ...{ starts, view: viewOf(bytes) },
    begin: lists.slice(0, at).reduce((sum, { size }) => sum + size, 0),
  }))
  const listOf = (word: number) => {
    let at = places.length - 1
    while (word < places[at]!.begin) at--
    return places[at]!
  }
  return (one, other) => {
    const mine = listOf(one)
    const its = listOf(other)
    const i = one - mine.begin
    const j = other - its.begin
    const start = mine.starts[i]!
    const from = its.starts[j]!
    const to = its.starts[j + 1]!
    return mine.starts[i + 1]! - start === to - from && alike(mine.view, start, its.view, from, to)
  }
}
