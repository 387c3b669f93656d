import type { Comparison } from '../comparison.ts'
import { borneIn, columnCounted, columnOf, frequenciesOf } from '../learn/frequencies.ts'
import { borneByMany } from '../learn/many-people.ts'
import type { ComparisonModel, LevelModel, Model } from '../model.ts'
import { comparisonsOf } from '../pairs/index.ts'
import type { People } from '../people.ts'
import { type Asked, conditionIn } from './condition.ts'
import { SplinkFault, type SplinkLevel, settingsFrom } from './settings.ts'

/** Which comparison of ours a column belongs to, by the column's name. */
export type Columns = Readonly<Record<string, string>>

const usually: Columns = {
  ...{ first_name: 'forename', given_name: 'forename', last_name: 'surname', family_name: 'surname' },
  ...{ middle_names: 'middleNames', middle_name: 'middleNames', dob: 'birthDate', date_of_birth: 'birthDate' },
  ...{ birth_date: 'birthDate', gender: 'sex', address: 'address', street: 'address', town: 'address' },
  ...{ postcode: 'address', uprn: 'address', phone_number: 'phone', email_address: 'email', nhs_number: 'nhsNumber' },
}

/**
 * Splink's model as one of ours that knows two classes, one person and chance, for people of these columns. A level of
 * ours says what the level of Splink's says that such a pair would come to. Frequencies, which Splink keeps apart from its
 * settings, are counted among these people. Throws `SplinkFault` that names all that cannot be taken over.
 */
export function modelFromSplink(json: unknown, people: People, columns: Columns = {}): Model {
  const settings = settingsFrom(json)
  const ours = comparisonsOf(people).comparisons
  const faults: string[] = []
  const comparisons = settings.comparisons.flatMap((theirs, at): readonly ComparisonModel[] => {
    const name = theirs.output_column_name ?? `comparison ${at + 1}`
    const read = levelsOf(theirs.comparison_levels, name, faults)
    const comparison = counterpart(read, { ...usually, ...columns }, ours)
    if (!comparison) {
      faults.push(`${name} (no column of these people is compared so)`)
      return []
    }
    return [taken(comparison, read, people)]
  })
  const twice = comparisons.find(({ name }, at) => comparisons.findIndex(one => one.name === name) < at)
  if (twice) faults.push(`${twice.name} (compared twice: what is one fact here are several comparisons there)`)
  if (faults.length > 0) throw new SplinkFault(`these cannot be taken over: ${faults.join('; ')}`)
  const same = settings.probability_two_random_records_match
  return {
    ...{ format: 'safekeep-model', version: 1, madeFrom: { records: 0, pairs: 0, width: 'splink' } },
    ...{ shares: { same, household: unknown, twin: unknown, chance: 1 - same - 2 * unknown }, comparisons },
    ...{ calibration: [], threshold: 0.5 },
  }
}

const unknown = 1e-15

/** A level of Splink's, and which of ours it names where the file is one that was exported here. */
type Read = Readonly<{
  asked: Asked
  columns: readonly string[]
  label: string
  m: number
  u: number
  frequent: boolean
}>

function levelsOf(levels: readonly SplinkLevel[], name: string, faults: string[]): readonly Read[] {
  return levels.flatMap((level): readonly Read[] => {
    if (level.is_null_level) return []
    const [label, found] = [level.label_for_charts ?? '', conditionIn(level.sql_condition)]
    const said = `${name}: ${label || level.sql_condition}`
    const { m_probability: m, u_probability: u } = level
    if (!found && !ownLabel.test(label)) faults.push(`${said} (its condition is of a form that is not known)`)
    if (m === undefined || u === undefined || u === 0) faults.push(`${said} (never trained)`)
    if (m === undefined || u === undefined) return []
    const asked = found ?? ({ asked: { kind: 'part' }, columns: [] } as const)
    return [{ ...asked, label, m, u, frequent: typeof level.tf_adjustment_column === 'string' }]
  })
}

function counterpart(read: readonly Read[], columns: Columns, ours: readonly Comparison[]): Comparison | undefined {
  const named = new Set(read.flatMap(one => (one.asked.kind === 'reversed' ? [] : one.columns)))
  const wanted = new Set([...named].map(column => columns[column] ?? column))
  return wanted.size === 1 ? ours.find(({ name }) => wanted.has(name)) : undefined
}

function taken(comparison: Comparison, read: readonly Read[], people: People): ComparisonModel {
  const names = comparison.levels.slice(1)
  const chosen = names.map(
    ({ name }) => read.find(one => labelled(one.label).includes(name)) ?? placeOf(comparison, name, read),
  )
  const levels = names.map(({ name, outOfOrder }, at): LevelModel => {
    // Levels that share one of Splink's share its pairs too, so that they add up to it again.
    const sharing = chosen.filter(one => one === chosen[at]).length
    const { m, u } = chosen[at]!
    const chance = u / sharing
    return { name, ...(outOfOrder && { outOfOrder }), same: m / sharing, household: chance, twin: chance, chance }
  })
  const counted = read.some(({ frequent }) => frequent) ? columnCounted(comparison) : undefined
  const words = counted === undefined ? undefined : columnOf(people, counted)?.words
  const frequencies =
    counted !== undefined && words
      ? { frequencies: frequenciesOf(counted, words, borneIn(words, 0), borneByMany(people, counted)) }
      : {}
  return { name: comparison.name, levels, ...frequencies }
}

// "variant, close: forms of one forename": how levels are labelled by the export of this house.
const ownLabel = /^([a-z ]+(?:, [a-z ]+)*): /
const labelled = (label: string): readonly string[] => ownLabel.exec(label)?.[1]?.split(', ') ?? []

/** The level of Splink's that a pair of our level would come to, in the order in which they are tried there. */
function placeOf({ name: comparison }: Comparison, level: string, read: readonly Read[]): Read {
  const of = (kind: Asked['kind']) => read.filter(({ asked }) => asked.kind === kind)
  const within = (days: number) => read.find(({ asked }) => asked.kind === 'days' && asked.most >= days)
  const [near, parts] = [of('near'), of('part')]
  const [closest, middling, loosest] = [near[0], near[Math.floor(near.length / 2)], near.at(-1)]
  const place: Readonly<Record<string, Read | undefined>> = {
    ...{ exact: of('exact')[0], same: of('exact')[0], house: of('exact')[0], postcode: of('exact')[0] },
    ...{ close: closest ?? within(1), sounds: middling, variant: loosest, alike: loosest, initial: loosest },
    ...{ swapped: comparison === 'birthDate' ? within(336) : of('reversed')[0], year: within(365), parts: within(365) },
    ...{ near: comparison === 'birthDate' ? within(3650) : (closest ?? parts[0]), part: loosest, local: parts[0] },
    ...{ sector: parts[0], area: parts[1] ?? parts[0] },
  }
  const otherwise = of('else')[0] ?? read.at(-1)
  if (!otherwise) throw new SplinkFault(`${comparison} has no level`)
  return place[level] ?? otherwise
}
