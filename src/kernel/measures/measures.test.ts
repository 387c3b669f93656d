import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countMeasure, take } from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const now = (at = aWednesday) => ({ at, zone: 'Europe/London' })

test('a measure cannot read a table of the spine, whichever it asks for', async () => {
  const tables = await office.seen("select tablename as name from pg_tables where schemaname = 'kernel'")
  assert.ok(tables.length > 30)
  for (const { name } of tables)
    await assert.rejects(
      office.database.measure(`select * from kernel.${name}`, [], aWednesday),
      { code: '42501' },
      String(name),
    )
})

test('a measure can neither write, nor call itself somebody, nor take its role off', async () => {
  for (const statement of [
    'create table public.x ()',
    'create temp table x ()',
    "insert into facts.reports (kind) values ('x')",
  ])
    await assert.rejects(
      office.database.measure(statement, [], aWednesday),
      /permission denied|read-only|cannot/,
      statement,
    )
  const as = "select set_config('role', session_user, true), set_config('safekeep.actor', 'user:x', true)"
  await office.database.measure(as, [], aWednesday)
  const [role] = await office.database.measure<{ me: string; actor: string | null }>(
    "select current_user as me, nullif(current_setting('safekeep.actor', true), '') as actor",
    [],
    aWednesday,
  )
  assert.deepEqual(role, { me: office.db.measures, actor: null })
})

test('the facts hold no column that could name anybody', async () => {
  const columns = await office.seen<{ column: string }>(
    "select table_name || '.' || column_name as column from information_schema.columns where table_schema = 'facts'",
  )
  assert.ok(columns.length > 40)
  const naming = /name|birth|born|address|postcode|phone|email|note|rationale|description|answers|sealed|reference\b/
  assert.deepEqual(
    // How often each answer was given is counts, of nobody.
    columns.filter(({ column }) => naming.test(column.replace(/^survey_answers\./, ''))),
    [],
  )
})

test('every measure of every programme runs over the facts and gives each month its row', async () => {
  const measures = [...office.house.programmes.values()].flatMap(programme => programme.measures)
  assert.ok(measures.length > 0)
  for (const measure of measures) {
    const rows = await countMeasure(office.database, measure, '2026-08-20', now())
    assert.deepEqual(
      rows.map(row => row.period),
      ['2026-08', '2026-09', '2026-10', '2026-11'],
      measure.id,
    )
  }
})

const searched = {
  sql: `select date_trunc('month', due_on)::date as period, count(*) filter (where result = 'met') as numerator, count(*) as out_of
    from facts.clocks where clock = 'search' and due_on between :from and :to and result in ('met', 'late', 'missed', 'overdue') group by 1`,
}
const thisMonth = async (at = aWednesday) =>
  (await countMeasure(office.database, searched, '2026-11-01', now(at))).at(-1)

test('a promise counts when it falls due, so that nothing is gained by leaving it open', async () => {
  const before = await thisMonth(new Date('2026-11-23T09:00:00Z'))
  assert.deepEqual(before, { period: '2026-11', numerator: null, outOf: null })
  const [kept] = [await openedCase(office, 'm1'), await openedCase(office, 'm2')]
  const find = { caseId: kept.caseId, step: 'find', raw: { ribs: '8', shelf: 'low' }, seen: 'lost' }
  await office.as('officer', tx => take(tx, find))
  assert.deepEqual(await thisMonth(new Date('2026-11-23T09:00:00Z')), { period: '2026-11', numerator: 1, outOf: 2 })
})

test('what still runs and is not yet due is not counted, whatever the time of the server', async () => {
  const running = await office.database.measure('select 1 from facts.clocks where result = $1', ['overdue'], aWednesday)
  assert.deepEqual(running, [])
})
