import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { workOnce } from '#kernel'
import { matchAll, matchJob } from '#matching'
import { personIn } from '../../test/decided.ts'
import { aWednesday } from '../../test/house.ts'
import { indexed, tell } from '../../test/matching-records.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { reviewing } from './pair.ts'

let hub: TestHub
let triage: Worker
let wren: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  wren = await hub.worker('triageToo')
})
after(() => hub.it.close())

const compared = async () => {
  while (await workOnce(hub.it.database, [matchJob], aWednesday));
}
type OfOne = Readonly<{ report: string; record: string; page: string }>
/** Reports that each tell of somebody of that name, compared as the worker does. */
async function told(family: string, count: number): Promise<readonly OfOne[]> {
  const all: OfOne[] = []
  for (let i = 0; i < count; i++) {
    const { id } = await hub.report({ given: 'Isolde', family })
    const record = await personIn(hub, id)
    all.push({ report: `/hub/reports/${id}`, record, page: `/hub/reports/${id}/people/${record}` })
  }
  await compared()
  return all
}
async function pairOf(one: OfOne, other: OfOne): Promise<string> {
  const [row] = await hub.rows<{ id: string }>(
    'select id from matching.suggestions where record_a = any ($1) and record_b = any ($1)',
    [[one.record, other.record]],
  )
  return `/hub/matches/${row!.id}`
}
async function look(who: Worker, path: string) {
  await who.post('/hub/open', { subject: reviewing, purpose: 'triage', to: path })
  return who.get(path)
}
const seenOn = ({ html }: { html: string }) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
const reviewOn = ({ html }: { html: string }) => /name="review" value="([^"]+)"/.exec(html)?.[1] ?? ''
async function say(who: Worker, pair: string, verdict: string, reason: string) {
  return who.post(pair, { verdict, reason, seen: seenOn(await look(who, pair)) })
}
const personOf = async ({ record }: OfOne) =>
  (
    await hub.rows<{ person_id: string }>(
      'select person_id from kernel.person_links where record_id = $1 and ends_at is null',
      [record],
    )
  )[0]?.person_id

test('to join two over a third who was said to be different is refused, and the page leads to where that was said', async () => {
  const [a, b, c] = (await told('Overthird', 3)) as [OfOne, OfOne, OfOne]
  const [ab, ac, bc] = [await pairOf(a, b), await pairOf(a, c), await pairOf(b, c)]
  await say(triage, ac, 'different', 'Twins: I met both')
  assert.equal((await say(wren, bc, 'same', 'One number')).status, 303)
  const page = await look(wren, ab)
  assert.match(page.words, /another record of whoever the other is are different people/)
  assert.ok(page.links.includes(ac))
  const refused = await say(wren, ab, 'same', 'One number, too')
  assert.equal(refused.status, 422)
  assert.match(refused.words, /Somebody said that these are different people/)
  assert.ok(refused.html.includes('One number, too'), 'what was typed is not lost')
  assert.equal(await personOf(a), undefined)
})

test('who is this says of whom somebody was said to be another, and refuses to link them to that person', async () => {
  const [d, e, f] = (await told('Askedfor', 3)) as [OfOne, OfOne, OfOne]
  const de = await pairOf(d, e)
  await say(triage, de, 'different', 'Twins')
  await say(triage, await pairOf(e, f), 'same', 'One address')
  await wren.open(d.report, 'triage')
  const page = await wren.get(d.page)
  assert.match(page.words, /Somebody said that Isolde Askedfor and another told of here are different people/)
  assert.ok(page.links.includes(de))
  const refused = await wren.post(`${d.page}/link`, { same: f.record, reason: 'It looks right' })
  assert.equal(refused.status, 422)
  assert.match(refused.words, /stands until it is taken back/)
  assert.ok(refused.links.includes(de) && refused.html.includes('It looks right'))
  assert.equal(await personOf(d), undefined)
})

test('whoever may not see the record that stands against a link is refused it, and told of no record', async () => {
  const [a, b, c] = (await told('Hiddenly', 3)) as [OfOne, OfOne, OfOne]
  const ac = await pairOf(a, c)
  await say(triage, ac, 'different', 'Twins: I met both')
  await say(triage, await pairOf(b, c), 'same', 'One number')
  await hub.rows("update kernel.reports set sensitivity = 'sealed' where id = $1", [c.report.split('/').at(-1)])
  await wren.open(a.report, 'triage')
  assert.doesNotMatch((await wren.get(a.page)).words, /different people/)
  const refused = await wren.post(`${a.page}/link`, { same: b.record, reason: 'It looks right' })
  assert.equal(refused.status, 422)
  assert.match(refused.words, /Somebody said that these are different people/)
  assert.ok(!refused.html.includes(c.record) && !refused.html.includes(ac))
  assert.equal(await personOf(a), undefined)
})

test('what was said of two can be read and taken back where one of them was deleted', async () => {
  const [a, b] = (await told('Deletedly', 2)) as [OfOne, OfOne]
  const pair = await pairOf(a, b)
  await say(triage, pair, 'different', 'Twins')
  await hub.rows('update kernel.person_records set disposed_at = now() where id = $1', [b.record])
  await wren.open(a.report, 'triage')
  assert.ok((await wren.get(a.page)).links.includes(pair))
  const page = await look(wren, pair)
  assert.match(page.words, /These two are compared no more.*Not the same person This stands/)
  const taken = await wren.post(`${pair}/undo`, { review: reviewOn(page), reason: 'One, after all' })
  assert.equal(taken.to, `${pair}?done=undone`)
  assert.match((await wren.get(taken.to!)).words, /Taken back One, after all/)
})

test('the page of a person says of whom each record was called another, to whoever sees both, though they are not alike', async () => {
  const [b, x] = (await told('Pageoften', 2)) as [OfOne, OfOne]
  const pair = await pairOf(b, x)
  await say(triage, pair, 'different', 'Twins: I met both')
  await say(wren, pair, 'unsure', 'Not so sure')
  await hub.rows('delete from matching.suggestions where id = $1', [pair.split('/').at(-1)])
  await triage.open(b.report, 'triage')
  await triage.post(`${b.page}/link`, { same: 'new', reason: 'Nobody known' })
  const address = `/hub/people/${await personOf(b)}`
  const page = await triage.open(address, 'triage')
  assert.match(page.words, /Said to be somebody else Isolde Pageoften and Isolde Pageoften.*linked to nobody/)
  assert.ok(page.links.includes(pair))
  await hub.rows("update kernel.reports set sensitivity = 'sealed' where id = $1", [x.report.split('/').at(-1)])
  const less = await triage.get(address)
  assert.equal(less.status, 200)
  assert.doesNotMatch(less.words, /Said to be somebody else/)
  assert.ok(!less.html.includes(pair) && !less.html.includes(x.record))
})

test('a person of whom two records were called different says so first, though somebody doubts it', async () => {
  const [a, b] = (await told('Bothofone', 2)) as [OfOne, OfOne]
  const pair = await pairOf(a, b)
  await say(triage, pair, 'same', 'One number')
  await hub.rows('alter table kernel.person_differences disable trigger refuse_contradiction')
  await hub.rows(
    `insert into kernel.person_differences select record_a, record_b, by_user, at, 'Twins' from matching.reviews
      where record_a in ($1, $2) and record_b in ($1, $2)`,
    [a.record, b.record],
  )
  await hub.rows('alter table kernel.person_differences enable trigger refuse_contradiction')
  const page = await triage.open(`/hub/people/${await personOf(a)}`, 'triage')
  assert.match(page.words, /Compare with Isolde Bothofone.{0,40} Said to be somebody else/)
  assert.match(
    page.words,
    /Said to be somebody else Isolde Bothofone, 1 of 2 and Isolde Bothofone.{0,60}Yet both are linked/,
  )
  assert.equal(page.words.match(/Yet both are linked/g)?.length, 1, 'each two once')
})

test('what stands is marked and can be taken back, though something was said after it and taken back', async () => {
  const [g, h] = (await told('Standsyet', 2)) as [OfOne, OfOne]
  const pair = await pairOf(g, h)
  await say(triage, pair, 'different', 'Sisters')
  await say(wren, pair, 'unsure', 'Not so sure')
  const doubted = await look(wren, pair)
  assert.match(doubted.words, /Not sure This stands.*Not the same person This stands Sisters/)
  assert.match(doubted.words, /“Not the same person” stands on, and can be taken back after it/)
  await wren.open(g.report, 'triage')
  assert.doesNotMatch(
    (await wren.get(g.report)).words,
    /same person as Isolde Standsyet/,
    'nobody proposes it meanwhile',
  )
  assert.match((await wren.get('/hub/matches?only=unsure')).words, /Isolde Standsyet and Isolde Standsyet/)
  assert.match((await wren.get(pair)).words, /They were said to be different people, and that stands/)
  await wren.post(`${pair}/undo`, { review: reviewOn(doubted), reason: 'Sure again' })
  const stands = await look(wren, pair)
  assert.match(stands.words, /Taken back Sure again.*Not sure Not so sure.*Not the same person This stands Sisters/)
  assert.match(stands.words, /Why was “Not the same person” wrong/)
  const taken = await wren.post(`${pair}/undo`, { review: reviewOn(stands), reason: 'One, after all' })
  assert.equal(taken.to, `${pair}?done=undone`)
  assert.equal(reviewOn(await look(wren, pair)), '')
  const elsewhere = await pairOf(...((await told('Elsewhere', 2)) as [OfOne, OfOne]))
  await look(wren, elsewhere)
  const wrong = await wren.post(`${elsewhere}/undo`, { review: reviewOn(stands), reason: 'x' })
  assert.equal(wrong.status, 404, 'a word is taken back where it was said')
})

test('after a link is undone nothing says that the two are one person, and they are asked about again', async () => {
  const [a, b] = (await told('Nomore', 2)) as [OfOne, OfOne]
  const pair = await pairOf(a, b)
  await say(triage, pair, 'same', 'One number')
  await wren.open(b.report, 'triage')
  await wren.post(`${b.page}/unlink`, { reason: 'A namesake: I have met both' })
  assert.doesNotMatch((await wren.get(b.page)).words, /Said to be one person/)
  assert.match((await wren.get(b.report)).words, /same person as Isolde Nomore/)
  const page = await look(wren, pair)
  assert.match(page.words, /Taken back A namesake: I have met both.*One person One number/)
  assert.deepEqual(await hub.rows('select state from matching.suggestions where id = $1', [pair.split('/').at(-1)]), [
    { state: 'open' },
  ])
})

test('whom to ask is said of somebody on a report before and after a person says who they are', async () => {
  await tell(hub.it.database, 'nhs-hospitals', [
    indexed('1', { given: 'Isolde', family: 'Stillknown', phone: '01632 960 001', born: '1990-04-02' }),
  ])
  const [one] = (await told('Stillknown', 1)) as [OfOne]
  assert.match((await triage.open(one.report, 'triage')).words, /Known to health: ask/)
  assert.equal((await triage.post(`${one.page}/link`, { same: 'new', reason: 'Nobody known' })).status, 303)
  const linked = await triage.get(one.report)
  assert.match(linked.words, /Linked to a known person.*Known to health: ask/)
})

test('a person leads to each pair of their records, and what was taken from them to where it may be said again', async () => {
  const one = { given: 'Cordelia', family: 'Machinelink', born: '1984-03-12', phone: '01632 960 555' }
  const all = ['1', '2', '3'].map(ref => indexed(ref, { ...one, address: '1 Rain Road', postcode: 'CV32 4AB' }))
  await tell(hub.it.database, 'warwickshire-police', all)
  await matchAll(hub.it.database, aWednesday)
  const officer = await hub.worker('triageToo')
  const [{ person_id, record_id }] = (await hub.rows<{ person_id: string; record_id: string }>(
    "select l.person_id, l.record_id from kernel.person_links l join kernel.person_names n using (record_id) where n.family_key = 'machinelink' and l.ends_at is null order by 2",
  )) as [{ person_id: string; record_id: string }]
  const address = `/hub/people/${person_id}`
  const page = await officer.open(address, 'triage')
  const compare = page.links.filter(link => link.startsWith('/hub/matches/'))
  assert.equal(compare.length, 6, 'each of three records with both of the others')
  assert.equal((await look(officer, compare[0]!)).heading, 'Are these one person?')
  const undone = await officer.post(`${address}/unlink`, { record: record_id, reason: 'Twin sister: I have met both' })
  const after = await officer.get(undone.to!)
  assert.match(after.words, /The link has been undone, and no program makes it again/)
  assert.match(after.words, /Taken from this person Cordelia Machinelink.*Twin sister: I have met both/)
  await matchAll(hub.it.database, new Date(aWednesday.getTime() + 1_000))
  const again = await officer.get(address)
  assert.match(again.words, /2 records that you may see are linked/)
  const back = again.links.filter(link => link.startsWith('/hub/matches/')).at(-1)!
  assert.equal((await say(officer, back, 'same', 'She was right, it is one')).status, 303)
  assert.doesNotMatch((await officer.get(address)).words, /Taken from this person/)
})
