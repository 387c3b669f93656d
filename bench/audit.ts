/*
 * What the audit costs a deed: `npm run bench -- audit [--folder PATH] [--quick] [--readme]`. The same deeds are done by
 * the spine's own functions over a filled database, fsync on, by turns with the row of the audit and with that one
 * statement left out of the connection. Prints a table; `--readme` puts it into the README.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { median } from 'd3-array'
import pg from 'pg'
import { castList } from '../simulate/cast.ts'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { startPostgres } from '../src/embedded/index.ts'
import {
  type CaseId,
  type Database,
  openDatabase,
  readCase,
  receive,
  startSession,
  stateOpening,
} from '../src/kernel/index.ts'
import { writeIntoReadme } from './readme.ts'
import { fillFolder } from './web/fill.ts'
import { toTell } from './web/told.ts'

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    quick: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
  },
})
const [turns, each] = values.quick ? [6, 40] : [20, 100]
const aim = 10
const folder = values.folder ? resolve(values.folder) : mkdtempSync(join(tmpdir(), 'safekeep-audit-'))

let isLeftOut = false
leaveOutWhenAsked()
try {
  const data = join(folder, '10000')
  await fillFolder(data, 10_000)
  const table = await measured(data)
  console.log(table)
  if (values.readme) writeIntoReadme('audit', table)
} finally {
  if (!values.folder) rmSync(folder, { recursive: true, force: true })
}

/** The one statement is answered as if it had been sent; everything else goes to the database as ever. */
function leaveOutWhenAsked(): void {
  const query = pg.Client.prototype.query
  const answered = Promise.resolve({ command: 'INSERT', rowCount: 1, rows: [], oid: 0, fields: [] })
  pg.Client.prototype.query = function (this: pg.Client, ...asked: Parameters<typeof query>) {
    const first: unknown = asked[0]
    const text = typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : String(first)
    return isLeftOut && text.startsWith('insert into "kernel"."audit"') ? answered : Reflect.apply(query, this, asked)
  } as typeof query
}

async function measured(data: string): Promise<string> {
  const server = await startPostgres({ folder: data })
  const key = readFileSync(join(data, 'key'))
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, key, diskStore(join(data, 'documents')))
  await prepare(server, house)
  const database = openDatabase({ url: server.appUrl, measures: server.measures, house })
  try {
    const rows: string[] = []
    for (const [name, deed] of Object.entries(await deedsOn(database, server.ownerUrl, key)))
      rows.push(await line(name, deed))
    return [
      `\`npm run bench -- audit\`: the same deed with its row of the audit and without, by turns, ${turns} of ${each} each; medians, fsync on.`,
      ['| deed | without, ms | with, ms | the audit costs |', '| --- | --: | --: | --: |', ...rows].join('\n'),
      `The aim is under ${aim} % of a write: **not reached** where it costs more; why is told in [how quick it is](docs/quickness.md).`,
    ].join('\n\n')
  } finally {
    await database.close()
    await server.stop()
  }
}

type Deed = () => Promise<unknown>

async function deedsOn(database: Database, ownerUrl: string, key: Buffer): Promise<Readonly<Record<string, Deed>>> {
  const actor = { kind: 'user', id: castList.triage.id } as const
  const occasion = { actor, action: 'bench.deed', purpose: 'triage' } as const
  const told = toTell(key).byForm
  const cases = await casesIn(ownerUrl)
  const token = await database.as({ ...occasion, at: new Date() }, tx => startSession(tx, actor.id))
  let turn = 0
  const next = <T>(of: readonly T[]): T => of[turn++ % of.length]!
  return {
    'receive a report': () =>
      receive(
        database,
        { actor: { kind: 'public' }, at: new Date() },
        { kind: 'hate', raw: next(told), source: 'public', language: 'en', sendKey: crypto.randomUUID() },
      ),
    'state why a record is opened': () =>
      database.as({ ...occasion, at: new Date() }, tx => stateOpening(tx, token, next(cases), 'triage', '')),
    'read a case': () => database.as({ ...occasion, at: new Date() }, tx => readCase(tx, next(cases))),
  }
}

async function casesIn(ownerUrl: string): Promise<readonly CaseId[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  const { rows } = await client.query<{ id: CaseId }>(
    "select id from kernel.cases where sensitivity = 'ordinary' and seen_by = 'partners' order by opened_at desc limit 500",
  )
  await client.end()
  return rows.map(row => row.id)
}

async function line(name: string, deed: Deed): Promise<string> {
  const took: Record<'with' | 'without', number[]> = { with: [], without: [] }
  for (let i = 0; i < 200; i++) await deed()
  for (let turn = 0; turn < turns * 2; turn++) {
    isLeftOut = turn % 2 === 0
    const times: number[] = []
    for (let i = 0; i < each; i++) {
      const from = performance.now()
      await deed()
      times.push(performance.now() - from)
    }
    took[isLeftOut ? 'without' : 'with'].push(median(times) ?? 0)
  }
  isLeftOut = false
  const [without, with_] = [median(took.without) ?? 0, median(took.with) ?? 0]
  return `| ${name} | ${without.toFixed(2)} | ${with_.toFixed(2)} | ${((with_ / without - 1) * 100).toFixed(1)} % |`
}
