import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { cast } from '../../test/cast.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
let officer: Worker
let basis: string

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  officer = await hub.worker('officer')
  basis = hub.it.house.lawfulBases[0]!.id
})
after(() => hub.it.close())

/** A case at its start, with the officer's reason for opening it stated. */
async function aCase(more: Readonly<Record<string, string | readonly string[]>> = {}): Promise<string> {
  const report = await hub.report()
  const people = await hub.rows<{ record_id: string }>(
    `select record_id from kernel.report_people where report_id = $1 and part = 'victim'`,
    [report.id],
  )
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const url = `/hub/reports/${report.id}/people/${people[0]!.record_id}/decide`
  const decision = {
    what: 'refer',
    programme: 'hate',
    rationale: 'Afraid',
    lawfulBasis: basis,
    told: 'yes',
    view: 'agrees',
  }
  const decided = await triage.post(url, { ...decision, ...more })
  assert.equal(decided.status, 303, decided.words)
  const [row] = await hub.rows<{ id: string }>('select id from kernel.cases where report_id = $1', [report.id])
  await officer.open(`/hub/cases/${row!.id}`)
  return row!.id
}

const latest = async (caseId: string) =>
  (
    await hub.rows<{ id: string; step: string; answers: Record<string, string>; happened_at: Date; recorded_at: Date }>(
      'select id, step, answers, happened_at, recorded_at from kernel.chronology where case_id = $1 order by position desc limit 1',
      [caseId],
    )
  )[0]!

test('a case shows how to reach somebody safely, its clocks with their authority, and only the steps of its reader', async () => {
  const id = await aCase()
  const page = await officer.get(`/hub/cases/${id}`)
  assert.match(page.words, /Never leave a message/)
  assert.match(page.words, /Weekdays before 3pm/)
  assert.match(page.words, /Unverified|not yet signed locally/)
  const steps = page.links.filter(link => link.includes('/steps/')).map(link => link.split('/').at(-1))
  assert.deepEqual(steps, ['tryContact', 'contact', 'offerSupport', 'cannotContact', 'note'])
  await triage.open(`/hub/cases/${id}`)
  assert.equal((await triage.get(`/hub/cases/${id}`)).links.filter(link => link.includes('/steps/')).length, 0)
  assert.equal((await triage.get(`/hub/cases/${id}/steps/note`)).status, 409)
})

test('a step that is wrong says so all at once and keeps what was typed', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/steps/cannotContact`
  const page = await officer.post(url, {
    'take.seen': 'referred',
    why: 'No number works',
    'take.day.day': '40',
    'take.day.month': '1',
    'take.day.year': '2026',
  })
  assert.equal(page.status, 422)
  assert.match(page.words, /Enter the reason for this decision/)
  assert.match(page.words, /Select the lawful basis/)
  assert.match(page.words, /Enter the day it happened/)
  assert.equal(page.forms[url]!.why, 'No number works')
  assert.equal(page.forms[url]!['take.day.day'], '40')
  assert.equal((await latest(id)).step, 'opened')
})

test('a date that cannot be is said, and nothing is recorded, even where all else is right', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/steps/note`
  for (const when of [
    { 'take.day.day': '31', 'take.day.month': '2', 'take.day.year': '2026' },
    { 'take.day.day': '19', 'take.day.month': '11', 'take.day.year': '2026' },
    { 'take.time': '14:30' },
  ]) {
    const page = await officer.post(url, { 'take.seen': 'referred', note: 'Kept', ...when })
    assert.equal(page.status, 422)
    assert.equal(page.forms[url]!.note, 'Kept')
  }
  assert.equal((await latest(id)).step, 'opened')
})

test('what happened earlier keeps both times, and the page says when it was written down', async () => {
  const id = await aCase()
  const taken = await officer.post(`/hub/cases/${id}/steps/note`, {
    'take.seen': 'referred',
    note: 'Seen in town',
    'take.day.day': '17',
    'take.day.month': '11',
    'take.day.year': '2026',
    'take.time': '14:30',
  })
  assert.equal(taken.status, 303)
  const entry = await latest(id)
  assert.equal(entry.happened_at.toISOString(), '2026-11-17T14:30:00.000Z')
  assert.equal(entry.recorded_at.toISOString(), '2026-11-18T10:30:00.000Z')
  assert.match((await officer.get(`/hub/cases/${id}`)).words, /Written down 18 November 2026 at 10:30am/)
})

test('of two people who take a step at once one succeeds, and the other is told and keeps their words', async () => {
  const id = await aCase()
  const other = await hub.worker('officerToo')
  await other.open(`/hub/cases/${id}`)
  const url = `/hub/cases/${id}/steps/contact`
  const typed = (wishes: string) => ({ 'take.seen': 'referred', how: 'phone', wishes, safe: 'yes' })
  const both = await Promise.all([officer.post(url, typed('First words')), other.post(url, typed('Second words'))])
  assert.deepEqual(both.map(one => one.status).sort(), [303, 409])
  const told = both.find(one => one.status === 409)!
  assert.match(told.words, /Somebody else has moved this case/)
  assert.match(told.words, both[0] === told ? /First words/ : /Second words/)
  const taken = await hub.rows(`select 1 from kernel.chronology where case_id = $1 and step = 'contact'`, [id])
  assert.equal(taken.length, 1)
})

test('a question asked only after one answer stands under that answer', async () => {
  const id = await aCase()
  const supervisor = await hub.worker('hateSupervisor')
  await supervisor.open(`/hub/cases/${id}`)
  const url = `/hub/cases/${id}/steps/close`
  const page = await supervisor.get(url)
  assert.match(page.html, /govuk-radios__conditional[^>]*>.*?Why were they not asked\?/s)
  const missing = await supervisor.post(url, {
    'take.seen': 'referred',
    outcome: 'none',
    satisfied: 'notAsked',
    'take.rationale': 'x',
    'take.lawfulBasis': basis,
  })
  assert.equal(missing.status, 422)
  assert.match(missing.words, /Enter why they were not asked/)
})

test('an entry is corrected by a later one, with a reason, and both are shown', async () => {
  const id = await aCase()
  await officer.post(`/hub/cases/${id}/steps/note`, { 'take.seen': 'referred', note: 'The wrong street' })
  const entry = await latest(id)
  const url = `/hub/cases/${id}/entries/${entry.id}/correct`
  const page = await officer.get(url)
  assert.equal(page.forms[url]!.note, 'The wrong street')
  const bare = await officer.post(url, { note: 'The right street' })
  assert.equal(bare.status, 422)
  assert.match(bare.words, /Enter why this is being corrected/)
  assert.equal(bare.forms[url]!.note, 'The right street')
  const corrected = await officer.post(url, { note: 'The right street', 'take.correcting': 'I misheard' })
  assert.equal(corrected.status, 303)
  const shown = await officer.get(`/hub/cases/${id}`)
  for (const words of [/The wrong street/, /The right street/, /I misheard/]) assert.match(shown.words, words)
  assert.match(shown.html, /<s>Add a note<\/s>/)
  assert.ok(shown.links.includes(`#entry-${(await latest(id)).id}`))
  assert.equal((await officer.post(url, { note: 'Again', 'take.correcting': 'Again' })).status, 409)
  const [kept] = await hub.rows<{ answers: { note: string } }>('select answers from kernel.chronology where id = $1', [
    entry.id,
  ])
  assert.equal(kept!.answers.note, 'The wrong street')
})

test('an agency that takes part reads the case, answers for its own actions, and changes nothing else', async () => {
  const id = await aCase({
    tell: ['rugby-borough-council'],
    'actions.0.agency': 'rugby-borough-council',
    'actions.0.what': 'Mend the gate',
    'actions.0.due.day': '20',
    'actions.0.due.month': '11',
    'actions.0.due.year': '2026',
  })
  const council = await hub.worker('community')
  const list = await council.get('/hub')
  assert.match(list.words, /Action/)
  const page = await council.open(`/hub/cases/${id}`)
  assert.match(page.words, /Your agency takes part in this case/)
  assert.equal(page.links.filter(link => /steps|documents$|shares$|actions$|correct/.test(link)).length, 0)
  for (const more of ['documents', 'shares', 'actions'])
    assert.equal((await council.get(`/hub/cases/${id}/${more}`)).status, 404)
  const [action] = await hub.rows<{ id: string }>('select id from kernel.actions where case_id = $1', [id])
  await council.open(`/hub/actions/${action!.id}`)
  assert.equal((await council.post(`/hub/actions/${action!.id}`, {})).status, 422)
  const done = await council.post(`/hub/actions/${action!.id}`, { evidence: 'Mended on Tuesday' })
  assert.equal(done.to, `/hub/cases/${id}?done=action-done`)
  assert.match((await officer.get(`/hub/cases/${id}`)).words, /Mended on Tuesday/)
  const outsider = await hub.worker('refuge')
  await outsider.post('/hub/open', { subject: action!.id, purpose: 'work-on-case', to: '/hub' })
  assert.equal((await outsider.get(`/hub/actions/${action!.id}`)).status, 404)
})

test('an action is set on a case, and appears in its agency’s worklist', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/actions`
  const wrong = await officer.post(url, { what: 'Fit a lock', 'due.day': '1', 'due.month': '1', 'due.year': '2020' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.words, /Enter a day that has not passed/)
  assert.equal(wrong.forms[url]!.what, 'Fit a lock')
  const set = await officer.post(url, {
    what: 'Fit a lock',
    agency: 'rugby-borough-council',
    'due.day': '1',
    'due.month': '12',
    'due.year': '2026',
  })
  assert.equal(set.status, 303)
  const work = await hub.rows(
    `select 1 from kernel.work where case_id = $1 and queue = 'agency:rugby-borough-council'`,
    [id],
  )
  assert.equal(work.length, 1)
})

test('sharing records a power and a purpose, and lets an agency in only where that was chosen', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/shares`
  const typed = { agency: 'probation', what: 'That there is a risk', purpose: 'To keep her safe', power: basis }
  assert.equal((await officer.post(url, { agency: 'probation' })).status, 422)
  assert.equal((await officer.post(url, typed)).status, 303)
  assert.equal((await hub.rows('select 1 from kernel.case_agencies where case_id = $1', [id])).length, 0)
  assert.equal((await officer.post(url, { ...typed, join: 'yes' })).status, 303)
  assert.equal((await hub.rows('select 1 from kernel.case_agencies where case_id = $1', [id])).length, 1)
  assert.equal((await hub.rows('select 1 from kernel.shares where case_id = $1', [id])).length, 2)
})

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

test('every look at a case is audited under the reason that was stated', async () => {
  const id = await aCase()
  const supervisor = await hub.worker('hateSupervisor')
  await supervisor.post('/hub/open', {
    subject: id,
    purpose: 'supervise',
    note: 'Monthly check',
    to: `/hub/cases/${id}`,
  })
  await supervisor.get(`/hub/cases/${id}`)
  const rows = await hub.rows(
    `select purpose, note, result from kernel.audit where action = 'case.read' and actor = $1`,
    [`user:${cast.hateSupervisor.id}`],
  )
  assert.deepEqual(rows.at(-1), { purpose: 'supervise', note: 'Monthly check', result: 'done' })
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
