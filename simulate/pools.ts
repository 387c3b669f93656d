import type { Chance } from './chance.ts'
import { alone, type Share } from './filling.ts'
import type { Small } from './ground.ts'
import type { Household, Somebody } from './people.ts'
import type { Victims } from './told.ts'

/** Who may be targeted: those met before, who may be met again, and those of whom nobody has heard. */
export type Pools = Readonly<{
  /** As many as are wanted, from a report of the last year, and not of the last ten days; nothing where there is none. */
  again(chance: Chance, at: Date, many: number): Victims | undefined
  /** A household of which nobody has heard, of so many at least. */
  fresh(least: number): Household
  met(at: Date, people: readonly Somebody[], home: Small | undefined): void
  homeOf(people: readonly Somebody[]): Small | undefined
}>

type Met = Victims & Readonly<{ at: number }>

const day = 86_400_000
// A week and more, so that whoever it was has been decided on; and less than the year within which it is a repeat.
const [soonest, longest] = [10 * day, 355 * day]

/** Pools of a county that begins with nobody met. */
export function poolsOf(household: (number: number) => Household, { index, of }: Share = alone): Pools {
  const met: readonly Queue[] = [queue(), queue()]
  const homes = new WeakMap<Somebody, Small>()
  let next = index
  const fresh = (least: number): Household => {
    const found = household(next)
    next += of
    if (found.members.length < least) return fresh(least)
    if (found.home) for (const member of found.members) homes.set(member, found.home)
    return found
  }
  return {
    again: (chance, at, many) => met[many - 1]?.draw(chance, at.getTime()),
    fresh,
    met: (at, people, home) => met[people.length - 1]?.add({ at: at.getTime(), people, home }),
    homeOf: people => people[0] && homes.get(people[0]),
  }
}

type Queue = Readonly<{ add(one: Met): void; draw(chance: Chance, at: number): Met | undefined }>

/** Those met, in the order of time; those too long ago are forgotten. */
function queue(): Queue {
  let all: Met[] = []
  let [first, ripe] = [0, 0]
  return {
    add: one => all.push(one),
    draw: (chance, at) => {
      while (ripe < all.length && all[ripe]!.at < at - soonest) ripe++
      while (first < ripe && all[first]!.at < at - longest) first++
      if (first > 10_000 && first > all.length / 2) {
        all = all.slice(first)
        ripe -= first
        first = 0
      }
      return first < ripe ? all[chance.between(first, ripe - 1)] : undefined
    },
  }
}
