/*
 * How quickly somebody is found as one types: `npm run bench -- match-search [--records 1000000,3000000] [--searches 400] [--readme]`.
 * Makes a database server of its own, fills it with made-up people of whom some readers see most and some a few, and types
 * what people type, letter by letter, through the spine's own transactions: row security on, each search in the audit. The
 * time of the processor, PostgreSQL's and this program's, stands beside the clock's, since it hardly changes with what
 * else a machine does.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { quantileSorted } from 'd3-array'
import { castList } from '../simulate/cast.ts'
import { chanceFrom } from '../simulate/chance.ts'
import { prepare } from '../src/commands/prepare.ts'
import { startPostgres } from '../src/embedded/index.ts'
import { whereAre } from '../src/hub/queries.ts'
import { type Database, openDatabase } from '../src/kernel/index.ts'
import { searchPeople } from '../src/matching/search/queries.ts'
import { gather, seen } from '../test/cast.ts'
import { house as houseFrom } from './county-house.ts'
import { machine, writeIntoReadme } from './readme.ts'
import { face } from './search/crowd.ts'
import { fillCrowd } from './search/fill.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000,3000000' },
    searches: { type: 'string', default: '400' },
    readme: { type: 'boolean', default: false },
  },
})
const until = new Date('2026-11-18T10:30:00Z')
const readers = ['triage', 'officer', 'community', 'refuge'] as const

/** What is typed of every kind, by each reader, for the README. */
const inAll: string[] = []
for (const records of values.records.split(',').map(Number)) await measure(records)
if (values.readme) {
  const head = '| records | reader | p50, p95, p99 ms | processor: p50, p95, p99 ms |\n| --: | --- | --: | --: |'
  const words = `\`npm run bench -- match-search\`, on ${machine()}: how long each answer takes as somebody types, row security on.`
  writeIntoReadme('match-search', `${words}\n\n${head}\n${inAll.join('\n')}`)
}

async function measure(records: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-search-'))
  const server = await startPostgres({ folder, settings: { max_wal_size: '8GB' } })
  const house = houseFrom({ documents: folder, key: Buffer.alloc(32, 7) })
  try {
    await prepare(server, house)
    await gather(server.ownerUrl)
    const began = performance.now()
    await fillCrowd(server.ownerUrl, records, until)
    console.log(
      `\n${records.toLocaleString('en-GB')} records, filled in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
    )
    console.log(
      '| reader | typed | answers | found somebody | p50, p95, p99 ms | processor: p50, p95, p99 ms | slowest |\n| --- | --- | --: | --: | --: | --: | --- |',
    )
    // One connection, so that it is one process whose time is read.
    const database = openDatabase({ url: server.appUrl, measures: server.measures, house, most: 1 })
    await database.answers()
    const used = await processorOf(server.ownerUrl, server.app)
    for (const reader of readers) await typeAs(database, reader, records, used)
    await database.close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Milliseconds of a processor that this program and the one connection of the application have used until now. */
async function processorOf(ownerUrl: string, app: string): Promise<() => number> {
  const [row] = await seen<{ pid: number }>(ownerUrl, 'select pid from pg_stat_activity where usename = $1', [app])
  return () => {
    const { user, system } = process.cpuUsage()
    const nanoseconds = readFileSync(`/proc/${row?.pid}/schedstat`, 'utf8').split(' ')[0]
    return (user + system) / 1e3 + Number(nanoseconds) / 1e6
  }
}

type Typed = Readonly<{ kind: string; text: string }>

type Answered = Readonly<{ text: string; found: number; ms: number; processor: number }>

async function typeAs(
  database: Database,
  reader: (typeof readers)[number],
  records: number,
  used: () => number,
): Promise<void> {
  const answered = new Map<string, Answered[]>()
  for (const [turn, { kind, text }] of typing(records, Number(values.searches)).entries()) {
    const [began, before] = [performance.now(), used()]
    const found = await search(database, reader, text)
    const one = { text, found, ms: performance.now() - began, processor: used() - before }
    // The first few plan what is asked ever after.
    if (turn >= 40) for (const name of [kind, 'all']) answered.set(name, [...(answered.get(name) ?? []), one])
  }
  for (const [kind, all] of [...answered].toSorted()) console.log(line(reader, kind, all))
  const all = answered.get('all') ?? []
  const [clock, processor] = [shares(all, one => one.ms), shares(all, one => one.processor)]
  inAll.push(`| ${records.toLocaleString('en-GB')} | ${reader} | ${clock} | ${processor} |`)
}

function search(database: Database, reader: (typeof readers)[number], text: string): Promise<number> {
  return database.as(
    { actor: { kind: 'user', id: castList[reader].id }, action: 'person.find', purpose: 'triage', at: until },
    async tx => {
      const searched = await searchPeople(tx, text)
      if (searched.is !== 'found') return 0
      await whereAre(tx, searched.people)
      return searched.people.length
    },
  )
}

function shares(all: readonly Answered[], of: (one: Answered) => number): string {
  const times = all.map(of).toSorted((one, other) => one - other)
  return [0.5, 0.95, 0.99].map(share => (quantileSorted(times, share) ?? 0).toFixed(1)).join(', ')
}

function line(reader: string, kind: string, all: readonly Answered[]): string {
  const slowest = all.toSorted((one, other) => other.processor - one.processor)[0]
  const someone = all.filter(one => one.found > 0).length
  const cells = [
    reader,
    kind,
    all.length,
    someone,
    shares(all, one => one.ms),
    shares(all, one => one.processor),
    slowest?.text,
  ]
  return `| ${cells.join(' | ')} |`
}

/** What people type to find somebody who is there, each text letter by letter from the third on. */
function typing(records: number, searches: number): readonly Typed[] {
  const { share } = chanceFrom(7)
  const typed: Typed[] = []
  for (let one = 0; one < searches; one++) {
    const { forename, surname, birthDate, postcode, phone } = face(Math.floor(share() * records))
    const year = birthDate.slice(0, 4)
    const whole: readonly Typed[] = [
      { kind: 'surname', text: surname },
      { kind: 'forename surname', text: `${forename} ${surname}` },
      { kind: 'initial surname', text: `${forename[0]} ${surname}` },
      { kind: 'surname year', text: `${surname} ${year}` },
      { kind: 'forename district', text: `${forename} ${postcode.split(' ')[0]}` },
      { kind: 'sector', text: `${postcode.slice(0, -2)}` },
      { kind: 'phone end', text: phone ? phone.slice(-5) : `${year} ${surname.slice(0, 2)}` },
      { kind: 'misspelt', text: `${forename} ${surname.slice(0, 2)}${surname.slice(1)}` },
      { kind: 'date', text: birthDate.split('-').reverse().join('/') },
    ]
    const { kind, text } = whole[one % whole.length]!
    const letters = Array.from({ length: Math.max(1, text.length - 2) }, (_, at) => text.slice(0, at + 3))
    // Of the keystrokes those on which somebody pauses: the script asks no sooner.
    typed.push(
      ...letters.filter((_, at) => at === letters.length - 1 || at % 3 === 0).map(part => ({ kind, text: part })),
    )
  }
  return typed
}
