import type { Comparison } from '../comparison.ts'
import type { ComparisonModel } from '../model.ts'
import { type Column, type Fact, facts, type OtherColumn, type People, type Words } from '../people.ts'
import { wordAt } from '../table/index.ts'

export type Frequencies = NonNullable<ComparisonModel['frequencies']>

/** How often the words of a column are borne by strangers; words borne by fewer than `fewest` are as one. */
export type Borne = Pick<Frequencies, 'of' | 'rare' | 'repeats'> & Readonly<{ usual: number }>

/** Words borne by fewer are pooled: that two strangers meet in one is chance enough. */
export const fewest = 10

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
 * How often words are borne by chance. `related` is how many pairs of the same person or home agree in one, and `repeats`
 * how many further records of them bear a word, on average: those agreements are no chance, and without them being taken
 * off, a rare word would look common merely because its bearer was recorded ten times.
 */
export function borneIn({ counts }: Words, related: number): Borne {
  let [of, rareBearers, rarePairs] = [0, 0, 0]
  const common: number[] = []
  for (let word = 0; word < counts.length; word++) {
    const count = counts[word]!
    of += count
    if (count >= fewest) common.push(count)
    else {
      rareBearers += count
      rarePairs += count * (count - 1)
    }
  }
  const repeats = (2 * related) / Math.max(1, of)
  const rare = round(Math.max(0.1, rareBearers === 0 ? 1 : rarePairs / rareBearers - repeats))
  const borne = { of, rare, repeats: round(repeats) }
  let sum = rareBearers * rare
  for (const count of common) sum += count * strangers(count, borne)
  return { ...borne, usual: Math.max(rare, sum / Math.max(1, of)) }
}

/** For each word of a column how many strangers bear it, over how many bear one's own on average: as `Lifting` keeps them. */
export function liftsIn({ counts }: Words, borne: Borne): Float64Array {
  const lifts = liftsFilled(counts.length, borne.rare / borne.usual)
  for (let word = 0; word < counts.length; word++) {
    if (counts[word]! >= fewest) lifts[word + 1] = strangers(counts[word]!, borne) / borne.usual
  }
  return lifts
}

function liftsFilled(words: number, lift: number): Float64Array {
  const lifts = new Float64Array(words + 1).fill(lift)
  lifts[0] = 1
  return lifts
}

const strangers = (count: number, { repeats, rare }: Pick<Borne, 'repeats' | 'rare'>): number =>
  Math.max(count - 1 - repeats, rare)

// Whose words a model's counts were taken of: those need not be found again by name.
const countedOf = new WeakMap<Frequencies, Words>()

/** As a model keeps them: common words by name, of those which are of `many` people, for a model is no list of people. */
export function frequenciesOf(column: string, words: Words, borne: Borne, many: Uint8Array): Frequencies {
  const common = new Map(commonIn(words).map(word => [wordAt(words, word), word]))
  const names = [...common.keys()].sort()
  const countOf = (name: string): number => words.counts[common.get(name)!]!
  const ofMany = names.filter(name => many[common.get(name)!] === 1)
  const { of, rare, repeats } = borne
  const told = {
    ...{ column, of },
    common: Object.fromEntries(ofMany.map(name => [name, countOf(name)])),
    ...{ rare, repeats },
    usual: usualOf({ of, rare, repeats }, names.map(countOf)),
  }
  countedOf.set(told, words)
  return told
}

function commonIn({ counts }: Words): readonly number[] {
  const common: number[] = []
  for (let word = 0; word < counts.length; word++) if (counts[word]! >= fewest) common.push(word)
  return common
}

/** How many strangers bear one's own word on average, where words that are common are borne by so many. */
function usualOf(
  { of, rare, repeats }: Pick<Frequencies, 'of' | 'rare' | 'repeats'>,
  common: readonly number[],
): number {
  let [bearers, ofCommon] = [0, 0]
  for (const count of common) {
    bearers += count
    ofCommon += count * strangers(count, { rare, repeats })
  }
  return Math.max(rare, (ofCommon + (of - bearers) * rare) / Math.max(1, of))
}

/**
 * The same lifts by a model's own counts, whoever's words they are asked of: those of a file, or of one record. With
 * `ownToo`, a word that more of these people bear than the model's would is as common as it is among these: the address of
 * a hostel may be nobody's elsewhere.
 */
export function liftsOf(words: Words, frequencies: Frequencies, ownToo = false): Float64Array {
  const { common, rare, repeats } = frequencies
  const usual = frequencies.usual ?? countedIn(frequencies).usual
  const lifts = liftsFilled(words.size, rare / usual)
  if (ownToo && countedOf.get(frequencies) === words) return raise(lifts, words, frequencies, usual)
  const { perhaps } = countedIn(frequencies)
  for (let word = 0; word < words.size; word++) {
    if (perhaps[glanceAt(words.bytes, words.starts[word]!, words.starts[word + 1]!)] === 0) continue
    const name = wordAt(words, word)
    if (Object.hasOwn(common, name)) lifts[word + 1] = strangers(common[name]!, { rare, repeats }) / usual
  }
  return ownToo ? raise(lifts, words, frequencies, usual) : lifts
}

/**
 * How many strangers bear one's own word on average; and at which glances a common word may stand: few of a million words
 * are common, and most need not be read as strings to know that they are not.
 */
type Counted = Readonly<{ usual: number; perhaps: Uint8Array }>

// A model is never changed, and a worker asks the one in use of a few words at a time, again and again.
const countedBefore = new WeakMap<Frequencies, Counted>()

function countedIn(frequencies: Frequencies): Counted {
  const counted = countedBefore.get(frequencies) ?? countAnew(frequencies)
  countedBefore.set(frequencies, counted)
  return counted
}

function countAnew(frequencies: Frequencies): Counted {
  const perhaps = new Uint8Array(1 << 16)
  for (const name of Object.keys(frequencies.common)) {
    const bytes = Buffer.from(name)
    perhaps[glanceAt(bytes, 0, bytes.length)] = 1
  }
  return { usual: frequencies.usual ?? usualOf(frequencies, Object.values(frequencies.common)), perhaps }
}

function raise(
  lifts: Float64Array,
  { counts }: Words,
  { of, rare, repeats }: Frequencies,
  usual: number,
): Float64Array {
  let own = 0
  for (let word = 0; word < counts.length; word++) own += counts[word]!
  const scale = of / own
  for (let word = 0; word < counts.length; word++) {
    if (counts[word]! < fewest) continue
    lifts[word + 1] = Math.max(lifts[word + 1]!, (strangers(counts[word]!, { rare, repeats }) * scale) / usual)
  }
  return lifts
}

/** 16 bits of a word's length, beginning and end. */
function glanceAt(bytes: Uint8Array, from: number, to: number): number {
  let mixed = to - from
  for (let at = from; at < Math.min(from + 3, to); at++) mixed = Math.imul(mixed ^ bytes[at]!, 0x01000193)
  for (let at = Math.max(from, to - 3); at < to; at++) mixed = Math.imul(mixed ^ bytes[at]!, 0x01000193)
  return (mixed ^ (mixed >>> 16)) & 0xffff
}

const round = (value: number): number => Number(value.toPrecision(6))
