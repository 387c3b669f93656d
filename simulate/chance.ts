import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that falls the same way every time it is asked in the same order. */
export type Chance = Readonly<{
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  /** A number from nought to one, neither included. */
  share(): number
  /** True so many times in a hundred. */
  percent(of: number): boolean
  /** True with a probability from nought to one, which need not be a whole number of hundredths. */
  holds(probability: number): boolean
  one<T>(of: readonly T[]): T
  /** One of several, each as likely as its weight. */
  weighed<T>(of: readonly (readonly [T, number])[]): T
  /** A Poisson count of that mean: how many independent events fall in a stretch of time. */
  poisson(mean: number): number
}>

export function chanceFrom(seed: number): Chance {
  const generator = xoroshiro128plus(seed)
  const between = (from: number, to: number) => uniformInt(generator, from, to)
  const uniform = () => (between(0, 0x7fffffff) + 0.5) / 0x80000000
  return {
    between,
    share: uniform,
    percent: of => between(1, 100) <= of,
    holds: probability => uniform() < probability,
    one: of => of[between(0, of.length - 1)]!,
    weighed: of => of[placeOf(uniform(), of)]![0],
    poisson: mean => poisson(uniform, mean),
  }
}

function placeOf(uniform: number, of: readonly (readonly [unknown, number])[]): number {
  let left = uniform * of.reduce((sum, [, weight]) => sum + weight, 0)
  for (let place = 0; place < of.length; place++) {
    left -= of[place]![1]
    if (left < 0) return place
  }
  return of.findLastIndex(([, weight]) => weight > 0)
}

/** Knuth's product of uniforms, in stretches short enough for their exponential not to vanish. */
function poisson(uniform: () => number, mean: number): number {
  let count = 0
  for (let left = mean; left > 0; left -= 500) {
    const least = Math.exp(-Math.min(left, 500))
    for (let product = uniform(); product > least; product *= uniform()) count++
  }
  return count
}
