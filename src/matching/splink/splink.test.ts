import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventPeople } from '../../../simulate/records/people.ts'
import { settings } from '../../../simulate/records/settings.ts'
import { scorePairs } from '../learn/index.ts'
import { match } from '../match.ts'
import { comparePairs, comparisonsOf } from '../pairs/index.ts'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { conditionIn } from './condition.ts'
import { isSplink, modelFromSplink, SplinkFault, splinkFrom } from './index.ts'

const given = [...inventPeople({ seed: 42, records: 1200, setting: settings.ordinary! })].map(
  (row): PersonGiven => ({
    ...{ id: row.unique_id, forename: row.forename, surname: row.surname, birthDate: row.birth_date, sex: row.sex },
    ...{ postcode: row.postcode, phone: row.phone, email: row.email, nhsNumber: row.nhs_number },
  }),
)
const people = peopleFrom(given)
const { comparisons: compared } = comparisonsOf(people)
const { model } = await match(people, { width: 'wide', threads: 1 })

/** A level as Splink writes it. */
const level = (sql: string, m: number, u: number, more: object = {}) => ({
  ...{ sql_condition: sql, label_for_charts: `label of ${sql.slice(0, 10)}`, m_probability: m, u_probability: u },
  ...more,
})
const nothing = (column: string) => ({
  sql_condition: `"${column}_l" IS NULL OR "${column}_r" IS NULL`,
  is_null_level: true,
})
const theirs = {
  ...{ link_type: 'dedupe_only', probability_two_random_records_match: 0.0008, sql_dialect: 'duckdb' },
  comparisons: [
    {
      output_column_name: 'first_name',
      comparison_levels: [
        nothing('first_name'),
        level('"first_name_l" = "first_name_r"', 0.7, 0.01, { tf_adjustment_column: 'first_name' }),
        level('jaro_winkler_similarity("first_name_l", "first_name_r") >= 0.92', 0.16, 0.004),
        level('jaro_winkler_similarity("first_name_l", "first_name_r") >= 0.8', 0.08, 0.016),
        level('ELSE', 0.06, 0.97),
      ],
    },
    {
      output_column_name: 'born',
      comparison_levels: [
        nothing('born'),
        level('CAST("born_l" AS TEXT) = CAST("born_r" AS TEXT)', 0.9, 0.0001),
        level('damerau_levenshtein("born_l", "born_r") <= 1', 0.04, 0.002),
        level(
          `ABS(EPOCH(try_strptime("born_l", '%Y-%m-%d')) - EPOCH(try_strptime("born_r", '%Y-%m-%d'))) <= 31557600.0`,
          0.03,
          0.02,
        ),
        level('ELSE', 0.03, 0.9779),
      ],
    },
  ],
}

test('the forms that Splink writes are told apart, and others are not guessed at', () => {
  const kinds: readonly (readonly [string, string | undefined])[] = [
    ['"surname_l" = "surname_r"', 'exact'],
    ['LOWER("surname_l") = LOWER("surname_r")', 'exact'],
    ['"forename_l" = "surname_r" AND "forename_r" = "surname_l"', 'reversed'],
    ['jaccard("town_l", "town_r") >= 0.9', 'near'],
    ['levenshtein(CAST("dob_l" AS TEXT), CAST("dob_r" AS TEXT)) <= 2', 'near'],
    [
      `NULLIF(regexp_extract("pc_l", '^[A-Z]{1,2}', 0), '') = NULLIF(regexp_extract("pc_r", '^[A-Z]{1,2}', 0), '')`,
      'part',
    ],
    [
      `jaro_winkler_similarity(NULLIF(regexp_extract("mail_l", '^[^@]+', 0), ''), NULLIF(regexp_extract("mail_r", '^[^@]+', 0), '')) >= 0.88`,
      'near',
    ],
    ['ELSE', 'else'],
    ['array_length(list_intersect("names_l", "names_r")) >= 1', undefined],
    ['"surname_l" = "surname_r" OR 1 = 1', undefined],
    ['"surname_l" <> "surname_r"', undefined],
  ]
  for (const [sql, kind] of kinds) assert.equal(conditionIn(sql)?.asked.kind, kind, sql)
  const months = conditionIn(`ABS(EPOCH(try_strptime("dob_l", '%Y')) - EPOCH(try_strptime("dob_r", '%Y'))) <= 864000`)
  assert.deepEqual(months, { asked: { kind: 'days', most: 10 }, columns: ['dob'] })
})

test("a model of Splink's says here what it says there", () => {
  const taken = modelFromSplink(theirs, people, { born: 'birthDate' })
  const bits = (comparison: string, name: string) => {
    const found = taken.comparisons.find(one => one.name === comparison)!.levels.find(one => one.name === name)!
    return Math.log2(found.same / found.chance)
  }
  const wanted: readonly (readonly [string, string, number])[] = [
    ['forename', 'exact', Math.log2(0.7 / 0.01)],
    ['forename', 'close', Math.log2(0.16 / 0.004)],
    ['forename', 'alike', Math.log2(0.08 / 0.016)],
    ['forename', 'different', Math.log2(0.06 / 0.97)],
    ['birthDate', 'exact', Math.log2(0.9 / 0.0001)],
    ['birthDate', 'swapped', Math.log2(0.03 / 0.02)],
    ['birthDate', 'near', Math.log2(0.03 / 0.9779)],
  ]
  for (const [comparison, name, weight] of wanted) {
    assert.ok(Math.abs(bits(comparison, name) - weight) < 1e-9, `${comparison} ${name}`)
  }
  assert.equal(taken.shares.same, 0.0008)
  assert.ok(taken.comparisons[0]?.frequencies, 'the column for which Splink adjusts for frequency')
  assert.equal(taken.comparisons[1]?.frequencies, undefined)
  assert.equal(taken.comparisons.length, 2)
})

test('what cannot be taken over is refused, all of it by name', () => {
  const odd = level('array_length(list_intersect("first_name_l", "first_name_r")) >= 1', 0.1, 0.1)
  const untrained = { ...level('ELSE', 0, 0), m_probability: undefined }
  const other = {
    output_column_name: 'shoe_size',
    comparison_levels: [level('"shoe_size_l" = "shoe_size_r"', 0.9, 0.1), level('ELSE', 0.1, 0.9)],
  }
  const first = {
    ...theirs.comparisons[0]!,
    comparison_levels: [...theirs.comparisons[0]!.comparison_levels, odd, untrained],
  }
  const refused = (fault: unknown) => {
    assert.ok(fault instanceof SplinkFault)
    assert.match(fault.message, /first_name: label of array_leng \(its condition/)
    assert.match(fault.message, /first_name: label of ELSE \(never trained\)/)
    assert.match(fault.message, /shoe_size \(no column/)
    return true
  }
  assert.throws(() => modelFromSplink({ ...theirs, comparisons: [first, other] }, people), refused)
  assert.throws(() => modelFromSplink({ probability_two_random_records_match: 'a' }, people), /not Splink's settings/)
  const twice = { ...theirs, comparisons: [theirs.comparisons[0], theirs.comparisons[0]] }
  assert.throws(() => modelFromSplink(twice, people), /compared twice/)
})

test('there and back again a model weighs the same, but for levels that SQL cannot tell apart', () => {
  assert.ok(!isSplink(model))
  const there: unknown = JSON.parse(JSON.stringify(splinkFrom(model, compared)))
  assert.ok(isSplink(there))
  const back = modelFromSplink(there, people, { postcode: 'address' })
  assert.deepEqual(
    back.comparisons.map(({ name }) => name),
    model.comparisons.map(({ name }) => name),
  )
  const again = splinkFrom(back, compared)
  const first = splinkFrom(model, compared)
  for (const [at, { comparison_levels: levels }] of again.comparisons.entries()) {
    for (const [number, one] of levels.entries()) {
      const before = first.comparisons[at]!.comparison_levels[number]!
      assert.equal(one.label_for_charts, before.label_for_charts)
      if (!('m_probability' in one) || !('m_probability' in before)) continue
      assert.ok(Math.abs(one.m_probability - before.m_probability) < 1e-9, one.label_for_charts)
      assert.ok(Math.abs(one.u_probability - before.u_probability) < 1e-9, one.label_for_charts)
    }
  }
})

test('an imported model scores people: who agrees on everything is likelier than who agrees on nothing', () => {
  const taken = modelFromSplink(theirs, people, { born: 'birthDate' })
  const two = peopleFrom([
    given[0]!,
    { ...given[0]!, id: 'again' },
    { ...given[1]!, id: 'other', birthDate: '1911-12-13' },
  ])
  const { weight } = scorePairs(two, comparePairs(two, [0, 0], [1, 2]), taken)
  assert.ok(weight[0]! > 0 && weight[1]! < 0, [...weight].join(' '))
})

test("in Splink's terms every comparison ends in ELSE, and shares of both kinds make one", () => {
  for (const { comparison_levels: levels, output_column_name: name } of splinkFrom(model, compared).comparisons) {
    assert.equal(levels.at(-1)?.sql_condition, 'ELSE', name)
    for (const kind of ['m_probability', 'u_probability'] as const) {
      const sum = levels.reduce((all, one) => all + (kind in one ? Number(Object(one)[kind]) : 0), 0)
      assert.ok(Math.abs(sum - 1) < 0.01, `${name} ${kind} ${sum}`)
    }
  }
})
