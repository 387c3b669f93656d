import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, beforeEach, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { countMeasure, queueJob, readTallies, type Tx, workOnce } from '#kernel'
import { allJobs, otherMeasures } from '../src/commands/jobs.ts'
import { ownMeasures } from '../src/plan/index.ts'
import { seen } from './cast.ts'
import { killOutright } from './embedded-life.ts'
import { type TestHouse, testHouse } from './house.ts'

/* Workers are processes of their own here, and die in the midst of their work. */

let home: TestHouse
before(async () => {
  home = await testHouse({ most: 6 })
})
after(() => home.close())
beforeEach(() => seen(home.db.ownerUrl, 'delete from kernel.jobs'))

const at = new Date('2026-11-22T12:00:00Z')
const later = (days: number) => new Date(at.getTime() + days * 86_400_000)

type Worker = Readonly<{ child: ChildProcess; saying(word: string): Promise<void> }>

/** A worker of one job; `linger` is how many milliseconds a job to polish takes, `fatal` which of the things it says is its last. */
function worker(job: 'polish' | 'figures', { when = at, linger = 0, fatal = 0 } = {}): Worker {
  const { appUrl, measures } = home.db
  const args = [appUrl, measures, 'nowhere', when.toISOString(), `${linger}`, `${fatal}`, job]
  const child = spawn(process.execPath, [join(import.meta.dirname, 'jobs-child.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  after(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  return { child, saying: async word => void (await once(lines, 'line').then(([line]) => assert.equal(line, word))) }
}

async function diesAt(fatal: number, job: 'polish' | 'figures', when = at): Promise<void> {
  const [, signal] = await once(worker(job, { when, fatal }).child, 'exit')
  assert.equal(signal, 'SIGKILL')
}

const asJob = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  home.database.as({ actor: { kind: 'job', name: 'try' }, action: 'try', purpose: 'keep-the-house', at }, work)
const queue = (subjects: readonly string[]) =>
  asJob(async tx => {
    for (const subject of subjects) await queueJob(tx, 'polish', { subject })
  })
const left = (name: string) =>
  seen<{ subject: string }>(home.db.ownerUrl, 'select subject from kernel.jobs where name = $1 order by subject', [
    name,
  ])

test('a job whose worker is killed half-way is undone, free again at once, and done by another', async () => {
  const subject = randomUUID()
  await queue([subject])
  const { child, saying } = worker('polish', { linger: 600_000 })
  await saying('polishing')
  assert.deepEqual(await left('polished'), [], 'what is not finished is not seen')
  await killOutright(child)
  const another = worker('polish')
  await another.saying('polishing')
  await untilSo(async () => (await left('polish')).length === 0)
  assert.deepEqual(await left('polished'), [{ subject }])
  await killOutright(another.child)
})

test('of a hundred jobs shared by workers that are killed one after another, each is done once', async () => {
  const subjects = Array.from({ length: 100 }, () => randomUUID()).sort()
  await queue(subjects)
  for (let kills = 0; kills < 4; kills++) await Promise.all([diesAt(1 + kills, 'polish'), diesAt(5, 'polish')])
  const two = [worker('polish'), worker('polish')]
  await untilSo(async () => (await left('polish')).length === 0)
  await Promise.all(two.map(({ child }) => killOutright(child)))
  assert.deepEqual(
    (await left('polished')).map(job => job.subject),
    subjects,
  )
})

test('figures whose count is killed at any measure come out as they would have, and a change of a settled month is one revision', async () => {
  const own = ownMeasures(home.house, otherMeasures).map(({ measure }) => measure)
  const reports = own.find(({ id }) => id === 'hate.reports')!
  const tallied = () => readTallies(home.database, own, at)
  const counted = async (when: Date) => (await tallied()).every(tally => tally.countedAt?.getTime() === when.getTime())
  const countKilled = async (when: Date) => {
    await seen(home.db.ownerUrl, 'update kernel.jobs set run_at = $1', [when])
    for (const fatal of [1, 4, own.length - 1, own.length]) await diesAt(fatal, 'figures', when)
    const two = [worker('figures', { when }), worker('figures', { when })]
    await untilSo(() => counted(when))
    await Promise.all(two.map(({ child }) => killOutright(child)))
  }
  await countKilled(at)
  const [tally] = await tallied()
  assert.deepEqual(
    tally?.months,
    await countMeasure(home.database, own[0]!, '2016-01-01', { at, zone: 'Europe/London' }),
  )
  assert.deepEqual(await seen(home.db.ownerUrl, 'select from kernel.tally_revisions'), [])

  await seen(home.db.ownerUrl, "update kernel.tallies set numerator = 40 where measure = $1 and period = '2026-03'", [
    reports.id,
  ])
  await countKilled(later(1))
  const revisions = await seen<{ period: string; new_numerator: number | null }>(
    home.db.ownerUrl,
    'select period, new_numerator from kernel.tally_revisions order by position',
  )
  assert.deepEqual(revisions, [
    { period: '2026-03', new_numerator: 40 },
    { period: '2026-03', new_numerator: null },
  ])
})

test('every job of the product can be done again and again, and waits for its time in between', async () => {
  const names = [
    ...[
      'directory',
      'figures',
      'match',
      'match-all',
      'match-profiles',
      'newsletter',
      'newsletter-tidy',
      'outbox',
      'referral-drafts',
    ],
    ...['send-message', 'sweep'],
  ]
  const jobs = allJobs({ house: home.house, plan: home.built.plan }, home.database)
  assert.deepEqual(jobs.map(job => job.name).sort(), names)
  await asJob(async tx => {
    for (const name of [...names, ...names]) await queueJob(tx, name)
  })
  for (const _ of [...names, ...names]) assert.equal((await workOnce(home.database, jobs, at))?.fault, undefined)
  assert.equal(await workOnce(home.database, jobs, at), undefined)
})

/** Waits until it is so; where it never is, says so after half a minute. */
async function untilSo(so: () => Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await so()); looks++) {
    assert.ok(looks < 600, 'it never came to that')
    await pause(50)
  }
}
