/** Work that threads share: a module, whose `part(one)` is called for each of the parts, and how many have been claimed. */
export type Shared<T> = Readonly<{ module: string; parts: readonly T[]; claimed: Int32Array }>

/** The parts that a thread has done, by their number. */
export type Claimed<R> = readonly (readonly [number: number, result: R])[]

/** Does whichever part is next until none is left. */
export async function claim<T, R>({ module, parts, claimed }: Shared<T>): Promise<Claimed<R>> {
  const { part }: { part(one: T): R | Promise<R> } = await import(module)
  const done: [number, R][] = []
  for (;;) {
    const number = Atomics.add(claimed, 0, 1)
    if (number >= parts.length) return done
    done.push([number, await part(parts[number]!)])
  }
}
