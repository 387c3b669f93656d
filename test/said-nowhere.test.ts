/*
 * The product as a process of its own, and somebody who tells of harm, comes back, mistypes and meets faults: nothing that
 * it says or leaves lying holds a word of theirs, their code, or where they came from.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join, sep } from 'node:path'
import { after, before, test } from 'node:test'
import { owner } from './cast.ts'
import { openStage, type Stage } from './faults/stage.ts'

const hang = { timeout: 300_000 }

/** An address of this machine that is not the one it is asked at. */
const from = '127.77.66.55'
const canaries = {
  words: 'canarywords',
  given: 'Canarygiven',
  family: 'Canaryfamily',
  place: 'Canary Lane 77',
  phone: '01632 960 777',
  email: 'canary.mail@example.org',
  fileName: 'canary-photo.txt',
  fileWords: 'canaryinthefile',
  message: 'canarymessage',
  wrongCode: '7777-CANR-7777-CANR',
  address: 'canaryinanaddress',
  agent: 'CanaryBrowser/77',
  page: 'canarypage.example.org',
  forwarded: '203.0.113.77',
} as const
const looked: [what: string, words: string][] = [...Object.entries(canaries), ['where they came from', from]]

let stage: Stage
before(async () => {
  stage = await openStage({ seed: 1 })
}, hang)
after(() => stage?.close())

type Heard = Readonly<{ status: number; body: string; headers: string }>

/** Asks as a browser elsewhere does, behind a proxy that says for whom. */
function ask(path: string, method = 'GET', type = '', body: string | Buffer = ''): Promise<Heard> {
  const { hostname, port } = new URL(stage.product.url)
  const headers = {
    ...{ 'user-agent': canaries.agent, referer: `https://${canaries.page}/`, 'sec-fetch-site': 'same-origin' },
    ...{ 'x-forwarded-for': canaries.forwarded, cookie: `canary=${canaries.words}` },
    ...(type && { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
  }
  return new Promise((heard, failed) => {
    const asked = request({ hostname, port, path, method, headers, localAddress: from }, answer => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', some => {
        text += some
      })
      answer.on('end', () =>
        heard({ status: answer.statusCode ?? 0, body: text, headers: JSON.stringify(answer.headers) }),
      )
    })
    asked.on('error', failed)
    asked.end(body)
  })
}
const post = (path: string, given: Readonly<Record<string, string>>) =>
  ask(path, 'POST', 'application/x-www-form-urlencoded', new URLSearchParams(given).toString())
const json = (path: string, body: unknown) => ask(path, 'POST', 'application/json', JSON.stringify(body))

const hidden = (name: string, { body }: Heard): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''
const action = ({ body }: Heard): string => /<form id="question" method="post" action="([^"]*)"/.exec(body)?.[1] ?? ''

const answers: readonly Readonly<Record<string, string>>[] = [
  ...[
    { who: 'victim' },
    { danger: 'no' },
    { what: `He said ${canaries.words}` },
    { kinds: 'words' },
    { strands: 'race' },
  ],
  { 'when.precision': 'unknown' },
  { 'where.kind': 'place', 'where.typed': canaries.place },
  ...[
    { harm: 'upset' },
    { before: 'no' },
    { 'suspects.0.given': canaries.given, 'suspects.0.family': canaries.family },
  ],
  ...[{ named: 'yes' }, { given: canaries.given }, { family: canaries.family }, { contactWanted: 'yes' }],
  ...[
    { phone: canaries.phone },
    { phoneUse: 'call' },
    { phoneSafe: 'no' },
    { email: canaries.email },
    { emailSafe: 'yes' },
  ],
]
/** Whatever a page asks for is answered by its name; what is not ours to answer is left empty, or is no. */
function answerOn(page: Heard): Record<string, string> {
  const all: Record<string, string> = Object.assign({}, ...answers)
  const asked = Object.entries(all).filter(([name]) => page.body.includes(`name="${name}"`))
  const chosen = page.body.includes('value="as-typed"') ? { 'where.chosen': 'as-typed' } : {}
  const [, other] =
    asked.length === 0
      ? (/type="radio" value="no"|name="([\w.]+)"[^>]*type="radio"[^>]*value="no"/.exec(page.body) ?? [])
      : []
  return { ...Object.fromEntries(asked), ...chosen, ...(other && { [other]: 'no' }) }
}

/** From the first question to the page of all answers. */
async function toTheEnd(): Promise<Heard> {
  let page = await ask('/report/4/1')
  for (let pages = 0; pages < 60 && !page.body.includes('value="send"'); pages++)
    page = page.body.includes('id="files"')
      ? await withFile(page)
      : await post(action(page), { draft: hidden('draft', page), do: 'next', ...answerOn(page) })
  assert.ok(page.body.includes('value="send"'), page.body.replace(/<[^>]+>|\s+/g, ' ').slice(0, 600))
  return page
}

const withFile = (page: Heard): Promise<Heard> => {
  const part = (name: string, value: string, file = '') =>
    `--x77\r\ncontent-disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${value}\r\n`
  const body = `${part('draft', hidden('draft', page))}${part('files', canaries.fileWords, canaries.fileName)}${part('do', 'next')}--x77--\r\n`
  return ask(action(page), 'POST', 'multipart/form-data; boundary=x77', body)
}

test('somebody tells, comes back, mistypes and meets faults', hang, async () => {
  const check = await toTheEnd()
  const { words, fileName, given, family, phone, place } = canaries
  for (const told of [words, fileName, given, family, phone, place])
    assert.ok(check.body.includes(told), `${told} was told`)
  const sending = () => post(action(check), { draft: hidden('draft', check), do: 'send' })

  // Faults of ours, with all that they told in the statement that fails: then the line cut under it.
  const broken = (drop: string) =>
    owner(stage.ownerUrl(), client =>
      client.query(
        drop ||
          `create function public.broken() returns trigger language plpgsql as 'begin raise exception ''canary %'', new; end';
           create trigger broken before insert on kernel.person_names for each row execute function public.broken()`,
      ),
    )
  await broken('')
  assert.equal((await sending()).status, 500)
  await broken('drop function public.broken() cascade')
  stage.between.injure(() => 'is cut')
  assert.equal((await sending()).status, 503)
  stage.between.injure(undefined)

  const done = await sending()
  const receipt = /id="receipt"[^>]*>([0-9A-Z-]{19})</.exec(done.body)?.[1] ?? ''
  assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/)
  looked.push(['the code', receipt], ['the code in one word', receipt.replaceAll('-', '')])

  const back = await post('/return', { code: receipt })
  const written = await post('/return', { pass: hidden('pass', back), words: `And ${canaries.message}`, do: 'send' })
  assert.ok(written.body.includes(canaries.message), 'what was written is shown to whoever wrote it')
  for (let times = 0; times < 8; times++) await post('/return', { code: canaries.wrongCode })
  await post('/return', { code: `${receipt}0`, words: canaries.message, pass: 'broken' })
  await post('/report/4/3', { draft: `${hidden('draft', check).slice(0, -9)}broken`, what: canaries.words })
  await post('/report/4/3', { draft: hidden('draft', check), what: canaries.words.repeat(100_000) })
  await ask('/report/4/3', 'POST', 'multipart/form-data; boundary=x77', `--x77\r\n${canaries.words}`)
  await json('/files', { name: canaries.fileName, bytes: -1 })
  await json('/api/v1/reports', { kind: 'hate', answers: { what: canaries.words, suspects: canaries.given } })
  await json('/api/v1/reports', { kind: canaries.words, answers: canaries.words })
  await post('/help', { need: canaries.words, place: canaries.place })
  await post('/news', { email: canaries.email })
  for (const path of [
    `/${canaries.address}`,
    `/report/${canaries.address}?a=${canaries.words}`,
    `/pl/report/4/%zz${canaries.address}`,
  ])
    await ask(path)
})

test('no log, no other file and no measure of the product holds any of it', hang, async () => {
  const faults = stage.product.said.filter(line => line.startsWith('fault '))
  assert.ok(faults.length > 0, 'a fault was met, and told of')
  const metrics = await ask('/metrics')
  const places = new Map<string, string>([
    ['what it said', stage.product.said.join('\n')],
    ['what it measures', metrics.body + metrics.headers],
    ...filesIn(stage.product.folder),
  ])
  assert.ok(
    [...places.keys()].some(place => place.endsWith('.log')),
    `its log is looked into: ${[...places.keys()].join()}`,
  )
  const found = [...places].flatMap(([place, words]) =>
    looked
      .filter(([, canary]) => words.toLowerCase().includes(canary.toLowerCase()))
      .map(([what]) => `${what} in ${place}`),
  )
  assert.deepEqual(found, [])
})

/** Every file of the data folder, sealed documents with it, but for the tables themselves. */
function filesIn(folder: string): readonly (readonly [string, string])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(one => one.isFile())
    .map(one => join(one.parentPath, one.name))
    .filter(path => !path.startsWith(join(folder, 'postgres') + sep) || path.endsWith('.log'))
    .map(path => [path.slice(folder.length + 1), readFileSync(path, 'latin1')] as const)
}
