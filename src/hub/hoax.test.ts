import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { decision, personIn } from '../../test/decided.ts'
import { type Fields, type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
let supervisor: Worker
let other: Worker

before(async () => {
  hub = await testHub({ whole: true })
  triage = await hub.worker('triage')
  other = await hub.worker('triageToo')
  supervisor = await hub.worker('hubSupervisor')
})
after(() => hub?.it.close())

type Told = Readonly<{ id: string; receipt: string; reference: string }>

const hoax: Fields = { what: 'hoax', programme: '', rationale: 'The same words came forty times.', told: 'not-yet' }
const decide = async (by: Worker, { id }: Told, more: Fields) => {
  await by.open(`/hub/reports/${id}`, 'triage')
  return by.post(
    `/hub/reports/${id}/people/${await personIn(hub, id)}/decide`,
    decision(hub, { ...hoax, view: 'not-known', ...more }),
  )
}
const standing = async ({ id }: Told): Promise<string> => {
  const rows = await hub.rows<{ id: string }>(
    'select id from kernel.decisions d where report_id = $1 and not exists (select from kernel.decisions l where l.supersedes = d.id)',
    [id],
  )
  return rows[0]!.id
}
const triageOf = async ({ id }: Told) => {
  const [clock] = await hub.rows<{ result: string | null }>(
    "select result from kernel.clocks where report_id = $1 and clock = 'triage' order by started_at desc limit 1",
    [id],
  )
  const work = await hub.rows<{ queue: string }>(
    "select queue from kernel.work where report_id = $1 and kind = 'triage' order by queue",
    [id],
  )
  return { clock: clock?.result ?? 'running', queues: work.map(one => one.queue) }
}
const counted = async ({ id }: Told): Promise<number> => {
  const rows = await hub.rows('select report_ref from facts.reports where report_ref = $1', [id])
  const people = await hub.rows('select report_ref from facts.report_people where report_ref = $1', [id])
  assert.equal(people.length > 0, rows.length > 0, 'the report and the people in it are counted together')
  return rows.length
}

test('what one person thinks a hoax waits for a supervisor, its clock running and its alert unanswered', async () => {
  const calm = await hub.report()
  await decide(triage, calm, {})
  assert.deepEqual(await triageOf(calm), { clock: 'running', queues: ['hub:supervisor'] })
  const report = await hub.report({ danger: 'yes' })
  assert.equal((await decide(triage, report, {})).status, 303)
  assert.deepEqual(await triageOf(report), { clock: 'running', queues: ['hub:supervisor', 'hub:triage'] })
  assert.equal(await counted(report), 1)
  const alerts = await hub.rows('select id from kernel.alerts where report_id = $1 and seen_at is null', [report.id])
  assert.equal(alerts.length, 1)
  const page = await triage.get(`/hub/reports/${report.id}`)
  assert.match(page.words, /Waits for a supervisor/)
  assert.doesNotMatch(page.words, /Say whether it is a hoax/)
  const theirs = await supervisor.open(`/hub/reports/${report.id}`, 'triage')
  assert.match(theirs.words, /Say whether it is a hoax/)
  assert.match((await supervisor.get('/hub')).words, new RegExp(report.reference))
})

test('it is agreed to by a supervisor who is somebody else, and by nobody in another way', async () => {
  const report = await hub.report()
  await decide(triage, report, {})
  const agreed = { what: 'hoax-agreed', supersedes: await standing(report) }
  assert.equal((await decide(triage, report, agreed)).status, 409)
  assert.equal((await decide(other, report, agreed)).status, 409)
  const own = await hub.report()
  await decide(supervisor, own, {})
  assert.equal((await decide(supervisor, own, { ...agreed, supersedes: await standing(own) })).status, 409)
  const atOnce = await hub.report()
  assert.equal((await decide(supervisor, atOnce, { what: 'hoax-agreed' })).status, 409)

  const form = `/hub/reports/${report.id}/people/${await personIn(hub, report.id)}/decide?change=${agreed.supersedes}`
  for (const [worker, offered] of [
    [other, false],
    [supervisor, true],
  ] as const) {
    await worker.open(`/hub/reports/${report.id}`, 'triage')
    assert.equal((await worker.get(form)).html.includes('value="hoax-agreed"'), offered)
  }
  assert.equal((await decide(supervisor, report, agreed)).status, 303)
  assert.deepEqual(await triageOf(report), { clock: 'met', queues: [] })
  const kept = await hub.rows('select what, rationale from kernel.decisions where report_id = $1 order by at, id', [
    report.id,
  ])
  assert.deepEqual(
    kept.map(one => one.what),
    ['hoax', 'hoax-agreed'],
  )
})

test('then no figure counts it, whoever sent it still comes back, and nobody in it is marked', async () => {
  const report = await hub.report({ given: 'Ottoline', family: 'Notahoax' })
  await decide(triage, report, {})
  await decide(supervisor, report, { what: 'hoax-agreed', supersedes: await standing(report) })
  assert.equal(await counted(report), 0)
  const door = await hub.stranger().post('/return', { code: report.receipt, do: 'show' })
  assert.equal(door.status, 200)
  assert.match(door.words, new RegExp(report.reference))
  assert.doesNotMatch(door.words, /hoax/i)
  const page = await triage.open(`/hub/reports/${report.id}`, 'triage')
  assert.match(page.words, /It is said of the report, and says nothing of anybody in it/)
  assert.match(page.words, /A man shouted at me in the market/)
  // Where somebody in it is met again, nothing lets them look reported in earnest.
  const record = await personIn(hub, report.id)
  await triage.post(`/hub/reports/${report.id}/people/${record}/link`, { same: 'new', reason: 'Nobody of that name' })
  const [link] = await hub.rows<{ person_id: string }>(
    'select person_id from kernel.person_links where record_id = $1',
    [record],
  )
  const person = `/hub/people/${link!.person_id}`
  assert.match((await triage.open(person, 'triage')).words, new RegExp(`${report.reference} \\(set aside as a hoax\\)`))

  const again = await decide(triage, report, { ...decision(hub), supersedes: await standing(report) })
  assert.equal(again.status, 303)
  assert.equal(await counted(report), 1, 'somebody who decides otherwise later brings it back')
  assert.doesNotMatch((await triage.get(person)).words, /as a hoax/)
})

test('an earlier hoax makes nobody a victim for the second time', async () => {
  const name = { given: 'Ottoline', family: 'Earlierone', when: { precision: 'unknown' } }
  const now = hub.clock.at
  hub.clock.at = new Date(now.getTime() - 3 * 86_400_000)
  const first = await hub.report(name)
  hub.clock.at = now
  const again = await hub.report(name)
  const [one, two] = [await personIn(hub, first.id), await personIn(hub, again.id)]
  await triage.open(`/hub/reports/${again.id}`, 'triage')
  const linked = await triage.post(`/hub/reports/${again.id}/people/${two}/link`, {
    same: one,
    reason: 'Same telephone',
  })
  assert.equal(linked.status, 303)
  const since = async () => {
    const [row] = await hub.rows<{ days: number | null }>(
      "select days_since_previous as days from facts.report_people where report_ref = $1 and part = 'victim'",
      [again.id],
    )
    return row?.days
  }
  assert.equal(await since(), 3)
  await decide(triage, first, {})
  assert.equal(await since(), 3)
  await decide(supervisor, first, { what: 'hoax-agreed', supersedes: await standing(first) })
  assert.equal(await since(), null)
})

test('nobody is told of a hoax, and a report from which a case was opened is none', async () => {
  const report = await hub.report()
  const told = await decide(triage, report, { tell: ['open-hands'] })
  assert.equal(told.status, 422)
  assert.match(told.words, /nobody is told of a hoax/)
  assert.equal((await decide(triage, report, { ...decision(hub) })).status, 303)
  const late = await decide(triage, report, { supersedes: await standing(report) })
  assert.equal(late.status, 422)
  assert.match(late.words, /more was made of this report already/)
})
