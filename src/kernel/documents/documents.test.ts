import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import sharp from 'sharp'
import {
  documentsOf,
  examine,
  keepDocument,
  largestDocument,
  NotFound,
  Refused,
  readDocument,
  sweepOrphans,
} from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openedCase, openOffice, type Referred } from '../../../test/umbrellas.ts'

let office: Office
let one: Referred
before(async () => {
  office = await openOffice()
  one = await openedCase(office, 'with documents')
})
after(() => office.close())

const keep = async (bytes: Buffer, fileName = 'umbrella.png') => {
  const found = await examine(office.house, bytes)
  return office.as('officer', tx =>
    keepDocument(tx, { caseId: one.caseId, title: 'The umbrella', fileName, bytes, found }),
  )
}
const tomorrow = new Date(Date.now() + 86_400_000) // files carry the disk's own time
const names = async () => [...(await office.house.documents.namesBefore(tomorrow))].sort()
const code = (wanted: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === wanted

/** A picture that says where it was taken. */
const picture = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .withExif({ IFD0: { Copyright: 'Taken at number twelve' } })
    .jpeg()
    .toBuffer()

test('a picture is kept as it came, and shown only as drawn afresh, without what it carried', async () => {
  const bytes = await picture()
  const id = await keep(bytes, '../../etc/umbrella.exe')
  const [listed] = await office.as('officer', tx => documentsOf(tx, { caseId: one.caseId }))
  assert.deepEqual(
    [listed?.id, listed?.type, listed?.bytes, listed?.hasDisplay],
    [id, 'image/jpeg', bytes.length, true],
  )
  const original = await office.as('officer', tx => readDocument(tx, id, 'original'))
  assert.deepEqual(original.bytes, bytes)
  const shown = await office.as('officer', tx => readDocument(tx, id, 'display'))
  assert.equal(shown.type, 'image/jpeg')
  assert.ok(bytes.includes('number twelve') && !shown.bytes.includes('number twelve'))
})

test('a file is what its bytes say, and what is no picture is only ever downloaded', async () => {
  const id = await keep(Buffer.from('<script>alert(1)</script>'), 'holiday.jpg')
  const kept = await office.as('officer', tx => readDocument(tx, id, 'original'))
  assert.equal(kept.type, 'application/octet-stream')
  await assert.rejects(
    office.as('officer', tx => readDocument(tx, id, 'display')),
    NotFound,
  )
})

test('a damaged picture is kept and never shown', async () => {
  const bytes = (await picture()).subarray(0, 200)
  const id = await keep(bytes)
  await assert.rejects(
    office.as('officer', tx => readDocument(tx, id, 'display')),
    NotFound,
  )
  assert.deepEqual((await office.as('officer', tx => readDocument(tx, id, 'original'))).bytes, bytes)
})

test('an empty file and one too large are refused, and leave nothing behind', async () => {
  const before = await names()
  await assert.rejects(keep(Buffer.alloc(0)), code('document-empty'))
  await assert.rejects(keep(Buffer.alloc(largestDocument + 1)), code('document-too-large'))
  assert.deepEqual(await names(), before)
})

test('what lies on the disk is sealed, and a change to it is noticed', async () => {
  const id = await keep(Buffer.from('The handle is a duck’s head'))
  const sealed = await office.house.documents.read(id)
  assert.ok(!sealed.includes('duck'))
  sealed[20]! ^= 1
  await office.house.documents.write(id, sealed)
  await assert.rejects(office.as('officer', tx => readDocument(tx, id, 'original')))
})

test('one document’s file put in another’s place does not open', async () => {
  const [first, second] = [await keep(Buffer.from('first')), await keep(Buffer.from('second'))]
  await office.house.documents.write(second, await office.house.documents.read(first))
  await assert.rejects(office.as('officer', tx => readDocument(tx, second, 'original')))
})

test('a document is not there for whoever may not see its case, and the attempt is in the audit', async () => {
  const id = await keep(randomBytes(64))
  await assert.rejects(
    office.as('refuge', tx => readDocument(tx, id, 'original')),
    NotFound,
  )
  const [row] = await office.seen('select result, documents from kernel.audit order by position desc limit 1')
  assert.deepEqual(row, { result: 'not-found', documents: [id] })
})

test('files of a transaction that failed are swept away, and none that a document names, nor any that is new', async () => {
  const kept = await keep(await picture())
  await sweepOrphans(office.database, aWednesday, tomorrow)
  const before = await names()
  const bytes = await picture()
  const found = await examine(office.house, bytes)
  const failing = office.as('officer', async tx => {
    await keepDocument(tx, { caseId: one.caseId, title: 'Lost', fileName: 'lost.png', bytes, found })
    throw new Error('the lights went out')
  })
  await assert.rejects(failing, /lights/)
  assert.equal((await names()).length, before.length + 2)
  assert.equal(await sweepOrphans(office.database, aWednesday, new Date(Date.now() - 3_600_000)), 0)
  assert.equal(await sweepOrphans(office.database, aWednesday, tomorrow), 2)
  assert.deepEqual(await names(), before)
  assert.ok((await names()).includes(kept))
})

test('a file whose transaction has not ended is nobody’s to sweep away, whatever the clock says', async () => {
  const words = Buffer.from('Written while the clock jumped')
  const found = await examine(office.house, words)
  const id = await office.as('officer', async tx => {
    const now = { caseId: one.caseId, title: 'Now', fileName: 'now.txt', bytes: words, found }
    const keeping = await keepDocument(tx, now)
    assert.equal(await sweepOrphans(office.database, aWednesday, tomorrow), 0)
    return keeping
  })
  const { bytes } = await office.as('officer', tx => readDocument(tx, id, 'original'))
  assert.deepEqual(bytes, words)
})

test('a file whose name holds what no keyboard types is kept under what is left of it', async () => {
  const id = await keep(randomBytes(64), 'a\0b\u001b.bin')
  const { fileName } = await office.as('officer', tx => readDocument(tx, id, 'original'))
  assert.equal(fileName, 'ab.bin')
})

test('a name cannot be turned round to end otherwise than it does', async () => {
  const id = await keep(randomBytes(64), 'holiday\u202egpj.exe')
  const { fileName } = await office.as('officer', tx => readDocument(tx, id, 'original'))
  assert.equal(fileName, 'holidaygpj.exe')
})

test('the id of a document that one may not see, sent with a file, harms nothing', async () => {
  const [kept, other] = [await openedCase(office, 'kept from most'), await openedCase(office, 'open to them')]
  const words = Buffer.from('Number twelve, by the sea')
  const put = (caseId: Referred['caseId'], bytes: Buffer, id?: Awaited<ReturnType<typeof keep>>) =>
    office.as('officer', async tx =>
      keepDocument(tx, {
        ...{ id, caseId, title: 'A letter', fileName: 'a.txt', bytes },
        found: await examine(office.house, bytes),
      }),
    )
  const id = await put(kept.caseId, words)
  const sensitivity = (now: string) =>
    office.seen('update kernel.cases set sensitivity = $2 where id = $1', [kept.caseId, now])
  await sensitivity('restricted')
  assert.notEqual(await put(other.caseId, Buffer.from('Something else'), id), id)
  assert.notEqual(await put(other.caseId, words, id), id)
  await sensitivity('ordinary')
  assert.notEqual(await put(other.caseId, words, id), id)
  assert.deepEqual((await office.as('officer', tx => readDocument(tx, id, 'original'))).bytes, words)
})
