import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * The installation's key: 32 random bytes in a file of the data folder that only its owner may read, made on first use.
 * Without it sealed reports and documents cannot be opened again, so it is backed up apart from the database.
 */
export async function installationKey(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, 'key')
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const key = await readFile(path).catch(() => makeKey(path))
  if (key.length !== 32) throw new Error(`${path} should hold 32 bytes. Put back the key from your backup`)
  return key
}

/** Written whole and flushed beside, then given its name, which fails where another process was quicker: theirs is it. */
async function makeKey(path: string): Promise<Buffer> {
  const draft = `${path}.${process.pid}-${randomBytes(4).toString('hex')}`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(randomBytes(32))
    await file.sync()
  } finally {
    await file.close()
  }
  await link(draft, path).catch(fault => {
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EEXIST')) throw fault
  })
  await rm(draft)
  return await readFile(path)
}

/** The key that is there already; throws a sentence where there is none, rather than make one that opens nothing. */
export async function existingKey(file: string): Promise<Buffer> {
  const key = await readFile(file).catch(cause => {
    throw new Error(`There is no key in ${file}. Put it there from where you keep it apart, or set SAFEKEEP_KEY`, {
      cause,
    })
  })
  if (key.length !== 32) throw new Error(`${file} should hold 32 bytes. Put back the key from your backup`)
  return key
}
