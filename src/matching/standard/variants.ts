import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Numbers of the groups of names that this standardised name belongs to, ascending: two names that share one may be the
 * same name (Bill and William, Muhammad and Mohammed, Siobhan and Shevaun). Bill and William share one, and so do Bill
 * and Will; Alex shares one with Alexander and one with Alexandra, who share none. Empty for most names.
 */
export function variantsOf(name: string): readonly number[] {
  groups ??= read()
  return groups.get(name) ?? none
}

/** The names that this one may stand for, itself left out: of Bill William, Will and Billy. Ascending, and empty for most. */
export function likeNames(name: string): readonly string[] {
  const all = variantsOf(name).flatMap(group => sets?.[group] ?? [])
  return [...new Set(all)].filter(other => other !== name).toSorted()
}

const none: readonly number[] = []
// Read once, when first asked: most of the product never matches anybody.
let groups: ReadonlyMap<string, readonly number[]> | undefined
let sets: readonly (readonly string[])[] | undefined

function read(): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>()
  sets = [...families(), ...nicknames()]
  sets.forEach((names, group) => {
    for (const name of names) {
      const of = found.get(name)
      if (!of) found.set(name, [group])
      else if (of.at(-1) !== group) of.push(group)
    }
  })
  return found
}

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, '../../../names', file), 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'))

const families = (): readonly (readonly string[])[] => linesOf('families.txt').map(line => line.split(' '))

/** One group for each name with its nicknames. */
function nicknames(): readonly (readonly string[])[] {
  const of = new Map<string, string[]>()
  for (const line of linesOf('nicknames.csv').slice(1)) {
    const [name = '', nickname = ''] = line.split(',')
    const known = of.get(name)
    if (known) known.push(nickname)
    else of.set(name, [name, nickname])
  }
  return [...of.values()]
}
