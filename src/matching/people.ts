/**
 * People as the engine sees them: standardised, in columns, each value a number that stands for a word. Everything that
 * is compared is a typed array over memory that threads share, so that a million people are read once and copied never.
 */

/** What a column may tell of somebody. Each fact is compared once, whatever number of columns it came from. */
export const facts = [
  'forename',
  'middleNames',
  'surname',
  'formerSurname',
  'birthDate',
  'sex',
  'postcode',
  'building',
  'street',
  'town',
  'uprn',
  'phone',
  'email',
  'nhsNumber',
] as const
export type Fact = (typeof facts)[number]

/** Distinct words, numbered from nought in the order in which they first appear; kept as bytes, so that threads share them. */
export type Words = Readonly<{
  size: number
  /** UTF-8 of all words, one behind the other; word `i` lies from `starts[i]` to `starts[i + 1]`. */
  bytes: Uint8Array
  starts: Uint32Array
  /** In how many records the word stands. */
  counts: Uint32Array
}>

/** One fact of everybody: `values[record]` is the number of a word, or -1 where nothing is known. */
export type Column = Readonly<{ values: Int32Array; words: Words }>

/** A column that only some inputs have. `person`: it tells one person (a custody number). The rest say how to compare. */
export type OtherColumn = Column & Readonly<{ name: string; kind: 'person' | 'text' | 'code' | 'place' }>

/**
 * People in columns. Words are standardised (`standard/`): names folded to a-z and single spaces; `birthDate` is
 * `YYYYMMDD` with `0` for each digit not known, and a placeholder is not known; `sex` is f, m or x; `postcode` has no
 * space; `building` is the number or name of a house, `street` its street without the word for its kind; `phone` holds
 * digits in national form; `nhsNumber` only numbers whose check digit holds. `formerSurname` and `middleNames` hold one
 * or more words apart by a space.
 */
export type People = Readonly<{
  count: number
  /** The identifiers given, in the order of the input. */
  ids: Words
  /** Which source each came from, where only pairs across sources are wanted: numbers without meaning. */
  sources: Int32Array | undefined
  facts: Readonly<Partial<Record<Fact, Column>>>
  others: readonly OtherColumn[]
}>

/** One person as given, before anything is standardised: what a file's row, a report or an agency's record says. */
export type PersonGiven = Readonly<
  Partial<Record<Exclude<Fact, 'building' | 'street'>, string>> & {
    id: string
    source?: string
    fullName?: string
    addressLines?: readonly string[]
    /** By name of the column, as `others` of the map says. */
    others?: Readonly<Record<string, string>>
  }
>
