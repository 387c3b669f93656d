import { type Chance, chanceFrom } from '../chance.ts'

/** Chance that hangs on nothing but a seed, what it is for and a number: no two numbers share theirs. */
export function chanceOf(seed: number, what: number, number: number): Chance {
  return chanceFrom(mixed(mixed(Math.imul(seed, 0x9e3779b1) ^ Math.imul(what + 1, 0x632be5ab)) ^ number))
}

/** The finaliser of MurmurHash3, which gives every number of 32 bits another. */
export function mixed(number: number): number {
  let state = number | 0
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35)
  return (state ^ (state >>> 16)) | 0
}

/** Draws one of many, each as likely as its weight, by halving. */
export type Draw<T> = (chance: Chance) => T

export function drawOf<T>(of: readonly (readonly [T, number])[]): Draw<T> {
  const things = of.map(([thing]) => thing)
  const upTo = new Float64Array(of.length)
  let sum = 0
  for (const [place, [, weight]] of of.entries()) {
    sum += weight
    upTo[place] = sum
  }
  return chance => things[firstAbove(upTo, chance.share() * sum)]!
}

/** The commoner first, as names are: the second half as often as the first, and so on. */
export function commonFirst<T>(of: readonly T[]): Draw<T> {
  return drawOf(of.map((thing, place) => [thing, 1 / (place + 6)] as const))
}

/** The number of years something has lasted whose end comes as likely in any year. */
export function yearsOf(chance: Chance, mean: number): number {
  return Math.floor(-Math.log(chance.share()) * mean)
}

function firstAbove(upTo: Float64Array, value: number): number {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle]! > value) high = middle
    else low = middle + 1
  }
  return low
}
