import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Comparison } from '../comparison.ts'
import { type Class, fit, type Seen } from './em.ts'
import { layoutOf } from './layout.ts'
import { type Belief, beliefs, type Learnt, learnt } from './priors.ts'

const levels = ['missing', 'exact', 'close', 'different'].map(name => ({ name, says: name }))
const comparisons: readonly Comparison[] = ['forename', 'surname', 'birthDate', 'address'].map(name => ({
  name,
  levels,
}))
const [exact, close, different] = [1, 2, 3]

type Planted = Readonly<{ pairs: number; shows: readonly (readonly number[])[] }>
const planted: Readonly<Record<Learnt | 'chance', Planted>> = {
  same: {
    pairs: 10_000,
    shows: [
      [0.85, 0.1, 0.05],
      [0.8, 0.12, 0.08],
      [0.88, 0.08, 0.04],
      [0.55, 0.2, 0.25],
    ],
  },
  household: {
    pairs: 6_000,
    shows: [
      [0.01, 0.02, 0.97],
      [0.7, 0.01, 0.29],
      [0.001, 0.01, 0.989],
      [0.8, 0.05, 0.15],
    ],
  },
  twin: {
    pairs: 500,
    shows: [
      [0.005, 0.03, 0.965],
      [0.93, 0.04, 0.03],
      [0.97, 0.02, 0.01],
      [0.8, 0.1, 0.1],
    ],
  },
  chance: {
    pairs: 500_000_000,
    shows: [
      [0.005, 0.01, 0.985],
      [0.002, 0.006, 0.992],
      [0.0001, 0.001, 0.9989],
      [0.0002, 0.002, 0.9978],
    ],
  },
}

const believed = (): Record<Learnt, readonly Belief[]> => {
  const all = comparisons.map(one => beliefs(one, undefined))
  return { same: all.map(one => one.same), household: all.map(one => one.household), twin: all.map(one => one.twin) }
}

/** As many pairs of each pattern as the planted classes show, of the patterns that are kept. */
function seenOf(
  classes: readonly (Learnt | 'chance')[],
  keep: (pattern: readonly number[]) => boolean = () => true,
): Seen {
  const layout = layoutOf(comparisons)
  const patterns = product(comparisons.length).filter(keep)
  const shown = (one: Learnt | 'chance', pattern: readonly number[]) => planted[one].pairs * plantedShare(one, pattern)
  return {
    layout,
    slots: Int32Array.from(patterns.flatMap(pattern => pattern.map((level, at) => layout.rows[at]!.start + level))),
    patterns: Int32Array.from(patterns, (_, at) => at),
    lifts: new Float64Array(patterns.length).fill(1),
    counts: Float64Array.from(patterns, pattern => classes.reduce((sum, one) => sum + shown(one, pattern), 0)),
    allPairs: 500_000_000,
    records: 31_600,
  }
}

const plantedShare = (one: Learnt | 'chance', pattern: readonly number[]) =>
  pattern.reduce((share, level, at) => share * planted[one].shows[at]![level - 1]!, 1)

const expected = ({ pairs, shows }: Class, pattern: readonly number[]) =>
  pattern.reduce((share, level, at) => share * shows[at * levels.length + level]!, pairs)

const product = (width: number): readonly (readonly number[])[] =>
  width === 0 ? [[]] : product(width - 1).flatMap(before => [1, 2, 3].map(level => [...before, level]))

/** What strangers show at every slot, those for pairs that agree in what a comparison leans on among them. */
const chance = (): Float64Array =>
  Float64Array.from(layoutOf(comparisons).rows.flatMap(({ of }) => [1, ...planted.chance.shows[of]!]))

const all = ['same', 'household', 'twin', 'chance'] as const
const near = (found: number, truth: number, within: number, what: string) =>
  assert.ok(Math.abs(found - truth) <= within * truth, `${what}: ${found}, not ${truth}`)

test('what was planted in four classes is found again, how many and how alike', () => {
  const fitted = fit(seenOf(all), chance(), believed())
  near(fitted.same.pairs, 10_000, 0.04, 'pairs of one person')
  near(fitted.household.pairs, 6_000, 0.4, 'pairs of a household')
  near(fitted.twin.pairs, 500, 0.6, 'pairs of twins')
  for (const [at, { name }] of comparisons.entries()) {
    const slot = fitted.same.shows[at * levels.length + exact]!
    near(slot, planted.same.shows[at]![0]!, 0.05, `one person's exact ${name}`)
  }
  // Another forename, and all else the same: twins, and not one person with a slip.
  const twins = [different, exact, exact, exact]
  assert.ok(expected(fitted.twin, twins) > expected(fitted.same, twins))
})

test('pairs that blocking did not choose are taken as strangers, not as evidence that people differ', () => {
  // Two exact agreements at least: as if every two facts were a key. Nearly all strangers are never seen.
  const kept = (pattern: readonly number[]) => pattern.filter(level => level === exact).length >= 2
  const fitted = fit(seenOf(all, kept), chance(), believed())
  const share = product(4)
    .filter(kept)
    .reduce((sum, pattern) => sum + plantedShare('same', pattern), 0)
  near(fitted.same.pairs, 10_000 * share, 0.05, 'pairs of one person among those seen')
})

test('classes that are not there take nothing from one person', () => {
  const fitted = fit(seenOf(['same', 'chance']), chance(), believed())
  near(fitted.same.pairs, 10_000, 0.04, 'pairs of one person')
  near(fitted.same.shows[exact]!, 0.85, 0.05, "one person's exact forename")
})

test('a closer agreement never says less than one less close', () => {
  const seen = seenOf(all)
  // Of one person, no forename that is merely close was seen: the level takes after its neighbours.
  const counts = seen.counts.map((count, at) => (seen.slots[at * 4] === close ? 0 : count))
  const { same } = fit({ ...seen, counts }, chance(), believed())
  const bits = [1, 2, 3].map(level => Math.log2(same.shows[level]! / planted.chance.shows[0]![level - 1]!))
  assert.ok(bits[0]! >= bits[1]! && bits[1]! >= bits[2]! - 1e-9, bits.join(' '))
})

test('the same pairs are fitted to the same bytes', () => {
  const [one, other] = [fit(seenOf(all), chance(), believed()), fit(seenOf(all), chance(), believed())]
  for (const each of learnt) {
    assert.ok(one[each].shows.every(Number.isFinite), `${each} shows what is no number`)
    assert.deepEqual(one[each], other[each])
  }
})
