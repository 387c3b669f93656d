import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { DocumentStore, Sealer } from '#kernel'
import { connectAsOwner } from './tables.ts'

/** How many were tried, and the ids of those that did not open. */
export type Opened = Readonly<{ tried: number; shut: readonly string[] }>

export type ToOpen = Readonly<{
  ownerUrl: string
  sealer: Sealer
  documents: DocumentStore
  /** Chooses which, so that another drill tries others. */
  seed: string
  /** How many of each. */
  most: number
}>

/**
 * Opens some reports and reads some documents with the key, to see that what is in a database can still be read; each
 * document is held to its digest. Nothing of them is kept or told.
 */
export async function openSome(asked: ToOpen): Promise<Readonly<{ reports: Opened; documents: Opened }>> {
  const client = await connectAsOwner(asked.ownerUrl)
  try {
    return { reports: await openReports(client, asked), documents: await openDocuments(client, asked) }
  } finally {
    await client.end()
  }
}

async function openReports(client: pg.Client, { sealer, seed, most }: ToOpen): Promise<Opened> {
  const { rows } = await client.query<{ id: string; sealed: Buffer; sealed_key: Buffer }>(
    `select id, sealed, sealed_key from kernel.reports
      where id in (select id from kernel.reports where sealed is not null order by md5(id::text || $1) limit $2)`,
    [seed, most],
  )
  const opens = ({ id, sealed, sealed_key }: (typeof rows)[number]) =>
    JSON.parse(sealer.open({ sealed, key: sealed_key }, id).toString('utf8')) !== undefined
  return { tried: rows.length, shut: rows.filter(row => !holds(() => opens(row))).map(row => row.id) }
}

async function openDocuments(client: pg.Client, { documents, sealer, seed, most }: ToOpen): Promise<Opened> {
  const { rows } = await client.query<{ id: string; sealed_key: Buffer; sha256: Buffer }>(
    `select id, sealed_key, sha256 from kernel.documents
      where disposed_at is null and sealed_key is not null order by md5(id::text || $1) limit $2`,
    [seed, most],
  )
  const shut: string[] = []
  for (const { id, sealed_key, sha256 } of rows) {
    const sealed = await documents.read(id).catch(() => undefined)
    const opens = () => {
      const bytes = sealed && sealer.open({ sealed, key: sealed_key }, id)
      return bytes !== undefined && createHash('sha256').update(bytes).digest().equals(sha256)
    }
    if (!holds(opens)) shut.push(id)
  }
  return { tried: rows.length, shut }
}

function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch {
    return false // which of the ways in which it does not open does not matter: it is told by its id
  }
}
