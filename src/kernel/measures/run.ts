import type pg from 'pg'
import { isDisconnection } from '../disconnection.ts'

/** Runs one statement over the facts on a connection of this pool, read only, as the role that can read nothing else. */
export async function runMeasure<Row>(
  pool: pg.Pool,
  role: string,
  statement: string,
  values: readonly unknown[],
  at: Date,
): Promise<readonly Row[]> {
  const client = await pool.connect()
  let fault: Error | undefined
  try {
    await client.query('begin read only')
    // A figure is counted by a job, over everything there is: it may take longer than anybody would wait for a page, and
    // leaves the other processors to those who do wait.
    await client.query(
      `select set_config('safekeep.at', $1, true), set_config('statement_timeout', '5min', true),
              set_config('max_parallel_workers_per_gather', '0', true), set_config('plan_cache_mode', 'auto', true),
              set_config('role', $2, true)`,
      [at.toISOString(), role],
    )
    return (await client.query(statement, [...values])).rows as Row[]
  } catch (thrown) {
    fault = thrown instanceof Error ? thrown : new Error(String(thrown))
    throw thrown
  } finally {
    await client.query('rollback').catch((thrown: Error) => {
      fault = thrown
    })
    client.release(fault && isDisconnection(fault) ? fault : undefined)
  }
}
