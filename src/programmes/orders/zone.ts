import { asId, type CaseId, type Problem, Refused } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  doneNotice,
  form,
  goTo,
  type Html,
  html,
  type Look,
  notFoundPage,
  page,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { type Drawing, drawingIn, groundFor, keyOf, placeMeant, placeProblem, zoneOf } from './zone-form.ts'
import { drawZone, type OrderWithZones, readZones } from './zone-queries.ts'
import type { Zone, ZoneGround } from './zone-shape.ts'
import { drawView, zoneView } from './zone-view.ts'

const at = '/hub/orders/:id/zone'
const who = { holds: ['orders'] } as const

/** Exclusion zones: looked at and drawn by those in the programme who see the order, and by nobody through the case. */
export const zoneRoutes = (ground: ZoneGround): readonly Route[] => [
  page({ at, who, audit: 'zone.read', ofCase: { programme: 'orders', text: 'The exclusion zone' } }, visit =>
    onOrder(visit, (id, look) => zonePage(visit, id, look, ground)),
  ),
  form({ at, who, audit: 'zone.draw' }, visit => onOrder(visit, (id, look) => drawn(visit, id, look, ground))),
]

async function onOrder(visit: Visit, answer: (id: CaseId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'case'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

const done = { drawn: 'The zone has been recorded.', lifted: 'The zone has been taken away.' }

async function zonePage(visit: Visit, id: CaseId, look: Look, ground: ZoneGround): Promise<Answer> {
  const order = await look(tx => readZones(tx, id), 'zone.read')
  if (visit.query.draw === 'yes' && order.shown.steps.includes('zone')) {
    const drawing = { ...drawingIn({}), seen: order.shown.state }
    return drawPage(order, { drawing, problems: [] }, ground)
  }
  const version = /^\d{1,4}$/.test(visit.query.version ?? '') ? Number(visit.query.version) : undefined
  const content = html`${doneNotice(visit, done)}${zoneView(visit, order, version, ground)}`
  return inOrder(order, 'Exclusion zone', content)
}

type Redrawn = Readonly<{ drawing: Drawing; problems: readonly Problem[]; zone?: Zone | undefined; status?: number }>

function drawPage(order: OrderWithZones, { drawing, problems, zone, status }: Redrawn, ground: ZoneGround): Answer {
  const stands = order.zones[0]?.area != null
  const title = `${problems.length ? 'Error: ' : ''}Draw an exclusion zone`
  const content = drawView(order.shown, { drawing, zone, problems, stands }, ground)
  return inOrder(order, title, content, status ?? (problems.length ? 422 : 200))
}

function inOrder({ shown }: OrderWithZones, title: string, content: Html, status = 200): Answer {
  const items = [
    { text: 'Worklist', href: '/hub' },
    { text: shown.reference, href: `/hub/cases/${shown.id}` },
    { text: title.replace(/^Error: /, '') },
  ]
  return show({ title, kind: 'hub', wide: true, before: breadcrumbs({ items }), content }, status)
}

/** Every button of the form: all but recording only show the drawing again, as it would then be. */
async function drawn(visit: Visit, id: CaseId, look: Look, ground: ZoneGround): Promise<Answer> {
  const drawing = drawingIn(visit.given)
  const [deed = '', which = ''] = String(visit.given.do ?? 'show').split('-')
  if (deed === 'record' || deed === 'lift') return recorded(id, look, ground, drawing, deed)
  const order = await look(tx => readZones(tx, id), 'zone.read')
  return drawPage(order, after(deed, Number(which), drawing, ground), ground)
}

function after(deed: string, which: number, drawing: Drawing, ground: ZoneGround): Redrawn {
  if (deed === 'add' || deed === 'look') return withPlace(deed, { ...drawing, shape: 'corners' }, ground)
  if (deed === 'remove')
    return seenAs({ ...drawing, corners: drawing.corners.filter((_, i) => i !== which - 1) }, ground)
  if (deed === 'closer' || deed === 'wider') {
    const now = groundFor(drawing, undefined)
    const across = (now?.across ?? 1_500) * (deed === 'closer' ? 0.5 : 2)
    return seenAs(now ? { ...drawing, ground: { ...now, across } } : drawing, ground)
  }
  const made = zoneOf(drawing, ground)
  if ('zone' in made) return { drawing, zone: made.zone, problems: [] }
  return { drawing, problems: [{ field: made.field ?? 'typed', message: made.problem }] }
}

/** A place typed becomes a corner, or the middle of the map. */
function withPlace(deed: string, drawing: Drawing, ground: ZoneGround): Redrawn {
  const { at, choices } = placeMeant(drawing, ground)
  if (!at) {
    const field = choices.length ? 'chosen' : 'typed'
    return { ...seenAs(drawing, ground), problems: [{ field, message: placeProblem(drawing.typed, choices) }] }
  }
  const corners = deed === 'add' ? [...drawing.corners, at] : drawing.corners
  const shown = { ...drawing, corners, ground: deed === 'look' ? groundFor(drawing, at) : undefined }
  return seenAs({ ...shown, typed: '', chosen: '' }, ground)
}

/** As it now is, without complaint: somebody is in the middle of drawing. */
function seenAs(drawing: Drawing, ground: ZoneGround): Redrawn {
  const made = zoneOf(drawing, ground)
  return { drawing, problems: [], zone: 'zone' in made ? made.zone : undefined }
}

async function recorded(
  id: CaseId,
  look: Look,
  ground: ZoneGround,
  drawing: Drawing,
  deed: 'record' | 'lift',
): Promise<Answer> {
  const made = zoneOf(drawing, ground)
  const zone = deed === 'record' && 'zone' in made ? made.zone : undefined
  const problems = problemsWith(drawing, deed, made)
  const again = async (found: readonly Problem[], status?: number): Promise<Answer> => {
    const order = await look(tx => readZones(tx, id), 'zone.read')
    return drawPage(
      order,
      { drawing, problems: found, zone: 'zone' in made ? made.zone : undefined, ...(status && { status }) },
      ground,
    )
  }
  if (problems.length) return again(problems)
  try {
    await look(tx => drawZone(tx, { caseId: id, zone, why: drawing.why, seen: drawing.seen }))
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return again([{ field: 'show', message: fault.refusal.message }], 409)
  }
  return goTo(`/hub/orders/${id}/zone?done=${zone ? 'drawn' : 'lifted'}`)
}

function problemsWith(drawing: Drawing, deed: 'record' | 'lift', made: ReturnType<typeof zoneOf>): readonly Problem[] {
  const why =
    drawing.why && drawing.why.length <= 2_000
      ? []
      : [{ field: 'why', message: 'Enter why, in 2,000 characters or fewer' }]
  if (deed === 'lift') return why
  if (!('zone' in made)) return [{ field: made.field ?? 'typed', message: made.problem }, ...why]
  if (drawing.looked === keyOf(drawing)) return why
  return [
    {
      field: 'zone',
      message: 'The zone has changed since it was last shown: look at it, and record it if it is right',
    },
    ...why,
  ]
}
