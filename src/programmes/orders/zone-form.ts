import { part, said, type Told } from '#kernel'
import { type Ground, groundRound, type LonLat } from '#web'
import { bounds, circleZone, corneredZone, type Drawn, type ZoneGround, type ZonePlace } from './zone-shape.ts'

/** A zone on its way, as its form keeps it from page to page: nothing of it is written until it is recorded. */
export type Drawing = Readonly<{
  shape: 'circle' | 'corners' | ''
  /** What was typed for a place, and which of several was chosen. */
  typed: string
  chosen: string
  metres: string
  corners: readonly LonLat[]
  /** The ground on the map, when corners are being placed. */
  ground: Ground | undefined
  why: string
  seen: string
  /** The zone as it was last shown, so that nobody records one that they have not looked at. */
  looked: string
}>

/** Reads the form, whatever was sent: what cannot be read is as if it were not there. */
export function drawingIn(given: Told): Drawing {
  const line = (name: string, most = 200): string => said(part(given, name)).slice(0, most)
  const shape = line('shape')
  return {
    shape: shape === 'circle' || shape === 'corners' ? shape : '',
    typed: line('typed'),
    chosen: line('chosen'),
    metres: line('metres', 20),
    corners: line('corners', 4_000)
      .split(';')
      .map(placeIn)
      .filter(one => one !== undefined)
      .slice(0, bounds.corners + 1),
    ground: groundIn(line('ground')),
    why: line('why', 2_001),
    seen: line('seen'),
    looked: line('looked', 8_000),
  }
}

/** The places that answer to what was typed, when one must still be chosen; and the one that is meant, if that is plain. */
export function placeMeant(
  { typed, chosen }: Pick<Drawing, 'typed' | 'chosen'>,
  ground: ZoneGround,
): Readonly<{ at?: LonLat; called?: string; choices: readonly ZonePlace[] }> {
  const degrees = degreesIn(typed)
  if (degrees) return { at: degrees, choices: [] }
  const found = typed ? ground.find(typed) : []
  const plain = found.length === 1 && found[0]?.isExact ? found[0] : found.find(one => one.id === chosen)
  return plain
    ? { at: [plain.lon, plain.lat], called: plain.label, choices: found.length > 1 ? found : [] }
    : { choices: found }
}

/** The zone that this drawing makes, or the question it fails at and why. */
export function zoneOf(drawing: Drawing, ground: ZoneGround): Drawn & { readonly field?: string } {
  if (drawing.shape === 'corners') return { ...corneredZone(drawing.corners, ground), field: 'typed' }
  const { at, called, choices } = placeMeant(drawing, ground)
  if (drawing.shape !== 'circle') return { problem: 'Select how to draw the zone', field: 'shape' }
  if (!at) return { problem: placeProblem(drawing.typed, choices), field: choices.length ? 'chosen' : 'typed' }
  const metres = /^\d{1,6}$/.test(drawing.metres.replaceAll(',', ''))
    ? Number(drawing.metres.replaceAll(',', ''))
    : Number.NaN
  return {
    ...circleZone(at, metres, ground, called),
    field:
      Number.isInteger(metres) && metres >= bounds.metres.least && metres <= bounds.metres.most ? 'typed' : 'metres',
  }
}

export const placeProblem = (typed: string, choices: readonly ZonePlace[]): string =>
  choices.length
    ? 'Select which of these places it is'
    : typed
      ? 'No place here answers to that: enter a postcode, a street, a landmark or coordinates like 52.2849, -1.5341'
      : 'Enter a postcode, a street, a landmark or coordinates'

export const keptCorners = (corners: readonly LonLat[]): string =>
  corners.map(corner => corner.map(degree => degree.toFixed(6)).join(',')).join(';')

export const keptGround = (ground: Ground | undefined): string =>
  ground ? `${ground.middle.map(degree => degree.toFixed(6)).join(',')},${Math.round(ground.across)}` : ''

/** What tells one zone from another, for `looked`. */
export const keyOf = ({ shape, typed, chosen, metres, corners }: Drawing): string =>
  JSON.stringify(shape === 'circle' ? [typed, chosen, metres] : keptCorners(corners))

/** The ground to show: as it was, or round all corners, or round a place; nothing while nobody has said where. */
export function groundFor({ ground, corners }: Drawing, place: LonLat | undefined): Ground | undefined {
  if (place) return { middle: place, across: ground?.across ?? 1_500 }
  return ground ?? (corners.length ? groundRound(corners) : undefined)
}

/** "lon,lat" as the form keeps it. */
function placeIn(kept: string): LonLat | undefined {
  const [lon = Number.NaN, lat = Number.NaN, ...more] = kept.split(',').map(Number)
  return more.length === 0 && Math.abs(lon) <= 180 && Math.abs(lat) <= 85 ? [lon, lat] : undefined
}

function groundIn(kept: string): Ground | undefined {
  const [lon, lat, across = ''] = kept.split(',')
  const middle = placeIn(`${lon},${lat}`)
  return middle && /^\d{2,6}$/.test(across)
    ? { middle, across: Math.min(80_000, Math.max(200, Number(across))) }
    : undefined
}

/** Coordinates as people write them, latitude first: "52.2849, -1.5341", "52.2849 N 1.5341 W". */
function degreesIn(typed: string): LonLat | undefined {
  const match = /^\s*(-?\d{1,2}\.\d{2,8})\s*°?\s*N?[\s,;]+(-?\d{1,3}\.\d{2,8})\s*°?\s*([EW])?\s*$/i.exec(typed)
  if (!match?.[1] || !match[2]) return undefined
  const lon = Number(match[2])
  return [match[3]?.toUpperCase() === 'W' ? -Math.abs(lon) : lon, Number(match[1])]
}
