import { Worker } from 'node:worker_threads'
import { type Claimed, claim, type Shared } from './claim.ts'

/** Threads that wait for work, each with the clock that ends it when nobody asks. */
const waiting = new Map<Worker, NodeJS.Timeout>()
const longestWait = 2_000

/**
 * What a module's `part(one)` returns for each of the parts, in the order of the parts, by so many threads, of which this
 * is one: it begins at once, while others start. Large arrays lie in shared memory, or they are copied to and fro.
 */
export async function inThreads<T, R>(module: URL, parts: readonly T[], threads: number): Promise<readonly R[]> {
  const shared: Shared<T> = { module: module.href, parts, claimed: new Int32Array(new SharedArrayBuffer(4)) }
  const others = Array.from({ length: Math.min(threads, parts.length) - 1 }, () => byAnother<T, R>(shared))
  const all = await Promise.all([claim<T, R>(shared), ...others])
  const inOrder = all.flat().sort(([one], [other]) => one - other)
  return inOrder.map(([, result]) => result)
}

/** Ends the threads, whose memory is theirs until then: after work that leaves much behind and before other work. */
export async function endThreads(): Promise<void> {
  const ending = [...waiting]
  waiting.clear()
  for (const [worker, clock] of ending) {
    clearTimeout(clock)
    await worker.terminate()
  }
}

/** What another thread claims. Our own, because a pool of a library gives a new thread work only when this one is idle. */
function byAnother<T, R>(shared: Shared<T>): Promise<Claimed<R>> {
  const worker = oneWaiting() ?? new Worker(new URL('./thread.ts', import.meta.url))
  return new Promise((resolve, reject) => {
    worker.once('error', reject)
    worker.once('message', (answer: Readonly<{ claimed: Claimed<R> } | { fault: unknown }>) => {
      worker.off('error', reject)
      worker.unref()
      waiting.set(worker, setTimeout(() => void end(worker), longestWait).unref())
      if ('claimed' in answer) resolve(answer.claimed)
      else reject(answer.fault)
    })
    worker.ref()
    worker.postMessage(shared)
  })
}

// Threads outlive a call, because a new one costs some 50 ms and has its modules to read.
function oneWaiting(): Worker | undefined {
  const [found] = waiting
  if (!found) return undefined
  const [worker, clock] = found
  clearTimeout(clock)
  waiting.delete(worker)
  return worker
}

async function end(worker: Worker): Promise<void> {
  waiting.delete(worker)
  await worker.terminate()
}
