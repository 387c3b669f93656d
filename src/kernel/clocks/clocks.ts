import type { Tx } from '../database.ts'
import { newId } from '../ids.ts'
import { type Limit, limitAt } from '../limits.ts'
import { dueAt, dueBefore, workingHoursBetween } from '../time.ts'

/** Whose clock it is: a report's (perhaps of one person in it), a case's, or an action's. */
export type ClockOf = Readonly<{ reportId?: string; recordId?: string; caseId?: string; actionId?: string }>
/** `atLeast`: it may not end before it is due, and nothing is owed by then. */
export type Started = Readonly<{ id: string; dueAt: Date; atLeast: boolean }>
export type Result = 'met' | 'late' | 'missed' | 'lifted'

type ToStart = Readonly<{ programme: string; clock: string; limit: string; from?: Date; underLawOf?: Date }>

/**
 * Starts a clock under the version of its limit in force now; it keeps that version whatever becomes of the limit.
 * `from` is when it began to run, which may be before it was recorded, and before any version that is known: then the law is
 * that of `underLawOf`.
 */
export function startClock(tx: Tx, of: ClockOf, what: ToStart): Started {
  const from = what.from ?? tx.at
  const limit = limitAt(tx.house.limits, what.limit, what.underLawOf ?? from, tx.house.zone)
  return writeClock(tx, of, what, {
    limit,
    from,
    due: dueAt(limit.value, from, tx.house.calendar(limit.calendar)),
  })
}

/**
 * Starts a clock that counts back from the beginning of `day`, `YYYY-MM-DD`. Nothing is started where there is no such
 * day, or where what it counts back to has passed: a warning that comes too late to be heeded is no promise broken.
 */
export function startBefore(tx: Tx, of: ClockOf, what: ToStart & { readonly day: unknown }): Started | undefined {
  const from = what.from ?? tx.at
  if (typeof what.day !== 'string') return undefined
  const limit = limitAt(tx.house.limits, what.limit, from, tx.house.zone)
  const due = dueBefore(limit.value, what.day.slice(0, 10), tx.house.calendar(limit.calendar))
  return due <= from ? undefined : writeClock(tx, of, what, { limit, from, due })
}

function writeClock(
  tx: Tx,
  of: ClockOf,
  { programme, clock }: ToStart,
  { limit, from, due }: Readonly<{ limit: Limit; from: Date; due: Date }>,
): Started {
  const id = newId<'clock'>()
  const atLeast = limit.kind === 'atLeast'
  tx.write(
    tx.db.insertInto('clocks').values({
      id,
      ...owner(of),
      programme,
      clock,
      limit_id: limit.id,
      limit_version: limit.version,
      started_at: from,
      due_at: due,
      at_least: atLeast,
    }),
  )
  return { id, dueAt: due, atLeast }
}

/**
 * Ends what runs: `stopped` means done (met, or late); missed and lifted say so. Clocks that do not run are let be. A
 * clock ends when the thing was done, `doneAt`, though it be written down later; the chronology keeps both times.
 */
export async function endClocks(
  tx: Tx,
  of: ClockOf,
  clocks: readonly string[],
  how: 'stopped' | 'missed' | 'lifted',
  { why, doneAt = tx.at }: { why?: string; doneAt?: Date } = {},
): Promise<void> {
  if (clocks.length === 0) return
  let running = tx.db
    .selectFrom('clocks')
    .select(['id', 'started_at', 'due_at', 'at_least', 'limit_id', 'limit_version'])
    .where('ended_at', 'is', null)
    .where(({ eb, val }) => eb('clock', '=', eb.fn.any(val([...clocks]))))
  for (const [column, id] of Object.entries(owner(of))) {
    if (id !== null) running = running.where(column as 'case_id', '=', id)
  }
  for (const clock of await running.forUpdate().execute()) {
    const ended = doneAt < clock.started_at ? clock.started_at : doneAt
    const result: Result = how === 'stopped' ? kept(clock, ended) : how
    tx.write(
      tx.db
        .updateTable('clocks')
        .where('id', '=', clock.id)
        .set({
          ended_at: ended,
          result,
          lifted_why: how === 'lifted' ? (why ?? 'It no longer applies') : null,
          working_seconds: workingSeconds(tx, clock, ended),
        }),
    )
  }
}

/** Done in time, or late; or, of what must last at least so long, not cut short, or cut short. */
function kept(clock: Readonly<{ due_at: Date; at_least: boolean }>, ended: Date): Result {
  if (clock.at_least) return ended >= clock.due_at ? 'met' : 'missed'
  return ended <= clock.due_at ? 'met' : 'late'
}

type Counted = Readonly<{ started_at: Date; limit_id: string; limit_version: number }>

function workingSeconds(tx: Tx, clock: Counted, ended: Date): number {
  const limit = tx.house.limits.find(one => one.id === clock.limit_id && one.version === clock.limit_version)
  const hours = workingHoursBetween(clock.started_at, ended, tx.house.calendar(limit?.calendar))
  return Math.max(0, Math.round(hours * 3600))
}

function owner(of: ClockOf) {
  return {
    report_id: of.reportId ?? null,
    record_id: of.recordId ?? null,
    case_id: of.caseId ?? null,
    action_id: of.actionId ?? null,
  }
}
