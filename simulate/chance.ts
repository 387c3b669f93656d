import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that falls the same way every time it is asked in the same order. */
export type Chance = Readonly<{
  /** A whole number, both ends included. */
  between(from: number, to: number): number
  /** True so many times in a hundred. */
  percent(of: number): boolean
  one<T>(of: readonly T[]): T
  /** One of several, each as likely as its weight. */
  weighed<T>(of: readonly (readonly [T, number])[]): T
}>

export function chanceFrom(seed: number): Chance {
  const generator = xoroshiro128plus(seed)
  const between = (from: number, to: number) => uniformInt(generator, from, to)
  return {
    between,
    percent: of => between(1, 100) <= of,
    one: of => of[between(0, of.length - 1)]!,
    weighed: of => {
      let left = between(
        1,
        of.reduce((sum, [, weight]) => sum + weight, 0),
      )
      for (const [what, weight] of of) {
        left -= weight
        if (left <= 0) return what
      }
      return of[0]![0]
    },
  }
}
