import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countMeasure } from '#kernel'
import { cast } from '../../test/cast.ts'
import { referred } from '../../test/decided.ts'
import { aWednesday } from '../../test/house.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { hubMeasures } from './index.ts'

let hub: TestHub
let triage: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
})
after(() => hub.it.close())

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
  const { caseId, report } = await referred(hub, triage)
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

test('work is taken on by one person, seen as theirs by others, and put back', async () => {
  const report = await hub.report()
  const other = await hub.worker('triageToo')
  const row = async () =>
    (
      await hub.rows<{ id: string; owner: string | null }>('select id, owner from kernel.work where report_id = $1', [
        report.id,
      ])
    )[0]!
  const url = `/hub/work/${(await row()).id}`
  const both = await Promise.all(
    [triage, other].map(worker => worker.post(url, { on: 'yes', owner: '', to: '/hub?mine=yes' })),
  )
  assert.deepEqual(both.map(one => one.status).sort(), [303, 409])
  const [winner, loser] = both[0]!.status === 303 ? [triage, other] : [other, triage]
  assert.match((await winner.get('/hub?mine=yes')).words, new RegExp(report.reference))
  assert.doesNotMatch((await loser.get('/hub?mine=yes')).words, new RegExp(report.reference))
  const { owner } = await row()
  assert.equal((await loser.post(url, { on: 'yes', owner: owner!, to: '/hub' })).status, 303)
  assert.notEqual((await row()).owner, owner)
  assert.equal((await loser.post(url, { on: 'no', owner: (await row()).owner!, to: '/hub' })).status, 303)
  assert.equal((await row()).owner, null)
  const outsider = await hub.worker('refuge')
  assert.equal((await outsider.post(url, { on: 'yes', owner: '', to: '/hub' })).status, 404)
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

test('a threat stands on every page of the hub until one person says they have seen it', async () => {
  const report = await hub.report({ danger: 'yes' })
  const told = await triage.get('/hub/alerts.json')
  const { alerts } = told.answer.json<{ alerts: { id: string; text: string; href: string }[] }>()
  const alert = alerts.find(one => one.text.includes(report.reference))
  assert.ok(alert)
  assert.match((await triage.get('/hub/people')).words, /Threat to life or limb: SK-/)
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

test('the audit is read by auditors only, about one record if they ask, and says that they read it', async () => {
  const { report } = await referred(hub, triage)
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

test('what an address says was done is only ever words of ours', async () => {
  const { report } = await referred(hub, triage)
  for (const code of ['<b>x</b>', '__proto__', 'constructor', 'toString'])
    assert.doesNotMatch(
      (await triage.get(`/hub/reports/${report}?done=${encodeURIComponent(code)}`)).html,
      /notification-banner__heading/,
    )
  assert.match((await triage.get(`/hub/reports/${report}?done=decided`)).words, /Your decision has been recorded/)
})

test('the hub’s own measures count months of the facts', async () => {
  for (const measure of hubMeasures) {
    const months = await countMeasure(hub.it.database, measure, '2026-10-01', {
      at: aWednesday,
      zone: hub.it.house.zone,
    })
    assert.equal(months.length, 2, measure.id)
  }
})
