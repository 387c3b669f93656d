import { setTimeout as pause } from 'node:timers/promises'

/** Asks again for a few seconds while the database restarts: what only reads may always be asked twice. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  const stillWorth = patience()
  for (;;) {
    try {
      return await ask()
    } catch (fault) {
      if (!isDisconnection(fault) || !stillWorth()) throw fault
      await pause(150)
    }
  }
}

/** How long a request waits for a database that restarts, counted from now: by then whoever asked has given up. */
export function patience(): () => boolean {
  const began = performance.now()
  return () => performance.now() - began < 6_000
}

/** True where the fault is a lost or refused connection rather than something said by the database. */
export function isDisconnection(fault: unknown): boolean {
  return (
    disconnections.has(codeOf(fault)) ||
    (fault instanceof Error && /Connection terminated|connection timeout|not queryable/i.test(fault.message))
  )
}

/**
 * True where nothing is wrong with what was asked, and the same may well be done in a moment: no connection, no time, no
 * room, or somebody else in the way. Nothing has been kept then, and whoever asked is told to try again.
 */
export function isPassing(fault: unknown): boolean {
  const code = codeOf(fault)
  return (
    isDisconnection(fault) ||
    passing.has(code) ||
    /^53/.test(code) || // no room, no memory, no connection left at the database
    (fault instanceof Error && /timeout exceeded when trying to connect/i.test(fault.message)) ||
    // The first fault says what went wrong; that it could not be noted in the audit either says only how far it went.
    (fault instanceof AggregateError && isPassing(fault.errors[0]))
  )
}

const codeOf = (fault: unknown): string =>
  typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : ''

/**
 * True where a connection remembers a statement as it was before a table got another column, and will not say it again:
 * the connection must be let go, and everything said anew on another. Known by where PostgreSQL says so, since its words
 * are in the language of its server.
 */
export const isOutdated = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'routine' in fault && fault.routine === 'RevalidateCachedQuery'

/** Said of every statement after one that failed; or that it is not known, where it was to be made known after that. */
export const isAftermath = (fault: unknown): boolean => ['25P02', '26000'].includes(codeOf(fault))

const disconnections = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '08003',
])

const passing = new Set([
  '57014', // took longer than a statement may
  '55P03', // somebody else holds the lock
  '40P01', // each of two waited for the other
  '25P03', // idle in a transaction for too long
  '58030', // the disk would not
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
])
