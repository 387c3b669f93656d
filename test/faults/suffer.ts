import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Misfortune } from './misfortune.ts'
import { openStage, type Stage } from './stage.ts'

/** How often something is killed; more in CI than on a desk. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 10)
/** Which points and instants are chosen, and in which order. */
const seed = Number(process.env.FAULT_SEED ?? 20261118)

export const stageForTests = (): Promise<Stage> => openStage({ seed })

/** Plays a misfortune out and holds the installation to its word; one that cannot be had here is skipped aloud. */
export async function suffer(t: TestContext, stage: Stage, misfortune: Misfortune): Promise<void> {
  const cannot = misfortune.cannot?.()
  if (cannot) return t.skip(cannot)
  stage.ledger.odd.length = 0 // what an earlier misfortune found is its own
  const whole = !troubled.has(stage)
  troubled.add(stage)
  const { times, recoveries, noted } = await misfortune.play(stage, rounds)
  const back = recoveries.length ? `; back after at most ${Math.max(...recoveries).toFixed(0)} ms` : ''
  t.diagnostic(`${times} times, seed ${seed}${back}${noted ? `; ${noted}` : ''}`)
  assert.deepEqual(await stage.faults({ whole }), [])
  if (whole) troubled.delete(stage)
}

/** Those in which something went wrong: people stopped in the midst of it, and what they had begun nobody was told of. */
const troubled = new WeakSet<Stage>()
