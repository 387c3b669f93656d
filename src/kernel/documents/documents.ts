import { sql } from 'kysely'
import type { Database, Tx } from '../database.ts'
import { said } from '../fields.ts'
import { type CaseId, type DocumentId, newId, type ReportId } from '../ids.ts'
import { NotFound, Refused } from '../refusals.ts'
import { hashed } from '../sealing.ts'
import type { Examined } from './examine.ts'

export const largestDocument = 50 * 1024 * 1024

export type ToKeep = Readonly<{ caseId: CaseId } | { reportId: ReportId }> &
  Readonly<{
    /** Chosen with the form: the same file sent twice, because the first answer was lost, is kept once. */
    id?: DocumentId | undefined
    title: string
    fileName: string
    bytes: Buffer
    /** What `examine` found, before the transaction. */
    found: Examined
  }>

/**
 * Keeps a file: sealed under a key of its own and flushed to the store before the commit that names it, so that nothing
 * is named that is not there. A file whose transaction fails is an orphan, which `sweepOrphans` removes.
 */
export async function keepDocument(tx: Tx, keep: ToKeep): Promise<DocumentId> {
  if (keep.bytes.length === 0) throw new Refused('document-empty')
  if (keep.bytes.length > largestDocument) throw new Refused('document-too-large')
  const sent = keep.id && (await keptBefore(tx, keep.id, keep))
  if (sent === 'same' && keep.id) return keep.id
  const id = (!sent && keep.id) || newId<'document'>()
  await sql`select pg_advisory_xact_lock(${lockOf(id)})`.execute(tx.db) // the sweep leaves it alone until we have ended
  const { type, display, scanned } = keep.found
  const original = tx.house.sealer.seal(keep.bytes, id)
  await tx.house.documents.write(id, original.sealed)
  const copy = display && tx.house.sealer.seal(display.bytes, `${id} display`)
  if (copy) await tx.house.documents.write(`${id}.display`, Buffer.concat([copy.key, copy.sealed]))
  await tx.db
    .insertInto('documents')
    .values({
      id,
      case_id: 'caseId' in keep ? keep.caseId : null,
      report_id: 'reportId' in keep ? keep.reportId : null,
      title: keep.title,
      file_name: plainName(keep.fileName),
      type,
      bytes: keep.bytes.length,
      sha256: hashed(keep.bytes),
      sealed_key: original.key,
      display_type: display?.type ?? null,
      scanned,
      by_user: tx.actor.kind === 'user' ? tx.user : null,
      added_at: tx.at,
    })
    .execute()
  tx.looksAt('documents', id)
  return id
}

/** A file's name as anybody may read it: without the marks that turn letters round, so that it ends as it says it does. */
export const plainName = (name: string): string =>
  said(
    said(name)
      .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .slice(-200),
  )

/**
 * Two sends of one form at once: the second waits here, and then finds what the first has kept. An id that names a
 * document which this actor may not see is `other` too: to write under it would destroy that document's file.
 */
async function keptBefore(tx: Tx, id: DocumentId, keep: ToKeep): Promise<'same' | 'other' | undefined> {
  await sql`select pg_advisory_xact_lock(${lockOf(id)})`.execute(tx.db)
  const kept = await tx.db
    .selectFrom('documents')
    .select(['case_id', 'report_id', 'sha256', 'by_user'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!kept) return (await isNamed(tx, id)) ? 'other' : undefined
  const of = 'caseId' in keep ? kept.case_id === keep.caseId : kept.report_id === keep.reportId
  return of && kept.by_user === tx.user && kept.sha256.equals(hashed(keep.bytes)) ? 'same' : 'other'
}

/** Whether there is a document of that id, whoever may see it. */
async function isNamed(tx: Tx, id: string): Promise<boolean> {
  const { named } = await tx.db
    .selectNoFrom(({ fn, val }) => fn<boolean>('kernel.document_named', [val(id)]).as('named'))
    .executeTakeFirstOrThrow()
  return named
}

export type DocumentShown = Readonly<{
  id: DocumentId
  title: string
  fileName: string
  type: string
  bytes: number
  sha256: string
  hasDisplay: boolean
  /** A scanner found nothing in it that is known to harm. */
  scanned: boolean
  /** Who added it; empty where it came with the report. */
  by: string
  addedAt: Date
}>

/** The documents of a case or a report, the latest first. */
export async function documentsOf(
  tx: Tx,
  of: { caseId: CaseId } | { reportId: ReportId },
): Promise<readonly DocumentShown[]> {
  const query = tx.db
    .selectFrom('documents as d')
    .leftJoin('users as u', 'u.id', 'd.by_user')
    .selectAll('d')
    .select('u.name')
    .where('d.disposed_at', 'is', null)
  const rows = await ('caseId' in of
    ? query.where('d.case_id', '=', of.caseId)
    : query.where('d.report_id', '=', of.reportId)
  )
    .orderBy('d.added_at', 'desc')
    .execute()
  return rows.map(row => ({
    id: row.id as DocumentId,
    title: row.title,
    fileName: row.file_name,
    type: row.type,
    bytes: Number(row.bytes),
    sha256: row.sha256.toString('hex'),
    hasDisplay: row.display_type !== null,
    scanned: row.scanned,
    by: row.name ?? '',
    addedAt: row.added_at,
  }))
}

/** A document's bytes: the original for download, or the copy drawn afresh that a page may show; `of` is what it hangs on. */
export async function readDocument(
  tx: Tx,
  id: DocumentId,
  which: 'original' | 'display',
): Promise<{ bytes: Buffer; type: string; fileName: string; of: string }> {
  tx.looksAt('documents', id)
  const row = await tx.db
    .selectFrom('documents')
    .selectAll()
    .where('id', '=', id)
    .where('disposed_at', 'is', null)
    .executeTakeFirst()
  if (!row?.sealed_key || (which === 'display' && !row.display_type)) throw new NotFound('document')
  const of = row.case_id ?? row.report_id ?? ''
  if (which === 'original') {
    const sealed = await tx.house.documents.read(id)
    return {
      bytes: tx.house.sealer.open({ sealed, key: row.sealed_key }, id),
      type: row.type,
      fileName: row.file_name,
      of,
    }
  }
  const copy = await tx.house.documents.read(`${id}.display`)
  const bytes = tx.house.sealer.open(
    { key: copy.subarray(0, keyLength), sealed: copy.subarray(keyLength) },
    `${id} display`,
  )
  return { bytes, type: row.display_type!, fileName: row.file_name, of }
}

const keyLength = 12 + 32 + 16 // nonce, key, tag

/**
 * Removes files that no document names, written before `before`: what a failed transaction left behind. A transaction that
 * has not ended keeps its file whatever the clock says, since a disk may be of another opinion of the time than we are.
 */
export async function sweepOrphans(database: Database, at: Date, before: Date): Promise<number> {
  const sweep = <T>(look: (tx: Tx) => Promise<T>) =>
    database.as(
      { actor: { kind: 'job', name: 'sweep' }, action: 'documents.sweep', purpose: 'keep-the-house', at },
      look,
    )
  const old = await sweep(tx => tx.house.documents.namesBefore(before))
  let swept = 0
  // Not all in one transaction: each is a lock, of which PostgreSQL has room for some thousands.
  for (let from = 0; from < old.length; from += 500)
    swept += await sweep(async tx => sweptAway(tx, await unnamed(tx, old.slice(from, from + 500))))
  return swept
}

/** Those of these files that nothing names, asked of all at once: a machine may have left a million behind. */
async function unnamed(tx: Tx, names: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ name: string }>`
    select name from unnest(${[...names]}::text[]) as name where not kernel.document_named(left(name, 36))`.execute(
    tx.db,
  )
  return rows.map(row => row.name)
}

async function sweptAway(tx: Tx, names: readonly string[]): Promise<number> {
  let swept = 0
  for (const name of names) {
    const id = idOf(name)
    const { rows } = await sql<{ ours: boolean }>`select pg_try_advisory_xact_lock(${lockOf(id)}) as ours`.execute(
      tx.db,
    )
    if (!rows[0]?.ours || (await isNamed(tx, id))) continue
    await tx.house.documents.remove(name)
    swept++
  }
  return swept
}

/** Of a file: the original, the copy that is shown, or the half of either. */
const idOf = (name: string): string => name.slice(0, 36)

const lockOf = (id: string) => sql`hashtextextended(${id}, 0)`
