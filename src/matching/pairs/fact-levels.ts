import type { Comparison, LevelOf } from '../comparison.ts'

/** One fact compared: its levels, and the level of two records. */
export type FactLevels = Readonly<{ comparison: Comparison; level: (l: number, r: number) => number }>

/** A level in short: its name, its words, and where needed of which column the agreed word's frequency counts. */
export type Named = readonly [name: string, says: string, more?: Omit<LevelOf, 'name' | 'says'>]

/** A comparison of these levels, strongest first; that nothing is known stands before them as level 0. */
export function comparisonOf(name: string, levels: readonly Named[]): Comparison {
  const known = levels.map(([of, says, more]) => ({ name: of, says, ...more }))
  return { name, levels: [{ name: 'missing', says: 'not known of both' }, ...known] }
}
