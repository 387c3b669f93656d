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
  const shows = (name: string, levels: readonly string[]): ((row: number) => boolean) => {
    const at = comparisons.findIndex(one => one.name === name)
    const wanted = comparisons[at]?.levels.map(level => levels.includes(level.name))
    return row => wanted?.[patterns[row * width + at]!] === true
  }
  const bornTogether = shows('birthDate', ['exact', 'close', 'swapped'])
  const calledOtherwise = shows('forename', ['different', 'alike', 'middle'])
  const identifiers = comparisons.flatMap(({ name }, at) => (name === 'nhsNumber' || persons.has(name) ? [at] : []))
  const toldApart = (row: number): boolean => identifiers.every(at => patterns[row * width + at] !== 1)
  const perhaps = new Uint8Array(counts.length)
  for (let row = 0; row < perhaps.length; row++)
    if (bornTogether(row) && calledOtherwise(row) && toldApart(row)) perhaps[row] = 1
  return perhaps
}
