/* Drawing an area on a map by pointer. The form's own boxes do the same without: this is quicker, and never the only way. */

type Corner = readonly [number, number]

/**
 * On a drawing marked data-sk-draw, a press adds a corner and a corner can be dragged; they are kept in the hidden input
 * that it names, "lon,lat;lon,lat", as the form's boxes keep them. What lies inside is said when the form is sent.
 */
export function drawAreas(): void {
  for (const drawing of document.querySelectorAll<SVGSVGElement>('svg[data-sk-draw]')) {
    const kept = document.getElementById(drawing.dataset.skDraw ?? '')
    if (kept instanceof HTMLInputElement) begin({ drawing, kept, scale: scaleOf(drawing), before: [], ...tools() })
  }
}

type Drawn = Readonly<{
  drawing: SVGSVGElement
  kept: HTMLInputElement
  scale: ReturnType<typeof scaleOf>
  /** What was kept before each change, the latest last. */
  before: string[]
  bar: HTMLElement
  undo: HTMLButtonElement
  words: HTMLElement
}>

function begin(drawn: Drawn): void {
  const { drawing, kept, before } = drawn
  drawing.addEventListener('click', event => {
    if (event.target instanceof Element && event.target.matches('.sk-map__handle')) return
    before.push(kept.value)
    keep(drawn, [...corners(drawn), drawn.scale.from(event)])
    placeHandles(drawn)
  })
  drawn.undo.addEventListener('click', () => {
    kept.value = before.pop() ?? kept.value
    show(drawn)
    placeHandles(drawn)
  })
  drawing.dataset.skLive = ''
  drawing.after(drawn.bar)
  show(drawn)
  placeHandles(drawn)
}

const corners = ({ kept }: Drawn): readonly Corner[] =>
  kept.value
    .split(';')
    .filter(Boolean)
    .map(one => {
      const [lon = 0, lat = 0] = one.split(',').map(Number)
      return [lon, lat]
    })

function keep(drawn: Drawn, next: readonly Corner[]): void {
  drawn.kept.value = next.map(one => one.map(part => part.toFixed(6)).join(',')).join(';')
  show(drawn)
}

function show(drawn: Drawn): void {
  const all = corners(drawn)
  const edge = all.length ? `M${all.map(one => drawn.scale.to(one).join(' ')).join('L')}Z` : ''
  drawn.drawing.querySelector('[data-sk-area]')?.setAttribute('d', edge)
  drawn.undo.disabled = drawn.before.length === 0
  drawn.words.textContent = drawn.before.length
    ? `${all.length} ${all.length === 1 ? 'corner' : 'corners'}. Press “Show the zone” to see what lies in it.`
    : 'Press the map to add a corner. Drag a corner to move it.'
}

function placeHandles(drawn: Drawn): void {
  for (const old of drawn.drawing.querySelectorAll('.sk-map__handle')) old.remove()
  for (const [index, corner] of corners(drawn).entries()) {
    const handle = document.createElementNS('http://www.w3.org/2000/svg', 'circle')
    handle.setAttribute('class', 'sk-map__handle')
    handle.setAttribute('r', '9')
    put(handle, drawn.scale.to(corner))
    handle.addEventListener('pointerdown', event => drag(drawn, handle, index, event))
    drawn.drawing.append(handle)
  }
}

function put(handle: SVGCircleElement, [x, y]: readonly string[]): void {
  handle.setAttribute('cx', x ?? '')
  handle.setAttribute('cy', y ?? '')
}

/** The handle stays the same one throughout: were it made anew, letting it go would count as a press on the map. */
function drag(drawn: Drawn, handle: SVGCircleElement, index: number, down: PointerEvent): void {
  down.preventDefault()
  handle.setPointerCapture(down.pointerId)
  const first = drawn.kept.value
  const move = (event: PointerEvent): void => {
    if (drawn.kept.value === first) drawn.before.push(first)
    const next = corners(drawn).map((one, at) => (at === index ? drawn.scale.from(event) : one))
    put(handle, drawn.scale.to(next[index] ?? [0, 0]))
    keep(drawn, next)
  }
  handle.addEventListener('pointermove', move)
  handle.addEventListener('lostpointercapture', () => handle.removeEventListener('pointermove', move), { once: true })
}

function scaleOf(drawing: SVGSVGElement) {
  const [west = 0, north = 0, lon = 1, lat = 1] = ['skWest', 'skNorth', 'skLon', 'skLat'].map(name =>
    Number(drawing.dataset[name]),
  )
  const { width } = drawing.viewBox.baseVal
  return {
    to: ([x, y]: Corner): readonly string[] => [((x - west) / lon).toFixed(1), ((north - y) / lat).toFixed(1)],
    from: (event: MouseEvent): Corner => {
      const box = drawing.getBoundingClientRect()
      const units = width / box.width
      return [west + (event.clientX - box.left) * units * lon, north - (event.clientY - box.top) * units * lat]
    },
  }
}

function tools(): Pick<Drawn, 'bar' | 'undo' | 'words'> {
  const bar = document.createElement('div')
  bar.className = 'sk-map__tools'
  const undo = document.createElement('button')
  undo.type = 'button'
  undo.className = 'govuk-button govuk-button--secondary'
  undo.textContent = 'Undo'
  const words = document.createElement('p')
  words.className = 'govuk-body'
  words.setAttribute('role', 'status')
  bar.append(undo, words)
  return { bar, undo, words }
}
