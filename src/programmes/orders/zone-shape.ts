import { area as sizeOf } from '@turf/area'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { circle } from '@turf/circle'
import { distance } from '@turf/distance'
import { kinks } from '@turf/kinks'
import type { LonLat } from '#web'

/** A place of the area's gazetteer: its one known point in WGS 84 degrees. */
export type ZonePlace = Readonly<{ id: string; label: string; kind: string; lon: number; lat: number }>
/** What the area knows of its ground; nothing here asks any network. */
export type ZoneGround = Readonly<{
  find(text: string): readonly (ZonePlace & { readonly isExact: boolean })[]
  get(id: string): ZonePlace | undefined
  /** Every street and landmark. */
  all(): readonly ZonePlace[]
  outlines(): readonly (readonly LonLat[])[]
  credit: string
}>

/** GeoJSON; the first corner is also the last. */
export type Polygon = Readonly<{ type: 'Polygon'; coordinates: readonly (readonly LonLat[])[] }>
export type Zone = Readonly<{ area: Polygon; corners: readonly string[]; said: string }>
export type Drawn = Readonly<{ zone: Zone } | { problem: string }>

/** Our own bounds of sense, and no rule of law: a zone is at least a house and its garden, at most some towns. */
export const bounds = {
  metres: { least: 50, most: 20_000 },
  corners: 40,
  size: { least: 2_500, most: 500_000_000 },
} as const
const farthest = 5_000

/** A zone so many metres round a place, or what is wrong with it. */
export function circleZone(centre: LonLat, metres: number, ground: ZoneGround, called?: string): Drawn {
  const { least, most } = bounds.metres
  if (!Number.isInteger(metres) || metres < least || metres > most)
    return { problem: `Enter how far round it the zone goes, from ${least} to ${most.toLocaleString('en-GB')} metres` }
  if (isFar(centre, ground)) return { problem: 'Choose a place in the county, or within 5 km of it' }
  const drawn = circle([...centre], metres, { units: 'meters', steps: 48 }).geometry
  const words = `Within ${metres.toLocaleString('en-GB')} metres of ${called ?? sayCorner(centre, ground)}`
  return { zone: { area: polygonOf(ringOf(drawn.coordinates)), corners: [words], said: words } }
}

/** A zone with these corners in this order, or what is wrong with it. */
export function corneredZone(corners: readonly LonLat[], ground: ZoneGround): Drawn {
  if (corners.length < 3) return { problem: 'Add at least three corners' }
  if (corners.length > bounds.corners) return { problem: `Use at most ${bounds.corners} corners` }
  if (corners.some(corner => isFar(corner, ground)))
    return { problem: 'Move every corner into the county, or within 5 km of it' }
  const area = polygonOf([...corners, corners[0]!])
  if (kinks(asTurf(area)).features.length > 0)
    return { problem: 'The edge crosses itself: remove a corner, or put the corners in order round the zone' }
  const size = sizeOf(asTurf(area))
  if (size < bounds.size.least)
    return { problem: 'The zone is smaller than a house and its garden: move its corners apart' }
  if (size > bounds.size.most) return { problem: 'The zone is larger than 500 square kilometres: make it smaller' }
  const words = corners.map(corner => sayCorner(corner, ground))
  return { zone: { area, corners: words, said: `An area of ${saySize(size)} with ${corners.length} corners` } }
}

export type Lying = Readonly<{ inside: readonly ZonePlace[]; close: readonly ZonePlace[] }>

/** Streets and landmarks whose one known point lies in the zone, and those whose point is within 150 metres of its edge. */
export function whatLies({ coordinates: [ring = [], ...holes] }: Polygon, ground: ZoneGround): Lying {
  const polygon = asTurf({ type: 'Polygon', coordinates: [ring, ...holes] })
  const isInside = ({ lon, lat }: ZonePlace): boolean => booleanPointInPolygon([lon, lat], polygon)
  const [middle, reach] = middleOf(ring)
  const near = ground.all().filter(place => metresBetween([place.lon, place.lat], middle) < reach + 200)
  const [inside, outside] = [near.filter(isInside), near.filter(place => !isInside(place))]
  const close = outside.filter(place => metresToEdge([place.lon, place.lat], ring) <= 150)
  return { inside: byLabel(inside), close: byLabel(close) }
}

/** Where a corner is, in words: at or near the nearest street or landmark that is known. */
export function sayCorner(corner: LonLat, ground: ZoneGround): string {
  const nearest = nearestTo(corner, ground)
  if (!nearest) return sayDegrees(corner)
  const metres = Math.round(nearest.metres / 10) * 10
  return metres < 20 ? nearest.place.label : `${metres.toLocaleString('en-GB')} metres from ${nearest.place.label}`
}

/** "52.28491, -1.53412": latitude first, as people write it. */
export const sayDegrees = ([lon, lat]: LonLat): string => `${lat.toFixed(5)}, ${lon.toFixed(5)}`

export const metresBetween = (a: LonLat, b: LonLat): number => distance([...a], [...b], { units: 'meters' })

const saySize = (size: number): string =>
  size < 1_000_000
    ? `${Number((size / 10_000).toFixed(1))} hectares`
    : `${(size / 1_000_000).toFixed(1)} square kilometres`

const polygonOf = (ring: readonly LonLat[]): Polygon => ({ type: 'Polygon', coordinates: [ring.map(rounded)] })
/** A tenth of a metre: finer than anything that is known here. */
const rounded = ([lon, lat]: LonLat): LonLat => [Number(lon.toFixed(6)), Number(lat.toFixed(6))]
const ringOf = (coordinates: readonly (readonly number[])[][]): LonLat[] =>
  (coordinates[0] ?? []).map(([lon = 0, lat = 0]) => [lon, lat])
/** The library's types know no readonly. */
const asTurf = ({ coordinates }: Polygon) => ({
  type: 'Polygon' as const,
  coordinates: coordinates.map(ring => ring.map(corner => [...corner])),
})

function nearestTo(at: LonLat, ground: ZoneGround): { place: ZonePlace; metres: number } | undefined {
  let nearest: { place: ZonePlace; metres: number } | undefined
  for (const place of ground.all()) {
    // A degree is 111 km: whatever is further than the best so far by latitude alone need not be measured.
    if (nearest && Math.abs(place.lat - at[1]) * 111_000 > nearest.metres) continue
    const metres = metresBetween(at, [place.lon, place.lat])
    if (!nearest || metres < nearest.metres) nearest = { place, metres }
  }
  return nearest
}

const isFar = (at: LonLat, ground: ZoneGround): boolean => (nearestTo(at, ground)?.metres ?? Infinity) > farthest

function middleOf(ring: readonly LonLat[]): readonly [LonLat, number] {
  const count = Math.max(1, ring.length)
  const middle: LonLat = [
    ring.reduce((sum, [lon]) => sum + lon, 0) / count,
    ring.reduce((sum, [, lat]) => sum + lat, 0) / count,
  ]
  return [middle, Math.max(0, ...ring.map(corner => metresBetween(middle, corner)))]
}

/** Metres to the nearest side, on ground taken as flat: good to a metre at the distances asked about. */
function metresToEdge([lon, lat]: LonLat, ring: readonly LonLat[]): number {
  const shrink = Math.cos((lat * Math.PI) / 180)
  const flat = ring.map(([x, y]) => [(x - lon) * 111_320 * shrink, (y - lat) * 111_320] as const)
  return Math.min(
    ...flat.slice(1).map(([bx, by], i) => {
      const [ax, ay] = flat[i]!
      const [dx, dy] = [bx - ax, by - ay]
      const along = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)))
      return Math.hypot(ax + along * dx, ay + along * dy)
    }),
  )
}

const byLabel = (places: readonly ZonePlace[]): readonly ZonePlace[] =>
  places.toSorted((a, b) => a.label.localeCompare(b.label, 'en-GB'))
