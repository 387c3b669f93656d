import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

export type Rows = Record<string, unknown>
/** One statement as the owner, whom row security does not bind, over a connection that is nobody's but the harness's. */
export type Ask = <Row extends Rows = Rows>(statement: string, values?: readonly unknown[]) => Promise<readonly Row[]>
export type Asked = Readonly<{ ask: Ask; close(): Promise<void> }>

/** Asks the database wherever it is now; waits for up to a minute while it is down. */
export function asking(url: () => string): Asked {
  let client: pg.Client | undefined
  let opened = ''
  let before: Promise<unknown> = Promise.resolve()
  const connected = async (): Promise<pg.Client> => {
    const now = url()
    if (client && opened === now) return client
    await client?.end().catch(() => {})
    client = undefined
    const next = new pg.Client({ connectionString: now })
    next.on('error', () => {
      if (client === next) client = undefined
    })
    await next.connect()
    client = next
    opened = now
    return next
  }
  const patiently = async <Row extends Rows>(
    statement: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> => {
    for (let tries = 0; ; tries++) {
      try {
        return (await (await connected()).query<Row>(statement, [...values])).rows
      } catch (fault) {
        if (isSaid(fault) || tries > 600) throw fault
        client = undefined
        await pause(100)
      }
    }
  }
  return {
    ask: <Row extends Rows>(statement: string, values: readonly unknown[] = []) => {
      const mine = before.then(() => patiently<Row>(statement, values))
      before = mine.catch(() => {})
      return mine
    },
    close: async () => {
      await before
      await client?.end().catch(() => {})
    },
  }
}

/** A fault of the statement itself, rather than of a database that is starting, stopping or gone. */
const isSaid = (fault: unknown): boolean => fault instanceof pg.DatabaseError && !/^(57P0|53|08)/.test(fault.code ?? '')
