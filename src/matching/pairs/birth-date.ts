import type { People, Words } from '../people.ts'
import { comparisonOf, type FactLevels } from './fact-levels.ts'
import { numberIn } from './parts.ts'

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
  const dates = datesIn(words)
  return {
    comparison,
    level(l, r) {
      const i = values[l]!
      const j = values[r]!
      return i < 0 || j < 0 ? missing : levelOfDates(words, dates, i, j)
    },
  }
}

function levelOfDates(words: Words, dates: Int32Array, i: number, j: number): number {
  const [date, other] = [dates[i]!, dates[j]!]
  const [y, m, d] = [(date / 10_000) | 0, ((date / 100) | 0) % 100, date % 100]
  const [oy, om, od] = [(other / 10_000) | 0, ((other / 100) | 0) % 100, other % 100]
  if (y === 0 || oy === 0) return missing
  const vague = m === 0 || d === 0 || om === 0 || od === 0
  if (i === j) return vague ? year : exact
  if (y === oy && (vague || (m === 1 && d === 1) || (om === 1 && od === 1))) return year
  if (y === oy && m === od && d === om) return swapped
  if (!vague && oneSlip(words, i, j)) return close
  if (Number(y === oy) + Number(m > 0 && m === om) + Number(d > 0 && d === od) >= 2) return parts
  return Math.abs(y * 12 + m - (oy * 12 + om)) <= 120 ? near : different
}

const datesBefore = new WeakMap<Words, Int32Array>()

/** Every date as the number that its digits make. */
function datesIn(words: Words): Int32Array {
  const dates = datesBefore.get(words) ?? Int32Array.from({ length: words.size }, (_, word) => numberIn(words, word))
  datesBefore.set(words, dates)
  return dates
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
