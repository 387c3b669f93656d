/*
 * HTML as a tagged template that escapes by default.
 *
 * A string put into a template is always text: in a sentence or between the quotes of an attribute it cannot become
 * markup. Where escaping alone would not make it safe (an unquoted attribute, a tag, a script), the template is
 * refused when it is first used, whatever the value, so that a test which merely renders the page finds the mistake.
 */
import { type Slot, slotsOf, urlBearing } from './slots.ts'

const markup: unique symbol = Symbol('markup')
const pairs: unique symbol = Symbol('attributes')

/** Markup that is safe to send; made only by `html`, `raw` and the components, never by parsing what somebody sent. */
export type Html = { readonly [markup]: string }
/** Name and value pairs, made by `attributes`, for the inside of a tag. */
export type Attributes = { readonly [pairs]: string }
/** What may stand in a template: nothing is rendered for null, undefined and false; a list renders its members. */
export type Value = string | number | bigint | false | null | undefined | Html | Attributes | readonly Value[]

export type AttributeValue = string | number | boolean | null | undefined

/** Markup from a template: html`<p>${anything}</p>`; throws where a value stands in a place that cannot be made safe. */
export function html(strings: TemplateStringsArray, ...values: readonly Value[]): Html {
  const slots = slotsOf(strings)
  let text = strings[0]!
  for (let i = 0; i < values.length; i++) text += shown(values[i], slots[i]!) + strings[i + 1]!
  return { [markup]: text }
}

/** Our own finished markup (a file of ours, another component's output) taken as it stands; never what a person wrote. */
export const raw = (trusted: string): Html => ({ [markup]: trusted })

/** The characters to send. */
export const render = (page: Html): string => page[markup]

export const isHtml = (value: unknown): value is Html => typeof value === 'object' && value !== null && markup in value

/** True where there is markup to show: an empty template counts as nothing. */
export const filled = (value: unknown): value is Html => isHtml(value) && value[markup] !== ''

/**
 * Attributes for the inside of a tag, each with a space before it: html`<p${attributes({ id, hidden: true })}>`.
 * null and undefined leave the attribute out; true and false mean present and absent, save for aria-* and data-*,
 * whose value is the word itself. Throws for a name no parser would read as one, and for inline event handlers.
 */
export function attributes(given: Readonly<Record<string, AttributeValue>>): Attributes {
  let text = ''
  for (const name in given) text += attribute(name, given[name])
  return { [pairs]: text }
}

/** Text with the five characters that could be read as markup written as references; good in text and in quotes. */
export function escaped(text: string): string {
  return special.test(text) ? text.replace(everySpecial, character => references[character]!) : text
}

function shown(value: Value, slot: Slot): string {
  if (slot === 'text') return inText(value)
  if (slot === 'tag') {
    if (value === null || value === undefined || value === false) return ''
    if (typeof value === 'object' && pairs in value) return value[pairs]
    throw new TypeError('Only attributes() may stand inside a tag')
  }
  if (value === null || value === undefined || value === false) return ''
  if (typeof value === 'object') throw new TypeError('Only a string or a number may stand inside an attribute')
  if (slot === 'name') return elementName(String(value))
  return escaped(slot === 'url' ? safeUrl(String(value)) : String(value))
}

function inText(value: Value): string {
  if (typeof value === 'string') return escaped(value)
  if (value === null || value === undefined || value === false) return ''
  if (typeof value !== 'object') return String(value)
  if (markup in value) return value[markup]
  if (pairs in value) throw new TypeError('attributes() may stand only inside a tag')
  let text = ''
  for (const one of value) text += inText(one)
  return text
}

function attribute(name: string, value: AttributeValue): string {
  if (value === null || value === undefined) return ''
  if (!attributeName.test(name)) throw new TypeError('Not the name of an attribute')
  if (typeof value === 'boolean' && !wordValued.test(name)) return value ? ` ${name}` : ''
  const text = String(value)
  return ` ${name}="${escaped(urlBearing.test(name) ? safeUrl(text) : text)}"`
}

/** An address that cannot run script: a scheme other than these is replaced by one that leads nowhere. */
function safeUrl(address: string): string {
  // Browsers drop control characters and spaces before reading the scheme, so they are dropped here too.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters a browser would drop
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase()
  return scheme === undefined || safeSchemes.has(scheme) ? address : 'about:invalid'
}

function elementName(name: string): string {
  if (!/^[a-z0-9]+$/.test(name)) throw new TypeError('Not the name of an element')
  return name
}

const special = /[&<>"']/
const everySpecial = /[&<>"']/g
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const attributeName = /^(?!on)[a-z_:][a-z0-9_:.-]*$/i
const wordValued = /^(aria|data)-/
const safeSchemes = new Set(['http', 'https', 'mailto', 'tel', 'sms'])
