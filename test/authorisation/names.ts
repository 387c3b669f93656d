import type { SeenBy } from './rows.ts'

/** Invented programmes, two of each way of being seen. */
export const programmes: Readonly<Record<string, SeenBy>> = {
  umbrellas: 'partners',
  galoshes: 'partners',
  parasols: 'participants',
  mackintoshes: 'participants',
  cellar: 'programme',
  attic: 'programme',
  orders: 'partners',
}
export const agencies: readonly string[] = ['wells', 'bridges', 'lanterns', 'orchards', 'mills']

/** An identifier that says what it is of: a number for the kind, and its place among them. */
export const idOf = (kind: number, place: number) =>
  `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(place).padStart(12, '0')}`
