import { parentPort } from 'node:worker_threads'
import { claim, type Shared } from './claim.ts'

// What a thread of `threads.ts` runs: it answers each piece of shared work with what it did of it.
parentPort?.on('message', async (shared: Shared<unknown>) => {
  try {
    parentPort?.postMessage({ claimed: await claim(shared) })
  } catch (fault) {
    parentPort?.postMessage({ fault })
  }
})
