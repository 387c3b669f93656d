import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Invalid, NotFound, type Received, type ReportId, readReport, receive } from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { filledIn, type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const idOf = async ({ reference }: Received): Promise<ReportId> => {
  const [row] = await office.seen<{ id: ReportId }>('select id from kernel.reports where reference = $1', [reference])
  return row!.id
}
const counts = async () => {
  const tables = ['reports', 'report_people', 'person_records', 'person_names', 'clocks', 'work', 'alerts', 'outbox']
  const rows = await office.seen(
    tables.map(name => `select '${name}' as name, count(*) from kernel.${name}`).join(' union all '),
  )
  return Object.fromEntries(rows.map(row => [String(row.name), Number(row.count)]))
}

test('all that was told is kept as it was told, beside the words of the questions', async () => {
  const told = filledIn({ what: 'A red one, “mine”, with a duck’s head.\n¿Visto? 雨傘 ☂' })
  const id = await idOf(await office.send('kept', told))
  const report = await office.as('triage', tx => readReport(tx, id))
  assert.deepEqual(report.answers, told)
  assert.equal(report.wording.questions.colour?.label, 'What colour is it?')
  assert.deepEqual(report.wording.questions.colour?.options, { black: 'Black', red: 'Red', other: 'Another' })
  assert.deepEqual(
    report.people.map(({ part, reporter, record }) => [part, reporter, record.given, record.family]),
    [
      ['owner', false, 'Ada', 'Galoshes'],
      ['finder', true, 'Brolly', 'Gamp'],
    ],
  )
  assert.deepEqual(report.happened, { precision: 'day', from: '2026-11-17', to: '2026-11-17' })
  assert.deepEqual([report.anonymous, report.contactable, report.threat], [false, true, false])
})

test('the words lie sealed in the database: only codes can be read beside them', async () => {
  await office.send('sealed', { what: 'Left behind at the pantomime' })
  const rows = await office.seen("select to_jsonb(r)::text || encode(sealed, 'escape') as row from kernel.reports r")
  for (const { row } of rows) assert.doesNotMatch(String(row), /pantomime|Gamp|Galoshes|07700/)
  assert.match(String(rows.at(-1)?.row), /"colour": "red"/)
})

test('the report, its clock, its work, its audit and its news are written together', async () => {
  const id = await idOf(await office.send('together', {}))
  const [clock] = await office.seen(
    'select id, clock, programme, limit_id, started_at, due_at, result from kernel.clocks where report_id = $1',
    [id],
  )
  assert.deepEqual(
    [clock?.clock, clock?.programme, clock?.limit_id, clock?.started_at, clock?.result],
    ['triage', 'hub', 'hub.triage', aWednesday, null],
  )
  const [work] = await office.seen(
    'select queue, kind, clock_id, due_at, threat from kernel.work where report_id = $1',
    [id],
  )
  assert.deepEqual(work, {
    queue: 'hub:triage',
    kind: 'triage',
    clock_id: clock?.id,
    due_at: clock?.due_at,
    threat: false,
  })
  const audit = await office.seen(
    'select actor, action, purpose, regime, result from kernel.audit where reports @> array[$1::uuid]',
    [id],
  )
  assert.deepEqual(audit, [
    { actor: 'public', action: 'report.receive', purpose: 'report-harm', regime: 'general', result: 'done' },
  ])
  const outbox = await office.seen('select event, handled_at from kernel.outbox where subject = $1', [id])
  assert.deepEqual(outbox, [{ event: 'report.received', handled_at: null }])
  assert.deepEqual(await office.seen('select id from kernel.alerts where report_id = $1', [id]), [])
})

test('a threat raises an alert, and its work is due when the threat must have been seen', async () => {
  const id = await idOf(await office.send('threat', { storm: 'yes' }))
  assert.equal(
    (await office.seen('select id from kernel.alerts where report_id = $1 and seen_at is null', [id])).length,
    1,
  )
  const [seen] = await office.seen<{ due_at: Date }>(
    "select due_at from kernel.clocks where report_id = $1 and clock = 'threat-seen'",
    [id],
  )
  const [work] = await office.seen<{ due_at: Date; threat: boolean }>(
    'select due_at, threat from kernel.work where report_id = $1',
    [id],
  )
  assert.deepEqual([work?.due_at, work?.threat], [seen?.due_at, true])
  assert.equal(Number(seen?.due_at) - Number(aWednesday), 15 * 60_000)
})

test('the same send twice is one report, with the same reference and receipt', async () => {
  const first = await office.send('twice', {})
  const before = await counts()
  const second = await office.send('twice', {}, new Date('2026-11-19T08:00:00Z'))
  assert.deepEqual(second, { ...first, again: true })
  assert.deepEqual(await counts(), before)
})

test('the same send ten times at once is one report', async () => {
  const before = await counts()
  const sends = await Promise.all(Array.from({ length: 10 }, () => office.send('at once', {})))
  assert.equal(new Set(sends.map(sent => `${sent.reference} ${sent.receipt}`)).size, 1)
  assert.equal(sends.filter(sent => !sent.again).length, 1)
  const now = await counts()
  assert.deepEqual([now.reports, now.work, now.outbox], [before.reports! + 1, before.work! + 1, before.outbox! + 1])
})

test('two sends of the same words under two keys are two reports', async () => {
  const [one, other] = [await office.send('one key', {}), await office.send('another key', {})]
  assert.notEqual(one.reference, other.reference)
  assert.notEqual(one.receipt, other.receipt)
})

test('everything wrong with the answers is said at once, and nothing is written', async () => {
  const before = await counts()
  const sent = office.send('wrong', {
    what: ' ',
    colour: 'tartan',
    when: { precision: 'day', date: '2031-01-01' },
    named: 'yes',
    given: '',
  })
  await assert.rejects(sent, fault => {
    assert.ok(fault instanceof Invalid)
    assert.deepEqual(
      fault.problems.map(problem => problem.field),
      ['what', 'colour', 'when', 'given'],
    )
    return true
  })
  assert.deepEqual(await counts(), before)
  const [audit] = await office.seen('select result from kernel.audit order by position desc limit 1')
  assert.deepEqual(audit, { result: 'refused' })
})

test('a kind that nobody may report is not found', async () => {
  const sent = { raw: filledIn(), source: 'public', language: 'en', sendKey: 'no kind' } as const
  for (const kind of ['parasols', '__proto__', 'constructor'])
    await assert.rejects(
      receive(office.database, { actor: { kind: 'public' }, at: aWednesday }, { ...sent, kind }),
      NotFound,
    )
})

test('an anonymous report is kept without a name and with nobody to contact', async () => {
  const id = await idOf(
    await office.send('anonymous', { named: 'no', given: 'Typed', family: 'ThenHidden', phone: '07700 900 999' }),
  )
  const report = await office.as('triage', tx => readReport(tx, id))
  assert.deepEqual([report.anonymous, report.contactable], [true, false])
  assert.deepEqual(report.people.find(person => person.reporter)?.record.family, '')
  assert.doesNotMatch(JSON.stringify(report), /ThenHidden|900 999/)
})

test('when anything fails, nothing at all has been written', async () => {
  const before = await counts()
  await office.seen(
    `create function kernel.no_news() returns trigger language plpgsql as $$ begin raise exception 'the post is on strike'; end $$`,
  )
  await office.seen(
    'create trigger strike before insert on kernel.outbox for each row execute function kernel.no_news()',
  )
  await assert.rejects(office.send('strike', { storm: 'yes' }), /strike/)
  await office.seen('drop trigger strike on kernel.outbox')
  assert.deepEqual(await counts(), before)
  const [audit] = await office.seen('select action, result from kernel.audit order by position desc limit 1')
  assert.deepEqual(audit, { action: 'report.receive', result: 'failed' })
  assert.equal((await office.send('strike', { storm: 'yes' })).again, false)
})

test('the receipt and the key that was sent lie only hashed in the database', async () => {
  const { receipt } = await office.send('a key that only the sender has', {})
  const rows = await office.seen('select to_jsonb(r)::text as row from kernel.reports r')
  for (const { row } of rows) assert.ok(!String(row).includes(receipt) && !String(row).includes('only the sender'))
})
