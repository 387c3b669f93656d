import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import { receive, type Told } from '#kernel'
import { caseRoutes } from '../src/casework/index.ts'
import { allRoutes } from '../src/commands/routes.ts'
import { hubRoutes } from '../src/hub/index.ts'
import { programmeRoutes } from '../src/programmes.ts'
import { cast, gather, type Part, seen } from './cast.ts'
import { aWednesday, type TestHouse, testHouse } from './house.ts'

/** The hub and casework of a whole house, on a database of its own, with the cast in it. */
export type TestHub = Readonly<{
  it: TestHouse
  server: FastifyInstance
  /** What the clock on the wall says now; a test may move it on. */
  clock: { at: Date }
  /** Somebody of the cast at a browser of their own, signed in. */
  worker(part: Part): Promise<Worker>
  /** A browser in which nobody has signed in. */
  stranger(): Worker
  /** A hate report as the public form sends it; returns its id, reference and receipt. */
  report(more?: Told): Promise<{ id: string; reference: string; receipt: string }>
  rows<Row extends Record<string, unknown> = Record<string, unknown>>(
    statement: string,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>
}>

/** With `whole`, every address of the installation and not the hub's alone. */
export async function testHub({ whole = false } = {}): Promise<TestHub> {
  const it = await testHouse()
  await gather(it.db.ownerUrl)
  const clock = { at: aWednesday }
  const { house, area } = it.built
  const routes = whole
    ? allRoutes(it.built)
    : [...hubRoutes({ house, area }), ...caseRoutes(), ...programmeRoutes(area)]
  const server = await it.server(routes, () => clock.at)
  const rows = <Row extends Record<string, unknown>>(statement: string, values: readonly unknown[] = []) =>
    seen<Row>(it.db.ownerUrl, statement, values)
  return {
    it,
    server,
    clock,
    rows,
    stranger: () => browser(server),
    worker: async part => {
      const worker = browser(server)
      const entered = await worker.post('/hub/sign-in', { user: cast[part].id })
      assert.equal(entered.status, 303)
      return worker
    },
    report: async (more = {}) => {
      const sendKey = randomUUID()
      const raw = { ...hateReport, ...more }
      const sent = { kind: 'hate', raw, source: 'public', language: 'en', sendKey } as const
      const { reference, receipt } = await receive(it.database, { actor: { kind: 'public' }, at: clock.at }, sent)
      const [row] = await rows<{ id: string }>('select id from kernel.reports where reference = $1', [reference])
      return { id: row!.id, reference, receipt }
    },
  }
}

/** What the public form sends, of a victim who gave a name and a telephone on which nobody may leave a message. */
export const hateReport: Told = {
  who: 'victim',
  danger: 'no',
  what: 'A man shouted at me in the market.\nHe did it twice.',
  kinds: ['words'],
  strands: ['race'],
  when: { precision: 'day', day: { day: '16', month: '11', year: '2026' } },
  where: { kind: 'online', link: 'A message on a site' },
  harm: ['upset'],
  before: 'no',
  suspects: [{ given: 'Barnaby', family: 'Testperson' }],
  named: 'yes',
  given: 'Ottilie',
  family: 'Examplewick',
  birth: { year: '1990', month: '4', day: '' },
  contactWanted: 'yes',
  phone: '01632 960 001',
  phoneUse: 'call',
  phoneSafe: 'no',
  safeTimes: 'Weekdays before 3pm',
  interpreter: 'no',
  police: 'yes',
  support: 'yes',
}

export type Fields = Readonly<Record<string, string | readonly string[]>>
export type Page = Readonly<{
  status: number
  to: string | undefined
  html: string
  words: string
  heading: string
  /** What the page's forms would send, by the address they are sent to. */
  forms: Readonly<Record<string, Readonly<Record<string, string>>>>
  links: readonly string[]
  answer: LightMyRequestResponse
}>
export type Worker = Readonly<{
  get(url: string): Promise<Page>
  post(url: string, fields?: Fields): Promise<Page>
  upload(url: string, fields: Fields, file: { name: string; type: string; bytes: Buffer }): Promise<Page>
  /** Says why a record is opened, and opens it. */
  open(url: string, purpose?: string): Promise<Page>
  cookie(): string
}>

/** A browser without script: it keeps a cookie, follows nothing by itself and sends forms as a browser does. */
export function browser(server: FastifyInstance): Worker {
  let cookie = ''
  const heard = (answer: LightMyRequestResponse): Page => {
    const [set] = [answer.headers['set-cookie']].flat()
    if (set) cookie = /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(set) ? '' : set.split(';')[0]!
    return pageOf(answer)
  }
  const send = async (url: string, type: string, payload: string | Buffer): Promise<Page> =>
    heard(
      await server.inject({
        method: 'POST',
        url,
        payload,
        headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', cookie },
      }),
    )
  const worker: Worker = {
    get: async url => heard(await server.inject({ url, headers: { cookie } })),
    post: (url, fields = {}) =>
      send(url, 'application/x-www-form-urlencoded', new URLSearchParams(pairs(fields)).toString()),
    upload: (url, fields, file) => {
      const { type, body } = multipart(fields, file)
      return send(url, type, body)
    },
    open: async (url, purpose = 'work-on-case') => {
      const subject = /[0-9a-f-]{36}/.exec(url)?.[0] ?? ''
      const opened = await worker.post('/hub/open', { subject, purpose, to: url })
      assert.equal(opened.status, 303, opened.words)
      return worker.get(opened.to!)
    },
    cookie: () => cookie,
  }
  return worker
}

const pairs = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]))

function multipart(fields: Fields, file: { name: string; type: string; bytes: Buffer }) {
  const edge = 'edge-of-a-test-form'
  const parts = pairs(fields).map(
    ([name, value]) => `--${edge}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: ${file.type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(parts.join('') + head), file.bytes, Buffer.from(`\r\n--${edge}--\r\n`)])
  return { type: `multipart/form-data; boundary=${edge}`, body }
}

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

function pageOf(answer: LightMyRequestResponse): Page {
  const isPage = String(answer.headers['content-type']).startsWith('text/html')
  const html = isPage ? answer.body : ''
  const all = elements(parse(html))
  const to = answer.headers.location
  return {
    status: answer.statusCode,
    to: typeof to === 'string' ? to : undefined,
    html,
    words: wordsOf(all.find(one => one.tagName === 'main')),
    heading: wordsOf(all.find(one => one.tagName === 'h1')),
    forms: Object.fromEntries(
      all.filter(one => one.tagName === 'form').map(one => [attribute(one, 'action') ?? '', filled(one)]),
    ),
    links: all.filter(one => one.tagName === 'a').map(one => attribute(one, 'href') ?? ''),
    answer,
  }
}

/** What a form holds as it stands: texts, what is chosen, and what is hidden. */
function filled(form: Element): Readonly<Record<string, string>> {
  const held: Record<string, string> = {}
  for (const one of elements(form)) {
    const name = attribute(one, 'name')
    if (!name) continue
    if (one.tagName === 'textarea') held[name] = rawText(one)
    if (one.tagName === 'select') {
      const chosen = elements(one).find(each => each.tagName === 'option' && attribute(each, 'selected') !== undefined)
      held[name] = (chosen && attribute(chosen, 'value')) ?? ''
    }
    if (one.tagName !== 'input') continue
    const ticked = !/^(radio|checkbox)$/.test(attribute(one, 'type') ?? '') || attribute(one, 'checked') !== undefined
    if (ticked) held[name] = attribute(one, 'value') ?? ''
  }
  return held
}

const attribute = (one: Element, name: string): string | undefined => one.attrs.find(each => each.name === name)?.value
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : [])
const elements = (node: Node): readonly Element[] =>
  childrenOf(node).flatMap(child => ('tagName' in child ? [child, ...elements(child)] : elements(child)))
const rawText = (node: Node): string => ('value' in node ? node.value : childrenOf(node).map(rawText).join(' '))
const wordsOf = (node: Node | undefined): string => (node ? rawText(node).replace(/\s+/g, ' ').trim() : '')
