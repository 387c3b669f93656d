/*
 * How long anybody waits while a full database of the release before this one is brought up to date:
 * `npm run bench -- migrate [--cases 1000000]`. Makes a database server of its own with fsync on, fills it, puts people to
 * work, looks every 20 ms at who waits for a lock, migrates, and prints what they met with before and meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { migrate } from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { startPostgres } from '../src/embedded/index.ts'
import { previousRelease } from '../test/upgrade/release.ts'
import { atWork, type Met } from '../test/upgrade/traffic.ts'

const { values } = parseArgs({ options: { cases: { type: 'string', default: '1000000' } } })
const cases = Number(values.cases)
const folder = mkdtempSync(join(tmpdir(), 'safekeep-migrate-'))
const server = await startPostgres({ folder, settings: { shared_buffers: '1GB', max_wal_size: '16GB' } })
try {
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
  await previousRelease(server, house, cases)
  console.log(`${cases.toLocaleString('en-GB')} cases; ${machine()}\n`)
  const usual = await measured(() => pause(20_000))
  const meanwhile = await measured(() => migrate({ ...server, log: sentence => console.log(`  ${sentence}`) }))
  report(usual, meanwhile)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

type Measured = Met & Readonly<{ seconds: number; longestLock: number }>

async function measured(work: () => Promise<unknown>): Promise<Measured> {
  const traffic = atWork({ ...server, cases })
  const looking = await locksSeen()
  await pause(2_000)
  const began = performance.now()
  await work()
  const seconds = (performance.now() - began) / 1_000
  await pause(2_000)
  return { ...(await traffic.stop()), seconds, longestLock: await looking.stop() }
}

/** The longest that anybody at work was seen waiting for a lock, in milliseconds. */
async function locksSeen(): Promise<{ stop(): Promise<number> }> {
  const client = new pg.Client({ connectionString: server.ownerUrl, application_name: 'safekeep migrate' })
  await client.connect()
  let [longest, goOn] = [0, true]
  const looking = (async () => {
    while (goOn) {
      const { rows } = await client.query<{ ms: number | null }>(
        `select max(extract(epoch from clock_timestamp() - query_start) * 1000)::float8 as ms from pg_stat_activity
          where application_name = 'traffic' and wait_event_type = 'Lock'`,
      )
      longest = Math.max(longest, rows[0]?.ms ?? 0)
      await pause(20)
    }
    await client.end()
  })()
  return {
    stop: async () => {
      goOn = false
      await looking
      return longest
    },
  }
}

function report(usual: Measured, meanwhile: Measured): void {
  console.log('| | done a second, usually | meanwhile | longest, usually | meanwhile |')
  console.log('| --- | --: | --: | --: | --: |')
  for (const name of Object.keys(usual.done)) {
    const rate = ({ done, seconds }: Measured) => ((done[name] ?? 0) / (seconds + 4)).toFixed(0)
    const most = ({ longest }: Measured) => `${(longest[name] ?? 0).toFixed(0)} ms`
    console.log(`| ${name} | ${rate(usual)} | ${rate(meanwhile)} | ${most(usual)} | ${most(meanwhile)} |`)
  }
  console.log(`\nMigrated in ${meanwhile.seconds.toFixed(1)} s. The longest anybody was seen waiting for a lock:`)
  console.log(`${usual.longestLock.toFixed(0)} ms usually, ${meanwhile.longestLock.toFixed(0)} ms meanwhile.`)
  console.log(`Failed: ${usual.failed.length} usually, ${meanwhile.failed.length} meanwhile.`)
  for (const fault of new Set([...usual.failed, ...meanwhile.failed])) console.log(`  ${fault}`)
}

function machine(): string {
  const processor = cpus()[0]?.model.trim() ?? 'an unknown processor'
  return `${cpus().length} cores (${processor}), ${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.version}`
}
