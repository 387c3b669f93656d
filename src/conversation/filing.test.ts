/* Files added by whoever came back to a report. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import { sweepOrphans } from '#kernel'
import { cast, owner } from '../../test/cast.ts'
import { type Seen, seen, visit } from '../../test/visitor.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
before(async () => {
  hub = await testHub({ whole: true })
  triage = await hub.worker('triage')
})
after(() => hub.it.close())

/** A form of files as a browser without script sends it. */
async function sent(page: Seen, deed: string, file?: Buffer): Promise<Seen> {
  const form = new FormData()
  for (const [name, value] of page.filled) if (name !== 'files') form.append(name, value)
  if (file) form.append('files', new Blob([new Uint8Array(file)]), 'garden.png')
  form.append('do', deed)
  const whole = new Response(form)
  const answer = await hub.server.inject({
    method: 'POST',
    url: '/return',
    headers: { 'content-type': whole.headers.get('content-type') ?? '', 'sec-fetch-site': 'same-origin' },
    payload: Buffer.from(await whole.arrayBuffer()),
  })
  return seen(hub.server, answer)
}
const picture = () =>
  sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
    .png()
    .toBuffer()
const documents = (id: string) =>
  hub.rows<{ id: string; type: string; by_user: string | null; sealed: boolean }>(
    'select id, type, by_user, sealed_key is not null as sealed from kernel.documents where report_id = $1',
    [id],
  )

test('a photo is added, once however often it is sent, told to whoever works on it, and goes with the report', async () => {
  const { receipt, id } = await hub.report()
  const page = await (await visit(hub.server, '/return')).press({ code: receipt })
  const asked = await sent(page, 'files')
  assert.equal(asked.heading, 'Do you want to add photos, recordings or documents?')
  const nothing = await sent(asked, 'next')
  assert.match(nothing.words, /Choose a file to send/)
  const held = await sent(asked, 'add', await picture())
  assert.match(held.words, /garden\.png/)
  assert.deepEqual(await documents(id), [], 'nothing is kept before it is sent')
  const done = await sent(held, 'next')
  assert.match(done.words, /Your files have been sent.*You added files/)
  await sent(held, 'next')
  const [document, ...more] = await documents(id)
  assert.deepEqual(more, [])
  assert.deepEqual({ ...document, id: '' }, { id: '', type: 'image/png', by_user: null, sealed: true })

  const shown = await triage.open(`/hub/reports/${id}/conversation`, 'triage')
  assert.match(shown.words, /Added files: see the documents/)
  assert.equal((await triage.get(`/hub/documents/${document!.id}?of=${id}`)).status, 200)

  const names = () => hub.it.house.documents.namesBefore(new Date('2100-01-01'))
  assert.ok((await names()).includes(document!.id))
  await owner(hub.it.db.ownerUrl, async client => {
    await client.query('begin')
    await client.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      `user:${cast.recordsKeeper.id}`,
      hub.it.at.toISOString(),
    ])
    await client.query(`select kernel.dispose(null, $1, 'x', gen_random_uuid())`, [id])
    await client.query('commit')
  })
  assert.deepEqual(
    (await documents(id)).map(one => one.sealed),
    [false],
  )
  assert.notEqual((await triage.get(`/hub/documents/${document!.id}?of=${id}`)).status, 200)
  await sweepOrphans(hub.it.database, hub.it.at, new Date('2100-01-01'))
  assert.deepEqual(
    (await names()).filter(name => name.startsWith(document!.id)),
    [],
  )
})

test('files sent over a line so slow that the page had waited are there again after the code, the last of them too', async () => {
  const { receipt, id } = await hub.report()
  const asked = await sent(await (await visit(hub.server, '/return')).press({ code: receipt }), 'files')
  const held = await sent(asked, 'add', await picture())
  hub.clock.at = new Date(hub.clock.at.getTime() + 61 * 60_000)
  try {
    const waited = await sent(held, 'next', await picture())
    assert.match(waited.words, /had waited for too long.*not lost/)
    const again = await waited.press({ code: receipt })
    assert.equal(again.heading, asked.heading)
    assert.equal(again.filled.filter(([name]) => name === 'held').length, 2)
    assert.deepEqual(await documents(id), [], 'nothing is sent by the code alone')
    assert.match((await sent(again, 'next')).words, /Your files have been sent/)
  } finally {
    hub.clock.at = hub.it.at
  }
  assert.equal((await documents(id)).length, 2)
})

test('what is no file of ours is not taken for one, and nothing of it is kept', async () => {
  const { receipt, id } = await hub.report()
  const page = await (await visit(hub.server, '/return')).press({ code: receipt })
  const asked = await sent(page, 'files')
  const forged = { ...asked, filled: [...asked.filled, ['held', 'forged'] as const] }
  assert.match((await sent(forged, 'next')).words, /Choose a file to send/)
  assert.deepEqual(await documents(id), [])
})
