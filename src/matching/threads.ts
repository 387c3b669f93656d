import { Tinypool } from 'tinypool'

const pools = new Map<number, Tinypool>()

/**
 * What a module's `part(one)` returns for each of the parts, in the order of the parts, by so many threads. With one
 * thread, or one part, the work is done here. Large arrays lie in shared memory, or they are copied to and fro.
 */
export async function inThreads<T, R>(module: URL, parts: readonly T[], threads: number): Promise<readonly R[]> {
  if (threads <= 1 || parts.length <= 1) {
    const { part }: { part(one: T): R | Promise<R> } = await import(module.href)
    const results: R[] = []
    for (const one of parts) results.push(await part(one))
    return results
  }
  const pool = poolOf(threads)
  return await Promise.all(parts.map(one => pool.run(one, { filename: module.href, name: 'part' })))
}

/** Ends the threads, whose memory is theirs until then: after work that leaves much behind and before other work. */
export async function endThreads(): Promise<void> {
  const ending = [...pools.values()]
  pools.clear()
  for (const pool of ending) await pool.destroy()
}

// Threads outlive a call, because a new one costs some 50 ms and has its modules to read, and end soon when nobody asks.
function poolOf(threads: number): Tinypool {
  const kept = pools.get(threads)
  if (kept) return kept
  const pool = new Tinypool({ minThreads: 0, maxThreads: threads, idleTimeout: 2_000 })
  pools.set(threads, pool)
  return pool
}
