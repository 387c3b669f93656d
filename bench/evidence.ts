/*
 * Do the measures read what is true? `npm run bench -- evidence [--seeds 200] [--check]` makes docs/evidence.md, in some
 * quarter of an hour: counties of three kinds, each from a seed of its own, filled by COPY into one database, counted and
 * read by the product. Interrupted, it writes what there is, and says of how many counties.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { startPostgres } from '../src/embedded/index.ts'
import { evidence } from './evidence-words.ts'
import { readWorlds, worldsOf } from './evidence-worlds.ts'

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '200' }, check: { type: 'boolean', default: false } },
})
const page = join(import.meta.dirname, '..', 'docs', 'evidence.md')
const folder = mkdtempSync(join(tmpdir(), 'safekeep-evidence-'))
const server = await startPostgres({ folder, settings: { fsync: 'off', full_page_writes: 'off' } })
let stopped = false
process.once('SIGINT', () => {
  stopped = true
})
try {
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
  await prepare(server, house)
  const database = openDatabase({ url: server.appUrl, measures: server.measures, house })
  const worlds = worldsOf(house)
  let done = 0
  for (let seed = 1; seed <= Number(values.seeds) && !stopped; seed++) {
    await readWorlds({ ownerUrl: server.ownerUrl, database, house }, worlds, seed)
    done = seed
    if (seed % 10 === 0) console.log(`${seed} of ${values.seeds}`)
  }
  await database.close()
  finish(evidence(worlds, done))
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}

function finish(made: string): void {
  if (!values.check) {
    writeFileSync(page, made)
  } else if (readFileSync(page, 'utf8') === made) {
    console.log('docs/evidence.md is what it should be.')
  } else {
    console.error(
      'docs/evidence.md is not what the measures read now. Make it again without --check: what has changed?',
    )
    process.exitCode = 1
  }
}
