import { readdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import type pg from 'pg'
import type { Filled } from './ground.ts'

/** The machine and the server in a line, with those of its settings that decide how quick it is. */
export async function machineAnd(owner: pg.Client): Promise<string> {
  const { rows } = await owner.query<{ said: string }>(
    `select name || ' ' || current_setting(name) as said from unnest(array['server_version', 'fsync', 'synchronous_commit',
       'full_page_writes', 'shared_buffers', 'effective_cache_size', 'work_mem', 'max_wal_size', 'wal_compression',
       'random_page_cost']) as name`,
  )
  const memory = Math.round(totalmem() / 2 ** 30)
  const processor = cpus()[0]?.model.trim() ?? 'unknown'
  return `${cpus().length} cores (${processor}) shared by Safekeep, PostgreSQL and the client, ${memory} GiB of memory, Node ${process.version}; PostgreSQL: ${rows.map(row => row.said.replace('server_version', 'version')).join(', ')}`
}

/** How large a database is, as PostgreSQL counts it. */
export async function sizeOf(
  owner: pg.Client,
): Promise<{ cases: number; reports: number; people: number; bytes: number }> {
  const { rows } = await owner.query<{ cases: string; reports: string; people: string; bytes: string }>(
    `select (select count(*) from kernel.cases) as cases, (select count(*) from kernel.reports) as reports,
            (select count(*) from kernel.person_records) as people, pg_database_size(current_database()) as bytes`,
  )
  const { cases, reports, people, bytes } = rows[0]!
  return { cases: Number(cases), reports: Number(reports), people: Number(people), bytes: Number(bytes) }
}

/** Milliseconds of a processor that each of the three has used until now. */
export type Used = Readonly<{ client: number; product: number; postgres: number }>

export function usedBy({ product, postmaster }: Pick<Filled, 'product' | 'postmaster'>): Used {
  const { user, system } = process.cpuUsage()
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  const backends = all.flatMap(id => {
    const found = statOf(id)
    return found && (found.parent === postmaster || Number(id) === postmaster) ? [found] : []
  })
  return {
    client: (user + system) / 1000,
    product: statOf(String(product.pid))?.own ?? 0,
    // Of those that have ended meanwhile the postmaster tells, as it waits for them.
    postgres: backends.reduce((sum, one) => sum + one.own, 0) + (statOf(String(postmaster))?.ended ?? 0),
  }
}

function statOf(id: string): { parent: number; own: number; ended: number } | undefined {
  try {
    const text = readFileSync(`/proc/${id}/stat`, 'utf8')
    const [, parent, ...rest] = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user, system, endedUser, endedSystem] = rest.slice(9, 13)
    return { parent: parent!, own: (user! + system!) * tick, ended: (endedUser! + endedSystem!) * tick }
  } catch {
    return undefined // it has ended
  }
}

/** Milliseconds to one of the kernel's ticks, of which there are a hundred a second on every Linux. */
const tick = 10
