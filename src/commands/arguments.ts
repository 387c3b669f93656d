import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'
import { ConfigFault } from '#kernel'

/** What stands after a command: options that each take a value, and at most so many words; throws `ConfigFault` with the usage. */
export function argumentsIn(
  args: readonly string[],
  options: readonly string[],
  most: number,
  usage: string,
): Readonly<{ words: readonly string[]; given: Readonly<Record<string, string | undefined>> }> {
  const config: ParseArgsOptionsConfig = Object.fromEntries(options.map(name => [name, { type: 'string' }]))
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: config, allowPositionals: true })
    if (positionals.length > most) throw new Error('too many words')
    const given = Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : undefined])
    return { words: positionals, given: Object.fromEntries(given) }
  } catch (cause) {
    throw new ConfigFault(`Say it so: npx safekeep ${usage}`, { cause })
  }
}
