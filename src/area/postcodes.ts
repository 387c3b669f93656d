import type { Place } from './places.ts'
import { rowsOf } from './rows.ts'

/**
 * What is known of a postcode. `outside`: its outward half belongs to no postcode here. `unknown`: it may be newer than
 * the gazetteer's edition, or just over the border. Both are to be taken as told.
 */
export type PostcodeAnswer =
  | { readonly kind: 'found'; readonly postcode: string; readonly place: Place }
  | { readonly kind: 'unknown' | 'outside'; readonly postcode: string }

/** Postcodes by their letters and digits alone; the file is read when first asked. */
export function openPostcodes(folder: string) {
  let opened: ReturnType<typeof read> | undefined
  const known = () => {
    opened ??= read(folder)
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
    ready: () => void known(),
    get: (id: string): Place | undefined => known().places.get(id.slice('postcode:'.length)),
  }
}

/** The postcode in a text without its space, however it was spaced; nothing where no part has the shape of one. */
export function postcodeIn(text: string): string | undefined {
  const letters = text.toUpperCase().replace(/[^A-Z0-9]/g, '')
  const whole = shape.exec(letters)
  const part = whole ?? within.exec(text.toUpperCase())
  if (!part?.[1] || !part[2] || !part[3]) return undefined
  return part[1].replace(/[OIL]$/, digit) + digit(part[2]) + part[3]
}

/** The inward half begins with a digit, and no outward half ends in O, I or L: they are meant for 0 and 1. */
function digit(typed: string): string {
  return typed === 'O' ? '0' : typed === 'I' || typed === 'L' ? '1' : typed
}

const shape = /^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9OIL])([A-Z]{2})$/
const within = /\b([A-Z]{1,2}[0-9][A-Z0-9]?) {0,3}([0-9])([A-Z]{2})\b/

const outward = (postcode: string) => postcode.slice(0, -3)
const spaced = (postcode: string) => `${outward(postcode)} ${postcode.slice(-3)}`

function read(folder: string) {
  const places = new Map<string, Place>()
  const outwards = new Set<string>()
  for (const [code = '', lon = '', lat = '', district = '', lsoa = '', town = ''] of rowsOf(folder, 'postcodes.csv')) {
    const label = `${spaced(code)}, ${town}`
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
