import type { Comparison } from '../comparison.ts'
import type { ComparisonModel, LevelModel, Model } from '../model.ts'

/** A condition of DuckDB's SQL over `a` and `b`, what a column holds of the one and of the other; and the same of surnames. */
type Condition = (a: string, b: string, surname: readonly [string, string]) => string
/** Levels of ours that SQL cannot tell apart, in the order in which Splink tries them; what is left is its ELSE. */
type Grouped = readonly (readonly [levels: readonly string[], condition: Condition])[]

const equal: Condition = (a, b) => `${a} = ${b}`
const likeFrom =
  (least: number): Condition =>
  (a, b) =>
    `jaro_winkler_similarity(${a}, ${b}) >= ${least}`
const reversed: Condition = (a, b, [surname, other]) => `${a} = ${other} AND ${surname} = ${b}`
const slip: Condition = (a, b) => `damerau_levenshtein(${a}, ${b}) <= 1`
const slipOrLike: Condition = (a, b, surname) => `${slip(a, b, surname)} OR ${likeFrom(0.92)(a, b, surname)}`
const matching =
  (pattern: string): Condition =>
  (a, b) =>
    `NULLIF(regexp_extract(${a}, '${pattern}', 0), '') = NULLIF(regexp_extract(${b}, '${pattern}', 0), '')`
const initial: Condition = (a, b) => `left(${a}, 1) = left(${b}, 1) AND least(length(${a}), length(${b})) = 1`
const wordShared: Condition = (a, b) => `list_has_any(string_split(${a}, ' '), string_split(${b}, ' '))`
const slice = (text: string, from: number, length: number) => `substr(${text}, ${from}, ${length})`
const dayForMonth: Condition = (a, b) =>
  `${slice(a, 1, 4)} = ${slice(b, 1, 4)} AND ${slice(a, 6, 2)} = ${slice(b, 9, 2)} AND ${slice(a, 9, 2)} = ${slice(b, 6, 2)}`
const twoOfThree: Condition = (a, b) => {
  const places = [
    [1, 4],
    [6, 2],
    [9, 2],
  ] as const
  const agreed = places.map(
    ([from, length]) => `CAST(${slice(a, from, length)} = ${slice(b, from, length)} AS INTEGER)`,
  )
  return `${agreed.join(' + ')} >= 2`
}
const decade: Condition = (a, b) =>
  `ABS(EPOCH(try_strptime(${a}, '%Y-%m-%d')) - EPOCH(try_strptime(${b}, '%Y-%m-%d'))) <= 315576000`

const ofNumber: Grouped = [
  [['exact'], equal],
  [['close'], slip],
]
const grouped: Readonly<Record<string, Grouped>> = {
  forename: [
    [['exact'], equal],
    [['variant', 'close'], slipOrLike],
    [['swapped'], reversed],
    [['initial'], initial],
    [['sounds', 'alike'], likeFrom(0.8)],
  ],
  middleNames: [
    [['exact'], equal],
    [['part'], wordShared],
    [['initial'], initial],
  ],
  surname: [
    [['exact'], equal],
    [['close'], slipOrLike],
    [['part'], wordShared],
    [['sounds', 'alike'], likeFrom(0.85)],
  ],
  birthDate: [
    [['exact'], equal],
    [['swapped'], dayForMonth],
    [['close'], slip],
    [['year', 'parts'], twoOfThree],
    [['near'], decade],
  ],
  sex: [[['same'], equal]],
  address: [
    [['same', 'house', 'postcode'], equal],
    [['near'], slip],
    [['sector'], matching('^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9]')],
    [['area'], matching('^[A-Za-z]{1,2}[0-9][A-Za-z0-9]?')],
  ],
  phone: ofNumber,
  email: [
    [['exact'], equal],
    [['close'], slip],
    [['local'], matching('^[^@]+')],
    [['alike'], likeFrom(0.9)],
  ],
  nhsNumber: ofNumber,
}
const ofOther: Grouped = [
  [['exact'], equal],
  [['close'], likeFrom(0.92)],
]

const columnNames: Readonly<Record<string, string>> = {
  ...{ forename: 'forename', middleNames: 'middle_names', birthDate: 'birth_date', address: 'postcode' },
  ...{ nhsNumber: 'nhs_number' },
}

/** What the columns are called there: by comparison, undefined where there is none; as is usual where nothing is said. */
export type SplinkColumns = Readonly<{
  id?: string
  byComparison?: Readonly<Record<string, string | undefined>>
  /** Only pairs of different files are wanted. */
  linkOnly?: boolean
}>

/**
 * A model as Splink 4's settings for DuckDB, to be loaded there: two classes, u being what all who are not one person show,
 * families among them. Levels that SQL cannot tell apart (Bill and William) are one. Dates are ISO texts, and an address is
 * its postcode: without a column for it, it is left out.
 */
export function splinkFrom(
  model: Model,
  compared: readonly Comparison[],
  { id = 'unique_id', byComparison = {}, linkOnly = false }: SplinkColumns = {},
) {
  const there = model.comparisons.filter(({ name }) => !(name in byComparison) || byComparison[name] !== undefined)
  return {
    link_type: linkOnly ? 'link_only' : 'dedupe_only',
    probability_two_random_records_match: model.shares.same,
    ...{ retain_matching_columns: true, retain_intermediate_calculation_columns: true, sql_dialect: 'duckdb' },
    ...{ unique_id_column_name: id, blocking_rules_to_generate_predictions: [] },
    comparisons: there.map(one => comparisonIn(one, columnOf, compared, model)),
  }

  function columnOf(name: string): string {
    return byComparison[name] ?? columnNames[name] ?? name
  }
}

const sides = (column: string): readonly [string, string] => {
  const quoted = column.replaceAll('"', '""')
  return [`"${quoted}_l"`, `"${quoted}_r"`]
}

type ColumnOf = (comparison: string) => string

function comparisonIn(one: ComparisonModel, columnOf: ColumnOf, all: readonly Comparison[], model: Model) {
  const column = columnOf(one.name)
  const compared = all.find(({ name }) => name === one.name)
  const [a, b] = sides(column)
  const groups = grouped[one.name] ?? ofOther
  const named = groups.flatMap(([levels]) => levels)
  const rest = one.levels.filter(({ name }) => !named.includes(name))
  const found = groups.flatMap(([names, condition], at) => {
    const levels = one.levels.filter(({ name }) => names.includes(name))
    if (levels.length === 0) return []
    const counted = at === 0 && one.frequencies ? { tf_adjustment_column: column, tf_adjustment_weight: 1 } : {}
    return [{ ...levelIn(levels, condition(a, b, sides(columnOf('surname'))), compared, model), ...counted }]
  })
  return {
    output_column_name: column,
    comparison_levels: [
      { sql_condition: `${a} IS NULL OR ${b} IS NULL`, label_for_charts: 'missing', is_null_level: true },
      ...found,
      ...(rest.length > 0 ? [levelIn(rest, 'ELSE', compared, model)] : []),
    ],
    comparison_description: `Safekeep ${one.name}`,
  }
}

function levelIn(
  levels: readonly LevelModel[],
  condition: string,
  compared: Comparison | undefined,
  { shares }: Model,
) {
  const others = shares.household + shares.twin + shares.chance
  const u = (level: LevelModel) =>
    (shares.household * level.household + shares.twin * level.twin + shares.chance * level.chance) / others
  const says = compared?.levels.find(({ name }) => name === levels[0]?.name)?.says ?? ''
  return {
    sql_condition: condition,
    label_for_charts: `${levels.map(({ name }) => name).join(', ')}: ${says}`,
    m_probability: levels.reduce((sum, level) => sum + level.same, 0),
    u_probability: levels.reduce((sum, level) => sum + u(level), 0),
  }
}
