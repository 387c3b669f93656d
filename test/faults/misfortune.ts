import { setTimeout as pause } from 'node:timers/promises'
import { beginLoad, type Load } from './load.ts'
import type { Stage } from './stage.ts'

/** What came of a misfortune, beside what the checks found. */
export type Outcome = Readonly<{
  /** How often it was done. */
  times: number
  /** Milliseconds, each time, until the product had acknowledged something again without anybody's help. */
  recoveries: readonly number[]
  /** What else is worth a line in the table. */
  noted?: string
}>

/** Something that goes wrong, played out on a running installation under load, which `play` begins and ends itself. */
export type Misfortune = Readonly<{
  /** As a sentence: what is done. */
  name: string
  /** Why it cannot be done here, if it cannot: said aloud, never passed over. */
  cannot?(): string | undefined
  play(stage: Stage, rounds: number): Promise<Outcome>
}>

/** Plays something out while everybody is at work, and lets them finish. */
export async function underLoad<T>(stage: Stage, play: (load: Load) => Promise<T>): Promise<T> {
  const load = await beginLoad(stage.about)
  try {
    await load.more(5)
    return await play(load)
  } finally {
    stage.between.injure(undefined)
    await load.stop()
  }
}

/** Milliseconds until the next things are acknowledged. */
export async function untilWorking(load: Load, since: number): Promise<number> {
  await load.more(2)
  return performance.now() - since
}

/** Waits for something that comes about by itself; throws with these words when it does not within a minute. */
export async function eventually(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let looks = 0; !(await holds()); looks++) {
    if (looks > 1_200) throw new Error(`It never came about that ${what}`)
    await pause(50)
  }
}

/** Throws with everything that is wrong, at once: a fault is easiest to find beside what brought it about. */
export async function held(stage: Stage, when: string): Promise<void> {
  const faults = await stage.faults()
  if (faults.length > 0) throw new Error(`${when}:\n${faults.join('\n')}`)
}
