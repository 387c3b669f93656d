import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Config, ConfigFault, readConfig, type Sealer, sealer } from '#kernel'
import { diskStore, existingKey } from '../adapters/index.ts'
import { readManifest, restore as restoreInto } from '../backup/index.ts'
import { startPostgres } from '../embedded/index.ts'
import { argumentsIn } from './arguments.ts'
import { contents } from './backup.ts'
import { documentsIn, endWhenTold, minutes } from './existing.ts'
import { ownServer, usualArea } from './ground.ts'
import { project } from './house.ts'

const usage = 'restore BACKUP --data NEWFOLDER [--key FILE]'

/**
 * Restores a backup into a new data folder, and into an empty database of one's own where DATABASE_URL names one. What
 * was made is taken away again when it fails; stopped by a signal, it says that what lies there is not whole.
 */
export async function restore(args: readonly string[]): Promise<void> {
  const { words, given } = argumentsIn(args, ['data', 'key'], 1, usage)
  const [backup] = words
  if (backup === undefined || given.data === undefined) throw new ConfigFault(`Say it so: npx safekeep ${usage}`)
  const began = performance.now()
  const folder = resolve(given.data)
  await mustBeNew(folder)
  endWhenTold(() => say(`Stopped before its end: what lies in ${folder} is not whole. Remove it.`))
  const config = readConfig({ ...process.env, SAFEKEEP_DATA: folder }, project, usualArea)
  const keyFile = given.key === undefined ? join(folder, 'key') : resolve(given.key)
  const seal = sealer(given.key === undefined && config.key ? config.key : await existingKey(keyFile))
  const manifest = await readManifest(resolve(backup), seal)
  say(`Restoring ${contents(manifest)}, by Safekeep ${manifest.release}.`)
  const isOurs = !existsSync(folder)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { migrated } = await into(config, seal, resolve(backup))
    if (given.key !== undefined) await copyFile(keyFile, join(folder, 'key'))
    say('Every table and every file is there, and equal in number and digest; every tie between them holds.')
    if (migrated.length > 0) say(`Brought up to date by ${migrated.length} migrations since.`)
    say(`Restored in ${minutes(performance.now() - began)}. Everybody signs in anew. To start it:`)
    say(`  SAFEKEEP_DATA=${folder} npm start`)
  } catch (fault) {
    await takeAway(folder, isOurs)
    throw fault
  }
}

async function into(config: Config, seal: Sealer, folder: string): ReturnType<typeof restoreInto> {
  const documents = diskStore(documentsIn(config.dataFolder))
  const embedded = config.database ? undefined : await startPostgres({ folder: config.dataFolder, log: say })
  try {
    const roles = embedded ?? (await ownServer(config.database!, seal))
    if (roles.ownerUrl === undefined)
      throw new ConfigFault('A backup is restored by the owner of the database. Set DATABASE_OWNER_URL')
    const { app, measures, ownerUrl } = roles
    return await restoreInto({ folder, sealer: seal, documents, ownerUrl, app, measures, at: new Date(), log: say })
  } finally {
    await embedded?.stop()
  }
}

/** A key may lie there already; anything else may be somebody's. */
async function mustBeNew(folder: string): Promise<void> {
  const found = await readdir(folder).catch(() => [])
  const other = found.find(name => name !== 'key')
  if (other !== undefined) throw new ConfigFault(`${folder} is not empty: it holds "${other}". Name a new folder`)
}

async function takeAway(folder: string, isOurs: boolean): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names) if (name !== 'key') await rm(join(folder, name), { recursive: true, force: true })
  if (isOurs) await rm(folder, { recursive: true, force: true })
}

const say = (sentence: string): void => console.log(sentence)
