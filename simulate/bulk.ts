import pg from 'pg'
import { type Installation, wordingOf } from '#kernel'
import { copyAtOnce, copyInto } from './copy.ts'
import { worldOf } from './county.ts'
import { type Crowd, crowdOf } from './crowd.ts'
import { emit } from './emit.ts'
import { extrasOf, writeAgreements } from './extras.ts'
import { inOrder } from './in-order.ts'
import { withoutIndexes } from './indexes.ts'
import { livesOf, type World } from './lives.ts'
import { type Marks, marksFrom } from './marks.ts'
import type { Ledger } from './matter.ts'
import { remembering } from './places.ts'
import { replay } from './replay.ts'
import { tables } from './rows.ts'
import { type Shift, writeStaff } from './staff.ts'
import { becomeCases } from './true-values.ts'
import { meanReports, planted, quiet, type Truths } from './truths.ts'

export type Filling = Readonly<{
  /** The owner's, and a superuser's: the rows go past triggers and foreign keys. */
  ownerUrl: string
  house: Installation
  /** The county's last moment. */
  until: Date
  /** About how many cases; or how many reports a month. */
  cases?: number
  perMonth?: number
  months?: number
  seed?: number
  truths?: Truths
  /** Rows of the audit for each life, the earliest first; two when not given. */
  audited?: number
  /** Staff beside the cast; 300 when not given. */
  staff?: number
  /** Without them, exactly what the real functions would have written: no readers, conflicts, agreements, homes. */
  extras?: boolean
  fresh?: boolean
  /** Whether indexes are taken away first and made again; as the numbers suggest when not given. */
  rebuild?: boolean
  onProgress?(sentence: string): void
}>
export type Filled = Readonly<{
  rows: Readonly<Record<string, number>>
  reports: number
  cases: number
  seconds: number
  /** Seconds of each part of it. */
  steps: Readonly<Record<string, number>>
}>

/** From so many rows on, it is quicker to make the indexes again than to keep them. */
const many = 20_000

/**
 * Fills an empty, migrated database by COPY with the lives that `seedCounty` would walk through the real functions: the
 * same rows in a hundredth of the time, ten thousand cases or a million. Throws where anybody is there already. A filling
 * that is cut short leaves a database to be thrown away.
 */
export async function fillCounty(filling: Filling): Promise<Filled> {
  const began = performance.now()
  const { ownerUrl, until, seed = 1, staff = 300, extras = true, onProgress = () => {} } = filling
  const house = { ...filling.house, places: remembering(filling.house.places) }
  const truths = truthsOf(filling)
  const made = worldOf({ house, until, seed, months: filling.months ?? 36, truths, fresh: filling.fresh ?? false })
  const crowd = crowdOf(house, staff)
  const since = made.world.reckoner.day(made.shifts[0]!.startsAt)
  await writeStaff(ownerUrl, since, made.shifts, crowd.staff)
  if (extras)
    await writeAgreements(
      ownerUrl,
      since,
      house.agencies.map(one => one.id),
      monthBefore(until),
    )
  const big = filling.rebuild ?? meanTotal(truths, made.world) > many
  const full = { ...filling, house, extras, onProgress, crowd, big, ...made }
  const steps: Record<string, number> = {}
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now()
    onProgress(name)
    const done = await work()
    steps[name] = (performance.now() - from) / 1000
    return done
  }
  const copy = () => timed('lives made and copied', () => copyLives(full))
  const rows = big ? await withoutIndexes(ownerUrl, copy, make => timed('indexes made', make)) : await copy()
  await timed('tables looked over', () => settle(ownerUrl, big))
  const seconds = (performance.now() - began) / 1000
  return { rows, reports: rows.reports ?? 0, cases: rows.cases ?? 0, seconds, steps }
}

function truthsOf({ truths = planted, cases, perMonth, months = 36, until }: Filling): Truths {
  if (perMonth !== undefined) return { ...truths, monthly: perMonth }
  if (cases === undefined) return truths
  const even = { ...truths, monthly: 1, seasons: quiet.seasons }
  const whole = Array.from({ length: months }, (_, month) => meanReports(even, month, 0))
  const last = (until.getUTCDate() / 30) * meanReports(even, months, 0)
  return { ...truths, monthly: cases / becomeCases() / (whole.reduce((sum, one) => sum + one, 0) + last) }
}

const meanTotal = (truths: Truths, { span }: World): number => truths.monthly * span.months

type Full = Filling &
  Readonly<{
    big: boolean
    world: World
    shifts: readonly Shift[]
    crowd: Crowd
    extras: boolean
    onProgress(said: string): void
  }>

async function copyLives(full: Full): Promise<Readonly<Record<string, number>>> {
  const { ownerUrl, house, world, crowd, extras, audited = 2, onProgress } = full
  const copying = full.big ? copyInto(ownerUrl) : copyAtOnce(ownerUrl)
  const marks = marksFrom(world.seed)
  const ledger = ledgerOf(full, marks)
  const ordered = inOrder(copying.sink)
  const emitting = { house, wordings: await keepWordings(full), audited, sink: ordered.sink, marks }
  const more = extras ? extrasOf(crowd, marks) : undefined
  try {
    let lives = 0
    for (const life of livesOf(world)) {
      const matter = replay(ledger, life)
      more?.before(matter)
      emit(emitting, matter)
      more?.after(ordered.sink, matter)
      ordered.reached(life.at)
      if (++lives % 100 === 0) await copying.breathe()
      if (lives % 50_000 === 0) onProgress(`${lives} reports, ${world.reckoner.day(life.at)}`)
    }
    ordered.end()
    return await copying.end()
  } catch (fault) {
    await copying.abort()
    throw fault
  }
}

function ledgerOf({ house, world, shifts, crowd, until }: Full, marks: Marks): Ledger {
  return {
    house,
    reckoner: world.reckoner,
    marks,
    until,
    dutyAt: at => shifts[lastBegun(shifts, at)]!.userId,
    player: (part, life) => crowd.player(part, life.number),
    agencyOf: crowd.agencyOf,
    known: new WeakMap(),
  }
}

/** Shifts are in order and without a gap. */
function lastBegun(shifts: readonly Shift[], at: Date): number {
  let [low, high] = [0, shifts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (shifts[middle]!.startsAt <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}

async function keepWordings({ ownerUrl, house }: Full): Promise<ReadonlyMap<string, string>> {
  const versions = new Map<string, string>()
  for (const programme of house.programmes.values()) {
    if (!programme.report) continue
    const { version, wording } = wordingOf(programme.report)
    versions.set(programme.id, version)
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
