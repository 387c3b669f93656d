import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

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

const personOf = async (report: string, part: string): Promise<string> =>
  (
    await hub.rows<{ record_id: string }>(
      'select record_id from kernel.report_people where report_id = $1 and part = $2',
      [report, part],
    )
  )[0]!.record_id

const decision = (more: Readonly<Record<string, string | readonly string[]>> = {}) => ({
  what: 'refer',
  programme: 'hate',
  rationale: 'She is frightened to go to work.',
  lawfulBasis: hub.it.house.lawfulBases[0]!.id,
  told: 'yes',
  view: 'agrees',
  ...more,
})

/** A report decided on: returns the case that was opened. */
async function caseOpened(more = {}): Promise<{ report: string; caseId: string; record: string }> {
  const report = await hub.report()
  const record = await personOf(report.id, 'victim')
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const decided = await triage.post(`/hub/reports/${report.id}/people/${record}/decide`, decision(more))
  assert.equal(decided.status, 303, decided.words)
  const [row] = await hub.rows<{ id: string }>('select id from kernel.cases where report_id = $1', [report.id])
  return { report: report.id, caseId: row!.id, record }
}

test('nobody who is not signed in sees the worklist, and signing in leads back to where they were going', async () => {
  const stranger = hub.stranger()
  const turned = await stranger.get('/hub?kind=triage')
  assert.equal(turned.status, 303)
  assert.equal(turned.to, '/hub/sign-in?to=%2Fhub%3Fkind%3Dtriage')
  const page = await stranger.get(turned.to!)
  assert.match(page.words, /Wren Quillfeather/)
  const entered = await stranger.post('/hub/sign-in', { user: cast.triage.id, to: page.forms['/hub/sign-in']!.to! })
  assert.equal(entered.to, '/hub?kind=triage')
  assert.match(String(entered.answer.headers['set-cookie']), /HttpOnly/)
  assert.equal((await stranger.get('/hub')).status, 200)
})

test('signing in leads to no other site, whatever the address says', async () => {
  for (const to of [
    'https://example.org/',
    '//example.org',
    '/hub/../../x',
    '/hubris',
    '/\\example.org',
    '/hub//example.org\r\nx: y',
  ]) {
    const entered = await hub.stranger().post('/hub/sign-in', { user: cast.triage.id, to })
    assert.equal(new URL(entered.to!, 'http://here.test').host, 'here.test')
    assert.ok(entered.to!.startsWith('/hub'), to)
  }
})

test('a session ends for good when its owner signs out', async () => {
  const worker = await hub.worker('triageToo')
  const cookie = worker.cookie()
  await worker.post('/hub/sign-out')
  const again = await hub.server.inject({ url: '/hub', headers: { cookie } })
  assert.equal(again.statusCode, 303)
})

test('somebody who was never in the cast cannot sign in', async () => {
  const refused = await hub.stranger().post('/hub/sign-in', { user: '00000000-0000-7000-8000-000000009999' })
  assert.equal(refused.status, 422)
  assert.equal(refused.answer.headers['set-cookie'], undefined)
})

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

  const record = await personOf(report.id, 'victim')
  const person = `/hub/reports/${report.id}/people/${record}`
  const linked = await triage.post(`${person}/link`, { same: 'new', reason: 'Nobody of that name is known' })
  assert.equal(linked.to, `/hub/reports/${report.id}?done=linked`)

  const decided = await triage.post(
    `${person}/decide`,
    decision({
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

test('a purpose must be stated, and one that asks for a note needs it', async () => {
  const report = await hub.report()
  const to = `/hub/reports/${report.id}`
  const none = await triage.post('/hub/open', { subject: report.id, to })
  assert.equal(none.status, 422)
  assert.match(none.words, /Select why you need to see this/)
  const bare = await triage.post('/hub/open', { subject: report.id, to, purpose: 'supervise' })
  assert.equal(bare.status, 422)
  const unasked = await triage.post('/hub/open', { subject: report.id, to, purpose: 'threat-to-life' })
  assert.equal(unasked.status, 422)
  assert.equal((await triage.get(to)).heading, 'Why do you need to see this?')
})

test('a reason holds for the working day and is then asked again', async () => {
  const report = await hub.report()
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const worker = await hub.worker('triage')
  await worker.open(`/hub/reports/${report.id}`, 'triage')
  try {
    for (const minutes of [90, 180, 270, 360, 450, 481]) {
      hub.clock.at = new Date(aWednesday.getTime() + minutes * 60_000)
      await worker.get('/hub/why')
    }
    assert.equal((await worker.get(`/hub/reports/${report.id}`)).heading, 'Why do you need to see this?')
  } finally {
    hub.clock.at = aWednesday
  }
})

test('what is not there and what is not theirs are the same page, and the attempt is audited', async () => {
  const { caseId, report } = await caseOpened()
  const outsider = await hub.worker('refuge')
  const missing = '01900000-0000-7000-8000-000000000000'
  for (const [kind, id] of [
    ['cases', caseId],
    ['reports', report],
  ] as const) {
    const theirs = await outsider.open(`/hub/${kind}/${id}`)
    const nothing = await outsider.open(`/hub/${kind}/${missing}`)
    assert.equal(theirs.status, 404)
    assert.equal(nothing.status, 404)
    assert.equal(theirs.html.replaceAll(id, missing), nothing.html)
  }
  const audit = await hub.rows<{ result: string }>(
    `select result from kernel.audit where actor = $1 and cases @> array[$2::uuid]`,
    [`user:${cast.refuge.id}`, caseId],
  )
  assert.deepEqual(
    audit.map(row => row.result),
    ['not-found'],
  )
  assert.equal((await outsider.get('/hub/audit')).status, 404)
  assert.equal((await outsider.get('/hub/people')).status, 404)
})

test('the worklist is filtered, and its pages follow one another without a gap or a repeat', async () => {
  for (let i = 0; i < 30; i++) await hub.report()
  const seen: string[] = []
  let url: string | undefined = '/hub?kind=triage'
  while (url) {
    const page = await triage.get(url)
    seen.push(...[...page.words.matchAll(/SK-[0-9A-Z-]+|R[A-Z]?-[0-9A-Z]{4}-[0-9A-Z]{4}/g)].map(found => found[0]))
    url = page.links.find(link => link.includes('after='))
    assert.ok(seen.length < 500)
  }
  const waiting = await hub.rows<{ reference: string }>(`select reference from kernel.work where kind = 'triage'`)
  assert.deepEqual([...new Set(seen)].sort(), waiting.map(row => row.reference).sort())
  assert.match((await triage.get('/hub?kind=action')).words, /Nothing here fits the filter/)
  assert.equal((await triage.get('/hub?after=tampered')).to, '/hub')
})

test('every row says why it is opened when it is opened', async () => {
  const report = await hub.report()
  const page = await triage.get('/hub')
  const row = [...page.html.matchAll(/<form method="post" action="\/hub\/open" id="sk-row-\d+">(.*?)<\/form>/gs)].map(
    found => found[1]!,
  )
  assert.ok(row.length > 0)
  assert.ok(row.every(one => /name="purpose" value="triage"/.test(one)))
  assert.ok(report.id)
})

test('a decision says everything that is wrong at once and loses nothing that was typed', async () => {
  const report = await hub.report()
  const record = await personOf(report.id, 'victim')
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

test('a decision sent twice is one decision, and one that another has made is not overruled', async () => {
  const report = await hub.report()
  const record = await personOf(report.id, 'victim')
  const other = await hub.worker('triageToo')
  for (const worker of [triage, other]) await worker.open(`/hub/reports/${report.id}`, 'triage')
  const url = `/hub/reports/${report.id}/people/${record}/decide`
  const both = await Promise.all([triage.post(url, decision()), triage.post(url, decision())])
  assert.deepEqual(
    both.map(one => one.status),
    [303, 303],
  )
  assert.equal((await hub.rows('select id from kernel.decisions where report_id = $1', [report.id])).length, 1)

  const late = await other.post(url, decision({ what: 'no-further-action', rationale: 'My own view of it' }))
  assert.equal(late.status, 409)
  assert.equal(late.forms[url]!.rationale, 'My own view of it')

  const replaced = await other.post(url, {
    ...decision({ what: 'no-further-action', rationale: 'My own view of it' }),
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
  const [one, two] = [await personOf(first.id, 'victim'), await personOf(again.id, 'victim')]
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
  const found = await triage.post('/hub/people', { given: '', family: 'angstrom' })
  assert.match(found.words, /Łucja Ångström/)
  const vague = await triage.post('/hub/people', { given: 'Łucja', family: '' })
  assert.equal(vague.status, 422)
  const audit = await hub.rows(`select 1 from kernel.audit where action = 'person.find' and shown > 0 and actor = $1`, [
    `user:${cast.triage.id}`,
  ])
  assert.ok(audit.length > 0)
})

test('hostile words are shown as words', async () => {
  const script = '<script>alert(1)</script><img src=x onerror=alert(1)>'
  const report = await hub.report({ what: script, given: '"><svg onload=alert(1)>', family: '{{constructor}}' })
  const page = await triage.open(`/hub/reports/${report.id}`, 'triage')
  assert.doesNotMatch(page.html, /<script>alert|<img src=x|<svg onload/)
  assert.match(page.words, /<script>alert\(1\)<\/script>/)
})

test('a threat stands on every page of the hub until one person says they have seen it', async () => {
  const report = await hub.report({ danger: 'yes' })
  const told = await triage.get('/hub/alerts.json')
  const { alerts } = told.answer.json<{ alerts: { id: string; text: string; href: string }[] }>()
  const alert = alerts.find(one => one.text.includes(report.reference))
  assert.ok(alert)
  assert.match((await triage.get('/hub/people')).words, /Threat to life or limb/)
  const both = await Promise.all(
    [triage, await hub.worker('triageToo')].map(worker => worker.post(`/hub/alerts/${alert.id}`)),
  )
  assert.deepEqual(both.map(one => one.status).sort(), [303, 409])
  const seen = await hub.rows<{ result: string }>(
    `select result from kernel.clocks where report_id = $1 and clock = 'threat-seen'`,
    [report.id],
  )
  assert.deepEqual(seen, [{ result: 'met' }])
  const winner = both.find(one => one.status === 303)!
  assert.equal(winner.to, `/hub/reports/${report.id}?done=seen`)
})

test('looking for threats when there are none leaves no row in the audit', async () => {
  const before = await hub.rows(`select 1 from kernel.audit where action = 'alerts.shown'`)
  const { alerts } = (await triage.get('/hub/alerts.json')).answer.json<{ alerts: unknown[] }>()
  assert.deepEqual(alerts, [])
  assert.equal((await hub.rows(`select 1 from kernel.audit where action = 'alerts.shown'`)).length, before.length)
})

test('a session that runs out in the middle of a form loses nothing that was typed', async () => {
  const { caseId } = await caseOpened()
  const worker = await hub.worker('officer')
  await worker.open(`/hub/cases/${caseId}`)
  const step = `/hub/cases/${caseId}/steps/note`
  const form = await worker.get(step)
  const typed = { ...form.forms[step], note: 'A long note\nof two lines & <marks>' }
  await worker.post('/hub/sign-out')
  const out = await worker.post(step, typed)
  assert.equal(out.status, 401)
  const again = await worker.post('/hub/sign-in/again', out.forms['/hub/sign-in/again']!)
  assert.match(again.words, /What you typed is safe/)
  const back = await worker.post('/hub/sign-in', { ...again.forms['/hub/sign-in'], user: cast.officer.id })
  assert.equal(back.heading, 'You are signed in again')
  const resent = await worker.post(step, back.forms[step])
  assert.equal(resent.heading, 'Why do you need to see this?')
  const stated = await worker.post('/hub/open', { ...resent.forms['/hub/open'], purpose: 'work-on-case' })
  assert.equal(stated.heading, 'Your reason has been noted')
  const sent = await worker.post(step, stated.forms[step])
  assert.equal(sent.to, `/hub/cases/${caseId}?done=taken`)
  const [entry] = await hub.rows<{ answers: { note: string } }>(
    'select answers from kernel.chronology where case_id = $1 order by position desc',
    [caseId],
  )
  assert.equal(entry!.answers.note.replaceAll('\r', ''), 'A long note\nof two lines & <marks>')
})

test('the audit is read by auditors only, about one record if they ask, and says that they read it', async () => {
  const { report } = await caseOpened()
  assert.equal((await triage.get('/hub/audit')).status, 404)
  const auditor = await hub.worker('auditor')
  const page = await auditor.get(`/hub/audit?subject=${report}`)
  assert.match(page.words, /Wren Quillfeather/)
  assert.match(page.words, /To triage this report/)
  const read = await hub.rows<{ note: string }>(
    `select note from kernel.audit where action = 'audit.read' order by position desc limit 1`,
  )
  assert.deepEqual(read, [{ note: `of ${report}` }])
  const first = await auditor.get('/hub/audit')
  const earlier = first.links.find(link => link.includes('before='))
  assert.ok(earlier)
  assert.equal((await auditor.get(earlier)).status, 200)
})

test('a report’s answers stand in the order in which they were asked', async () => {
  const report = await hub.report()
  const { words } = await triage.open(`/hub/reports/${report.id}`, 'triage')
  const asked = Object.values(hub.it.house.programmes.get('hate')!.report!.ask)
    .map(field => words.indexOf(field.label))
    .slice(0, 4)
  assert.ok(asked.every(place => place > 0))
  assert.deepEqual(
    asked,
    asked.toSorted((one, other) => one - other),
  )
})

test('what an address says was done is only ever words of ours', async () => {
  const { report } = await caseOpened()
  for (const code of ['<b>x</b>', '__proto__', 'constructor', 'toString'])
    assert.doesNotMatch(
      (await triage.get(`/hub/reports/${report}?done=${encodeURIComponent(code)}`)).html,
      /notification-banner__heading/,
    )
  assert.match((await triage.get(`/hub/reports/${report}?done=decided`)).words, /Your decision has been recorded/)
})

test('the hub’s own measures count months of the facts', async () => {
  const { hubMeasures } = await import('./index.ts')
  const { countMeasure } = await import('#kernel')
  for (const measure of hubMeasures) {
    const months = await countMeasure(hub.it.database, measure, '2026-10-01', {
      at: aWednesday,
      zone: hub.it.house.zone,
    })
    assert.equal(months.length, 2, measure.id)
  }
})
