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
      return i < 0 || j < 0 ? missing : levelOfDates(dates, i, j)
    },
  }
}

function levelOfDates({ digits, months }: Dates, i: number, j: number): number {
  const date = digits[i]!
  const other = digits[j]!
  const y = date >>> 16
  const m = (date >>> 8) & 255
  const d = date & 255
  const oy = other >>> 16
  const om = (other >>> 8) & 255
  const od = other & 255
  if (y === 0 || oy === 0) return missing
  const vague = m === 0 || d === 0 || om === 0 || od === 0
  if (i === j) return vague ? year : exact
  if (y === oy && (vague || (m === 1 && d === 1) || (om === 1 && od === 1))) return year
  if (y === oy && m === od && d === om) return swapped
  if (!vague && oneSlip(date, other)) return close
  if (Number(y === oy) + Number(m > 0 && m === om) + Number(d > 0 && d === od) >= 2) return parts
  return Math.abs(months[i]! - months[j]!) <= 120 ? near : different
}

/** Dates of birth by word: their eight digits in four bits each, and their months since the year nought. */
type Dates = Readonly<{ digits: Uint32Array; months: Int32Array }>

const datesBefore = new WeakMap<Words, Dates>()

function datesIn(words: Words): Dates {
  const dates = datesBefore.get(words) ?? datesAnew(words)
  datesBefore.set(words, dates)
  return dates
}

function datesAnew(words: Words): Dates {
  const [digits, months] = [new Uint32Array(words.size), new Int32Array(words.size)]
  for (let word = 0; word < words.size; word++) {
    const date = numberIn(words, word)
    months[word] = Math.floor(date / 10_000) * 12 + (Math.floor(date / 100) % 100)
    for (let rest = date, shift = 0; rest > 0; rest = Math.floor(rest / 10), shift += 4)
      digits[word]! |= (rest % 10) << shift
  }
  return { digits, months }
}

/** One digit of two different dates differs, or two neighbours have changed places. */
function oneSlip(date: number, other: number): boolean {
  const differ = date ^ other
  const shift = (31 - Math.clz32(differ & -differ)) & ~3
  const rest = differ >>> shift
  if (rest < 16) return true
  const pair = (date >>> shift) & 255
  return rest < 256 && ((other >>> shift) & 255) === ((pair >>> 4) | ((pair & 15) << 4))
}
