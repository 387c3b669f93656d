import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from '#kernel'
import { streetsOf, type Whereabouts } from './places.ts'

/** A small area that people live in: its district, and where in it something may happen, as it would be typed. */
export type Small = Readonly<{ lsoa: string; district: string; places: readonly Whereabouts[] }>

/** The ground of a county: its small areas, drawn in proportion to the people who live in them. */
export type Ground = Readonly<{
  smalls: readonly Small[]
  /** The small area at a share from nought to one of the whole population. */
  at(share: number): Small
  /** Each district's share of the population, by its GSS code. */
  shares: ReadonlyMap<string, number>
}>

/**
 * Reads the populations and postcodes of an area's gazetteer. An area without them has no ground: nothing in its county
 * is said to have happened at a place.
 */
export function groundOf(house: Pick<Installation, 'area' | 'places'>): Ground | undefined {
  const folder = join(import.meta.dirname, '..', 'areas', house.area, 'places')
  const population = join(folder, 'source', 'lsoa-population-2019.csv')
  if (!existsSync(population)) return undefined
  const places = placesByArea(folder, house)
  const rows = rowsOf(population)
    .map(([lsoa = '', district = '', people = '0']) => ({ lsoa, district, people: Number(people) }))
    .filter(row => places.has(row.lsoa))
  const all = rows.reduce((sum, row) => sum + row.people, 0)
  const smalls = rows.map(row => ({ lsoa: row.lsoa, district: row.district, places: places.get(row.lsoa)! }))
  const upTo: number[] = []
  const shares = new Map<string, number>()
  let sum = 0
  for (const { district, people } of rows) {
    sum += people / all
    upTo.push(sum)
    shares.set(district, (shares.get(district) ?? 0) + people / all)
  }
  return { smalls, at: share => smalls[firstAbove(upTo, share)]!, shares }
}

/** Postcodes, and the few streets whose name is known to answer, by the small area they lie in. */
function placesByArea(folder: string, house: Pick<Installation, 'places'>): ReadonlyMap<string, Whereabouts[]> {
  const found = new Map<string, Whereabouts[]>()
  const add = (lsoa: string, one: Whereabouts) => found.set(lsoa, [...(found.get(lsoa) ?? []), one])
  for (const [postcode = '', , , district = '', lsoa = ''] of rowsOf(join(folder, 'postcodes.csv'))) {
    const typed = `${postcode.slice(0, -3)} ${postcode.slice(-3)}`
    add(lsoa, { typed, place: { id: `postcode:${postcode}`, label: typed, district, lsoa } })
  }
  for (const street of streetsOf(house)) if (street.place.lsoa) add(street.place.lsoa, street)
  return found
}

/** These files hold neither commas nor quotes within a value: whoever makes them refuses one. */
const rowsOf = (file: string): readonly (readonly string[])[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(1)
    .flatMap(line => (line === '' ? [] : [line.trim().split(',')]))

function firstAbove(upTo: readonly number[], share: number): number {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle]! > share) high = middle
    else low = middle + 1
  }
  return low
}
