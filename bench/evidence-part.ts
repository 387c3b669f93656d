import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Installation, openDatabase } from '#kernel'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { startPostgres } from '../src/embedded/index.ts'
import type { Tally } from './evidence-tally.ts'
import { readWorlds, worldsOf } from './evidence-worlds.ts'

/** Reads the counties of some seeds in a database of its own, until all are read or Ctrl-C; the tallies of each kind of county, by series. */
export async function readPart(
  seeds: readonly number[],
  onProgress: (left: number) => void,
): Promise<readonly Readonly<Record<string, Tally>>[]> {
  const { house, folder, close } = anyHouse()
  const server = await startPostgres({ folder, settings: { fsync: 'off', full_page_writes: 'off' } })
  try {
    await prepare(server, house)
    const database = openDatabase({ url: server.appUrl, measures: server.measures, house })
    const worlds = worldsOf(house)
    let stopped = false
    process.once('SIGINT', () => {
      stopped = true
    })
    for (const [done, seed] of seeds.entries()) {
      if (stopped) break
      await readWorlds({ ownerUrl: server.ownerUrl, database, house }, worlds, seed)
      if ((done + 1) % 10 === 0) onProgress(seeds.length - done - 1)
    }
    await database.close()
    return worlds.map(({ tallies }) => Object.fromEntries(tallies))
  } finally {
    await server.stop()
    close()
  }
}

/** The county's house, in a folder that is taken away at the end. */
export function anyHouse(): { house: Installation; folder: string; close(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-evidence-'))
  const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
  return { house, folder, close: () => rmSync(folder, { recursive: true, force: true }) }
}
