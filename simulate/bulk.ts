import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import pg from 'pg'
import { wordingOf } from '#kernel'
import { writeAgreements } from './extras.ts'
import { alone, type Filled, type Filling, type Share } from './filling.ts'
import { withoutIndexes } from './indexes.ts'
import { programmesLived } from './lives.ts'
import { tables } from './rows.ts'
import { copyShare, madeFrom, type Prepared } from './share.ts'
import { writeStaff } from './staff.ts'

export type { Filled, Filling } from './filling.ts'

/** From so many reports on, it is quicker to make the indexes again than to keep them. */
const many = 20_000
const threads = 2

/**
 * Fills an empty, migrated database by COPY with the lives that `seedCounty` would walk through the real functions: the
 * same rows in a hundredth of the time, ten thousand cases or a million. Throws where anybody is there already. A filling
 * that is cut short leaves a database to be thrown away.
 */
export async function fillCounty(filling: Filling): Promise<Filled> {
  const began = performance.now()
  const { ownerUrl, onProgress = () => {} } = filling
  const { world } = await writeHouse(filling)
  const big = filling.rebuild ?? world.truths.monthly * world.span.months > many
  const prepared = { big, wordings: await keepWordings(filling) }
  const steps: Record<string, number> = {}
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    onProgress(name)
    const done = await work()
    steps[name] = (performance.now() - from) / 1000
    return done
  }
  const copy = () => timed('lives made and copied', () => copyAll(filling, prepared))
  const rows = big ? await withoutIndexes(ownerUrl, copy, make => timed('indexes made', make)) : await copy()
  await timed('tables looked over', () => settle(ownerUrl, big))
  const seconds = (performance.now() - began) / 1000
  return { rows, reports: rows.reports ?? 0, cases: rows.cases ?? 0, seconds, steps }
}

/** Everybody who works there, and what was agreed, before anything happens. */
async function writeHouse(filling: Filling) {
  const { ownerUrl, house, until, extras = true } = filling
  const made = madeFrom(filling, alone)
  const since = made.world.reckoner.day(made.shifts[0]!.startsAt)
  await writeStaff(ownerUrl, since, made.shifts, made.crowd.staff)
  const agencies = house.agencies.map(one => one.id)
  if (extras) await writeAgreements(ownerUrl, since, agencies, monthBefore(until))
  return made
}

async function copyAll(filling: Filling, prepared: Prepared): Promise<Readonly<Record<string, number>>> {
  if (!prepared.big || !filling.again) return await copyShare(filling, prepared, alone)
  const shares = Array.from({ length: threads }, (_, index) => ({ index, of: threads }))
  const all: Record<string, number> = {}
  for (const rows of await Promise.all(shares.map(share => copyElsewhere(filling, prepared, share))))
    for (const [table, count] of Object.entries(rows)) all[table] = (all[table] ?? 0) + count
  return all
}

/** A share of the lives by a thread of its own, which makes itself the same house. */
async function copyElsewhere(filling: Filling, prepared: Prepared, share: Share) {
  const { house: _, onProgress = () => {}, ...plain } = filling
  const workerData = { plain, prepared, share }
  const worker = new Worker(new URL('./share-thread.ts', import.meta.url), { workerData })
  worker.on('message', message => {
    if (typeof message === 'string') onProgress(message)
  })
  const done = new Promise<Readonly<Record<string, number>>>(resolve => {
    worker.on('message', message => {
      if (typeof message !== 'string') resolve(message)
    })
  })
  const ended = once(worker, 'exit').then(() => {
    throw new Error('A thread ended before it had copied its share')
  })
  ended.catch(() => {}) // it ends too when all is well
  return await Promise.race([done, ended])
}

async function keepWordings({ ownerUrl, house }: Filling): Promise<Prepared['wordings']> {
  const versions: (readonly [string, string])[] = []
  for (const programme of house.programmes.values()) {
    if (!programme.report || !programmesLived.has(programme.id)) continue
    const { version, wording } = wordingOf(programme.report)
    versions.push([programme.id, version])
    await asOwner(
      ownerUrl,
      "insert into kernel.wordings (version, language, kind, wording) values ($1, 'en', $2, $3) on conflict do nothing",
      [version, programme.id, JSON.stringify(wording)],
    )
  }
  return versions
}

/** What the planner knows is what is there, and nothing is left to be written behind a measurement's back. */
async function settle(ownerUrl: string, big: boolean): Promise<void> {
  await asOwner(
    ownerUrl,
    `${big ? 'vacuum (analyze)' : 'analyze'} ${Object.keys(tables)
      .map(table => `kernel.${table}`)
      .join(', ')}`,
  )
  if (big) await asOwner(ownerUrl, 'checkpoint')
}

async function asOwner(ownerUrl: string, statement: string, values: readonly unknown[] = []): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(statement, [...values])
  } finally {
    await client.end()
  }
}

const monthBefore = (at: Date): string => new Date(at.getTime() - 31 * 86_400_000).toISOString().slice(0, 10)
