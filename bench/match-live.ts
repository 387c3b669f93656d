/*
 * How soon somebody who is told of is recognised: `npm run bench -- match-live [--records 1000000,3000000] [--arrivals 300] [--known 100] [--readme]`.
 * Makes a database server of its own, fills it with the profiles of made-up people, and tells of more, one after another,
 * through the spine's own transactions, with a worker that is woken. All that is asked for is in memory at first, whatever
 * was read or written of late. Says also how many of those who were there already are found, told of as before or with a slip.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { quantileSorted } from 'd3-array'
import pg from 'pg'
import { prepare } from '../src/commands/prepare.ts'
import { startPostgres } from '../src/embedded/index.ts'
import { type Database, keepWorking, openDatabase } from '../src/kernel/index.ts'
import { matchingChannel, matchJob } from '../src/matching/hub/match-job.ts'
import { keepProfile } from '../src/matching/hub/profile-queries.ts'
import { gather } from '../test/cast.ts'
import { house as houseFrom } from './county-house.ts'
import { arrive, compare } from './live/arrive.ts'
import { fillProfiles, recordOf } from './live/fill.ts'
import { slips } from './live/slips.ts'
import { machine, writeIntoReadme } from './readme.ts'
import { face } from './search/crowd.ts'

const { values } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000,3000000' },
    arrivals: { type: 'string', default: '300' },
    known: { type: 'string', default: '100' },
    readme: { type: 'boolean', default: false },
  },
})
// Spread over all of them, and each another one.
const nth = (arrival: number, records: number): number => Math.floor(((arrival * 0.618_033_988_7) % 1) * records)
// The first few open connections and plan what is asked ever after.
const warm = 30

const again = [
  `| records | ${Object.keys(slips).join(' | ')} |`,
  `| --: |${' --: |'.repeat(Object.keys(slips).length)}`,
]
const table = ['| records | of one arrival | p50 ms | p95 ms | p99 ms |', '| --: | --- | --: | --: | --: |']
for (const records of values.records.split(',').map(Number)) await measure(records, Number(values.arrivals))
const known = `Of ${values.known} people who were there already, so many are suggested when they are told of again:`
const told = [...table, '', known, '', ...again].join('\n')
console.log(told)
if (values.readme) {
  const words = `\`npm run bench -- match-live\`, on ${machine()}: how soon somebody who is told of is recognised, where what is asked for is in memory.`
  writeIntoReadme('match-live', `${words}\n\n${told}`)
}

async function measure(records: number, arrivals: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-live-'))
  const server = await startPostgres({ folder, settings: { max_wal_size: '8GB' } })
  const house = { ...houseFrom({ documents: folder, key: Buffer.alloc(32, 7) }), recorded: keepProfile }
  const owner = new pg.Client({ connectionString: server.ownerUrl })
  try {
    await prepare(server, house)
    await gather(server.ownerUrl)
    await owner.connect()
    const began = performance.now()
    await fillProfiles(owner, records)
    console.error(
      `${records.toLocaleString('en-GB')} records, filled in ${((performance.now() - began) / 1000).toFixed(0)} s`,
    )
    const database = openDatabase({ url: server.appUrl, measures: server.measures, house })
    const { searches, jobs } = await compared(database, records, arrivals)
    say(records, 'candidates found, compared and scored', searches)
    say(records, 'the whole job, taken, done and written', jobs)
    say(records, 'from commit to suggestion', await suggested(database, owner, records, arrivals))
    again.push(
      `| ${records.toLocaleString('en-GB')} | ${(await foundAgain(database, records, 2 * arrivals)).join(' | ')} |`,
    )
    await database.close()
  } finally {
    await owner.end()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

function say(records: number, what: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (quantileSorted(sorted, share) ?? 0).toFixed(1)
  table.push(`| ${records.toLocaleString('en-GB')} | ${what} | ${at(0.5)} | ${at(0.95)} | ${at(0.99)} |`)
}

/** How long each took to be looked for among all, and the job that does so with all that it writes. */
async function compared(database: Database, records: number, arrivals: number) {
  const [searches, jobs]: [number[], number[]] = [[], []]
  for (let arrival = 0; arrival < arrivals; arrival++) {
    await arrive(database, face(nth(arrival, records)))
    const { search, whole } = await compare(database)
    searches.push(search)
    jobs.push(whole)
  }
  return { searches: searches.slice(warm), jobs: jobs.slice(warm) }
}

/** How many are found, for each way to tell of them: people of whom nobody told before, from that arrival on. */
async function foundAgain(database: Database, records: number, from: number): Promise<readonly number[]> {
  const counts: number[] = []
  let next = from
  for (const slip of Object.values(slips)) {
    let count = 0
    for (let known = 0; known < Number(values.known); known++) {
      const number = nth(next++, records)
      await arrive(database, slip(face(number)))
      const { found } = await compare(database)
      if (found.alike.some(({ a, b }) => [a, b].includes(recordOf(number)))) count++
    }
    counts.push(count)
  }
  return counts
}

async function suggested(
  database: Database,
  owner: pg.Client,
  records: number,
  arrivals: number,
): Promise<readonly number[]> {
  const failed = (_: unknown, fault: unknown) => console.error(fault)
  const worker = keepWorking({ database, jobs: [matchJob], now: () => new Date(), failed, wokenBy: matchingChannel })
  const took: number[] = []
  for (let arrival = 0; arrival < arrivals; arrival++) {
    const id = await arrive(database, face(nth(arrivals + arrival, records)))
    const began = performance.now()
    while (!(await isSuggested(owner, id))) {
      if (performance.now() - began > 10_000) throw new Error('Nobody was suggested for ten seconds')
      await pause(2)
    }
    took.push(performance.now() - began)
    await pause(20)
  }
  await worker.stop()
  return took.slice(warm)
}

async function isSuggested(owner: pg.Client, id: string): Promise<boolean> {
  const asked = 'select from matching.suggestions where record_a = $1 or record_b = $1'
  return (await owner.query({ name: 'suggested', text: asked, values: [id] })).rowCount !== 0
}
