import { sql } from 'kysely'
import { constraintBroken, type Database, type Occasion, type Tx } from '../database.ts'
import { newId } from '../ids.ts'

/** Work that nobody waits for. What it writes through `tx` is undone with it; anything else must bear being done twice. */
export type Job = Readonly<{
  name: string
  /** For a job that comes again by itself: when it next does, having been done at that moment. */
  again?: (doneAt: Date) => Date
  /** `subject` is what it was queued about. */
  run(tx: Tx, subject: string | undefined): Promise<void>
}>

/** Queues a job in the same transaction as the deed: no deed, no job. Where many were queued about one thing, each is done. */
export async function queueJob(tx: Tx, name: string, about: { subject?: string; from?: Date } = {}): Promise<void> {
  const { subject = null, from = tx.at } = about
  await tx.db.insertInto('jobs').values({ id: newId(), name, subject, run_at: from, queued_at: tx.at }).execute()
}

/** Puts the jobs that come again by themselves into the queue, due at once, unless they are there. */
export async function scheduleJobs(database: Database, jobs: readonly Job[], at: Date): Promise<void> {
  await database.as(occasion('worker', 'jobs.schedule', at), async tx => {
    for (const { name } of jobs.filter(job => job.again))
      await tx.db
        .insertInto('jobs')
        .values({ id: newId(), name, recurs: true, run_at: at, queued_at: at })
        // Not as a value beside it: a plan made for any value does not know the index that is partly unique.
        .onConflict(conflict => conflict.column('name').where(sql<boolean>`recurs`).doNothing())
        .execute()
  })
}

/** Makes a job that comes again by itself due now, unless a worker has it in hand. */
export async function hasten(database: Database, name: string, at: Date): Promise<void> {
  await database.as(occasion('worker', 'jobs.hasten', at), async tx => {
    const free = tx.db
      .selectFrom('jobs')
      .select('id')
      .where('name', '=', name)
      .where('recurs', '=', true)
      .where('run_at', '>', at)
      .forUpdate()
      .skipLocked()
    await tx.db.updateTable('jobs').set({ run_at: at }).where('id', 'in', free).execute()
  })
}

/**
 * Does the one of these jobs that has been due for longest, and that no other worker has in hand. The row of a job is held
 * until its transaction ends, so that a worker which is killed lets it go, with whatever it had done undone. Returns
 * nothing where nothing is due. A job that fails stays, and is tried again after a while; throws where the database cannot
 * be asked.
 */
export async function workOnce(database: Database, jobs: readonly Job[], at: Date): Promise<Worked | undefined> {
  const known = new Map(jobs.map(job => [job.name, job]))
  for (const name of await namesDue(database, [...known.keys()], at)) {
    const worked = await workOn(database, known.get(name)!, at)
    if (worked) return worked
  }
  return undefined
}

export type Worked = Readonly<{ name: string; fault?: unknown }>

/** What is still to be done at that moment, for whoever watches; `lateSeconds` is how long the oldest has been due. */
export type Waiting = Readonly<{ due: number; lateSeconds: number; failing: number; unheard: number }>

/** How much waits: jobs due, those among all that failed when last tried, and events in the outbox that nobody has heard of. */
export async function jobsWaiting(database: Database, at: Date): Promise<Waiting> {
  return await database.as(occasion('watch', 'jobs.watch', at), async tx => {
    const { rows } = await sql<Waiting>`
      select count(*) filter (where run_at <= ${at})::int as due,
             coalesce(extract(epoch from greatest(${at}::timestamptz - min(run_at), interval '0')), 0)::float8 as "lateSeconds",
             count(*) filter (where failures > 0)::int as failing,
             (select count(*)::int from kernel.outbox where handled_at is null) as unheard
        from kernel.jobs`.execute(tx.db)
    return rows[0]!
  })
}

/** What shows nobody to anybody leaves no row in the audit; a job that opens records does, as everybody does. */
const occasion = (name: string, action: string, at: Date): Occasion => ({
  actor: { kind: 'job', name },
  action,
  purpose: 'keep-the-house',
  at,
  onlyIfShown: true,
})

/** Each name once: where another worker has a long job in hand, we go on to the next name. */
async function namesDue(database: Database, names: readonly string[], at: Date): Promise<readonly string[]> {
  const rows = await database.as(occasion('worker', 'jobs.look', at), tx =>
    tx.db
      .selectFrom('jobs')
      .select('name')
      .where('run_at', '<=', at)
      .where('name', 'in', [...names])
      .groupBy('name')
      .orderBy(({ fn }) => fn.min('run_at'))
      .execute(),
  )
  return rows.map(row => row.name)
}

type Taken = Readonly<{ id: string; subject: string | null; failures: number }>

async function workOn(database: Database, job: Job, at: Date): Promise<Worked | undefined> {
  let taken: Taken | undefined
  try {
    return await database.as(occasion(job.name, `job.${job.name}`, at), async tx => {
      taken = await take(tx, job.name)
      if (!taken) return undefined
      await job.run(tx, taken.subject ?? undefined)
      finish(tx, job, taken.id)
      return { name: job.name }
    })
  } catch (fault) {
    if (!taken) throw fault
    await postpone(database, job, taken, fault, at)
    return { name: job.name, fault }
  }
}

async function take(tx: Tx, name: string): Promise<Taken | undefined> {
  // A job may look elsewhere for longer than a page may; a worker that hangs gives its job up in the end.
  const patient = sql`select set_config('idle_in_transaction_session_timeout', '15min', true), set_config('statement_timeout', '5min', true)`
  tx.write({ execute: () => patient.execute(tx.db) })
  return await tx.db
    .selectFrom('jobs')
    .select(['id', 'subject', 'failures'])
    .where('name', '=', name)
    .where('run_at', '<=', tx.at)
    .orderBy('run_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
}

function finish(tx: Tx, { again }: Job, id: string): void {
  const next = again && { run_at: again(tx.at), failures: 0, fault: null, done_at: tx.at }
  if (next) tx.write(tx.db.updateTable('jobs').set(next).where('id', '=', id).where('recurs', '=', true))
  tx.write(tx.db.deleteFrom('jobs').where('id', '=', id).where('recurs', '=', false))
}

const longest = 3_600_000

/** Half a minute, then a minute, then two, up to an hour; unless another worker has taken it up since. */
async function postpone(database: Database, job: Job, taken: Taken, fault: unknown, at: Date): Promise<void> {
  const failures = taken.failures + 1
  const run_at = new Date(at.getTime() + Math.min(longest, 15_000 * 2 ** Math.min(failures, 12)))
  await database.as(occasion(job.name, `job.${job.name}`, at), tx =>
    tx.db
      .updateTable('jobs')
      .set({ failures, run_at, fault: kindOf(fault) })
      .where('id', '=', taken.id)
      .where('failures', '=', taken.failures)
      .execute(),
  )
}

/** The words of a fault may hold what somebody wrote; its kind does not. */
const kindOf = (fault: unknown): string => constraintBroken(fault) ?? (fault instanceof Error ? fault.name : 'unknown')
