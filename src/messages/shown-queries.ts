/* What a demonstration would have sent. */
import { sql } from 'kysely'
import type { Letter, Tx } from '#kernel'

/** Keeps a letter, sealed, beside the report that it is about; the same reference again is the same letter. */
export async function keepShown(tx: Tx, letter: Letter): Promise<void> {
  const { sealed, key } = tx.house.sealer.seal(Buffer.from(JSON.stringify(letter)), letter.reference)
  await sql`
    insert into messages.shown (id, report_id, channel, sealed, sealed_key, at)
      values (${letter.reference}, (select report_id from messages.messages where id = ${letter.reference}), ${letter.channel}, ${sealed}, ${key}, ${tx.at})
      on conflict do nothing`.execute(tx.db)
}

export type ShownLetter = Readonly<{ id: string; channel: string; at: Date; letter: Letter | undefined }>

/** The latest fifty that this actor may see. */
export async function shownLetters(tx: Tx): Promise<readonly ShownLetter[]> {
  const { rows } = await sql<{
    id: string
    report_id: string | null
    channel: string
    at: Date
    sealed: Buffer | null
    sealed_key: Buffer | null
  }>`select * from messages.shown order by at desc, id desc limit 50`.execute(tx.db)
  tx.looksAt('reports', ...rows.flatMap(row => (row.report_id ? [row.report_id] : [])))
  return rows.map(({ id, channel, at, sealed, sealed_key: key }) => ({
    id,
    channel,
    at,
    letter: sealed && key ? JSON.parse(tx.house.sealer.open({ sealed, key }, id).toString('utf8')) : undefined,
  }))
}
