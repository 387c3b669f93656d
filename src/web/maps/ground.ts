/* The arithmetic of a small map: where on a drawing a place stands. No markup. */

/** Longitude and latitude in WGS 84 degrees, in the order of GeoJSON. */
export type LonLat = readonly [number, number]
/** A piece of ground to be drawn: its middle, and how many metres it is across. */
export type Ground = Readonly<{ middle: LonLat; across: number }>

export const mapSize = { width: 480, height: 400 } as const

const metresOfDegree = 111_320

export type Projection = Readonly<{
  at(place: LonLat): readonly [number, number]
  isOn(place: LonLat, beyond?: number): boolean
  /** How far a corner of the drawing stands from nought, and how much one unit of it is, in degrees: for script. */
  west: number
  north: number
  lonOfUnit: number
  latOfUnit: number
  metresOfUnit: number
}>

/** The ground on a flat drawing, a degree of longitude shortened as it is there: good to a metre in ten kilometres. */
export function projectionOf({ middle: [lon, lat], across }: Ground): Projection {
  const metresOfUnit = across / mapSize.width
  const latOfUnit = metresOfUnit / metresOfDegree
  const lonOfUnit = latOfUnit / Math.cos((lat * Math.PI) / 180)
  const west = lon - (lonOfUnit * mapSize.width) / 2
  const north = lat + (latOfUnit * mapSize.height) / 2
  const at = (place: LonLat) => [(place[0] - west) / lonOfUnit, (north - place[1]) / latOfUnit] as const
  const isOn = (place: LonLat, beyond = 0): boolean => {
    const [x, y] = at(place)
    return x >= -beyond && y >= -beyond && x <= mapSize.width + beyond && y <= mapSize.height + beyond
  }
  return { at, isOn, west, north, lonOfUnit, latOfUnit, metresOfUnit }
}

/** Ground with all these places on it and some room round them, at least so many metres across. */
export function groundRound(places: readonly LonLat[], least = 600): Ground {
  const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)]
  const span = (all: readonly number[]) => [Math.min(...all), Math.max(...all)] as const
  const [[west, east], [south, north]] = [span(lons), span(lats)]
  const middle: LonLat = [(west + east) / 2, (south + north) / 2]
  const wide = (east - west) * metresOfDegree * Math.cos((middle[1] * Math.PI) / 180)
  const high = (((north - south) * metresOfDegree) / mapSize.height) * mapSize.width
  return { middle, across: Math.max(least, wide * 1.5, high * 1.5) }
}

/** A round length for the bar that says how far is how far: at most a third of the drawing. */
export function barOf({ across }: Ground): Readonly<{ metres: number; units: number; words: string }> {
  const most = across / 3
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = ([5, 2, 1].find(one => one * power <= most) ?? 1) * power
  const words = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return { metres, units: (metres / across) * mapSize.width, words }
}
