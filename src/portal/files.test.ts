import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import { filesAsked, type Given, type Seen, seen, visit } from '../../test/visitor.ts'
import { type TestHub, testHub } from '../../test/worker.ts'
import { portalRoutes } from './index.ts'

let hub: TestHub
let door: FastifyInstance
before(async () => {
  hub = await testHub()
  const { house, area } = hub.it.built
  door = await hub.it.server(portalRoutes({ house, area }))
})
after(() => hub.it.close())

const anonymous: readonly Given[] = [
  { who: 'victim' },
  { danger: 'no' },
  { what: 'He put this through my door' },
  { kinds: 'words' },
  { strands: 'race' },
  { 'when.precision': 'unknown' },
  { 'where.kind': 'unknown' },
  { harm: 'upset' },
  { before: 'no' },
  {},
  { named: 'no' },
]

async function untilFiles(): Promise<Seen> {
  let page = await visit(door, '/report/4/1')
  for (const answer of anonymous) page = await page.press(answer)
  assert.equal(page.heading, filesAsked)
  return page
}

type File = Readonly<{ name: string; bytes: Buffer }>

/** Presses a button of the page of files as a browser without script does, with files chosen. */
async function chosen(page: Seen, files: readonly File[], pressed = 'add'): Promise<Seen> {
  const line = '----what-stands-between'
  const head = (name: string, fileName?: string) =>
    `--${line}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n`
  const payload = Buffer.concat([
    ...page.filled
      .filter(([name]) => name !== 'files')
      .map(([name, value]) => Buffer.from(`${head(name)}${value}\r\n`)),
    ...files.flatMap(({ name, bytes }) => [Buffer.from(head('files', name)), bytes, Buffer.from('\r\n')]),
    Buffer.from(`${head('do')}${pressed}\r\n--${line}--\r\n`),
  ])
  const headers = { 'content-type': `multipart/form-data; boundary=${line}`, 'sec-fetch-site': 'same-origin' }
  return seen(door, await door.inject({ method: 'POST', url: page.action!, headers, payload }))
}

const photo = () =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: 'teal' } })
    .withExif({ IFD0: { Copyright: 'canary of the camera' }, IFD3: { GPSLatitude: '52/1 17/1 0/1' } })
    .jpeg()
    .toBuffer()
const rows = (where = 'true') =>
  hub.rows<{ id: string; file_name: string; type: string; display_type: string | null; report_id: string }>(
    `select d.id, d.file_name, d.type, d.display_type, d.report_id from kernel.documents d where ${where} order by d.file_name`,
  )
const reportOf = async (page: Seen) => {
  const reference = /SK-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(page.words)?.[0] ?? ''
  const [row] = await hub.rows<{ id: string }>('select id from kernel.reports where reference = $1', [reference])
  return row?.id ?? ''
}

test('files go with a report: the hub sees a picture without its place, and may only download the rest', async () => {
  const letter = { name: 'letter <b>.jpg', bytes: await photo() }
  const page = { name: 'page.html', bytes: Buffer.from('<script>alert(1)</script>') }
  const long = {
    name: 'recording.wav',
    bytes: Buffer.concat([Buffer.from('RIFF\x24\x00\x00\x00WAVEfmt '), Buffer.alloc(3_000_000)]),
  }
  let asked = await chosen(await untilFiles(), [letter, page, long])
  assert.equal(asked.status, 200)
  for (const { name } of [letter, page, long]) assert.ok(asked.words.includes(name), name)
  assert.deepEqual(await rows(), [], 'nothing names a file before the report is sent')
  asked = await chosen(asked, [{ name: 'wrong one.txt', bytes: Buffer.from('not this') }])
  asked = await asked.press({}, 'Remove wrong one.txt')
  assert.doesNotMatch(asked.words, /wrong one/)
  const check = await asked.press({})
  assert.equal(check.heading, 'Check your answers')
  assert.match(check.words, /recording.wav/)
  const done = await check.press({}, 'Send my report')
  assert.equal(done.heading, 'We have your report')
  const report = await reportOf(done)
  const kept = await rows(`report_id = '${report}'`)
  assert.deepEqual(
    kept.map(one => [one.file_name, one.type, one.display_type]),
    [
      [letter.name, 'image/jpeg', 'image/jpeg'],
      [page.name, 'application/octet-stream', null],
      [long.name, 'audio/wav', null],
    ],
  )
  const worker = await hub.worker('triage')
  const shown = await worker.open(`/hub/reports/${report}`, 'triage')
  assert.match(shown.words, /letter <b>.jpg.*came with the report/)
  const { answer: picture } = await worker.get(`/hub/documents/${kept[0]!.id}/picture?of=${report}`)
  assert.equal(picture.headers['content-type'], 'image/jpeg')
  assert.ok(!picture.rawPayload.includes('canary of the camera') && !picture.rawPayload.includes('Exif'))
  const { answer: inert } = await worker.get(`/hub/documents/${kept[1]!.id}?of=${report}`)
  assert.match(String(inert.headers['content-disposition']), /^attachment/)
  assert.equal(inert.rawPayload.toString(), page.bytes.toString(), 'the original is kept as it came')
})

test('sent twice, a report and its files are kept once; with a file more it is another report', async () => {
  const page = await chosen(await untilFiles(), [{ name: 'one.txt', bytes: Buffer.from('one') }])
  const check = await page.press({})
  const all = await Promise.all([1, 2, 3].map(() => check.press({}, 'Send my report')))
  const [report, ...same] = await Promise.all(all.map(reportOf))
  assert.ok(report && same.every(one => one === report))
  assert.equal((await rows(`report_id = '${report}'`)).length, 1)
  const more = await chosen(await check.press({}, 'Change the files you added'), [
    { name: 'two.txt', bytes: Buffer.from('two') },
  ])
  const later = await reportOf(await (await more.press({})).press({}, 'Send my report'))
  assert.notEqual(later, report)
  assert.equal((await rows(`report_id = '${later}'`)).length, 2)
})

test('a file that was swept away meanwhile is asked for again, and no word of the report is lost', async () => {
  const page = await chosen(await untilFiles(), [{ name: 'old.txt', bytes: Buffer.from('old') }])
  const check = await page.press({})
  for (const name of await hub.it.house.documents.namesBefore(new Date(Date.now() + 60_000)))
    if ((await hub.rows('select from kernel.documents where id::text = $1', [name.slice(0, 36)])).length === 0)
      await hub.it.house.documents.remove(name)
  const again = await check.press({}, 'Send my report')
  assert.equal(again.status, 422)
  assert.equal(again.heading, filesAsked)
  assert.match(again.words, /Part of this file is missing/)
  const sent = await (await again.press({})).press({}, 'Send my report')
  assert.equal(sent.heading, 'We have your report')
})

test('another language, the way back and a refused file lose none that was added', async () => {
  let page = await chosen(await untilFiles(), [{ name: 'kept.txt', bytes: Buffer.from('kept') }])
  page = await chosen(page, [{ name: 'empty.txt', bytes: Buffer.alloc(0) }])
  assert.equal(page.status, 422)
  assert.match(page.words, /empty.txt: This file is empty/)
  assert.match(page.words, /kept.txt/)
  page = await page.press({}, 'Back')
  assert.match((page.heading === filesAsked ? page : await page.press({})).words, /kept.txt/)
})
