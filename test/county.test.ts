import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { alertsFor, worklist } from '#kernel'
import { castList, seedCounty } from '../simulate/county.ts'
import { acting, type Part, seen } from './cast.ts'
import { aWednesday, type TestHouse, testHouse } from './house.ts'

/** One year of it: all that a year and a half show, in less time. */
let one: TestHouse
before(async () => {
  one = await testHouse()
  await seedCounty({
    ownerUrl: one.db.ownerUrl,
    database: one.database,
    house: one.house,
    until: aWednesday,
    months: 12,
  })
})
after(() => one.close())

const ask = (statement: string) => seen(one.db.ownerUrl, statement)
const act = <T>(part: Part, work: Parameters<ReturnType<typeof acting>>[1]) =>
  acting(one.database, aWednesday)(part, work) as Promise<T>

test('a year of reports, more of them in the last six months', async () => {
  const months = await ask(
    "select to_char(received_at, 'YYYY-MM') as month, count(*)::int as many from kernel.reports group by 1 order by 1",
  )
  assert.equal(months.length, 13)
  const mean = (of: typeof months) => of.reduce((sum, { many }) => sum + Number(many), 0) / of.length
  const whole = months.slice(0, -1)
  assert.ok(mean(whole.slice(-6)) > mean(whole.slice(0, -6)) + 2)
})

test('every report was told at a time past, and nothing is recorded before it happened or after the last moment', async () => {
  const [late] = await ask(`select
    (select count(*)::int from kernel.audit where at > '${aWednesday.toISOString()}') as audit,
    (select count(*)::int from kernel.decisions d join kernel.reports r on r.id = d.report_id where d.at < r.received_at) as decisions,
    (select count(*)::int from kernel.chronology h join kernel.cases c on c.id = h.case_id where h.recorded_at < c.opened_at) as steps`)
  assert.deepEqual(late, { audit: 0, decisions: 0, steps: 0 })
})

test('promises are kept, kept late, missed, lifted and still running', async () => {
  const rows = await ask("select distinct coalesce(result, 'running') as result from kernel.clocks order by 1")
  assert.deepEqual(
    rows.map(row => row.result),
    ['late', 'lifted', 'met', 'missed', 'running'],
  )
})

test('people come again, by name or by none, as victims, witnesses and professionals', async () => {
  const [people] = await ask(`select
    (select count(*)::int from (select person_id from kernel.person_links group by 1 having count(*) > 1) as again) as again,
    (select count(*)::int from kernel.reports where anonymous) as anonymous,
    (select count(*)::int from kernel.reports where source = 'professional') as signed_in,
    (select count(distinct part)::int from kernel.report_people where reporter) as parts`)
  assert.ok(Number(people?.again) >= 5 && Number(people?.anonymous) >= 20 && Number(people?.signed_in) >= 1)
  assert.ok(Number(people?.parts) >= 4)
})

test('the hub has work now: fresh reports, and a threat that nobody has seen', async () => {
  const { work } = await act<Awaited<ReturnType<typeof worklist>>>('triage', tx => worklist(tx, { kind: 'triage' }))
  assert.ok(work.length >= 5 && work.some(one => one.threat))
  const [duty] = await ask(
    `select user_id from kernel.duty where starts_at <= '${aWednesday.toISOString()}' and ends_at > '${aWednesday.toISOString()}'`,
  )
  const inspector = Object.values(castList).find(player => player.id === duty?.user_id)
  const alerts = await act<Awaited<ReturnType<typeof alertsFor>>>(inspector!.key, tx => alertsFor(tx))
  assert.equal(alerts.length, 1)
})

test('the rota has somebody at every hour, past and to come, and never two', async () => {
  const [gaps] =
    await ask(`select count(*) filter (where starts_at <> before)::int as gaps, max(ends_at) > '${aWednesday.toISOString()}'::timestamptz + interval '5 weeks' as ahead
    from (select *, lag(ends_at, 1, starts_at) over (order by starts_at) as before from kernel.duty) as d`)
  assert.deepEqual(gaps, { gaps: 0, ahead: true })
})

test('it loads only where nobody is', async () => {
  const again = { ownerUrl: one.db.ownerUrl, database: one.database, house: one.house, until: aWednesday }
  await assert.rejects(seedCounty(again), /only into an empty database/)
})

test('the same seed and moment make the same county, and another seed another', async t => {
  const shape = async (seed: number) => {
    const other = await testHouse()
    t.after(() => other.close())
    // A month of it is enough to tell by: what comes of it hangs on everything that was drawn.
    await seedCounty({
      ownerUrl: other.db.ownerUrl,
      database: other.database,
      house: other.house,
      until: aWednesday,
      seed,
      months: 4,
    })
    return await seen(
      other.db.ownerUrl,
      `select r.received_at, r.district, r.codes, r.threat, c.state,
      (select json_agg(json_build_array(k.clock, k.result, k.due_at) order by k.clock) from kernel.clocks k where k.case_id = c.id) as clocks
      from kernel.reports r left join kernel.cases c on c.report_id = r.id order by r.received_at`,
    )
  }
  const first = await shape(7)
  assert.deepEqual(await shape(7), first)
  assert.notDeepEqual(await shape(8), first)
})

test('there is something of every kind of harm, some of it at work, and it all came in by the front door', async () => {
  const rows =
    await ask(`select r.kind, count(distinct r.id)::int as reports, count(distinct c.id) filter (where c.state <> 'received' and c.state <> 'identified')::int as worked
    from kernel.reports r left join kernel.cases c on c.report_id = r.id group by 1`)
  const kinds = [...one.house.programmes.values()].filter(programme => programme.report).map(programme => programme.id)
  assert.deepEqual(rows.map(row => String(row.kind)).sort(), kinds.sort())
  for (const row of rows) assert.ok(Number(row.reports) >= 2 && Number(row.worked) >= 1, String(row.kind))
})

test('somebody has written back: answered, waiting, and asking to have it deleted', async () => {
  const [counts] = await ask(`select
    (select count(*)::int from kernel.clocks where clock = 'reply' and result in ('met', 'late')) as answered,
    (select count(*)::int from kernel.work where kind = 'reply') as waiting,
    (select count(*)::int from kernel.work where kind = 'deletion' and queue = 'hub:supervisor') as to_decide,
    (select count(*)::int from kernel.work where kind = 'deletion' and queue = 'retention:decider') as to_delete,
    (select count(*)::int from conversation.messages where outcome = 'refused') as refused,
    (select count(*)::int from conversation.messages where helpful) as helpful,
    (select count(*)::int from conversation.messages where side = 'reporter' and seen_at is null) as unread`)
  assert.deepEqual(
    { ...counts, helpful: Number(counts?.helpful) > 5 },
    { answered: 3, waiting: 2, to_decide: 1, to_delete: 1, refused: 1, helpful: true, unread: 3 },
  )
})

test('those who reported have said how it was, often enough to be published, and nobody is sent it all again today', async () => {
  const [survey] = await ask(`select
    (select sum(n)::int from conversation.survey_counts where question = 'whole' and quarter < '2026-Q4') as answers,
    (select count(*)::int from conversation.messages where survey is not null) as asked,
    (select count(*)::int from conversation.messages where survey = 'declined') as declined,
    (select count(*)::int from kernel.outbox where event like 'conversation.%' and handled_at is null
        and at < '${aWednesday.toISOString()}'::timestamptz - interval '2 days') as unheard`)
  assert.ok(Number(survey?.answers) >= 20, JSON.stringify(survey))
  assert.ok(Number(survey?.asked) > Number(survey?.answers) && Number(survey?.declined) >= 1)
  assert.equal(survey?.unheard, 0)
})

test('a newsletter was asked for, sent twice, stopped by one, and is being written again', async () => {
  const [news] = await ask(`select
    (select json_agg(state order by written_at) from newsletter.issues) as issues,
    (select count(*)::int from newsletter.subscribers where state = 'confirmed') as readers,
    (select count(*)::int from newsletter.subscribers where state = 'stopped' and sealed is null) as stopped,
    (select count(*)::int from newsletter.subscribers where state = 'asked') as undecided,
    (select count(*)::int from newsletter.letters where kind = 'issue') as letters`)
  assert.deepEqual(news, { issues: ['sent', 'sent', 'draft'], readers: 5, stopped: 1, undecided: 1, letters: 11 })
})
