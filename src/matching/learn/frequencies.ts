import type { Comparison } from '../comparison.ts'
import type { ComparisonModel } from '../model.ts'
import { type Column, type Fact, facts, type OtherColumn, type People } from '../people.ts'
import { wordAt } from '../table/index.ts'

export type Frequencies = NonNullable<ComparisonModel['frequencies']>

/** Words borne by fewer are pooled: a model is no list of people. */
const fewest = 10

/** The column whose words' frequencies a comparison counts, if any of its levels does. */
export const columnCounted = (comparison: Comparison): string | undefined =>
  comparison.levels.find(level => level.frequencyOf)?.frequencyOf

/** A column by the name that a comparison gives it. */
export const columnOf = (people: People, name: string): Column | undefined =>
  isFact(name) ? people.facts[name] : people.others.find(one => one.name === name)

export const kindOf = (people: People, name: string): OtherColumn['kind'] | undefined =>
  people.others.find(one => one.name === name)?.kind

const isFact = (name: string): name is Fact => facts.some(one => one === name)

/**
 * How often words are borne by chance. `repeats` is how many further records of the same person or home bear a word, on
 * average: those agreements are no chance, and without them being taken off, a rare word would look common merely
 * because its bearer was recorded ten times.
 */
export function frequenciesOf(column: Column, name: string, repeats: number): Frequencies {
  const { counts } = column.words
  const common: [string, number][] = []
  let [of, rareBearers, rarePairs] = [0, 0, 0]
  for (let word = 0; word < column.words.size; word++) {
    const count = counts[word]!
    of += count
    if (count >= fewest) common.push([wordAt(column.words, word), count])
    else {
      rareBearers += count
      rarePairs += count * (count - 1)
    }
  }
  common.sort((a, b) => (a[0] < b[0] ? -1 : 1))
  const rare = rareBearers === 0 ? 1 : rarePairs / rareBearers - repeats
  return {
    column: name,
    of,
    common: Object.fromEntries(common),
    rare: round(Math.max(0.1, rare)),
    repeats: round(repeats),
  }
}

/**
 * For each word of a column the bits by which agreeing on it says less (or more) for chance than agreeing does on
 * average: log2 of how often a stranger bears it, over how often strangers agree.
 */
export function liftsOf(column: Column, frequencies: Frequencies): Float64Array {
  const lifts = new Float64Array(column.words.size)
  const usual = Math.log2(usualBearers(frequencies))
  const rare = Math.log2(frequencies.rare) - usual
  for (let word = 0; word < lifts.length; word++) {
    // In a file of few, or of one live record, the model's own counts hold and not those of the file.
    const count = mayBeCommon(column, frequencies, word)
    lifts[word] = count === undefined ? rare : Math.log2(strangers(count, frequencies)) - usual
  }
  return lifts
}

const strangers = (count: number, { repeats, rare }: Frequencies): number => Math.max(count - 1 - repeats, rare)

/** How many strangers bear the word of somebody drawn at random. */
export function usualBearers(frequencies: Frequencies): number {
  let [sum, bearers] = [0, 0]
  for (const count of Object.values(frequencies.common)) {
    sum += count * strangers(count, frequencies)
    bearers += count
  }
  return (sum + (frequencies.of - bearers) * frequencies.rare) / Math.max(1, frequencies.of)
}

function mayBeCommon(column: Column, { common }: Frequencies, word: number): number | undefined {
  const name = wordAt(column.words, word)
  return Object.hasOwn(common, name) ? common[name] : undefined
}

const round = (value: number): number => Number(value.toPrecision(6))
