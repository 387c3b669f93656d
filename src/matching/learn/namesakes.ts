import type { Column, People } from '../people.ts'

/**
 * How many pairs of records agree in both of two facts. They are more than the two make when drawn apart: forenames and
 * surnames come from a community, and forenames have their years.
 */
export function agreeingInBoth({ count }: People, one: Column, other: Column): number {
  const [values, beside] = [one.values, other.values]
  const starts = new Uint32Array(one.words.size + 2)
  for (let record = 0; record < count; record++)
    if (values[record]! >= 0 && beside[record]! >= 0) starts[values[record]! + 2]!++
  for (let word = 1; word < starts.length; word++) starts[word]! += starts[word - 1]!
  // As it fills, where the next word's records begin becomes where this word's end.
  const others = new Int32Array(starts.at(-1)!)
  for (let record = 0; record < count; record++)
    if (values[record]! >= 0 && beside[record]! >= 0) others[starts[values[record]! + 1]!++] = beside[record]!
  const met = new Uint32Array(other.words.size)
  let pairs = 0
  for (let word = 0; word < one.words.size; word++) {
    for (let at = starts[word]!; at < starts[word + 1]!; at++) pairs += met[others[at]!]!++
    for (let at = starts[word]!; at < starts[word + 1]!; at++) met[others[at]!] = 0
  }
  return pairs
}
