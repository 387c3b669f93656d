import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from, to } from 'pg-copy-streams'
import { schemasMade } from '#kernel'

/** A table as it is copied: its name in full, what is copied of it, and in which order. */
export type Table = Readonly<{ name: string; columns: readonly string[]; order: readonly string[] }>
/** A sequence and the number it gave last; none where it has given none yet. */
export type Sequence = Readonly<{ name: string; value: string | null }>
/** How many rows, and the SHA-256 of all of them in their order. */
export type Counted = Readonly<{ rows: number; sha256: string }>

/** Connects as the owner, to see every row or to fail, and to write every value in one way whatever the server's settings. */
export async function connectAsOwner(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl })
  client.on('error', () => {}) // a connection that is cut off fails the statement it was running, which says so
  await client.connect()
  await client.query(
    `set row_security = off; set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';
     set bytea_output = 'hex'; set extra_float_digits = 1; set client_encoding = 'UTF8'; set search_path = '';
     set statement_timeout = 0; set lock_timeout = 0; set idle_in_transaction_session_timeout = 0; set jit = off`,
  )
  return client
}

/** What belongs to the product, as a condition on `nspname`: a database of one's own may hold other things. */
export async function ourSchemas(): Promise<string> {
  return `nspname in (${(await schemasMade()).map(name => pg.escapeLiteral(name)).join(', ')})`
}

/** Every table of every schema of ours, in the order of their names. */
export async function tablesIn(client: pg.Client): Promise<readonly Table[]> {
  const { rows } = await client.query<Table>(
    `select format('%I.%I', n.nspname, c.relname) as name,
       (select array_agg(quote_ident(attname) order by attnum) from pg_attribute
         where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
       (select coalesce(array_agg(quote_ident(a.attname) || case when a.attcollation <> 0 then ' collate "C"' else '' end
                order by a.attidentity = '', array_position(i.indkey::int2[], a.attnum)), '{}')
          from pg_attribute a left join pg_index i on i.indrelid = c.oid and i.indisprimary
         where a.attrelid = c.oid and not a.attisdropped and (a.attidentity <> '' or a.attnum = any (i.indkey::int2[]))) as order
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where ${await ourSchemas()} and c.relkind in ('r', 'p') and not c.relispartition
     order by n.nspname collate "C", c.relname collate "C"`,
  )
  const disordered = rows.find(table => table.order.length === 0)
  if (disordered) throw new Error(`The table ${disordered.name} has no primary key, so its rows have no order`)
  return rows
}

export async function sequencesIn(client: pg.Client): Promise<readonly Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select format('%I.%I', s.schemaname, s.sequencename) as name, s.last_value::text as value
       from pg_sequences s join pg_namespace n on n.nspname = s.schemaname
      where ${await ourSchemas()} order by 1`,
  )
  return rows
}

/** Copies a table's rows out, in their order, counting them and adding all to a digest as they pass. */
export async function copyOut(
  client: pg.Client,
  table: Table,
  into: (rows: AsyncIterable<Buffer>) => Promise<unknown>,
): Promise<Counted> {
  const select = `select ${table.columns.join(', ')} from ${table.name} order by ${table.order.join(', ')}`
  const copying = client.query(to(`copy (${select}) to stdout`))
  copying.on('error', () => {}) // whoever reads is told; one that comes after the reader has gone is nobody's
  const hash = createHash('sha256')
  await into(adding(copying, hash))
  await client.query('select') // how many there were is said after the last of them
  return { rows: copying.rowCount, sha256: hash.digest('hex') }
}

/** Counts a table and makes the digest of its rows, as `copyOut` does. */
export const countOut = (client: pg.Client, table: Table): Promise<Counted> =>
  copyOut(client, table, async rows => {
    for await (const _ of rows); // they are counted as they pass
  })

/** Copies rows into a table, and returns how many. */
export async function copyIn(client: pg.Client, table: Table, rows: AsyncIterable<Buffer>): Promise<number> {
  const copying = client.query(from(`copy ${table.name} (${table.columns.join(', ')}) from stdin`))
  await pipeline(rows, copying)
  return copying.rowCount
}

async function* adding(source: Readable, hash: Hash): AsyncGenerator<Buffer> {
  for await (const chunk of source) {
    hash.update(chunk)
    yield chunk
  }
}
