import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { isOutdated } from '../../src/kernel/disconnection.ts'
import { cast } from '../cast.ts'

/** What those at work met with: how often each thing was done, how long the longest took in milliseconds, and what failed. */
export type Met = Readonly<{
  done: Readonly<Record<string, number>>
  longest: Readonly<Record<string, number>>
  failed: readonly string[]
  /** The ids of the reports and entries that were acknowledged. */
  kept: readonly string[]
}>

export type At = Readonly<{ appUrl: string; measures: string; cases: number }>

/** How long, in milliseconds, anybody waits for a lock before it is a failure. */
export const mostWait = 1_000

type Doing = (client: pg.Client, at: At, turn: number) => Promise<string | undefined>

/**
 * Puts people to work as the release before this one would: they report, take steps, look and count, each over a
 * connection of its own that fails where it waits for a lock for a second. Returns what ends it and says what they met with.
 */
export function atWork(at: At, each = 2): { stop(): Promise<Met>; turns(): number } {
  const met = { done: {} as Record<string, number>, longest: {} as Record<string, number>, failed: [] as string[] }
  const kept: string[] = []
  let goOn = true
  const one = async (name: string, doing: Doing) => {
    let client = await connected(at)
    for (let turn = 0; goOn; turn++) {
      const began = performance.now()
      try {
        const id = await doing(client, at, turn)
        if (id) kept.push(id)
        met.done[name] = (met.done[name] ?? 0) + 1
        met.longest[name] = Math.max(met.longest[name] ?? 0, performance.now() - began)
      } catch (fault) {
        // As the product does: undone, and said again over another connection.
        await client.query('rollback').catch(() => {})
        if (!isOutdated(fault)) met.failed.push(`${name}: ${fault instanceof Error ? fault.message : fault}`)
        await client.end()
        client = await connected(at)
      }
      await pause(1)
    }
    await client.end()
  }
  const all = Object.entries(doings).flatMap(([name, doing]) => Array.from({ length: each }, () => one(name, doing)))
  const working = Promise.all(all)
  return {
    turns: () => Object.values(met.done).reduce((sum, many) => sum + many, 0),
    stop: async () => {
      goOn = false
      await working
      return { ...met, kept }
    },
  }
}

async function connected({ appUrl }: At): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: appUrl, lock_timeout: mostWait, application_name: 'traffic' })
  client.on('error', () => {})
  await client.connect()
  return client
}

const speak = async (client: pg.Client, actor: string, more = ''): Promise<void> => {
  await client.query('begin')
  await client.query(
    `select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true), set_config('safekeep.receiving', $3, true)`,
    [actor, '2026-11-18T10:30:00Z', more],
  )
}
const audit = (client: pg.Client, actor: string) =>
  client.query({
    name: 'audit',
    text: `insert into kernel.audit (at, actor, action, purpose, regime, result) values ($1, $2, 'test', 'work-on-case', 'general', 'done')`,
    values: ['2026-11-18T10:30:00Z', actor],
  })
const caseOf = ({ cases }: At, turn: number) =>
  `${(1 + ((turn * 7919) % cases)).toString(16).padStart(8, '0')}-0000-7000-8000-000000000005`

const doings: Readonly<Record<string, Doing>> = {
  report: async client => {
    const id = randomUUID()
    await speak(client, 'public', id)
    await client.query({
      name: 'report',
      text: `insert into kernel.reports (id, reference, kind, source, wording_version, language, received_at, recorded_at, anonymous, contactable)
        values ($1, $2, 'hate', 'public', 'v', 'en', $3, $3, true, false)`,
      values: [id, id, '2026-11-18T10:30:00Z'],
    })
    await client.query(
      `insert into kernel.work (id, queue, kind, title, programme, report_id, reference, due_at, added_at) values ($1, 'hub:triage', 'triage', 'triage', 'hate', $2, $4, $3, $3)`,
      [randomUUID(), id, '2026-11-18T10:30:00Z', id],
    )
    await audit(client, 'public')
    await client.query('commit')
    return id
  },
  step: async (client, at, turn) => {
    const [id, actor] = [randomUUID(), `user:${cast.triage.id}`]
    await speak(client, actor)
    const values = [caseOf(at, turn)]
    await client.query({ name: 'lock', text: 'select * from kernel.cases where id = $1 for update', values })
    await client.query({
      name: 'entry',
      text: `insert into kernel.chronology (id, case_id, step, from_state, to_state, by_user, happened_at, recorded_at)
        values ($1, $2, 'note', 'open', 'open', $3, $4, $4)`,
      values: [id, ...values, cast.triage.id, '2026-11-18T10:30:00Z'],
    })
    await client.query({ name: 'move', text: `update kernel.cases set state = 'open' where id = $1`, values })
    await audit(client, actor)
    await client.query('commit')
    return id
  },
  look: async (client, at, turn) => {
    const actor = `user:${cast.triage.id}`
    await speak(client, actor)
    const values = [caseOf(at, turn * 31)]
    const { rows } = await client.query({ name: 'case', text: 'select * from kernel.cases where id = $1', values })
    if (rows.length !== 1) throw new Error('a case is not there')
    await client.query({
      name: 'chronology',
      text: 'select * from kernel.chronology where case_id = $1 order by position',
      values,
    })
    await client.query({ name: 'clocks', text: 'select * from kernel.clocks where case_id = $1', values })
    await client.query({
      name: 'list',
      text: `select * from kernel.work where queue = $1 order by due_at, id limit 50`,
      values: ['hub:triage'],
    })
    await audit(client, actor)
    await client.query('commit')
    return undefined
  },
  // Long enough to be in the way of whatever wants a table for itself.
  count: async (client, { measures }) => {
    await client.query('begin read only')
    await client.query(`set local role ${pg.escapeIdentifier(measures)}`)
    await client.query(`select count(*), pg_sleep(0.3) from (select from facts.cases limit 5000) as few`)
    await client.query('rollback')
    return undefined
  },
}
