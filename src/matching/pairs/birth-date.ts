import type { People, Words } from '../people.ts'
import { comparisonOf, type FactLevels } from './fact-levels.ts'

const [missing, exact, swapped, close, year, parts, near, different] = [0, 1, 2, 3, 4, 5, 6, 7]

const comparison = comparisonOf('birthDate', [
  ['exact', 'the same date of birth', { frequencyOf: 'birthDate' }],
  ['swapped', 'day and month of birth are swapped'],
  ['close', 'dates of birth that differ in one digit, or two neighbours swapped'],
  ['year', 'the same year of birth, where one date is not known to the day', { outOfOrder: true }],
  ['parts', 'two of day, month and year of birth are the same'],
  ['near', 'born within ten years of each other'],
  ['different', 'dates of birth far apart'],
])

/** Compares dates of birth. The first of January stands for "some day of that year" in many a system. */
export function birthDateLevels(people: People): FactLevels {
  const { values, words } = people.facts.birthDate!
  return {
    comparison,
    level(l, r) {
      const i = values[l]!
      const j = values[r]!
      return i < 0 || j < 0 ? missing : levelOfDates(words, i, j)
    },
  }
}

function levelOfDates(words: Words, i: number, j: number): number {
  const [y, m, d] = [digits(words, i, 0, 4), digits(words, i, 4, 6), digits(words, i, 6, 8)]
  const [oy, om, od] = [digits(words, j, 0, 4), digits(words, j, 4, 6), digits(words, j, 6, 8)]
  if (y === 0 || oy === 0) return missing
  const vague = m === 0 || d === 0 || om === 0 || od === 0
  if (i === j) return vague ? year : exact
  if (y === oy && (vague || (m === 1 && d === 1) || (om === 1 && od === 1))) return year
  if (y === oy && m === od && d === om) return swapped
  if (!vague && oneSlip(words, i, j)) return close
  if (Number(y === oy) + Number(m > 0 && m === om) + Number(d > 0 && d === od) >= 2) return parts
  return Math.abs(y * 12 + m - (oy * 12 + om)) <= 120 ? near : different
}

function digits({ bytes, starts }: Words, word: number, from: number, to: number): number {
  let number = 0
  for (let at = starts[word]! + from; at < starts[word]! + to; at++) number = number * 10 + (bytes[at]! - 48)
  return number
}

/** One digit differs, or two neighbours have changed places. */
function oneSlip({ bytes, starts }: Words, i: number, j: number): boolean {
  const [a, b] = [starts[i]!, starts[j]!]
  const differ: number[] = []
  for (let at = 0; at < 8; at++) if (bytes[a + at] !== bytes[b + at]) differ.push(at)
  const [first = 0, second = 0] = differ
  if (differ.length === 1) return true
  return (
    differ.length === 2 &&
    second === first + 1 &&
    bytes[a + first] === bytes[b + second] &&
    bytes[a + second] === bytes[b + first]
  )
}
