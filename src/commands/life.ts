import { type Ground, openGround } from './ground.ts'

/** One thing that runs on the ground; returns what ends it. */
export type Part = (ground: Ground) => Promise<() => Promise<void>>

/**
 * Opens the ground, begins each part in turn, and runs until told to stop, which may be while it is still starting; then
 * ends them, the last first, and closes the ground.
 */
export async function runUntilTold(parts: readonly Part[]): Promise<void> {
  const opening = openGround(say)
  const endings: (() => Promise<void>)[] = []
  const isStopping = stopWhenTold(async () => {
    for (const end of endings.toReversed()) await end()
    await opening.then(
      ground => ground.close(),
      () => {}, // nothing was opened, and whoever waits for it below says why
    )
  })
  const ground = await opening.catch(fault => {
    if (!isStopping()) throw fault
  })
  if (!ground) return
  try {
    for (const begin of parts) endings.push(await begin(ground))
  } catch (fault) {
    // Whatever was going on when we closed its database is not at fault.
    if (isStopping()) return
    for (const end of endings.toReversed()) await end()
    await ground.close()
    throw fault
  }
}

/** Stops once, in good order, when told; returns whether it has been. */
function stopWhenTold(stop: () => Promise<void>): () => boolean {
  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      say('Safekeep is stopping.')
      stop().then(
        () => process.exit(0),
        fault => {
          console.error(fault)
          process.exit(1)
        },
      )
    })
  }
  return () => stopping
}

export const say = (sentence: string): void => console.log(sentence)
