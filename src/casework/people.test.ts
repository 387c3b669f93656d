import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { referred } from '../../test/decided.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let officer: Worker
let caseId: string
let [into, out] = ['', '']
before(async () => {
  hub = await testHub()
  officer = await hub.worker('officer')
  caseId = (await referred(hub, await hub.worker('triage'))).caseId
  ;[into, out] = [`/hub/cases/${caseId}/people/new`, `/hub/cases/${caseId}/people/out`]
})
after(() => hub.it.close())

const standing = () =>
  hub.rows<{ part: string; record_id: string }>(
    'select part, record_id from kernel.case_people where case_id = $1 and ends_at is null order by id',
    [caseId],
  )

test('somebody told of now is added to a case that a report became, once, and the chronology says so', async () => {
  assert.match((await officer.get(into)).heading, /Why do you need to see this/)
  await officer.open(`/hub/cases/${caseId}`)
  const page = await officer.get(into)
  const before = await standing()
  const form = {
    ...page.forms[into],
    'people.suspect.0.given': 'Hesper',
    'people.suspect.0.phone': '01632 960 031',
    'people.suspect.0.safe': 'yes',
    why: 'Named by a neighbour.',
  }
  const sent = await Promise.all(Array.from({ length: 4 }, () => officer.post(into, form)))
  assert.deepEqual([...new Set(sent.map(one => one.status))], [303], sent[0]!.words)
  assert.equal((await standing()).length, before.length + 1)
  const shown = await officer.open(sent[0]!.to!.replace(/#.*/, ''))
  for (const words of [
    /They have been added/,
    /Added to the case/,
    /Hesper/,
    /Named by a neighbour/,
    /Never leave a message/,
  ])
    assert.match(shown.words, words)
  const [audited] = await hub.rows(
    "select purpose, result from kernel.audit where action = 'case.people' and cases @> array[$1::uuid] limit 1",
    [caseId],
  )
  assert.deepEqual(audited, { purpose: 'work-on-case', result: 'done' })
})

test('a person of the report is offered, and added by their record in another part', async () => {
  const [other] = await hub.rows<{ id: string }>(
    `select p.record_id as id from kernel.report_people p join kernel.cases c on c.report_id = p.report_id
      where c.id = $1 and p.part = 'suspect'`,
    [caseId],
  )
  const page = await officer.get(into)
  assert.match(page.words, /Barnaby Testperson/)
  const sent = await officer.post(into, {
    ...page.forms[into],
    [`known.${other!.id}`]: 'witness',
    why: 'He was there.',
  })
  assert.equal(sent.status, 303, sent.words)
  assert.ok((await standing()).some(one => one.record_id === other!.id && one.part === 'witness'))
})

test('what is wrong is said at once, nothing typed is lost, and every link of the summary leads somewhere', async () => {
  const page = await officer.get(into)
  const bare = await officer.post(into, { ...page.forms[into] })
  assert.equal(bare.status, 422)
  assert.match(bare.words, /Enter or select somebody to add/)
  assert.match(bare.words, /Enter the reason/)
  const wrong = await officer.post(into, { key: 'x', 'people.suspect.0.phone': '12', why: 'Because.' })
  for (const words of [/open too long/, /Enter a phone number/, /Enter a name, or what else/])
    assert.match(wrong.words, words)
  assert.doesNotMatch(wrong.words, /Enter or select somebody/)
  assert.equal(wrong.forms[into]!.why, 'Because.')
  for (const { html, links } of [bare, wrong])
    for (const link of links.filter(each => each.startsWith('#') && each !== '#main-content'))
      assert.match(html, new RegExp(`id="${link.slice(1)}"`), link)
})

test('a part that holds one person and has them is not offered, nor filled by whoever sends it all the same', async () => {
  const orders = await hub.worker('ordersOfficer')
  const blank = await orders.get('/hub/cases/new?programme=orders')
  const opened = await orders.post('/hub/cases/new', {
    ...blank.forms['/hub/cases/new'],
    'people.protected.0.given': 'Isolde',
    'where.kind': 'unknown',
    contactable: 'yes',
    rationale: 'A threat was made.',
    lawfulBasis: hub.it.house.lawfulBases[0]!.id,
  })
  await orders.open(opened.to!)
  const url = `/hub/cases/${/[0-9a-f-]{36}/.exec(opened.to!)?.[0]}/people/new`
  const first = await orders.get(url)
  const form = { ...first.forms[url], 'people.subject.0.given': 'Cyril', why: 'Found by name.' }
  assert.equal((await orders.post(url, form)).status, 303)
  const page = await orders.get(url)
  assert.match(page.html, /people\.protected\./)
  assert.doesNotMatch(page.html, /people\.subject\./)
  const sent = await orders.post(url, { ...page.forms[url], 'people.subject.0.given': 'Dagny', why: 'Another.' })
  assert.equal(sent.status, 422)
  assert.match(sent.words, /one person only/)
  for (const link of sent.links.filter(each => each.startsWith('#') && each !== '#main-content'))
    assert.match(sent.html, new RegExp(`id="${link.slice(1)}"`), link)
})

test('somebody is taken out with a reason, and what was written of them stays', async () => {
  const [one] = (await standing()).filter(({ part }) => part === 'suspect')
  const page = await officer.get(out)
  const unsaid = await officer.post(out, { ...page.forms[out] })
  assert.equal(unsaid.status, 422)
  assert.match(unsaid.words, /Select who is taken out/)
  const form = { ...page.forms[out], who: `suspect ${one!.record_id}`, why: 'Another of that name.' }
  const sent = await officer.post(out, form)
  assert.equal(sent.status, 303, sent.words)
  assert.equal((await officer.post(out, form)).status, 303)
  assert.ok(!(await standing()).some(({ part, record_id }) => part === 'suspect' && record_id === one!.record_id))
  const shown = await officer.open(sent.to!.replace(/#.*/, ''))
  assert.match(shown.words, /Taken out of the case/)
  assert.match(shown.words, /Another of that name/)
})

test('whoever only reads a case or triages is not offered it, and comes to no form', async () => {
  const triage = await hub.worker('triage')
  const page = await triage.open(`/hub/cases/${caseId}`)
  assert.ok(!page.links.includes(into) && !page.links.includes(out))
  for (const url of [into, out]) {
    assert.equal((await triage.get(url)).status, 404)
    assert.equal((await triage.post(url, { why: 'x' })).status, 404)
  }
})
