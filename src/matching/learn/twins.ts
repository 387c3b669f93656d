import type { Pairs } from '../comparison.ts'
import type { People } from '../people.ts'

/** To draw twins together harms a child, and to leave one person in two records does less: such pairs must be surer. */
export const surely = 0.95

/**
 * Which patterns twins show: one family's name and birth date, and another forename, without an identifier that agrees.
 * That some such pairs are of one person, called by a middle name, does not make it right to take the risk.
 */
export function twinsPerhaps({ others }: People, { comparisons, patterns, counts }: Pairs): Uint8Array {
  const persons = new Set(others.flatMap(({ kind, name }) => (kind === 'person' ? [name] : [])))
  const width = comparisons.length
  const shows = (row: number, name: string, levels: readonly string[]) => {
    const at = comparisons.findIndex(one => one.name === name)
    return at >= 0 && levels.includes(comparisons[at]!.levels[patterns[row * width + at]!]!.name)
  }
  const identifiers = comparisons.flatMap(({ name }, at) => (name === 'nhsNumber' || persons.has(name) ? [at] : []))
  return Uint8Array.from(counts, (_, row) => {
    const alike =
      shows(row, 'birthDate', ['exact', 'close', 'swapped']) && shows(row, 'forename', ['different', 'alike', 'middle'])
    return alike && identifiers.every(at => patterns[row * width + at] !== 1) ? 1 : 0
  })
}
