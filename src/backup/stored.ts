import { createReadStream, createWriteStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { Sealer } from '#kernel'
import { BackupFault, keyOf, type Stored } from './manifest.ts'
import { NotAsSealed, opened, sealed } from './sealed-file.ts'

/** Where a backup's files lie, and what opens them. */
export type Shelf = Readonly<{ folder: string; id: string; sealer: Sealer }>

const quickly = { params: { [constants.ZSTD_c_compressionLevel]: 3 } }

/** Writes a stream into a file of a backup: compressed, sealed, flushed to the disk. */
export async function store(shelf: Shelf, file: string, source: AsyncIterable<Buffer>): Promise<Stored> {
  const path = join(shelf.folder, file)
  const key = keyOf(shelf.sealer, shelf.id, file)
  const out = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  await pipeline(source, createZstdCompress(quickly), plain => sealed(plain, key), out)
  return { file, bytes: out.bytesWritten }
}

/**
 * What a file of a backup holds, handed to `use` as it is read; throws `BackupFault` with the file's name when it is not
 * as it was written, be it in one bit. `use` may have had the part before the damage by then, and must undo it.
 */
export async function take(
  shelf: Shelf,
  { file }: Stored,
  use: (source: AsyncIterable<Buffer>) => Promise<unknown>,
): Promise<void> {
  const key = keyOf(shelf.sealer, shelf.id, file)
  let damage: unknown
  const read = async function* (source: AsyncIterable<Buffer>) {
    try {
      yield* opened(source, key)
    } catch (fault) {
      if (fault instanceof NotAsSealed) damage = fault
      throw fault
    }
  }
  try {
    await pipeline(createReadStream(join(shelf.folder, file)), read, createZstdDecompress(), use)
  } catch (fault) {
    throw damage === undefined ? fault : new BackupFault(`${file} is damaged or cut short`, { cause: damage })
  }
}

/** Throws `BackupFault` when a file is missing or has another length, before anything is begun. */
export async function mustBeThere({ folder }: Shelf, files: readonly Stored[]): Promise<void> {
  for (const { file, bytes } of files) {
    const found = await stat(join(folder, file)).catch(() => undefined)
    if (!found) throw new BackupFault(`${file} is missing from ${folder}`)
    if (found.size !== bytes)
      throw new BackupFault(`${file} is damaged or cut short: it has ${found.size} bytes of ${bytes}`)
  }
}

/** Flushes a folder's own entries: the names of its files. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}
