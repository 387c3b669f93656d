import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { decision, personIn } from '../../test/decided.ts'
import { hateReport, type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { whoActs } from './who-acts.ts'

let hub: TestHub
let triage: Worker
let officer: Worker
let supervisor: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  officer = await hub.worker('officer')
  supervisor = await hub.worker('hateSupervisor')
})
after(() => hub.it.close())

test('the path of a report: worklist, purpose, who is who, decision, case, contact, outcome', async () => {
  const report = await hub.report({ given: 'Philomena', family: 'Pathfinder' })
  const list = await triage.get('/hub')
  assert.match(list.words, new RegExp(report.reference))
  assert.doesNotMatch(list.words, /Pathfinder/)

  const why = await triage.get(`/hub/reports/${report.id}`)
  assert.equal(why.status, 200)
  assert.equal(why.heading, 'Why do you need to see this?')
  assert.doesNotMatch(why.words, /shouted/)

  const opened = await triage.open(`/hub/reports/${report.id}`, 'triage')
  assert.equal(opened.heading, `Report ${report.reference}`)
  assert.match(opened.words, /A man shouted at me in the market/)
  assert.match(opened.words, /Never leave a message/)
  assert.match(opened.words, /Unverified/)
  const audit = await hub.rows<{ purpose: string; result: string }>(
    `select purpose, result from kernel.audit where action = 'report.read' and actor = $1 and reports @> array[$2::uuid]`,
    [`user:${cast.triage.id}`, report.id],
  )
  assert.deepEqual(audit, [{ purpose: 'triage', result: 'done' }])

  const record = await personIn(hub, report.id)
  const person = `/hub/reports/${report.id}/people/${record}`
  const linked = await triage.post(`${person}/link`, { same: 'new', reason: 'Nobody of that name is known' })
  assert.equal(linked.to, `/hub/reports/${report.id}?done=linked`)

  const decided = await triage.post(
    `${person}/decide`,
    decision(hub, {
      tell: ['open-hands'],
      'actions.0.agency': 'open-hands',
      'actions.0.what': 'Ring her',
      'actions.0.due.day': '20',
      'actions.0.due.month': '11',
      'actions.0.due.year': '2026',
    }),
  )
  assert.equal(decided.to, `/hub/reports/${report.id}?done=decided`)
  assert.doesNotMatch((await triage.get('/hub')).words, new RegExp(report.reference))

  const [row] = await hub.rows<{ id: string; reference: string }>(
    'select id, reference from kernel.cases where report_id = $1',
    [report.id],
  )
  assert.match((await officer.get('/hub')).words, new RegExp(row!.reference))
  const file = await officer.open(`/hub/cases/${row!.id}`)
  assert.ok(file.links.includes(`/hub/cases/${row!.id}/steps/contact`))
  assert.ok(!file.links.includes(`/hub/cases/${row!.id}/steps/close`))

  const step = `/hub/cases/${row!.id}/steps/contact`
  const form = await officer.get(step)
  const took = await officer.post(step, { ...form.forms[step], how: 'phone', wishes: 'To be left alone', safe: 'yes' })
  assert.equal(took.to, `/hub/cases/${row!.id}?done=taken`)
  assert.match((await officer.get(took.to!)).words, /To be left alone/)

  await supervisor.open(`/hub/cases/${row!.id}`, 'supervise').catch(() => undefined)
  await supervisor.post('/hub/open', {
    subject: row!.id,
    purpose: 'supervise',
    note: 'Closing',
    to: `/hub/cases/${row!.id}`,
  })
  const close = `/hub/cases/${row!.id}/steps/close`
  const closing = await supervisor.get(close)
  const closed = await supervisor.post(close, {
    ...closing.forms[close],
    outcome: 'support',
    satisfied: 'very',
    'take.rationale': 'All done',
    'take.lawfulBasis': hub.it.house.lawfulBases[0]!.id,
  })
  assert.equal(closed.status, 303, closed.words)
  const [state] = await hub.rows('select state from kernel.cases where id = $1', [row!.id])
  assert.equal(state!.state, 'closed')
})

test('a decision says everything that is wrong at once and loses nothing that was typed', async () => {
  const report = await hub.report()
  const record = await personIn(hub, report.id)
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const url = `/hub/reports/${report.id}/people/${record}/decide`
  const page = await triage.post(url, {
    what: 'refer',
    told: 'no',
    view: 'objects',
    overrideWhy: 'kept words',
    tell: ['open-hands', 'probation'],
    'actions.0.what': '',
    'actions.1.what': 'Half an action',
    'actions.1.due.day': '31',
    'actions.1.due.month': '2',
    'actions.1.due.year': '2027',
  })
  assert.equal(page.status, 422)
  for (const wrong of [
    /Select where to refer them/,
    /Enter the reason/,
    /Select the lawful basis/,
    /Enter why they are not told/,
    /Select who is to do it \(action 2\)/,
    /Enter the day by which/,
  ])
    assert.match(page.words, wrong)
  const held = page.forms[url]!
  assert.equal(held.overrideWhy, 'kept words')
  assert.equal(held['actions.1.what'], 'Half an action')
  assert.equal(held['actions.1.due.day'], '31')
  assert.match(page.html, /value="probation" checked|checked[^>]*value="probation"/)
  for (const [, href] of page.html.matchAll(/error-summary__list.*?href="#([\w-]+)"/gs))
    assert.match(page.html, new RegExp(`id="${href}"`))
})

test('whoever decides whom to tell sees beside it which service the reporter named', async () => {
  const report = await hub.report({ police: 'no', support: 'yes', supportWhom: 'The Lantern House' })
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const page = await triage.get(`/hub/reports/${report.id}/people/${await personIn(hub, report.id)}/decide`)
  const [, beside = ''] = /What whoever reported said to this(.*)Nothing here is a lawful basis/s.exec(page.words) ?? []
  assert.match(beside, /The Lantern House/)
  assert.match(beside, /Do you want the police to contact you\?\s*No/)
})

test('who acts as a rule is said of a report that was not asked what the form asks today', () => {
  const { interpreter: _, ...before } = hateReport
  const { house, at } = hub.it
  assert.equal(whoActs({ kind: 'hate', answers: before }, house, at), 'police, a charity that supports people')
  assert.equal(
    whoActs({ kind: 'hate', answers: { ...before, police: 'no' } }, house, at),
    'a charity that supports people',
  )
})

test('a decision sent twice is one decision, and one that another has made is not overruled', async () => {
  const report = await hub.report()
  const record = await personIn(hub, report.id)
  const other = await hub.worker('triageToo')
  for (const worker of [triage, other]) await worker.open(`/hub/reports/${report.id}`, 'triage')
  const url = `/hub/reports/${report.id}/people/${record}/decide`
  const both = await Promise.all([triage.post(url, decision(hub)), triage.post(url, decision(hub))])
  assert.deepEqual(
    both.map(one => one.status),
    [303, 303],
  )
  assert.equal((await hub.rows('select id from kernel.decisions where report_id = $1', [report.id])).length, 1)

  const late = await other.post(url, decision(hub, { what: 'no-further-action', rationale: 'My own view of it' }))
  assert.equal(late.status, 409)
  assert.equal(late.forms[url]!.rationale, 'My own view of it')

  const replaced = await other.post(url, {
    ...decision(hub, { what: 'no-further-action', rationale: 'My own view of it' }),
    supersedes: late.forms[url]!.supersedes!,
  })
  assert.equal(replaced.status, 303)
  const page = await triage.get(`/hub/reports/${report.id}`)
  assert.match(page.words, /My own view of it/)
  assert.match(page.words, /The decision before it/)
  assert.match(page.words, /She is frightened to go to work/)
})

test('a record is linked to a person met before, and unlinked, each with a reason', async () => {
  const first = await hub.report({ given: 'Siân', family: 'O’Dúill-Kę' })
  const again = await hub.report({ given: 'sian', family: 'ODuill Ke' })
  const [one, two] = [await personIn(hub, first.id), await personIn(hub, again.id)]
  await triage.open(`/hub/reports/${again.id}`, 'triage')
  const url = `/hub/reports/${again.id}/people/${two}`
  const page = await triage.get(url)
  assert.match(page.words, /One person might be the same/)
  assert.match(page.html, new RegExp(`value="${one}"`))
  const bare = await triage.post(`${url}/link`, { same: one })
  assert.equal(bare.status, 422)
  assert.equal((await triage.post(`${url}/link`, { same: one, reason: 'Same telephone' })).status, 303)
  const links = await hub.rows<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = any ($1) and ends_at is null',
    [[one, two]],
  )
  assert.equal(links.length, 2)
  assert.equal(links[0]!.person_id, links[1]!.person_id)
  assert.equal((await triage.post(`${url}/unlink`, { reason: 'A cousin' })).status, 303)
  const after = await hub.rows<{ ended_reason: string | null }>(
    'select ended_reason from kernel.person_links where record_id = $1',
    [two],
  )
  assert.deepEqual(
    after.map(row => row.ended_reason),
    ['A cousin'],
  )
})

test('people are found by a form that is posted, whatever their capitals and accents, and the search is audited', async () => {
  await hub.report({ given: 'Łucja', family: 'Ångström' })
  const found = await triage.post('/hub/people', { sought: 'angstrom', purpose: 'assess-risk' })
  assert.match(found.words, /Łucja Ångström/)
  const vague = await triage.post('/hub/people', { sought: 'Ł', purpose: 'assess-risk' })
  assert.equal(vague.status, 422)
  assert.match(vague.words, /Add something/)
  const audit = await hub.rows(
    `select purpose from kernel.audit where action = 'person.find' and shown > 0 and actor = $1`,
    [`user:${cast.triage.id}`],
  )
  assert.deepEqual(audit, [{ purpose: 'assess-risk' }])
})

test('nobody is looked for without a reason, and one that asks for a note needs it', async () => {
  await hub.report({ given: 'Ottoline', family: 'Wherewithal' })
  const sent = { sought: 'wherewithal' }
  for (const why of [{}, { purpose: 'find-work' }, { purpose: '__proto__' }, { purpose: 'supervise' }]) {
    const page = await triage.post('/hub/people', { ...sent, ...why })
    assert.equal(page.status, 422, JSON.stringify(why))
    assert.doesNotMatch(page.words, /Ottoline/)
  }
  const found = await triage.post('/hub/people', { ...sent, purpose: 'supervise', note: 'The monthly sample' })
  assert.match(found.words, /Ottoline/)
  const [row] = await hub.rows(
    'select action, purpose, note, cardinality(records) as records, cardinality(reports) as reports from kernel.audit order by position desc limit 1',
  )
  const why = { purpose: 'supervise', note: 'The monthly sample' }
  assert.deepEqual(row, { action: 'person.find', ...why, records: 1, reports: 1 })
})

test('hostile words are shown as words', async () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const report = await hub.report({ what: script, given: '"><svg onload=alert(1)>', family: '{{constructor}}' })
  const page = await triage.open(`/hub/reports/${report.id}`, 'triage')
  assert.doesNotMatch(page.html, /<script>alert|<img src=x|<svg onload/)
  assert.match(page.words, /<script>alert\(1\)<\/script>/)
})

test('a report’s answers stand in the order in which they were asked', async () => {
  const report = await hub.report()
  const { words } = await triage.open(`/hub/reports/${report.id}`, 'triage')
  const asked = Object.values(hub.it.house.programmes.get('hate')!.report!.ask)
    .map(field => words.indexOf(field.label))
    .slice(0, 4)
  assert.ok(asked.every(place => place > 0))
  assert.doesNotMatch(words, /\(optional\)/)
  assert.deepEqual(
    asked,
    asked.toSorted((one, other) => one - other),
  )
})
