import assert from 'node:assert/strict'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element
export type Given = Readonly<Record<string, string | readonly string[]>>
type Button = Readonly<{ words: string; name: string | undefined; value: string; to: string | undefined }>

/** A page as somebody without script meets it: its words, its form, and the buttons that send it. */
export type Seen = Readonly<{
  status: number
  title: string
  heading: string
  words: string
  html: string
  action: string | undefined
  /** What the form would send as it stands. */
  filled: readonly (readonly [string, string])[]
  buttons: readonly Button[]
  links: readonly string[]
  /** Fills the form in and presses a button, by its words; "Continue" when none is said. */
  press(given?: Given, words?: string): Promise<Seen>
}>

/** Opens an address as a person without script or cookies does; every page seen is held to what all pages promise. */
export async function visit(server: FastifyInstance, url: string): Promise<Seen> {
  return seen(server, await server.inject({ url }))
}

/** Fills in page after page and goes on from each, adding no files; fails where a page is not taken. */
export async function walk(from: Seen, answers: readonly Given[]): Promise<Seen> {
  let page = from
  for (const answer of answers) {
    page = await page.press(answer)
    assert.equal(page.status, 200, `${page.heading}: ${page.words.slice(0, 200)}`)
  }
  return page.heading === filesAsked ? await page.press({}) : page
}

/** Asked after all else, once. */
export const filesAsked = 'Do you want to add photos, recordings or documents?'

/** Sends pairs to an address, as a browser sends a form. */
export async function post(server: FastifyInstance, url: string, pairs: readonly (readonly [string, string])[]) {
  return server.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
  })
}

/** What an answer's page is and can do. */
export function seen(server: FastifyInstance, answer: LightMyRequestResponse): Seen {
  assert.equal(answer.headers['set-cookie'], undefined, 'the front door sets no cookie')
  const document = parse(answer.body)
  const all = elements(document)
  const form = all.find(one => one.tagName === 'form' && attribute(one, 'method') === 'post')
  const owned = all.filter(
    one => form && (elements(form).includes(one) || attribute(one, 'form') === attribute(form, 'id')),
  )
  const action = form && attribute(form, 'action')
  const filled = owned.flatMap(controls)
  const buttons = owned.filter(one => one.tagName === 'button').map(buttonOf)
  return {
    status: answer.statusCode,
    title: textOf(all.find(one => one.tagName === 'title')),
    heading: textOf(all.find(one => one.tagName === 'h1')),
    words: textOf(all.find(one => one.tagName === 'main')),
    html: answer.body,
    action,
    filled,
    buttons,
    links: all.filter(one => one.tagName === 'a').map(one => attribute(one, 'href') ?? ''),
    press: async (given = {}, words = 'Continue') => {
      const button =
        buttons.findLast(one => one.words === words) ?? buttons.findLast(one => one.words.startsWith(words))
      assert.ok(button && action, `a button "${words}" on "${textOf(all.find(one => one.tagName === 'h1'))}"`)
      const kept = filled.filter(([name]) => !Object.hasOwn(given, name))
      const typed = Object.entries(given).flatMap(([name, value]) => [value].flat().map(one => [name, one] as const))
      const pressed = button.name ? [[button.name, button.value] as const] : []
      return seen(server, await post(server, button.to ?? action, [...kept, ...typed, ...pressed]))
    },
  }
}

/** What a browser would send for one control as it stands. */
function controls(one: Element): readonly (readonly [string, string])[] {
  const name = attribute(one, 'name')
  if (!name) return []
  if (one.tagName === 'textarea') return [[name, textOf(one, false)]]
  if (one.tagName !== 'input') return []
  const ticked =
    !['radio', 'checkbox'].includes(attribute(one, 'type') ?? '') || attribute(one, 'checked') !== undefined
  return ticked ? [[name, attribute(one, 'value') ?? '']] : []
}

const buttonOf = (one: Element): Button => ({
  words: textOf(one),
  name: attribute(one, 'name'),
  value: attribute(one, 'value') ?? '',
  to: attribute(one, 'formaction'),
})

const attribute = (one: Element, name: string): string | undefined => one.attrs.find(each => each.name === name)?.value

const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : [])

const elements = (node: Node): readonly Element[] =>
  childrenOf(node).flatMap(child => ('tagName' in child ? [child, ...elements(child)] : elements(child)))

function textOf(node: Node | undefined, tidy = true): string {
  if (!node) return ''
  const text =
    'value' in node
      ? node.value
      : childrenOf(node)
          .map(child => textOf(child, false))
          .join('')
  return tidy ? text.replace(/\s+/g, ' ').trim() : text
}
