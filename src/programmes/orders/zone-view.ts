import type { Problem } from '#kernel'
import {
  areaMap,
  button,
  characterCount,
  details,
  enterButton,
  type Ground,
  groundRound,
  type Html,
  html,
  input,
  insetText,
  type LonLat,
  problemSummary,
  radios,
  type Visit,
  warningText,
  when,
} from '#web'
import { type Drawing, groundFor, keptCorners, keptGround, keyOf, placeMeant } from './zone-form.ts'
import type { OrderWithZones, ZoneDrawn } from './zone-queries.ts'
import { bounds, type Polygon, sayCorner, whatLies, type Zone, type ZoneGround, type ZonePlace } from './zone-shape.ts'

const apart =
  'Only those in this programme who can see the order can see this. It is never printed, and never shown to the person the order is against.'

/** The zone that stands, what lies in it, and every one before it. */
export function zoneView(
  visit: Visit,
  { shown, zones }: OrderWithZones,
  asked: number | undefined,
  ground: ZoneGround,
): Html {
  const zone = zones.find(one => one.version === asked) ?? zones[0]
  const mayDraw = shown.steps.includes('zone')
  const href = `/hub/orders/${shown.id}/zone?draw=yes`
  return html`<div class="sk-unprinted"><span class="govuk-caption-l">Order ${shown.reference}</span><h1 class="govuk-heading-l">Exclusion zone</h1>
    <p class="govuk-body sk-reading">${apart}</p>
    ${zone && zone !== zones[0] ? warningText({ text: 'This is an earlier zone. It no longer stands.', iconFallbackText: 'Warning' }) : undefined}
    ${zone?.area ? lie(zone.area, zone, ground) : html`<p class="govuk-body-l">${zone ? `${zone.said}.` : 'No zone has been drawn for this order.'}</p>`}
    ${zone ? html`<p class="govuk-body sk-words">${zone.drawnBy}, ${when(zone.drawnAt, visit)}: ${zone.why}</p>` : undefined}
    ${mayDraw ? button({ text: zones[0]?.area ? 'Draw it anew, or take it away' : 'Draw a zone', href }) : undefined}
    ${zones.length > 1 ? history(visit, shown.id, zones) : undefined}</div>
    <p class="sk-on-paper">An exclusion zone is not printed.</p>`
}

function history(visit: Visit, id: string, zones: readonly ZoneDrawn[]): Html {
  return html`<h2 class="govuk-heading-m">Every zone of this order</h2><ol class="govuk-list">${zones.map(
    (one, i) =>
      html`<li><a class="govuk-link" href="/hub/orders/${id}/zone?version=${one.version}">${one.said}</a>, ${when(one.drawnAt, visit)}, ${one.drawnBy}${i === 0 ? ': stands now' : html` (until ${when(zones[i - 1]!.drawnAt, visit)})`}</li>`,
  )}</ol>`
}

/** A zone in words, with its map beside them and what lies in it. */
function lie(area: Polygon, zone: Pick<Zone, 'said' | 'corners'>, ground: ZoneGround, drawn?: Drawn): Html {
  const lying = whatLies(area, ground)
  const edge = area.coordinates[0] ?? []
  return html`<div class="sk-zone"><div>
    <p class="govuk-body-l">${zone.said}. ${sayLying(lying.inside)}</p>
    ${drawn ? undefined : cornerWords(zone)}
    ${streets('Inside the zone', lying.inside, true)}${streets('Close to its edge', lying.close, false)}
    ${insetText({ text: 'Each street is known by one point. A long street may run into the zone, or out of it, unlisted: check on the ground before anything is served.' })}</div>
    <div>${drawnMap(edge, lying.inside, ground, zone.said, drawn)}</div></div>`
}

const cornerWords = ({ corners }: Pick<Zone, 'corners'>): Html | undefined =>
  corners.length > 1
    ? html`<h2 class="govuk-heading-s">Its corners, in order</h2><ol class="govuk-list govuk-list--number">${corners.map(words => html`<li>${words}</li>`)}</ol>`
    : undefined

const sayLying = (inside: readonly ZonePlace[]): string =>
  inside.length === 0
    ? 'No street or landmark that is known lies in it.'
    : `${inside.length} ${inside.length === 1 ? 'street or landmark lies' : 'streets and landmarks lie'} in it.`

function streets(title: string, places: readonly ZonePlace[], open: boolean): Html | undefined {
  if (places.length === 0) return undefined
  const list = html`<ul class="govuk-list sk-columns">${places.map(one => html`<li>${one.label}</li>`)}</ul>`
  return details({ summaryText: `${title}: ${places.length}`, open: open && places.length <= 30, html: list })
}

/** Set while it is still being drawn: the hidden input that corners are kept in, and the ground somebody chose to see. */
type Drawn = Readonly<{ keptIn?: string; on: Ground | undefined }>

function drawnMap(
  edge: readonly LonLat[],
  inside: readonly ZonePlace[],
  ground: ZoneGround,
  said: string,
  drawn?: Drawn,
): Html {
  const isInside = new Set(inside.map(one => one.id))
  return areaMap({
    id: 'zone-map',
    title: `Map of the zone: ${said}. The words and the list beside it say the same.`,
    ground: drawn?.on ?? groundRound(edge),
    outlines: ground.outlines(),
    places: ground.all().map(one => ({
      name: one.label.replace(/,.*$/, ''),
      at: [one.lon, one.lat] as const,
      inside: isInside.has(one.id),
    })),
    edge,
    drawnIn: drawn?.keptIn,
    credit: ground.credit,
  })
}

/** What the form shows: the drawing so far, the zone it makes where it makes one, and what is wrong. */
export type DrawingShown = Readonly<{
  drawing: Drawing
  zone: Zone | undefined
  problems: readonly Problem[]
  /** There is a zone that could be taken away. */
  stands: boolean
}>

/** The form: how, where, the zone as it now is, and the reason to record it with. Every button but the last only shows it again. */
export function drawView(
  order: Pick<OrderWithZones['shown'], 'id' | 'reference'>,
  shown: DrawingShown,
  ground: ZoneGround,
): Html {
  const { drawing, zone, problems } = shown
  const { id } = order
  return html`${problemSummary(problems)}<form method="post" action="/hub/orders/${id}/zone" class="sk-unprinted" novalidate>${enterButton}
    <span class="govuk-caption-l">Order ${order.reference}</span><h1 class="govuk-heading-l">Draw an exclusion zone</h1>
    <p class="govuk-body sk-reading">${apart} Nothing is recorded until you press “Record the zone”.</p>
    ${hidden('seen', drawing.seen)}${hidden('corners', keptCorners(drawing.corners))}${hidden('ground', keptGround(drawing.ground))}
    ${hidden('looked', zone ? keyOf(drawing) : '')}
    <div class="sk-reading">${how(shown, ground)}
    <div class="govuk-button-group">${button({ text: 'Show the zone', name: 'do', value: 'show', id: 'show' })}<a class="govuk-link" href="/hub/orders/${id}/zone">Leave it</a></div></div>
    ${asItIs(shown, ground)}
    ${zone || shown.stands ? recording(shown) : undefined}</form>`
}

const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" id="${name}" name="${name}" value="${value}">`

const wrong = (problems: readonly Problem[], field: string) => {
  const problem = problems.find(one => one.field === field)
  return problem ? { errorMessage: { text: problem.message } } : {}
}

function how({ drawing, problems }: DrawingShown, ground: ZoneGround): Html {
  return html`${place(drawing, problems, ground)}${radios({
    name: 'shape',
    value: drawing.shape,
    fieldset: { legend: { text: 'How do you want to draw it?', classes: 'govuk-fieldset__legend--m' } },
    ...wrong(problems, 'shape'),
    items: [
      {
        value: 'circle',
        text: 'A circle round that place',
        conditional: {
          html: input({
            name: 'metres',
            value: drawing.metres,
            label: { text: 'How far round it?' },
            suffix: { text: 'metres' },
            classes: 'govuk-input--width-5',
            inputmode: 'numeric',
            autocomplete: 'off',
            ...wrong(problems, 'metres'),
          }),
        },
      },
      { value: 'corners', text: 'Corner by corner', conditional: { html: cornersSoFar(drawing, ground) } },
    ],
  })}`
}

function place(drawing: Drawing, problems: readonly Problem[], ground: ZoneGround): Html {
  const { choices } = placeMeant(drawing, ground)
  return html`${input({
    name: 'typed',
    value: drawing.typed,
    label: { text: 'A place', classes: 'govuk-label--m' },
    hint: { text: 'A postcode, a street, a landmark, or coordinates like 52.2849, -1.5341' },
    autocomplete: 'off',
    spellcheck: false,
    ...wrong(problems, 'typed'),
  })}${
    choices.length
      ? radios({
          name: 'chosen',
          value: drawing.chosen,
          classes: 'govuk-radios--small',
          fieldset: { legend: { text: 'Which of these is it?', classes: 'govuk-fieldset__legend--s' } },
          ...wrong(problems, 'chosen'),
          items: choices.map(one => ({ value: one.id, text: one.label })),
        })
      : undefined
  }`
}

/** The corners there are, and the buttons that add one or take one away; with script the map does the same. */
function cornersSoFar({ corners }: Drawing, ground: ZoneGround): Html {
  return html`<p class="govuk-body">Type a place above and add it as a corner, in order round the zone; or show the map there and press it.</p>
    ${
      corners.length
        ? html`<ol class="govuk-list govuk-list--number sk-corners">${corners.map(
            (corner, i) =>
              html`<li>${sayCorner(corner, ground)} <button type="submit" name="do" value="remove-${i + 1}" class="sk-link-button">Remove<span class="govuk-visually-hidden"> corner ${i + 1}</span></button></li>`,
          )}</ol>`
        : undefined
    }
    <div class="govuk-button-group">${
      corners.length < bounds.corners
        ? button({ text: 'Add that place as a corner', name: 'do', value: 'add', classes: 'govuk-button--secondary' })
        : undefined
    }${button({ text: 'Show the map there', name: 'do', value: 'look', classes: 'govuk-button--secondary' })}</div>`
}

function asItIs({ drawing, zone }: DrawingShown, ground: ZoneGround): Html | undefined {
  const byCorners = drawing.shape === 'corners'
  const on = byCorners ? groundFor(drawing, undefined) : undefined
  const drawn: Drawn = { on, ...(byCorners && { keptIn: 'corners' }) }
  const body = zone
    ? lie(zone.area, zone, ground, drawn)
    : byCorners && on
      ? drawnMap(drawing.corners, [], ground, `${drawing.corners.length} corners so far`, drawn)
      : undefined
  return (
    body &&
    html`<section id="zone" tabindex="-1" aria-labelledby="zone-title"><h2 class="govuk-heading-m" id="zone-title">${zone ? 'The zone as it is now' : 'The map'}</h2>${body}${byCorners ? zoom : undefined}</section>`
  )
}

const zoom = html`<div class="govuk-button-group">${button({ text: 'Closer', name: 'do', value: 'closer', classes: 'govuk-button--secondary' })}${button({ text: 'Wider', name: 'do', value: 'wider', classes: 'govuk-button--secondary' })}</div>`

const recording = ({ drawing, zone, problems, stands }: DrawingShown): Html =>
  html`<div class="sk-reading"><h2 class="govuk-heading-m">Record it</h2>${characterCount({
    name: 'why',
    value: drawing.why,
    maxlength: 2_000,
    threshold: 75,
    rows: 3,
    label: { text: 'Why this zone?', classes: 'govuk-label--s' },
    hint: { text: 'Kept with the zone. The chronology says only that a zone was drawn, by whom and when.' },
    ...wrong(problems, 'why'),
  })}<div class="govuk-button-group">${zone ? button({ text: 'Record the zone', name: 'do', value: 'record', preventDoubleClick: true }) : undefined}${
    stands
      ? button({
          text: 'Take the zone away',
          name: 'do',
          value: 'lift',
          classes: 'govuk-button--warning',
          preventDoubleClick: true,
        })
      : undefined
  }</div></div>`
