import type pg from 'pg'
import { BackupFault, type Manifest, type StoredTable } from './manifest.ts'
import { type Shelf, take } from './stored.ts'
import { copyIn, countOut, ourSchemas, type Table, tablesIn } from './tables.ts'

/**
 * Fills the tables of a database whose migrations are those of the backup, in one transaction: all of it or nothing.
 * What ties tables together is taken away first and put back over what was loaded, so that PostgreSQL itself holds every
 * row to it; then every table is counted and its digest made again, and whatever differs is thrown as `BackupFault`.
 */
export async function load(client: pg.Client, shelf: Shelf, manifest: Manifest): Promise<void> {
  const tables = await tablesIn(client)
  mustBeTheSame(tables, manifest.tables)
  await client.query("begin; set local maintenance_work_mem = '256MB'; set local work_mem = '64MB'")
  try {
    const putBack = await takeTiesAway(client)
    await client.query(`truncate ${tables.map(table => table.name).join(', ')}`)
    for (const table of tables) await fill(client, shelf, table, storedOf(manifest, table))
    for (const statement of putBack) await client.query(statement)
    await setSequences(client, manifest)
    for (const table of tables) await mustEqual(client, table, storedOf(manifest, table))
    await client.query('commit')
  } catch (fault) {
    await client.query('rollback').catch(() => {}) // a connection that is lost has undone it already
    throw fault
  }
}

function storedOf(manifest: Manifest, { name }: Table): StoredTable {
  const stored = manifest.tables.find(one => one.table === name)
  if (!stored) throw new BackupFault(`This backup holds no table ${name}`)
  return stored
}

function mustBeTheSame(tables: readonly Table[], stored: readonly StoredTable[]): void {
  const ours = new Set(tables.map(table => table.name))
  const unknown = stored.find(one => !ours.has(one.table))
  if (unknown) throw new BackupFault(`This backup holds a table ${unknown.table}, which its own migrations do not make`)
}

async function fill(client: pg.Client, shelf: Shelf, table: Table, stored: StoredTable): Promise<void> {
  await take(shelf, stored, rows => copyIn(client, table, rows))
}

async function mustEqual(client: pg.Client, table: Table, stored: StoredTable): Promise<void> {
  const { rows, sha256 } = await countOut(client, table)
  if (rows !== stored.rows) throw new BackupFault(`${table.name} holds ${rows} rows, and should hold ${stored.rows}`)
  if (sha256 !== stored.sha256) throw new BackupFault(`${table.name} is not what it was: its digest differs`)
}

async function setSequences(client: pg.Client, { sequences }: Manifest): Promise<void> {
  for (const { name, value } of sequences) {
    if (value !== null) await client.query('select setval($1::regclass, $2)', [name, value])
  }
}

/**
 * Takes foreign keys, indexes that are no constraint's, and the work of triggers away, and returns the statements that put
 * them back. Rows come in quickly without them, in any order, and are held to all of them at the end; save to a rule that
 * was never asked of what was there before it, which goes back as it was.
 */
async function takeTiesAway(client: pg.Client): Promise<readonly string[]> {
  const ours = await ourSchemas()
  const keys = await pairs(
    client,
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as away,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)) as back
     from pg_constraint k join pg_namespace n on n.oid = k.connamespace
     where ${ours} and (contype = 'f' or contype = 'c' and not convalidated) and conparentid = 0 and conrelid <> 0 order by 2`,
  )
  const indexes = await pairs(
    client,
    `select format('drop index %s', i.indexrelid::regclass) as away, pg_get_indexdef(i.indexrelid) as back
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and not c.relispartition
       and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) order by 2`,
  )
  const triggers = await pairs(
    client,
    `select format('alter table %s disable trigger %I', tgrelid::regclass, tgname) as away,
       format('alter table %s enable %s trigger %I', tgrelid::regclass, case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname) as back
     from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
     where ${ours} and not tgisinternal and tgenabled <> 'D' and tgparentid = 0 order by 2`,
  )
  for (const { away } of [...keys, ...indexes, ...triggers]) await client.query(away)
  return [...indexes, ...keys, ...triggers].map(one => one.back)
}

async function pairs(client: pg.Client, statement: string): Promise<readonly { away: string; back: string }[]> {
  return (await client.query<{ away: string; back: string }>(statement)).rows
}
