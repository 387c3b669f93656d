/** Tests of two periods. Each returns how sure one may be that they differ by more than chance; none says why. */
import jstat from 'jstat'

export type Sureness = 'none' | 'likely' | 'very likely'
export type Count = { readonly count: number; readonly periods: number }
export type Share = { readonly count: number; readonly outOf: number }
export type Interval = { readonly from: number; readonly to: number }

/** One chance in twenty, and one in a thousand; the same two as two-sided normal deviates. */
const thresholds = { likely: { chance: 0.05, z: 1.959964 }, 'very likely': { chance: 0.001, z: 3.290527 } } as const
/** Above this, counts vary more than independent events would, and the plain test would cry wolf. */
const overdispersed = 1.2

/**
 * Two counts over unequal numbers of periods: the exact conditional binomial test; where the counts are overdispersed
 * the quasi-Poisson interval of the rate ratio must agree as well.
 */
export function compareCounts(recent: Count, before: Count, dispersion = 1): Sureness {
  const chance = chanceOfCounts(recent, before)
  return surest(({ chance: least, z }) => chance < least && (dispersion <= overdispersed || ratioHolds(z)))

  function ratioHolds(z: number): boolean {
    // Half an event on each side keeps the logarithm finite where a period had none.
    const [a, b] = [recent.count + 0.5, before.count + 0.5]
    return Math.abs(Math.log(a / recent.periods / (b / before.periods))) > z * Math.sqrt(dispersion * (1 / a + 1 / b))
  }
}

/** Garwood's exact interval for the mean of a Poisson count, 95 %: it holds the mean at least as often as it says. */
export function exactMean(count: number): Interval {
  const { inv } = jstat.jStat.gamma
  return { from: count === 0 ? 0 : inv(0.025, count, 1), to: inv(0.975, count + 1, 1) }
}

/** Two-sided probability of counts at least this far apart, were the rate the same: twice the smaller tail, at most 1. */
export function chanceOfCounts(recent: Count, before: Count): number {
  const both = recent.count + before.count
  if (both === 0) return 1
  const share = recent.periods / (recent.periods + before.periods)
  const atMost = jstat.jStat.binomial.cdf(recent.count, both, share)
  const atLeast = recent.count === 0 ? 1 : 1 - jstat.jStat.binomial.cdf(recent.count - 1, both, share)
  return Math.min(1, 2 * Math.min(atMost, atLeast))
}

/** Two proportions: Newcombe's interval for their difference, widened by the dispersion, leaves nought outside. */
export function compareShares(recent: Share, before: Share, dispersion = 1): Sureness {
  if (recent.outOf === 0 || before.outOf === 0) return 'none'
  const wider = dispersion > overdispersed ? Math.sqrt(dispersion) : 1
  return surest(({ z }) => {
    const { from, to } = difference(recent, before, z * wider)
    return from > 0 || to < 0
  })
}

/** Wilson's interval for a proportion, as shares of one; 95 % unless another deviate is given. */
export function wilson({ count, outOf }: Share, z: number = thresholds.likely.z): Interval {
  const share = count / outOf
  const shrink = 1 + (z * z) / outOf
  const centre = (share + (z * z) / (2 * outOf)) / shrink
  const half = (z * Math.sqrt((share * (1 - share)) / outOf + (z * z) / (4 * outOf * outOf))) / shrink
  return { from: Math.max(0, centre - half), to: Math.min(1, centre + half) }
}

/** Newcombe's hybrid score interval (his method 10) for the difference of two independent proportions. */
export function difference(one: Share, other: Share, z: number = thresholds.likely.z): Interval {
  const [p, q] = [one.count / one.outOf, other.count / other.outOf]
  const [a, b] = [wilson(one, z), wilson(other, z)]
  return { from: p - q - Math.hypot(p - a.from, b.to - q), to: p - q + Math.hypot(a.to - p, q - b.from) }
}

/** Values that are neither counts nor shares (hours, days): the exact rank-sum test, with middle ranks for ties. */
export function compareValues(recent: readonly number[], before: readonly number[]): Sureness {
  const chance = chanceOfRanks(recent, before)
  return surest(({ chance: least }) => chance < least)
}

/** Two-sided exact probability of a rank sum at least this far from the middle. */
export function chanceOfRanks(recent: readonly number[], before: readonly number[]): number {
  const all = [...recent, ...before]
  // Twice the middle rank is a whole number, which the count of ways below needs.
  const ranks = all.map(value => all.filter(it => it < value).length + all.filter(it => it <= value).length + 1)
  const seen = ranks.slice(0, recent.length).reduce((sum, rank) => sum + rank, 0)
  const ways = waysToSum(ranks, recent.length)
  const total = sum([...ways.values()])
  const upTo = sum([...ways].filter(([at]) => at <= seen).map(([, count]) => count))
  const from = sum([...ways].filter(([at]) => at >= seen).map(([, count]) => count))
  return Math.min(1, (2 * Math.min(upTo, from)) / total)
}

/** Pearson's chi-squared over its degrees of freedom: 1 for independent events, more where they come in bursts. */
export function dispersionOfCounts(counts: readonly number[]): number {
  const mean = sum(counts) / counts.length
  if (counts.length < 2 || mean === 0) return 1
  return sum(counts.map(count => (count - mean) ** 2 / mean)) / (counts.length - 1)
}

/** The same for proportions, each with its own denominator. */
export function dispersionOfShares(shares: readonly Share[]): number {
  const known = shares.filter(it => it.outOf > 0)
  const pooled = sum(known.map(it => it.count)) / sum(known.map(it => it.outOf))
  if (known.length < 2 || !(pooled > 0 && pooled < 1)) return 1
  const each = known.map(it => (it.count - it.outOf * pooled) ** 2 / (it.outOf * pooled * (1 - pooled)))
  return sum(each) / (known.length - 1)
}

function surest(holds: (threshold: (typeof thresholds)['likely' | 'very likely']) => boolean): Sureness {
  if (holds(thresholds['very likely'])) return 'very likely'
  return holds(thresholds.likely) ? 'likely' : 'none'
}

/** In how many ways `size` of the ranks add up to each sum. */
function waysToSum(ranks: readonly number[], size: number): ReadonlyMap<number, number> {
  const ways = Array.from({ length: size + 1 }, () => new Map<number, number>())
  ways[0]!.set(0, 1)
  for (const rank of ranks)
    for (let taken = size; taken > 0; taken--)
      for (const [at, count] of ways[taken - 1]!)
        ways[taken]!.set(at + rank, (ways[taken]!.get(at + rank) ?? 0) + count)
  return ways[size]!
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
