import type { Compared, Pairs } from '../comparison.ts'
import type { People } from '../people.ts'
import type { Candidates } from './candidates.ts'

/** Candidates compared, drawn together by the levels they show, as far as they are worth it. */
export function comparedPairs({ comparisons, compare }: Compared, { left, right }: Candidates): Pairs {
  const width = comparisons.length
  const levels = new Uint8Array(width)
  const isWorth = worth(comparisons)
  const [kept, keys]: [number[], number[]] = [[], []]
  for (const [pair, l] of left.entries()) {
    compare(l, right[pair]!, levels)
    if (!isWorth(levels)) continue
    kept.push(pair)
    // At most eight comparisons of eight levels: exact in a float.
    keys.push(levels.reduce((key, level) => key * 16 + level, 0))
  }
  const distinct = Float64Array.from(new Set(keys)).sort()
  const rows = new Map(Array.from(distinct, (key, row) => [key, row]))
  const pattern = Int32Array.from(keys, key => rows.get(key) ?? 0)
  const counts = new Uint32Array(distinct.length)
  for (const row of pattern) counts[row]!++
  const patterns = new Uint8Array(distinct.length * width)
  distinct.forEach((key, row) => {
    for (let at = width - 1, rest = key; at >= 0; at--, rest = Math.floor(rest / 16))
      patterns[row * width + at] = rest % 16
  })
  const of = (side: Int32Array) => Int32Array.from(kept, pair => side[pair]!)
  return { comparisons, size: kept.length, left: of(left), right: of(right), pattern, patterns, counts }
}

/** One fact that two people share says little, unless few ever share it; nine in ten candidates share no more. */
function worth(comparisons: Compared['comparisons']): (levels: Uint8Array) => boolean {
  const telling = comparisons.map(({ name }) => ['phone', 'email', 'nhsNumber', 'identifier'].includes(name))
  const least = comparisons.map(({ levels }) => {
    const faint = levels.findIndex(({ name }) => name === 'faint')
    return faint > 0 ? faint : levels.length - 1
  })
  const swapped = comparisons.map(({ levels }) => levels.findIndex(({ name }) => name === 'swapped'))
  return levels => {
    let shared = 0
    for (let at = 0; at < levels.length; at++) {
      if (levels[at] === 1 && telling[at]) return true
      if (levels[at]! > 0 && levels[at]! < least[at]!) shared += levels[at] === swapped[at] ? 2 : 1
    }
    return shared > 1
  }
}

/** How often two records show each level, by pairs taken from all over, the same ones every time. */
export function chancesOfFilters({ count, sources }: People, { comparisons, compare }: Compared): number[][] {
  const levels = new Uint8Array(comparisons.length)
  // Half a pair for each level: what so few pairs did not show is rare, not impossible.
  const seen = comparisons.map(one => one.levels.map(() => 0.5))
  const looks = count > 1 ? Math.min(400_000, count * 40) : 0
  for (let look = 0; look < looks; look++) {
    const l = (look * 7919) % count
    const r = (l + 1 + ((look * 104_729) % (count - 1))) % count
    if (sources && sources[l] === sources[r]) continue
    compare(l, r, levels)
    for (let at = 0; at < levels.length; at++) seen[at]![levels[at]!]!++
  }
  return seen.map(levels => {
    const all = levels.reduce((sum, one) => sum + one, 0)
    return levels.map(one => one / all)
  })
}
