/*
 * How quickly somebody is found as one types: `npm run bench -- match-search [--records 1000000,3000000] [--searches 400]`.
 * Makes a database server of its own, fills it with made-up people of whom some readers see most and some a few, and types
 * what people type, letter by letter, through the spine's own transactions: row security on, each search in the audit.
 */
import { mkdtempSync, rmSync } from 'node:fs'
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
import { gather } from '../test/cast.ts'
import { house as houseFrom } from './county-house.ts'
import { face } from './search/crowd.ts'
import { fillCrowd } from './search/fill.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000,3000000' },
    searches: { type: 'string', default: '400' },
    keep: { type: 'string' },
  },
})
const until = new Date('2026-11-18T10:30:00Z')
const readers = ['triage', 'officer', 'community', 'refuge'] as const

for (const records of values.records.split(',').map(Number)) await measure(records)

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
      '| reader | typed | answers | found | p50 ms | p95 ms | p99 ms | worst |\n| --- | --- | --: | --: | --: | --: | --: | --: |',
    )
    const database = openDatabase({ url: server.appUrl, measures: server.measures, house })
    for (const reader of readers) await typeAs(database, reader, records)
    await database.close()
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

type Typed = Readonly<{ kind: string; text: string }>

async function typeAs(database: Database, reader: (typeof readers)[number], records: number): Promise<void> {
  const took = new Map<string, { ms: number; found: number; text: string }[]>()
  for (const [turn, { kind, text }] of typing(records, Number(values.searches)).entries()) {
    const began = performance.now()
    const found = await database.as(
      { actor: { kind: 'user', id: castList[reader].id }, action: 'person.find', purpose: 'triage', at: until },
      async tx => {
        const searched = await searchPeople(tx, text)
        if (searched.is !== 'found') return 0
        await whereAre(tx, searched.people)
        return searched.people.length
      },
    )
    // The first few open connections and plan what is asked ever after.
    if (turn >= 40)
      for (const one of [kind, 'all'])
        took.set(one, [...(took.get(one) ?? []), { ms: performance.now() - began, found, text }])
  }
  for (const [kind, all] of [...took].toSorted()) {
    const times = all.map(one => one.ms).toSorted((a, b) => a - b)
    const at = (share: number) => (quantileSorted(times, share) ?? 0).toFixed(1)
    const worst = all.toSorted((a, b) => b.ms - a.ms)[0]!
    const someone = all.filter(one => one.found > 0).length
    console.log(
      `| ${reader} | ${kind} | ${all.length} | ${someone} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} | ${worst.text} ${worst.ms.toFixed(0)} |`,
    )
  }
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
      { kind: 'phone end', text: phone ? phone.slice(-5) : year + ' ' + surname.slice(0, 2) },
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
