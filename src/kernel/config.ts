import { isAbsolute, join, resolve } from 'node:path'

/** The settings of an installation, read once at start from the environment. */
export type Config = Readonly<{
  port: number
  host: string
  /** The data folder: the key, the documents and, unless a database is given, the database. */
  dataFolder: string
  /** An area's name below `areas/`, or a path. */
  area: string
  /** A database of one's own; nothing means the embedded one. */
  database: Readonly<{ url: string; ownerUrl: string | undefined }> | undefined
  /** Load the made-up county into an empty database. */
  madeUp: boolean
  /** The installation's key, when it is not to be kept in the data folder. */
  key: Buffer | undefined
  https: boolean
  /** Where the public finds it, for links in letters. */
  address: string | undefined
}>

/** Thrown for a setting that cannot be; the message names it and says what to do. */
export class ConfigFault extends Error {
  override readonly name = 'ConfigFault'
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the settings; throws `ConfigFault`, loudly and before anything is touched. */
export function readConfig(environment: Environment, projectFolder: string, usualArea: string): Config {
  const given = (name: string) => environment[name]?.trim() || undefined
  const folder = given('SAFEKEEP_DATA') ?? 'data'
  const url = given('DATABASE_URL')
  return {
    port: portIn(given('PORT') ?? '3000'),
    host: given('SAFEKEEP_HOST') ?? '127.0.0.1',
    dataFolder: isAbsolute(folder) ? folder : given('SAFEKEEP_DATA') ? resolve(folder) : join(projectFolder, folder),
    area: given('SAFEKEEP_AREA') ?? usualArea,
    database: url
      ? { url: urlIn('DATABASE_URL', url), ownerUrl: optionalUrl('DATABASE_OWNER_URL', given('DATABASE_OWNER_URL')) }
      : undefined,
    madeUp: countyIn(given('SAFEKEEP_COUNTY'), url !== undefined),
    key: keyIn(given('SAFEKEEP_KEY')),
    https: yesOrNo('SAFEKEEP_HTTPS', given('SAFEKEEP_HTTPS')),
    address: addressIn(given('SAFEKEEP_URL')),
  }
}

/** Without the slash at its end; over HTTPS, but on this machine. */
function addressIn(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (!/^https:\/\/[\w.-]+(:\d+)?\/?$|^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?\/?$/.test(text))
    throw new ConfigFault('SAFEKEEP_URL must be like https://tell.example.org, without a path')
  return text.replace(/\/$/, '')
}

function yesOrNo(name: string, text: string | undefined): boolean {
  if (text !== undefined && text !== 'yes' && text !== 'no') throw new ConfigFault(`${name} must be "yes" or "no"`)
  return text === 'yes'
}

function portIn(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new ConfigFault('PORT must be a number from 0 to 65535')
  return port
}

function urlIn(name: string, text: string): string {
  if (!/^postgres(ql)?:\/\//.test(text)) throw new ConfigFault(`${name} must begin with postgres://`)
  // Said here, and without the address: a fault of the parser's own would repeat it, with its password.
  if (!URL.canParse(text)) throw new ConfigFault(`${name} is not an address. Encode what a password has of / ? # @ :`)
  return text
}

const optionalUrl = (name: string, text: string | undefined) => (text === undefined ? undefined : urlIn(name, text))

/** Invented people never come into a database somebody brought, unless that is asked for by name. */
function countyIn(text: string | undefined, ownDatabase: boolean): boolean {
  if (text === undefined) return !ownDatabase
  if (text !== 'made-up' && text !== 'none') throw new ConfigFault('SAFEKEEP_COUNTY must be "made-up" or "none"')
  return text === 'made-up'
}

function keyIn(text: string | undefined): Buffer | undefined {
  if (text === undefined) return undefined
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new ConfigFault('SAFEKEEP_KEY must be 64 hexadecimal digits (32 random bytes)')
  return Buffer.from(text, 'hex')
}
