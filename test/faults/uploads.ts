import { setTimeout as pause } from 'node:timers/promises'
import { deeds, reportWithFile } from './file-reports.ts'
import { countOf } from './ledger.ts'
import { held, type Misfortune, type Outcome } from './misfortune.ts'
import type { Stage } from './stage.ts'

/** The product killed while a file comes to it in pieces, is looked at, or is sent with a report. */
export const killedWhileFilesCome: Misfortune = {
  name: 'kill -9 of the product while a file comes in pieces, is looked at, and is sent with a report',
  play: async (stage, rounds) => {
    const recoveries: number[] = []
    const times = Math.max(deeds.length, Math.ceil(rounds / 5))
    for (let round = 0; round < times; round++) {
      const deed = deeds[round % deeds.length]!
      const before = countOf(stage.ledger, 'document')
      await reportWithFile(stage.about, async (now, under) => {
        if (now === deed) recoveries.push(await killedIn(stage, under))
      })
      // Whoever is told that a part is missing gives the file up, which is right on a full disk and nowhere here.
      if (countOf(stage.ledger, 'document') !== before + 1)
        throw new Error(`A file was lost when the product was killed in: ${deed}`)
      await held(stage, `after the product was killed in: ${deed}`)
    }
    return { times, recoveries, noted: 'every file whole and once, with the report it was sent with' } satisfies Outcome
  },
}

/** Kills the product within moments of a request's beginning, or just after its answer, and starts it again. */
async function killedIn({ product, chance }: Stage, under: Promise<unknown>): Promise<number> {
  await Promise.race([under, pause(chance.between(0, 60))])
  const began = performance.now()
  await product.kill()
  await product.start()
  return performance.now() - began
}
