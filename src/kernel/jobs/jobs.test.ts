import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import {
  hasten,
  hearOutbox,
  type Job,
  jobsWaiting,
  keepWorking,
  queueJob,
  scheduleJobs,
  type Tx,
  workOnce,
} from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())
beforeEach(() => office.seen('delete from kernel.jobs'))

const later = (seconds: number) => new Date(aWednesday.getTime() + seconds * 1000)
const queued = () =>
  office.seen<{ name: string; subject: string | null; run_at: Date; failures: number; fault: string | null }>(
    'select name, subject, run_at, failures, fault from kernel.jobs order by queued_at, name',
  )
const queue = (name: string, subject?: string) =>
  office.as('officer', tx => queueJob(tx, name, subject ? { subject } : {}))
const work = (jobs: readonly Job[], at = aWednesday) => workOnce(office.database, jobs, at)

const noting = (name: string) => {
  const told: (string | undefined)[] = []
  const job: Job = { name, run: async (_, subject) => void told.push(subject) }
  return { job, told }
}

test('a job queued with a deed is there when the deed is, and not when the deed is undone', async () => {
  const subject = randomUUID()
  const undone = office.as('officer', async tx => {
    await queueJob(tx, 'polish', { subject: randomUUID() })
    throw new Error('the lights went out')
  })
  await assert.rejects(undone, /lights/)
  await queue('polish', subject)
  assert.deepEqual(
    (await queued()).map(one => one.subject),
    [subject],
  )
  const { job, told } = noting('polish')
  assert.deepEqual(await work([job]), { name: 'polish' })
  assert.deepEqual(told, [subject])
  assert.equal(await work([job]), undefined)
  assert.deepEqual(await queued(), [])
})

test('a job is not begun before its time, and the one due for longest comes first', async () => {
  const [one, two] = [noting('polish'), noting('dry')]
  await office.as('officer', tx => queueJob(tx, 'polish', { from: later(60) }))
  await queue('dry')
  assert.deepEqual(await work([one.job, two.job]), { name: 'dry' })
  assert.equal(await work([one.job, two.job], later(59)), undefined)
  assert.deepEqual(await work([one.job, two.job], later(60)), { name: 'polish' })
})

test('a job nobody here knows waits for a worker that does', async () => {
  await queue('polish')
  assert.equal(await work([noting('dry').job]), undefined)
  assert.equal((await queued()).length, 1)
})

test('a job that fails takes back what it wrote, says what kind of fault and no more, and is tried again later', async () => {
  let faults = 2
  const failing: Job = {
    name: 'polish',
    run: async tx => {
      await queueJob(tx, 'dry')
      if (faults-- > 0) throw new TypeError('Ada Galoshes has no umbrella')
    },
  }
  await queue('polish')
  assert.ok((await work([failing]))?.fault instanceof TypeError)
  const [one, ...others] = await queued()
  assert.deepEqual(others, [])
  assert.deepEqual([one!.failures, one!.fault, one!.run_at], [1, 'TypeError', later(30)])
  assert.equal(await work([failing], later(29)), undefined)
  await work([failing], later(30))
  assert.deepEqual((await queued())[0]!.run_at, later(90))
  assert.deepEqual(await work([failing], later(90)), { name: 'polish' })
  assert.deepEqual(
    (await queued()).map(job => job.name),
    ['dry'],
  )
  const audited = await office.seen("select distinct note, result from kernel.audit where actor = 'job:polish'")
  assert.deepEqual(audited, [{ note: '', result: 'failed' }])
})

test('a job that comes again is there once, however many workers begin, and moves on after each run', async () => {
  const { job, told } = noting('sweep')
  const hourly = { ...job, again: (at: Date) => new Date(at.getTime() + 3_600_000) }
  await Promise.all([1, 2, 3].map(() => scheduleJobs(office.database, [hourly], aWednesday)))
  assert.equal((await queued()).length, 1)
  await work([hourly])
  assert.equal(await work([hourly], later(3_599)), undefined)
  await scheduleJobs(office.database, [hourly], later(10))
  await hasten(office.database, 'sweep', later(20))
  await work([hourly], later(20))
  assert.equal(told.length, 2)
  assert.deepEqual(
    (await queued()).map(one => one.run_at),
    [later(3_620)],
  )
})

test('a job in the hands of one worker is let be by another, which goes on with what else is due', async () => {
  const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const long: Job = {
    name: 'polish',
    run: async () => {
      begun.resolve()
      await go.promise
    },
  }
  const { job: dry } = noting('dry')
  await queue('polish')
  const first = work([long])
  await begun.promise
  await queue('dry')
  assert.deepEqual(await work([long, dry]), { name: 'dry' })
  assert.equal(await work([long, dry]), undefined)
  go.resolve()
  assert.deepEqual(await first, { name: 'polish' })
})

test('eight workers do two hundred jobs, and each of them once', async () => {
  const subjects = Array.from({ length: 200 }, () => randomUUID())
  await office.as('officer', async tx => {
    for (const subject of subjects) await queueJob(tx, 'polish', { subject })
  })
  const { job, told } = noting('polish')
  const worker = async () => {
    for (let misses = 0; misses < 3; ) if (!(await work([job]))) misses++
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  assert.deepEqual([...told].sort(), [...subjects].sort())
})

test('each event in the outbox is heard once, by whoever listens, and one that nobody listens to is marked as well', async () => {
  await office.seen('update kernel.outbox set handled_at = now()')
  await Promise.all(['h1', 'h2', 'h3'].map(key => office.send(key)))
  const heard: string[] = []
  const listen: Job = {
    name: 'outbox',
    run: async (tx: Tx) => {
      await hearOutbox(tx, {
        'report.received': async (_, subject) => void heard.push(subject),
        toString: async () => assert.fail(),
      })
    },
  }
  await queue('outbox')
  await queue('outbox')
  await Promise.all([work([listen]), work([listen])])
  const reports = await office.seen<{ id: string }>('select id from kernel.reports')
  assert.deepEqual([...heard].sort(), reports.map(one => one.id).sort())
  assert.deepEqual(await office.seen('select from kernel.outbox where handled_at is null'), [])
})

test('an event whose listener fails stays unheard, and is heard when the job is done again', async () => {
  await office.send('h4')
  await office.seen("delete from kernel.jobs where name = 'match'") // of which a report queues some
  const nothing = () => assert.fail('nothing was heard')
  const deaf: Job = {
    name: 'outbox',
    run: async tx => void (await hearOutbox(tx, { 'report.received': async () => nothing() })),
  }
  await queue('outbox')
  assert.ok((await work([deaf]))?.fault)
  const waiting = await jobsWaiting(office.database, later(20))
  assert.deepEqual(waiting, { due: 0, lateSeconds: 0, failing: 1, unheard: 1 })
  assert.equal((await jobsWaiting(office.database, later(95))).lateSeconds, 65)
  await work([{ ...deaf, run: async tx => void (await hearOutbox(tx, {})) }], later(95))
  assert.equal((await jobsWaiting(office.database, later(95))).unheard, 0)
})

test('only a job sees what is queued, and the public may queue nothing by itself', async () => {
  await queue('polish')
  const asOfficer = await office.as('officer', tx => tx.db.selectFrom('jobs').selectAll().execute())
  assert.deepEqual(asOfficer, [])
  const asPublic = office.database.as(
    { actor: { kind: 'public' }, action: 'try', purpose: 'report-harm', at: aWednesday },
    tx => queueJob(tx, 'polish', { subject: randomUUID() }),
  )
  await assert.rejects(asPublic, { code: '42501' })
})

test('a worker goes on through a fault, and ends the job in hand when it is stopped', async () => {
  const done: string[] = []
  const failed: (string | undefined)[] = []
  const halfway = Promise.withResolvers<void>()
  const jobs: readonly Job[] = [
    { name: 'polish', run: async () => assert.fail('a scratch') },
    {
      name: 'dry',
      run: async () => {
        halfway.resolve()
        await new Promise(resolve => setImmediate(resolve))
        done.push('dry')
      },
    },
  ]
  await office.as('officer', tx => queueJob(tx, 'polish', { from: later(-60) }))
  await queue('dry')
  const { database } = office
  const worker = keepWorking({ database, jobs, now: () => aWednesday, failed: name => failed.push(name), every: 5 })
  await halfway.promise
  await worker.stop()
  assert.deepEqual([done, failed], [['dry'], ['polish']])
})

test('a worker that is woken looks at once, however long it would have slept', async () => {
  const done = Promise.withResolvers<void>()
  const { database } = office
  const jobs: readonly Job[] = [{ name: 'polish', run: async () => done.resolve() }]
  const heard = Promise.withResolvers<void>()
  const listening = {
    ...database,
    listen: (channel: string, hear: () => void) =>
      database.listen(channel, () => {
        hear()
        heard.resolve()
      }),
  }
  const failed = (_: unknown, fault: unknown) => assert.fail(String(fault))
  const worker = keepWorking({
    database: listening,
    jobs,
    now: () => aWednesday,
    failed,
    every: 3_600_000,
    wokenBy: 'polishing',
  })
  await heard.promise // it listens, and has looked once
  await office.as('officer', async tx => {
    await queueJob(tx, 'polish', {})
    await sql`select pg_notify('polishing', '')`.execute(tx.db)
  })
  await done.promise
  await worker.stop()
})
