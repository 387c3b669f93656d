/*
 * Where the values of a template stand, read once from its fixed parts and remembered.
 * Follows the states of the HTML tokeniser that a template of ours can reach; anything else is refused.
 */

/** A sentence, the inside of a tag, the name of an element, a quoted attribute, or a quoted attribute holding a URL. */
export type Slot = 'text' | 'tag' | 'name' | 'attribute' | 'url'

/** The kind of each place in a template, in order; throws where no escaping could make a value safe. */
export function slotsOf(strings: TemplateStringsArray): readonly Slot[] {
  const known = remembered.get(strings)
  if (known !== undefined) return known
  const slots = readSlots(strings)
  remembered.set(strings, slots)
  return slots
}

const remembered = new WeakMap<TemplateStringsArray, readonly Slot[]>()

type Place = {
  readonly state: 'text' | 'open' | 'name' | 'tag' | 'attribute' | 'equals' | 'double' | 'single' | 'bare' | 'aside'
  /** The name being read: of the element, then of its latest attribute. */
  readonly word: string
  readonly element: string
}

function readSlots(strings: readonly string[]): readonly Slot[] {
  const slots: Slot[] = []
  let place: Place = { state: 'text', word: '', element: '' }
  strings.forEach((fixed, i) => {
    for (const character of fixed) place = step(place, character)
    if (i === strings.length - 1) return
    const slot = slotAt(place)
    slots.push(slot)
    // What the value adds to a name is not known here; one letter keeps `<h1` from being read as `<h` again.
    if (slot === 'name') place = { ...place, state: 'name', word: `${place.word}x` }
  })
  if (place.state !== 'text') throw new TypeError(`A template ends inside a tag: ${strings.join('…')}`)
  return slots
}

function slotAt({ state, word, element }: Place): Slot {
  if (state === 'text' && element !== 'script' && element !== 'style') return 'text'
  if (state === 'tag' || (state === 'name' && word !== '')) return nameOrTag(state, word)
  if (state === 'open') return 'name'
  if (state === 'double' || state === 'single') {
    // Handlers and styles are languages of their own, which HTML's escaping does not protect.
    if (/^on|^style$|^srcdoc$/i.test(word)) throw new TypeError(`No value may stand in the attribute ${word}`)
    return urlBearing.test(word) ? 'url' : 'attribute'
  }
  throw new TypeError(`No value may stand here: ${state} ${word}`)
}

/** After `<h` a value finishes the name; after `<p ` or `<p` with attributes to come it is the inside of the tag. */
const nameOrTag = (state: string, word: string): Slot => (state === 'name' && /^\/?h$/.test(word) ? 'name' : 'tag')

function step(place: Place, c: string): Place {
  const { state, word, element } = place
  switch (state) {
    case 'text':
      return c === '<' ? { state: 'open', word: '', element } : place
    case 'open':
      if (c === '!') return { state: 'aside', word: '', element: '' }
      return /[a-z/]/i.test(c) ? { state: 'name', word: c.toLowerCase(), element } : { ...place, state: 'text' }
    case 'name':
      if (c === '>') return { state: 'text', word: '', element: word }
      return /[\s]/.test(c) ? { state: 'tag', word: '', element: word } : { ...place, word: word + c.toLowerCase() }
    case 'aside':
      return c === '>' ? { state: 'text', word: '', element } : place
    default:
      return stepInTag(place, c)
  }
}

function stepInTag(place: Place, c: string): Place {
  const { state, word, element } = place
  if (state === 'double' || state === 'single') {
    return c === (state === 'double' ? '"' : "'") ? { state: 'tag', word: '', element } : place
  }
  if (state === 'equals' && c === '"') return { ...place, state: 'double' }
  if (state === 'equals' && c === "'") return { ...place, state: 'single' }
  if (state === 'equals' && c !== '>') return /\s/.test(c) ? place : { ...place, state: 'bare' }
  if (c === '>') return { state: 'text', word: '', element }
  if (state === 'bare') return /\s/.test(c) ? { state: 'tag', word: '', element } : place
  if (c === '=') return { ...place, state: 'equals' }
  if (/[\s/]/.test(c)) return { state: 'tag', word: state === 'attribute' ? word : '', element }
  return { state: 'attribute', word: state === 'attribute' ? word + c : c, element }
}

/** Attributes a browser follows or fetches. */
export const urlBearing = /^(href|src|action|formaction|xlink:href|poster|cite|data)$/i
