import { once } from 'node:events'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { lineOf, type Sink, type Table, tables } from './rows.ts'

/** Rows on their way into a database, one COPY for each table that has any. */
export type Copying = Readonly<{
  sink: Sink
  /** Lets what is waiting go on its way, and waits while the database cannot keep up. */
  breathe(): Promise<void>
  /** Ends every COPY and commits; how many rows each table was given. */
  end(): Promise<Readonly<Record<string, number>>>
  abort(): Promise<void>
}>

type Open = Readonly<{ client: pg.Client; stream: ReturnType<typeof copyFrom>; over: Promise<unknown> }>

const piece = 1 << 17

/**
 * Opens a way into the tables, as their owner, past triggers and foreign keys (`session_replication_role`): whoever
 * writes must leave none broken. Each table is copied by a connection of its own, since rows of all come together.
 */
export function copyInto(ownerUrl: string): Copying {
  const waiting = new Map<Table, string[]>()
  const sizes = new Map<Table, number>()
  const counts: Record<string, number> = {}
  const open = new Map<Table, Open>()
  const send = async (table: Table): Promise<void> => {
    const text = (waiting.get(table) ?? []).join('')
    waiting.set(table, [])
    sizes.set(table, 0)
    const one = open.get(table) ?? (await openTable(ownerUrl, table))
    open.set(table, one)
    if (!one.stream.write(text)) await Promise.race([once(one.stream, 'drain'), one.over])
  }
  return {
    sink: (table, values) => {
      const line = lineOf(values)
      const lines = waiting.get(table)
      if (lines) lines.push(line)
      else waiting.set(table, [line])
      sizes.set(table, (sizes.get(table) ?? 0) + line.length)
      counts[table] = (counts[table] ?? 0) + 1
    },
    breathe: async () => {
      for (const [table, size] of sizes) if (size > piece) await send(table)
    },
    end: async () => {
      for (const [table, size] of sizes) if (size > 0) await send(table)
      for (const { stream, over, client } of open.values()) {
        stream.end()
        await over
        await client.end()
      }
      return counts
    },
    abort: async () => {
      for (const { client } of open.values()) await client.end().catch(() => {})
    },
  }
}

async function openTable(ownerUrl: string, table: Table): Promise<Open> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('set session_replication_role = replica; set synchronous_commit = off; set statement_timeout = 0')
  const columns = tables[table].split(' ').map(pg.escapeIdentifier).join(', ')
  const stream = client.query(copyFrom(`copy kernel.${pg.escapeIdentifier(table)} (${columns}) from stdin`))
  const over = new Promise((finished, failed) => stream.once('finish', () => finished(undefined)).once('error', failed))
  over.catch(() => {}) // heard again by whoever waits for it; unheard until then, it would end the process
  return { client, stream, over }
}
