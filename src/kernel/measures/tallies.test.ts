import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import {
  countMeasure,
  countTallies,
  definitionOf,
  type Measure,
  readTallies,
  type Tallying,
  take,
  talliedAt,
} from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())
beforeEach(() => office.seen('alter table kernel.tally_revisions disable trigger append_only').then(forget))

async function forget(): Promise<void> {
  for (const table of ['tally_revisions', 'tallies', 'tally_counts']) await office.seen(`delete from kernel.${table}`)
  await office.seen('alter table kernel.tally_revisions enable trigger append_only')
}

const lost: Measure = {
  id: 'umbrellas.lost',
  title: 'Umbrellas reported lost',
  definition: 'Every report received in the month.',
  unit: 'count',
  better: 'lower',
  sql: `select date_trunc('month', received_on)::date as period, count(*) as numerator, null::bigint as out_of
          from facts.reports where kind = 'umbrellas' and received_on between :from and :to group by 1`,
}
const tallying: Tallying = { measures: [lost], from: '2026-01-01', settleDays: 21 }
const day = (text: string) => new Date(`${text}T10:30:00Z`)

const count = (at: Date, more: Partial<Tallying> = {}) =>
  office.database.as(
    { actor: { kind: 'job', name: 'figures' }, action: 'job.figures', purpose: 'keep-the-house', at },
    tx => countTallies(tx, office.database, { ...tallying, ...more }),
  )
const tally = async (measure = lost) => (await readTallies(office.database, [measure], aWednesday))[0]!
const monthOf = async (period: string) => (await tally()).months.find(month => month.period === period)?.numerator ?? 0
/** A report that says it came in on that day, whenever it is written down. */
const reportOn = (date: string) => office.send(randomUUID(), { when: { precision: 'day', date } }, day(date))

test('the figures kept are those that a count by the measure itself gives, for every measure there is', async () => {
  await reportOn('2026-08-03')
  const { caseId } = await openedCase(office, randomUUID())
  await office.as('officer', tx => take(tx, { caseId, step: 'find', raw: { ribs: '8', shelf: 'low' }, seen: 'lost' }))
  const measures = [lost, ...[...office.house.programmes.values()].flatMap(programme => programme.measures)]
  const now = { at: day('2026-12-20'), zone: office.house.zone }
  await count(now.at, { measures, from: '2024-01-01' })
  const tallies = await readTallies(office.database, measures, now.at)
  assert.ok(measures.length > 3)
  for (const [i, measure] of measures.entries())
    assert.deepEqual(tallies[i]!.months, await countMeasure(office.database, measure, '2024-01-01', now), measure.id)
  assert.ok((await monthOf('2026-08')) > 0)
})

test('a late record is a plain change until its month is settled, and a revision from then on', async () => {
  await reportOn('2026-09-10')
  await count(day('2026-10-15'))
  const first = await monthOf('2026-09')
  await reportOn('2026-09-11')
  await count(day('2026-10-16'))
  assert.equal(await monthOf('2026-09'), first + 1)
  assert.deepEqual((await tally()).revisions, [])
  assert.equal((await tally()).settledUntil, '2026-08')

  await count(day('2026-10-22'))
  assert.equal((await tally()).settledUntil, '2026-09')
  await reportOn('2026-09-12')
  await count(day('2026-10-23'))
  const { revisions } = await tally()
  assert.deepEqual(revisions, [
    {
      period: '2026-09',
      was: { numerator: first + 1, outOf: null },
      is: { numerator: first + 2, outOf: null },
      at: day('2026-10-23'),
    },
  ])
  assert.equal(await monthOf('2026-09'), first + 2)
  await count(day('2026-10-24'))
  assert.equal((await tally()).revisions.length, 1)
})

test('settled months are counted once a day and the others each time', async () => {
  await count(day('2026-11-18'))
  const [before, early] = [await monthOf('2026-11'), await monthOf('2026-07')]
  await reportOn('2026-07-01')
  await reportOn('2026-11-02')
  await count(new Date('2026-11-18T20:00:00Z'))
  assert.deepEqual([await monthOf('2026-11'), await monthOf('2026-07')], [before + 1, early])
  await count(day('2026-11-19'))
  assert.equal(await monthOf('2026-07'), early + 1)
  assert.deepEqual(
    (await tally()).revisions.map(revision => revision.period),
    ['2026-07'],
  )
})

test('a day without anything new writes no figure, and still says when it was counted', async () => {
  await count(day('2026-11-18'))
  const written = () => office.seen('select period, counted_at, xmin::text from kernel.tallies order by period')
  const before = await written()
  await count(day('2026-11-18'))
  assert.deepEqual(await written(), before)
  await count(new Date('2026-11-18T11:30:00Z'))
  assert.deepEqual((await tally()).countedAt, new Date('2026-11-18T11:30:00Z'))
})

test('a measure defined anew is counted anew, and what was counted before stays as it was', async () => {
  await reportOn('2026-09-10')
  await count(day('2026-11-18'))
  const was = await tally()
  const anew: Measure = { ...lost, definition: 'Every report received in the month, and what was lost with it.' }
  assert.notEqual(definitionOf(anew), definitionOf(lost))
  assert.deepEqual(await talliedAt(office.database, [anew, lost], aWednesday), [null, day('2026-11-18')])
  assert.deepEqual(await tally(anew), { countedAt: null, months: [], settledUntil: null, revisions: [] })
  await count(new Date('2026-11-18T12:00:00Z'), { measures: [anew] })
  const { months, settledUntil, revisions } = await tally(anew)
  assert.deepEqual([months, settledUntil, revisions], [was.months, was.settledUntil, []])
  assert.deepEqual(await tally(), was)
  // A title may be put better without the figures being others.
  assert.equal(definitionOf({ ...lost, title: 'Lost umbrellas' }), definitionOf(lost))
})

test('two workers that count at once keep what one would, and one revision of one change', async () => {
  await reportOn('2026-09-10')
  await count(day('2026-11-17'))
  await reportOn('2026-09-13')
  await Promise.all([count(day('2026-11-18')), count(day('2026-11-18')), count(day('2026-11-18'))])
  const { months, revisions } = await tally()
  const direct = await countMeasure(office.database, lost, '2026-01-01', {
    at: day('2026-11-18'),
    zone: 'Europe/London',
  })
  assert.deepEqual(months, direct)
  assert.equal(revisions.length, 1)
})

test('nobody but a job changes a figure, and not even a job unsettles one or forgets a revision', async () => {
  await count(day('2026-11-18'))
  const asOfficer = office.as('officer', tx => tx.db.updateTable('tallies').set({ numerator: 99 }).execute())
  assert.equal((await asOfficer)[0]!.numUpdatedRows, 0n)
  const asJob = (statement: (tx: Parameters<Parameters<Office['database']['as']>[1]>[0]) => Promise<unknown>) =>
    office.database.as(
      { actor: { kind: 'job', name: 'figures' }, action: 'try', purpose: 'keep-the-house', at: aWednesday },
      statement,
    )
  const unsettle = asJob(tx => tx.db.updateTable('tallies').set({ frozen_at: null }).execute())
  await assert.rejects(unsettle, { code: 'SK001' })
  await assert.rejects(
    asJob(tx => tx.db.deleteFrom('tally_revisions').execute()),
    { code: '42501' },
  )
  await office.seen("update kernel.tallies set numerator = 99 where period = '2026-03'")
  assert.equal((await tally()).revisions.length, 1)
})

test('what is read is read as the role that reads facts alone, and counts nothing', async () => {
  await count(day('2026-11-18'))
  const asked: string[] = []
  const watched: Office['database'] = {
    ...office.database,
    as: () => assert.fail('nobody is asked for'),
    measure: (statement, values, at) => {
      asked.push(statement)
      return office.database.measure(statement, values, at)
    },
  }
  await readTallies(watched, [lost], aWednesday)
  assert.equal(asked.length, 1)
  assert.doesNotMatch(asked.join(), /facts\.(?!tall)/)
})
