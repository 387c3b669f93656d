/* An area over the streets and neighbourhoods round it, as SVG in the style sheet's colours: an extra to words, always. */
import { tidy } from '../charts/frame.ts'
import { attributes, type Html, html } from '../html.ts'
import { barOf, type Ground, type LonLat, mapSize, type Projection, projectionOf } from './ground.ts'

export type PlaceOnMap = Readonly<{ name: string; at: LonLat; inside: boolean }>

export type AreaMap = Readonly<{
  /** An id for the page, unlike any other on it. */
  id: string
  /** What it shows in a sentence, for whoever cannot see it. */
  title: string
  ground: Ground
  outlines: readonly (readonly LonLat[])[]
  places: readonly PlaceOnMap[]
  /** The area's edge; none, or fewer than three corners, while it is being drawn. */
  edge: readonly LonLat[]
  /** Corners that script lets somebody move, add to and take back, kept in the hidden input of that id. */
  drawnIn?: string | undefined
  /** Who must be named beside it. */
  credit: string
}>

/** The drawing with its scale and sources. With `drawnIn` a press adds a corner; without script it is only looked at. */
export function areaMap(map: AreaMap): Html {
  const projection = projectionOf(map.ground)
  const drawn = attributes({
    class: 'sk-map__drawing',
    viewBox: `0 0 ${mapSize.width} ${mapSize.height}`,
    role: 'img',
    'aria-labelledby': `${map.id}-title`,
    ...(map.drawnIn && {
      'data-sk-draw': map.drawnIn,
      'data-sk-west': projection.west,
      'data-sk-north': projection.north,
      'data-sk-lon': projection.lonOfUnit,
      'data-sk-lat': projection.latOfUnit,
    }),
  })
  return html`<figure class="sk-map"><svg${drawn}><title id="${map.id}-title">${map.title}</title>
    <path class="sk-map__outlines" d="${map.outlines.map(one => outline(one, projection)).join('')}"/>
    <path class="sk-map__area" data-sk-area d="${closed(map.edge, projection)}"/>
    ${marks(map.places, projection)}${scaleBar(map.ground)}</svg>
    <figcaption class="sk-map__caption">North is up. A dot is the one known point of a street or place. ${map.credit}</figcaption></figure>`
}

const pair = ([x, y]: readonly [number, number]): string => `${tidy(x)} ${tidy(y)}`

const closed = (edge: readonly LonLat[], { at }: Projection): string =>
  edge.length ? `M${edge.map(one => pair(at(one))).join('L')}Z` : ''

/** A neighbourhood's edge, if any of it is near; corners nearer than two units to the last are left out. */
function outline(corners: readonly LonLat[], { at, isOn }: Projection): string {
  if (!corners.some(one => isOn(one, mapSize.width))) return ''
  const kept: (readonly [number, number])[] = []
  for (const corner of corners) {
    const next = at(corner)
    const last = kept.at(-1)
    if (!last || Math.hypot(next[0] - last[0], next[1] - last[1]) >= 2) kept.push(next)
  }
  return kept.length > 2 ? `M${kept.map(pair).join('L')}Z` : ''
}

const mostMarks = 400
const mostNames = 14
const letter = 7
const line = 18

/** A dot for each place, and names for as many as have room, those inside the area first. */
function marks(places: readonly PlaceOnMap[], { at, isOn }: Projection): Html {
  const middle = [mapSize.width / 2, mapSize.height / 2] as const
  const far = ([x, y]: readonly [number, number]): number => Math.hypot(x - middle[0], y - middle[1])
  const shown = places
    .filter(place => isOn(place.at))
    .map(place => ({ ...place, dot: at(place.at) }))
    .sort((a, b) => Number(b.inside) - Number(a.inside) || far(a.dot) - far(b.dot))
    .slice(0, mostMarks)
  const named = namesWithRoom(shown)
  return html`<g aria-hidden="true">${shown.map(
    ({ dot: [x, y], inside }) =>
      html`<circle class="${inside ? 'sk-map__dot sk-map__dot--inside' : 'sk-map__dot'}" cx="${tidy(x)}" cy="${tidy(y)}" r="3"/>`,
  )}${named.map(({ name, x, y }) => html`<text class="sk-map__name" x="${tidy(x)}" y="${tidy(y)}">${name}</text>`)}</g>`
}

type Named = Readonly<{ name: string; x: number; y: number; end: number }>

function namesWithRoom(shown: readonly Readonly<{ name: string; dot: readonly [number, number] }>[]): readonly Named[] {
  const named: Named[] = []
  for (const { name, dot } of shown) {
    if (named.length >= mostNames) break
    const [x, y] = [dot[0] + 6, dot[1] + 5]
    const end = x + name.length * letter
    const crowded = named.some(other => Math.abs(other.y - y) < line && x < other.end && end > other.x)
    const cut = end > mapSize.width || y < line || y > mapSize.height - 2 * line
    if (!crowded && !cut && !named.some(other => other.name === name)) named.push({ name, x, y, end })
  }
  return named
}

function scaleBar(ground: Ground): Html {
  const { units, words } = barOf(ground)
  const [x, y] = [14, mapSize.height - 14]
  return html`<g aria-hidden="true"><path class="sk-map__bar" d="M${x} ${y - 6}V${y}H${tidy(x + units)}V${y - 6}"/>
    <text class="sk-map__name" x="${x + 6}" y="${y - 6}">${words}</text></g>`
}
