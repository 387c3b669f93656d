import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from '../chance.ts'
import { chanceOf, mixed } from './draws.ts'

/** Where somebody lives: a dwelling by its number, a place where many do, or nowhere. */
export type Home = Readonly<{ kind: 'dwelling' | 'hostel' | 'care' | 'none'; number: number }>

export type Address = Readonly<{ address1: string; address2: string; town: string; postcode: string; uprn: string }>

/** Dwellings, hostels and care homes on the real postcodes and streets of an area, as many as its people need. */
export type Ground = Readonly<{
  dwellings: number
  hostels: number
  careHomes: number
  at(home: Home): Address
}>

const perPostcode = 17 // dwellings: some forty people, as in a county
const grounds = 2

/** The ground for so many dwellings, by the gazetteer of an area's pack (`areas/<area>/places`). */
export function groundFor(seed: number, area: string, dwellings: number): Ground {
  const folder = join(import.meta.dirname, '..', '..', 'areas', area, 'places')
  const streets = Map.groupBy(rowsOf(join(folder, 'streets.csv')), row => row[5]!)
  const all = rowsOf(join(folder, 'postcodes.csv')).filter(row => streets.has(row[4]!))
  const many = Math.min(all.length, Math.ceil(dwellings / perPostcode))
  // Spread over the area whatever its size, so that a small county is no village.
  const postcodes = Array.from({ length: many }, (_, place) => all[Math.floor((place * all.length) / many)]!)
  const on = (number: number): Spot => {
    const place = number % many
    const [postcode = '', , , , lsoa = '', town = ''] = postcodes[place]!
    const near = streets.get(lsoa)!
    const street = near[(mixed(place ^ seed) >>> 0) % near.length]![1]!
    const floor = Math.floor(number / many)
    return { postcode, town: town.replace(/^near /, ''), street, house: ((mixed(place) >>> 0) % 40) * 2 + floor + 1 }
  }
  const [hostels, careHomes] = [Math.ceil(dwellings / 4000), Math.ceil(dwellings / 1500)]
  return {
    ...{ dwellings, hostels, careHomes },
    at: home => {
      if (home.kind === 'none') return nowhere
      if (home.kind === 'dwelling') return dwelling(chanceOf(seed, grounds, home.number), on(home.number), home.number)
      const spot = on(mixed(home.number + (home.kind === 'care' ? 7_000_003 : 5_000_011)) >>> 8)
      return shared(home, spot)
    },
  }
}

type Spot = Readonly<{ postcode: string; town: string; street: string; house: number }>

const nowhere: Address = { address1: 'No fixed abode', address2: '', town: '', postcode: '', uprn: '' }

function dwelling(chance: Chance, spot: Spot, number: number): Address {
  const line = `${spot.house} ${spot.street}`
  const rest = { town: spot.town, postcode: spaced(spot.postcode), uprn: String(100_070_000_000 + number) }
  if (chance.percent(12)) return { address1: `Flat ${chance.between(1, 12)}`, address2: line, ...rest }
  if (chance.percent(5))
    return { address1: `${chance.one(cottages)} ${chance.one(kinds)}`, address2: spot.street, ...rest }
  return { address1: line, address2: '', ...rest }
}

function shared({ kind, number }: Home, { house, street, town, postcode }: Spot): Address {
  const name = `${cottages[number % cottages.length]} ${kind === 'care' ? 'Lodge' : 'House'}`
  const uprn = String(100_071_000_000 + number * 2 + (kind === 'care' ? 1 : 0))
  return { address1: name, address2: `${house % 100} ${street}`, town, postcode: spaced(postcode), uprn }
}

const spaced = (postcode: string): string => `${postcode.slice(0, -3)} ${postcode.slice(-3)}`
const cottages =
  'Rose Ivy Orchard Meadow Mill Church Willow Holly Oak Station Garden Yew Corner Spring Manor Bridge'.split(' ')
const kinds = ['Cottage', 'House', 'Farm', 'Barn', 'Lodge']

function rowsOf(file: string): readonly (readonly string[])[] {
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1)
  return lines.map(line => line.split(','))
}
