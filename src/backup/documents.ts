import type { DocumentStore } from '#kernel'

/** Which files a document has: itself, and the copy drawn afresh where there is one. */
export const filesOf = (id: string, hasDisplay: boolean): readonly string[] => [
  id,
  ...(hasDisplay ? [`${id}.display`] : []),
]

/**
 * Packs documents into one stream, as they lie in the store, each under its own seal: the length of its name, its name,
 * its length, its bytes. Those that are not there are told of and left out. One document at a time is held in memory.
 */
export async function* packed(
  store: DocumentStore,
  names: AsyncIterable<string>,
  missing: (name: string) => void,
): AsyncGenerator<Buffer> {
  for await (const name of names) {
    const bytes = await store.read(name).catch(fault => {
      if (!isMissing(fault)) throw fault
      missing(name)
    })
    if (!bytes) continue
    const head = Buffer.alloc(5 + name.length)
    head.writeUInt8(name.length, 0)
    head.write(name, 1, 'latin1')
    head.writeUInt32BE(bytes.length, 1 + name.length)
    yield head
    yield bytes
  }
}

/** Puts packed documents into a store; returns how many files there were. */
export async function unpack(source: AsyncIterable<Buffer>, store: DocumentStore): Promise<number> {
  const read = reader(source)
  let files = 0
  for (;;) {
    const length = await read(1)
    if (!length) return files
    const name = await read(length.readUInt8(0))
    const size = await read(4)
    const bytes = size && (await read(size.readUInt32BE(0)))
    if (!name || !bytes) throw new Error('The documents of this backup end in the middle of one')
    await store.write(name.toString('latin1'), bytes)
    files += 1
  }
}

/** Reads so many bytes at a time from a stream; nothing where it has ended before. */
function reader(source: AsyncIterable<Buffer>): (length: number) => Promise<Buffer | undefined> {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let [has, isOver] = [0, false]
  return async length => {
    while (has < length && !isOver) {
      const next = await chunks.next()
      if (next.done) isOver = true
      else {
        held.push(next.value)
        has += next.value.length
      }
    }
    if (has < length) return undefined
    const all = Buffer.concat(held)
    const rest = all.subarray(length)
    ;[held, has] = [[rest], rest.length]
    return all.subarray(0, length)
  }
}

const isMissing = (fault: unknown) => fault instanceof Error && 'code' in fault && fault.code === 'ENOENT'
