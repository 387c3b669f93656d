import { copyFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { clearUp } from '../../bench/running.ts'
import { diskStore } from '../../src/adapters/index.ts'
import { startPostgres } from '../../src/embedded/index.ts'
import { asking } from './database-asked.ts'
import { emptyLedger } from './ledger.ts'
import { undoneAtTheEnd } from './leftovers.ts'
import { type Misfortune, underLoad, untilWorking } from './misfortune.ts'
import { runCommand } from './process.ts'
import { faultsIn } from './soundness.ts'
import { newFolder, type Stage } from './stage.ts'

/** A backup taken while everybody works, restored in another folder with a PostgreSQL of its own, and held to all checks. */
export const restoredElsewhere: Misfortune = {
  name: 'a backup taken under load and restored elsewhere',
  play: async stage => {
    const [backups, elsewhere] = [newFolder(), newFolder()]
    const clear = undoneAtTheEnd(() => {
      for (const folder of [backups, elsewhere]) clearUp(folder)
    })
    try {
      const { told, took, back } = await underLoad(stage, async load => {
        await load.more(10)
        // Whatever was acknowledged before the backup began is in it; what came while it was taken may be.
        const told = [...stage.ledger.acknowledged]
        const began = performance.now()
        await done(['backup', '--to', backups], stage.product.folder)
        return { told, took: performance.now() - began, back: await untilWorking(load, performance.now()) }
      })
      const began = performance.now()
      copyFileSync(join(stage.product.folder, 'key'), join(elsewhere, 'key'))
      const [made] = readdirSync(backups)
      await done(['restore', join(backups, made ?? ''), '--data', elsewhere], elsewhere)
      const restored = performance.now() - began
      const faults = await faultsElsewhere(stage, elsewhere, told)
      if (faults.length > 0) throw new Error(`what was restored elsewhere is not sound:\n${faults.join('\n')}`)
      const noted = `backed up in ${seconds(took)}, restored in ${seconds(restored)}; all ${told.length} things acknowledged before it are there`
      return { times: 1, recoveries: [back], noted }
    } finally {
      clear()
    }
  },
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(1)} s`

/** Runs a command to its end, and throws with what it said where that was not a good one. */
async function done(args: readonly string[], folder: string): Promise<void> {
  const said: string[] = []
  const code = await runCommand(args, { SAFEKEEP_DATA: folder }, said).ended
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}:\n${said.join('\n')}`)
}

/** The checks of every misfortune, asked of the copy. */
async function faultsElsewhere(stage: Stage, folder: string, told: Stage['ledger']['acknowledged']) {
  const postgres = await startPostgres({ folder })
  const asked = asking(() => postgres.ownerUrl)
  try {
    const house = { ...stage.house, documents: diskStore(join(folder, 'documents')) }
    return [
      ...(await faultsIn({ ask: asked.ask, house, ledger: { ...emptyLedger(), acknowledged: told } })),
      ...(await stage.wrongReadersAt(postgres.appUrl)),
    ]
  } finally {
    await asked.close()
    await postgres.stop()
  }
}
