/*
 * How long a full county takes: `npm run bench -- county [--cases 1000000]`. Makes a database server of its own in a
 * temporary folder, fills it by COPY, and prints the machine, the rows of each table, the time and the size. With
 * `--orphans` it also counts every row that refers to something that is not there.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { fillCounty } from '../simulate/bulk.ts'
import { orphansIn } from '../simulate/indexes.ts'
import { prepare } from '../src/commands/prepare.ts'
import { startPostgres } from '../src/embedded/index.ts'
import { house as houseFrom } from './county-house.ts'

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '1000000' }, orphans: { type: 'boolean' } },
})
const folder = mkdtempSync(join(tmpdir(), 'safekeep-county-'))
// Nothing but this load is lost if the machine stops: it writes no log that a crash or a replica would want.
const settings = { wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '16GB', shared_buffers: '1GB' }
const server = await startPostgres({ folder, settings })
try {
  const given = { documents: folder, key: Buffer.alloc(32, 7) }
  const house = houseFrom(given)
  const again = { module: new URL('./county-house.ts', import.meta.url).href, given }
  await prepare(server, house)
  const until = new Date('2026-11-18T10:30:00Z')
  const onProgress = (sentence: string) => console.log(`  ${sentence}`)
  const asked = { until, cases: Number(values.cases), again, onProgress }
  const filled = await fillCounty({ ownerUrl: server.ownerUrl, house, ...asked })
  await report(filled)
  if (values.orphans) console.log('Rows that refer to nothing:', await orphansIn(server.ownerUrl))
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function report({ rows, seconds, steps }: Awaited<ReturnType<typeof fillCounty>>): Promise<void> {
  const all = Object.values(rows).reduce((sum, many) => sum + many, 0)
  const processor = cpus()[0]?.model.trim() ?? 'an unknown processor'
  const memory = Math.round(totalmem() / 2 ** 30)
  console.log(`\n${cpus().length} cores (${processor}), ${memory} GiB of memory, Node ${process.version}.\n`)
  for (const [table, many] of Object.entries(rows).sort(([, one], [, other]) => other - one))
    console.log(`${many.toLocaleString('en-GB').padStart(12)}  ${table}`)
  console.log(`${all.toLocaleString('en-GB').padStart(12)}  rows in all\n`)
  for (const [step, took] of Object.entries(steps)) console.log(`${took.toFixed(1).padStart(8)} s  ${step}`)
  const rate = Math.round(all / seconds).toLocaleString('en-GB')
  console.log(`${seconds.toFixed(1).padStart(8)} s  in all: ${rate} rows a second; ${await size()} on disk`)
}

async function size(): Promise<string> {
  const client = new pg.Client({ connectionString: server.ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query('select pg_size_pretty(pg_database_size(current_database())) as size')
    return rows[0].size
  } finally {
    await client.end()
  }
}
