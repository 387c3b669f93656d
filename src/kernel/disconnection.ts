import { setTimeout as pause } from 'node:timers/promises'

/** Asks again for a few seconds while the database restarts: what only reads may always be asked twice. */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await ask()
    } catch (fault) {
      if (!isDisconnection(fault) || tries >= 40) throw fault
      await pause(150)
    }
  }
}

/** True where the fault is a lost or refused connection rather than something said by the database. */
export function isDisconnection(fault: unknown): boolean {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? String(fault.code) : ''
  return (
    disconnections.has(code) ||
    (fault instanceof Error && /Connection terminated|connection timeout|not queryable/i.test(fault.message))
  )
}

/**
 * True where a connection remembers a statement as it was before a table got another column, and will not say it again:
 * the connection must be let go, and everything said anew on another. Known by where PostgreSQL says so, since its words
 * are in the language of its server.
 */
export const isOutdated = (fault: unknown): boolean =>
  typeof fault === 'object' && fault !== null && 'routine' in fault && fault.routine === 'RevalidateCachedQuery'

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
