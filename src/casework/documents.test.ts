import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { referred } from '../../test/decided.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
let officer: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  officer = await hub.worker('officer')
})
after(() => hub.it.close())

/** A case at its start, with the officer's reason for opening it stated. */
async function aCase(): Promise<string> {
  const { caseId } = await referred(hub, triage)
  await officer.open(`/hub/cases/${caseId}`)
  return caseId
}

/** Adds a file, and returns its document. */
async function added(caseId: string, name: string, type: string, bytes: Buffer) {
  const kept = await officer.upload(
    `/hub/cases/${caseId}/documents`,
    { title: `A file called ${name}` },
    { name, type, bytes },
  )
  assert.equal(kept.status, 303, kept.words)
  const [row] = await hub.rows<{ id: string; type: string; display_type: string | null }>(
    'select id, type, display_type from kernel.documents where case_id = $1 order by id desc limit 1',
    [caseId],
  )
  return row!
}

test('a photograph is shown without the place it was taken, and its original is only downloaded', async () => {
  const id = await aCase()
  const withPlace = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#345' } })
    .withExif({
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '52/1 17/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '1/1 35/1 0/1' },
    })
    .jpeg()
    .toBuffer()
  assert.ok((await sharp(withPlace).metadata()).exif)
  const { id: document } = await added(id, 'IMG.jpg', 'image/jpeg', withPlace)
  const picture = await officer.get(`/hub/documents/${document}/picture?of=${id}`)
  assert.equal(picture.answer.headers['content-type'], 'image/jpeg')
  assert.equal((await sharp(picture.answer.rawPayload).metadata()).exif, undefined)
  const original = await officer.get(`/hub/documents/${document}?of=${id}`)
  assert.equal(original.answer.headers['content-type'], 'application/octet-stream')
  assert.match(String(original.answer.headers['content-disposition']), /^attachment/)
  assert.match(String(original.answer.headers['content-security-policy']), /sandbox/)
  assert.deepEqual(original.answer.rawPayload, withPlace)
  const audit = await hub.rows(
    `select 1 from kernel.audit where action in ('document.picture', 'document.download') and documents @> array[$1::uuid] and result = 'done'`,
    [document],
  )
  assert.equal(audit.length, 2)
})

test('what could run, and what pretends to be a picture, is kept inert whatever type it claims', async () => {
  const id = await aCase()
  const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.from('/*<script>alert(1)</script>*/=1')])
  const hostile: readonly (readonly [string, string, Buffer])[] = [
    ['a.svg', 'image/svg+xml', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a.html', 'image/png', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['polyglot.gif', 'image/gif', gif],
    ['bomb.png', 'image/png', bomb()],
  ]
  for (const [name, type, bytes] of hostile) {
    const document = await added(id, name, type, bytes)
    assert.equal(document.display_type, null, name)
    assert.equal((await officer.get(`/hub/documents/${document.id}/picture?of=${id}`)).status, 404)
    const original = await officer.get(`/hub/documents/${document.id}?of=${id}`)
    assert.equal(original.answer.headers['content-type'], 'application/octet-stream', name)
    assert.equal(original.answer.headers['x-content-type-options'], 'nosniff')
  }
  const renamed = await added(
    id,
    'page.html',
    'text/html',
    await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
      .png()
      .toBuffer(),
  )
  assert.equal(renamed.type, 'image/png')
})

test('a file over 50 MB is refused with its title kept, and one of 50 MB is taken', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/documents`
  const most = 50 * 1024 * 1024
  const large = await officer.upload(
    url,
    { title: 'Too large a film' },
    { name: 'f.bin', type: 'video/mp4', bytes: Buffer.alloc(most + 1) },
  )
  assert.equal(large.status, 422)
  assert.match(large.words, /at most 50 MB/)
  assert.equal(large.forms[url]!.title, 'Too large a film')
  const taken = await officer.upload(
    url,
    { title: 'Just fits' },
    { name: 'f.bin', type: 'video/mp4', bytes: Buffer.alloc(most) },
  )
  assert.equal(taken.status, 303)
  const empty = await officer.upload(
    url,
    { title: 'Nothing in it' },
    { name: 'f.txt', type: 'text/plain', bytes: Buffer.alloc(0) },
  )
  assert.equal(empty.status, 422)
  assert.equal(empty.forms[url]!.title, 'Nothing in it')
})

test('a document is not to be had through a case it does not belong to, nor by anybody outside its own', async () => {
  const [one, two] = [await aCase(), await aCase()]
  const { id: document } = await added(one, 'a.txt', 'text/plain', Buffer.from('words'))
  assert.equal((await officer.get(`/hub/documents/${document}?of=${two}`)).status, 404)
  assert.equal((await officer.get(`/hub/documents/${document}`)).heading, 'Why do you need to see this?')
  const outsider = await hub.worker('community')
  await outsider.post('/hub/open', { subject: document, purpose: 'work-on-case', to: '/hub' })
  assert.equal((await outsider.get(`/hub/documents/${document}`)).status, 404)
})

/** A PNG that says it is 60,000 pixels square, in a few hundred bytes. */
function bomb(): Buffer {
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data])
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(body))
    return Buffer.concat([length, body, sum])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(60_000, 0)
  head.writeUInt32BE(60_000, 4)
  head.set([8, 0, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(60_001))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function crc(bytes: Buffer): number {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return ~sum >>> 0
}

test('the same file sent twice by one form, even at once, is kept once, and another file is another document', async () => {
  const id = await aCase()
  const form = (await officer.get(`/hub/cases/${id}/documents`)).forms[`/hub/cases/${id}/documents`]
  assert.match(form?.id ?? '', /^[0-9a-f-]{36}$/)
  const send = (bytes: Buffer) =>
    officer.upload(
      `/hub/cases/${id}/documents`,
      { title: 'A letter', id: form!.id! },
      { name: 'a.txt', type: 'text/plain', bytes },
    )
  const letter = Buffer.from('One letter')
  for (const sent of await Promise.all([send(letter), send(letter)])) assert.equal(sent.status, 303)
  assert.equal((await send(Buffer.from('Another letter'))).status, 303)
  const [row] = await hub.rows('select count(*)::int from kernel.documents where case_id = $1', [id])
  assert.deepEqual(row, { count: 2 })
})
