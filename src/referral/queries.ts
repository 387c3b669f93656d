/* Referrals put aside: asked for by the hash of their code alone, through functions that do one thing each. */
import { sql } from 'kysely'
import type { Tx } from '#kernel'

export type Aside = Readonly<{
  hash: Buffer
  bytes: Buffer
  /** The names of the pieces of its files, which the sweep leaves alone meanwhile, and how many bytes they are together. */
  pieces: readonly string[]
  held: number
}>

/** Keeps it for a week; until when, or nothing where there is too much already. */
export async function putAside(tx: Tx, { hash, bytes, pieces, held }: Aside): Promise<Date | undefined> {
  const { rows } = await sql<{
    until: Date | null
  }>`select referral.put_aside(${hash}, ${bytes}, ${pieces}, ${held}) as until`.execute(tx.db)
  return rows[0]?.until ?? undefined
}

/** What lies under that hash, if its week is not over. */
export async function asideUnder(tx: Tx, hash: Buffer): Promise<Buffer | undefined> {
  const { rows } = await sql<{ bytes: Buffer | null }>`select referral.put_aside_under(${hash}) as bytes`.execute(tx.db)
  return rows[0]?.bytes ?? undefined
}

export const forget = async (tx: Tx, hash: Buffer): Promise<void> =>
  void (await sql`select referral.forget(${hash})`.execute(tx.db))

/** Removes those whose week is over. */
export const sweepAside = async (tx: Tx): Promise<void> => void (await sql`select referral.sweep()`.execute(tx.db))
