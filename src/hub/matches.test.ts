import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { workOnce } from '#kernel'
import { matchJob } from '#matching'
import { cast } from '../../test/cast.ts'
import { personIn } from '../../test/decided.ts'
import { aWednesday } from '../../test/house.ts'
import { indexed, tell } from '../../test/matching-records.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { reviewing } from './pair.ts'

let hub: TestHub
let triage: Worker
let outsider: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  outsider = await hub.worker('refuge')
})
after(() => hub.it.close())

/** Two reports that tell of the same or nearly the same person, compared as the worker does. */
async function toldTwice(one: Told, other: Told) {
  const reports = [await hub.report(one), await hub.report(other)]
  for (let worked = await workOnce(hub.it.database, [matchJob], aWednesday); worked; )
    worked = await workOnce(hub.it.database, [matchJob], aWednesday)
  const records = await Promise.all(reports.map(report => personIn(hub, report.id)))
  const [row] = await hub.rows<{ id: string }>(
    'select id from matching.suggestions where record_a = any ($1) and record_b = any ($1)',
    [records],
  )
  const [report] = reports
  const person = `/hub/reports/${report!.id}/people/${records[0]}`
  await triage.open(`/hub/reports/${report!.id}`, 'triage')
  return { report: report!, person, records, pair: row ? `/hub/matches/${row.id}` : undefined }
}
/** Any page of matching, once it has been said why. */
const look = async (path: string) => {
  await triage.post('/hub/open', { subject: reviewing, purpose: 'triage', to: path })
  return triage.get(path)
}
type Told = Parameters<typeof hub.report>[0]
const openLinks = (records: readonly string[]) =>
  hub.rows<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = any ($1) and ends_at is null',
    [records],
  )

test('whoever was told of before is suggested on the report, beside the question who this is, and in the queue', async () => {
  const { report, person, pair } = await toldTwice(
    { given: 'William', family: 'Matchsticker' },
    { given: 'Bill', family: 'Matchsticker' },
  )
  assert.ok(pair)
  const onReport = await triage.get(`/hub/reports/${report.id}`)
  assert.match(onReport.words, /the same person as Bill Matchsticker/)
  const asked = await triage.get(person)
  assert.match(asked.words, /Who they might be.*Bill Matchsticker.*same person.*[Tt]he same surname/)
  assert.match(asked.words, /How this was reckoned/)
  const queue = await look('/hub/matches')
  assert.match(queue.words, /(Bill|William) Matchsticker and (Bill|William) Matchsticker/)
  assert.ok(queue.html.includes(pair))
})

test('of whom more is known than a page shows, the page says that there are more', async () => {
  const often = { given: 'Thessaly', family: 'Overtold', phone: '01632 960 648' }
  const people = Array.from({ length: 25 }, (_, n) => indexed(`overtold ${n}`, often))
  await tell(hub.it.database, cast.triage.agency, people)
  const { report, person } = await toldTwice(
    { given: 'Thessaly', family: 'Overtold' },
    { given: 'Gwladys', family: 'Lonely' },
  )
  assert.match((await triage.get(`/hub/reports/${report.id}`)).words, /Thessaly Overtold.*and 19 or more others/)
  assert.match((await triage.get(person)).words, /These are the 20 likeliest\. There are more\./)
})

test('both records stand side by side, and where they differ it is said in words', async () => {
  const { pair } = await toldTwice(
    { given: 'Aloysius', family: 'Sidebyside', birth: { year: '1947', month: '', day: '' } },
    { given: 'Aloysious', family: 'Sidebyside', birth: { year: '1947', month: '11', day: '12' } },
  )
  const page = await look(pair!)
  assert.equal(page.heading, 'Are these one person?')
  assert.match(page.words, /Born (in 1947 12 November 1947|12 November 1947 in 1947) May be the same/)
  assert.match(page.words, /Name Aloys\w+ Sidebyside Aloys\w+ Sidebyside Differs/)
  assert.match(page.words, /Each bit above nought doubles the odds/)
})

test('to say that two are one person links them, with who and why, and can be taken back to the letter', async () => {
  const { pair, records } = await toldTwice({ given: 'Ivy', family: 'Takeback' }, { given: 'Ivy', family: 'Takeback' })
  await look(pair!)
  const without = await triage.post(pair!, { verdict: 'same', reason: '' })
  assert.equal(without.status, 422)
  assert.match(without.words, /Enter why you think so/)
  assert.equal((await openLinks(records)).length, 0)
  const said = await triage.post(pair!, { verdict: 'same', reason: 'She told us herself' })
  assert.equal(said.to, `${pair}?done=same`)
  const [one, other] = await openLinks(records)
  assert.equal(one?.person_id, other?.person_id)

  const person = await triage.open(`/hub/people/${one!.person_id}`, 'triage')
  assert.match(person.words, /2 records that you may see are linked.*She told us herself/)
  const queue = await triage.get('/hub/matches')
  assert.ok(!queue.html.includes(pair!))

  const page = await triage.get(pair!)
  const review = /name="review" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  assert.equal((await triage.post(`${pair}/undo`, { review, reason: '' })).status, 422)
  const undone = await triage.post(`${pair}/undo`, { review, reason: 'It was her sister' })
  assert.equal(undone.to, `${pair}?done=undone`)
  assert.equal((await openLinks(records)).length, 0)
  assert.match((await triage.get(pair!)).words, /Taken back It was her sister.*One person She told us herself/)
})

test('two who are different people are proposed no more, and two of whom nobody is sure stay in the queue', async () => {
  const twins = await toldTwice({ given: 'Romulus', family: 'Notsame' }, { given: 'Romulus', family: 'Notsame' })
  await look(twins.pair!)
  await triage.post(twins.pair!, { verdict: 'unsure', reason: 'No birth date' })
  assert.match((await triage.get('/hub/matches?only=unsure')).words, /Romulus Notsame.*Somebody was not sure/)
  await triage.post(twins.pair!, { verdict: 'different', reason: 'Father and son' })
  assert.ok(!(await triage.get('/hub/matches')).html.includes(twins.pair!))
  assert.doesNotMatch((await triage.get(twins.person)).words, /Who they might be.*the same person.*Is this somebody/)
  const differences = await hub.rows('select reason from kernel.person_differences where record_a = any ($1)', [
    twins.records,
  ])
  assert.deepEqual(differences, [{ reason: 'Father and son' }])
})

test('a verdict sent twice is said once, and nobody overrules unread what another has said meanwhile', async () => {
  const { pair, records } = await toldTwice(
    { given: 'Dot', family: 'Doubleclick' },
    { given: 'Dot', family: 'Doubleclick' },
  )
  const seen = seenOn(await look(pair!))
  const form = { verdict: 'same', reason: 'She showed her passport', seen }
  const sent = await Promise.all([triage.post(pair!, form), triage.post(pair!, form), triage.post(pair!, form)])
  assert.deepEqual(
    sent.map(answer => answer.to),
    Array(3).fill(`${pair}?done=same`),
  )
  const reviews = () => hub.rows('select verdict from matching.reviews where record_a = any ($1)', [records])
  assert.equal((await reviews()).length, 1)
  assert.equal((await openLinks(records)).length, 2)

  const late = await triage.post(pair!, { verdict: 'different', reason: 'They are sisters', seen })
  assert.equal(late.status, 422)
  assert.match(late.words, /Something was said of these two since you looked/)
  assert.ok(late.html.includes('They are sisters'), 'what was typed is not lost')
  assert.equal((await reviews()).length, 1)
  const read = await triage.post(pair!, { verdict: 'different', reason: 'They are sisters', seen: seenOn(late) })
  assert.match(read.words, /Somebody linked these records to one person. Undo that link first/)
})
const seenOn = ({ html }: { html: string }) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''

test('a record taken from a person is nobody’s again, and the reason is kept', async () => {
  const { pair, records } = await toldTwice({ given: 'Una', family: 'Unlinked' }, { given: 'Una', family: 'Unlinked' })
  await look(pair!)
  await triage.post(pair!, { verdict: 'same', reason: 'The same' })
  const [link] = await openLinks(records)
  const address = `/hub/people/${link!.person_id}`
  await triage.open(address, 'triage')
  assert.equal((await triage.post(`${address}/unlink`, { record: records[1]!, reason: '' })).status, 422)
  const gone = await triage.post(`${address}/unlink`, { record: records[1]!, reason: 'A namesake' })
  assert.equal(gone.to, `${address}?done=unlinked`)
  const ended = await hub.rows('select ended_reason from kernel.person_links where record_id = $1', [records[1]])
  assert.deepEqual(ended, [{ ended_reason: 'A namesake' }])
  const elsewhere = await triage.post(`${address}/unlink`, { record: records[1]!, reason: 'Again' })
  assert.equal(elsewhere.status, 404)
})

test('nobody outside the hub is shown a pair or a person, and each look is in the audit', async () => {
  const { pair, records } = await toldTwice(
    { given: 'Otto', family: 'Auditfall' },
    { given: 'Otto', family: 'Auditfall' },
  )
  for (const path of ['/hub/matches', pair!]) assert.equal((await outsider.get(path)).status, 404)
  await look(pair!)
  const [row] = await hub.rows<{ records: string[]; purpose: string }>(
    "select records, purpose from kernel.audit where action = 'match.read' and actor = $1 order by position desc limit 1",
    [`user:${cast.triage.id}`],
  )
  assert.deepEqual([...(row?.records ?? [])].sort(), [...records].sort())
  assert.equal(row?.purpose, 'triage')
})

test('a search as one types answers with nothing but what was found, and is in the audit once, never what was typed', async () => {
  await hub.report({ given: 'Zuleika', family: 'Typedfor' })
  const looks = () =>
    hub.rows<{ shown: number }>(
      "select a.*, a::text as words from kernel.audit a where action = 'person.find' and actor = $1 order by position",
      [`user:${cast.triage.id}`],
    )
  const before = (await looks()).length
  const ask = (sought: string, more: Told = { purpose: 'assess-risk' }) =>
    triage.post('/hub/people/typed', { sought, ...more })
  assert.match((await ask('nobodyatall')).html, /Nobody found/)
  assert.match((await ask('t')).html, /Add something/)
  assert.match((await ask('typed', {})).html, /why you need to see this/)
  assert.deepEqual(
    (await looks()).slice(before).map(row => row.shown),
    [0],
  )
  for (const typed of ['typed', 'typedf', 'typedfor zul']) {
    const found = await ask(typed)
    assert.match(found.html, /One person.*Zuleika Typedfor/s)
    assert.doesNotMatch(found.html, /<html|<form/)
  }
  assert.match((await ask('nobodyelse')).html, /Nobody found/)
  const rows = (await looks()).slice(before)
  assert.deepEqual(
    rows.map(row => row.shown > 0),
    [false, true],
  )
  assert.doesNotMatch(JSON.stringify(rows), /nobody(atall|else)|typed|zul/i)
})
