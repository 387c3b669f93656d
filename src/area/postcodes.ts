import type { Place } from './places.ts'
import { rowsOf } from './rows.ts'
import type { District } from './shapes.ts'

/**
 * What is known of a postcode. `outside`: its outward half belongs to no postcode here. `unknown`: it may be newer than
 * the gazetteer's edition, or just over the border. Both are to be taken as told.
 */
export type PostcodeAnswer =
  | { readonly kind: 'found'; readonly postcode: string; readonly place: Place }
  | { readonly kind: 'unknown' | 'outside'; readonly postcode: string }

/** Postcodes by their letters and digits alone; the file is read when first asked. */
export function openPostcodes(folder: string, districts: readonly District[]) {
  let opened: ReturnType<typeof read> | undefined
  const known = () => {
    opened ??= read(folder, districts)
    return opened
  }
  return {
    answer(text: string): PostcodeAnswer | undefined {
      const postcode = postcodeIn(text)
      if (!postcode) return undefined
      const place = known().places.get(postcode)
      if (place) return { kind: 'found', postcode: spaced(postcode), place }
      const kind = known().outwards.has(outward(postcode)) ? 'unknown' : 'outside'
      return { kind, postcode: spaced(postcode) }
    },
    get: (id: string): Place | undefined => known().places.get(id.slice('postcode:'.length)),
  }
}

/** The postcode in a text without its space, however it was spaced; nothing where no part has the shape of one. */
export function postcodeIn(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const whole = shape.exec(letters)
  const part = whole ?? within.exec(text.toUpperCase())
  if (!part?.[1] || !part[2] || !part[3]) return undefined
  return part[1] + (mistaken[part[2]] ?? part[2]) + part[3]
}

// The inward half begins with a digit; O, I and L are what people type for 0 and 1.
const mistaken: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1' }
const shape = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9OIL])([A-Z]{2})$/
const within = /\b([A-Z]{1,2}[0-9][A-Z0-9]?) {0,3}([0-9])([A-Z]{2})\b/

const outward = (postcode: string) => postcode.slice(0, -3)
const spaced = (postcode: string) => `${outward(postcode)} ${postcode.slice(-3)}`

function read(folder: string, districts: readonly District[]) {
  const names = new Map(districts.map(district => [district.id, district.name]))
  const places = new Map<string, Place>()
  const outwards = new Set<string>()
  for (const [code = '', lon = '', lat = '', district = '', lsoa = ''] of rowsOf(folder, 'postcodes.csv')) {
    const label = `${spaced(code)}, ${names.get(district) ?? district}`
    places.set(code, {
      id: `postcode:${code}`,
      label,
      kind: 'postcode',
      district,
      lsoa,
      lon: Number(lon),
      lat: Number(lat),
    })
    outwards.add(outward(code))
  }
  return { places, outwards }
}
