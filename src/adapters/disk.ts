import { mkdir, open, readdir, readFile, rename, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { DocumentStore } from '#kernel'

/** Documents on a disk: each a file in one of 256 folders, whole and flushed before it has its name. */
export function diskStore(folder: string): DocumentStore {
  const pathOf = (name: string, shape = /^[0-9a-f-]{36}(\.display)?$/) => {
    if (!shape.test(name)) throw new Error('not the name of a document')
    return join(folder, name.slice(34, 36), name)
  }
  return {
    write: (name, bytes) => writeWhole(pathOf(name), bytes),
    read: name => readFile(pathOf(name)),
    remove: name => rm(pathOf(name, /^[0-9a-f-]{36}(\.display)?(\.part)?$/), { force: true }),
    namesBefore: instant => namesBefore(folder, instant),
    room: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const { bavail, bsize } = await statfs(folder)
      return bavail * bsize
    },
  }
}

async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const into = join(path, '..')
  await mkdir(into, { recursive: true, mode: 0o700 })
  const file = await open(`${path}.part`, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } catch (fault) {
    // On a full disk the half that was written is what keeps it full.
    await rm(`${path}.part`, { force: true })
    throw fault
  } finally {
    await file.close()
  }
  await rename(`${path}.part`, path)
  // The name itself is in the folder, which must be flushed too.
  const named = await open(into, 'r')
  await named.sync().finally(() => named.close())
}

/** Half-written ones too: whoever was writing one a day ago is not writing any more. */
async function namesBefore(folder: string, instant: Date): Promise<readonly string[]> {
  const names: string[] = []
  for (const shelf of await readdir(folder).catch(() => [])) {
    for (const name of await readdir(join(folder, shelf))) {
      const { mtime } = await stat(join(folder, shelf, name))
      if (mtime < instant) names.push(name)
    }
  }
  return names
}
