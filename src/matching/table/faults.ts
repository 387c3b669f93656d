/** What can be wrong with a row. */
export type FaultKind = 'few' | 'many' | 'noId' | 'twice' | 'quote' | 'date' | 'nhsNumber' | 'checkDigit'

/** How many rows have a fault. */
export type FaultCount = Readonly<{ kind: FaultKind; column: string; rows: number }>

/** More faults than these are counted and not listed: nobody reads on. */
export const mostFaults = 100_000

/** A row with something wrong: where, what, and what to do; never what it holds. */
export type RowFault = Readonly<{
  file: string
  line: number
  /** '' where it is the whole row. */
  column: string
  kind: FaultKind
}>

/** In words: what is wrong, what became of the row, and what to do about it. */
export const saysFault: Readonly<Record<FaultKind, Readonly<{ what: string; became: string; todo: string }>>> = {
  few: {
    what: 'fewer fields than the header',
    became: 'kept; the fields that are not there are taken as empty',
    todo: 'See that every row has a field for each column, and that long values with line breaks are in quotes',
  },
  many: {
    what: 'more fields than the header',
    became: 'left out',
    todo: 'Put values that hold the separator into quotes',
  },
  noId: {
    what: 'no identifier',
    became: 'left out',
    todo: 'Give each row an identifier of its own',
  },
  twice: {
    what: 'an identifier that an earlier row has',
    became: 'left out; the earlier row is kept',
    todo: 'Give each row an identifier of its own, or take the second row out',
  },
  quote: {
    what: 'a quote that is opened and never closed',
    became: 'kept; the quote is taken as a letter',
    todo: 'Close the quote, or double it where it is part of the value',
  },
  date: {
    what: 'a birth date that cannot be read',
    became: 'kept without its birth date',
    todo: 'Write the date as the other rows do, or say its "format" in the map',
  },
  nhsNumber: {
    what: 'an NHS number that has not ten digits',
    became: 'kept without its NHS number',
    todo: 'Look the number up again; a spreadsheet may have cut off noughts or rounded it',
  },
  checkDigit: {
    what: 'an NHS number whose check digit is wrong',
    became: 'kept without its NHS number',
    todo: 'Look the number up again: a digit is wrong or two are swapped',
  },
}

/** One count for each fault of each column, in the order in which they first came. */
export function addedUp(counted: readonly FaultCount[]): readonly FaultCount[] {
  const same = Map.groupBy(counted, ({ kind, column }) => `${kind} ${column}`)
  return [...same.values()].map(some => ({ ...some[0]!, rows: some.reduce((sum, { rows }) => sum + rows, 0) }))
}
