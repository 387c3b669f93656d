import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../database.ts'
import { type Sealer, sayably } from '../sealing.ts'

/**
 * A reference that can be said over a telephone and opens nothing: `SK-7F2K-9QXT`. Among a million, two may fall alike:
 * one that is taken is thrown away. The asker learns that it is taken and not by what.
 */
export async function newReference(tx: Tx, prefix: 'SK' | 'CA'): Promise<string> {
  for (;;) {
    const reference = `${prefix}-${sayably(randomBytes(5), 8)}`
    const { rows } = await sql<{ taken: boolean }>`select kernel.reference_taken(${reference}) as taken`.execute(tx.db)
    if (!rows[0]?.taken) return reference
  }
}

/**
 * What lets a reporter come back: 80 bits, worked out from the key that the sender chose and what it is bound to, so that
 * a send repeated after a lost answer is told the same receipt. Only its hash is stored.
 */
export const receiptFor = (sealer: Sealer, sendKey: string, bound = ''): string =>
  sayably(sealer.code(bound ? `${sendKey}\n${bound}` : sendKey, 'receipt'), 16)

/** A reference as it was meant, however it was typed or heard: without its dashes, in small letters, with O for 0. */
export function asReference(typed: string): string | undefined {
  const [, prefix, rest] = /^(SK|CA)([0-9A-Z]{8})$/.exec(typed.toUpperCase().replace(/[\s–—-]/g, '')) ?? []
  if (!prefix || !rest) return undefined
  const meant = rest.replaceAll('O', '0').replace(/[IL]/g, '1')
  return `${prefix}-${meant.slice(0, 4)}-${meant.slice(4)}`
}
