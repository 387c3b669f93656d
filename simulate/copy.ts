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
  const { sink, counts, take, over } = waitingRows()
  const open = new Map<Table, Open>()
  const send = async (table: Table): Promise<void> => {
    const text = take(table)
    const one = open.get(table) ?? openTable(await connected(ownerUrl), table)
    open.set(table, one)
    if (!one.stream.write(text)) await Promise.race([once(one.stream, 'drain'), one.over])
  }
  return {
    sink,
    breathe: async () => {
      for (const table of over(piece)) await send(table)
    },
    end: async () => {
      for (const table of over(0)) await send(table)
      for (const { stream, over: finished, client } of open.values()) {
        stream.end()
        await finished
        await client.end()
      }
      return counts
    },
    abort: async () => {
      for (const { client } of open.values()) await client.end().catch(() => {})
    },
  }
}

/** The same for a small county: everything is kept until the end, and copied by one connection, a table at a time. */
export function copyAtOnce(ownerUrl: string): Copying {
  const { sink, counts, take, over } = waitingRows()
  return {
    sink,
    breathe: async () => {},
    end: async () => {
      const client = await connected(ownerUrl)
      try {
        for (const table of over(0)) {
          const { stream, over: finished } = openTable(client, table)
          stream.end(take(table))
          await finished
        }
      } finally {
        await client.end()
      }
      return counts
    },
    abort: async () => {},
  }
}

function waitingRows() {
  const waiting = new Map<Table, string[]>()
  const sizes = new Map<Table, number>()
  const counts: Record<string, number> = {}
  const sink: Sink = (table, values) => {
    const line = lineOf(values)
    const lines = waiting.get(table)
    if (lines) lines.push(line)
    else waiting.set(table, [line])
    sizes.set(table, (sizes.get(table) ?? 0) + line.length)
    counts[table] = (counts[table] ?? 0) + 1
  }
  const take = (table: Table): string => {
    const text = (waiting.get(table) ?? []).join('')
    waiting.set(table, [])
    sizes.set(table, 0)
    return text
  }
  const over = (least: number) => [...sizes].flatMap(([table, size]) => (size > least ? [table] : []))
  return { sink, counts, take, over }
}

async function connected(ownerUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  await client.query('set session_replication_role = replica; set synchronous_commit = off; set statement_timeout = 0')
  return client
}

function openTable(client: pg.Client, table: Table): Open {
  const columns = tables[table].split(' ').map(pg.escapeIdentifier).join(', ')
  const stream = client.query(copyFrom(`copy kernel.${pg.escapeIdentifier(table)} (${columns}) from stdin`))
  const over = new Promise((finished, failed) => stream.once('finish', () => finished(undefined)).once('error', failed))
  over.catch(() => {}) // heard again by whoever waits for it; unheard until then, it would end the process
  return { client, stream, over }
}
