import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { PersonGiven } from '../people.ts'
import { peopleFrom, wordAt } from '../table/index.ts'
import { encodedFile, readEncoded } from './file.ts'
import { type EncodingKey, keyFrom, keyText } from './key.ts'
import { matchEncoded } from './match.ts'

const key = keyFrom(keyText(new Uint8Array(32).fill(5)), 'key.json')
const otherKey = keyFrom(keyText(new Uint8Array(32).fill(6)), 'key.json')

/** A set of the FEBRL project: made-up Australians, the same number in the ids of records of one person. */
function febrl(set: number): readonly PersonGiven[] {
  const path = join(import.meta.dirname, `../../../test/matching/sets/dataset${set}.csv`)
  const rows: Record<string, string>[] = parse(readFileSync(path), {
    columns: (names: string[]) => names.map(name => name.trim()),
    trim: true,
  })
  return rows.map(row => ({
    id: row.rec_id ?? '',
    forename: row.given_name ?? '',
    surname: row.surname ?? '',
    birthDate: (row.date_of_birth ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'),
    addressLines: [`${row.street_number} ${row.address_1}`, row.address_2 ?? ''],
    town: row.suburb ?? '',
    postcode: row.postcode ?? '',
    others: { number: row.soc_sec_id ?? '' },
  }))
}

const identified = [{ name: 'number', kind: 'person' }] as const

/** Files as senders give them away, and who is who in them, which they keep. */
function files(agencies: readonly (readonly PersonGiven[])[], keys: readonly EncodingKey[] = [key]) {
  const made = agencies.map((people, i) => encodedFile(peopleFrom(people, identified), keys[i] ?? key))
  const who = new Map<string, string>()
  for (const { ids } of made) {
    for (const { id, encoded } of parse(ids, { columns: true }) as Record<string, string>[]) who.set(encoded!, id!)
  }
  return { who, given: made.map(({ encoded }, i) => ({ name: `${i}.csv`, encoded: readEncoded(encoded, `${i}.csv`) })) }
}

async function accuracy(agencies: readonly (readonly PersonGiven[])[], all: number) {
  const { given, who } = files(agencies)
  const { people, matched } = await matchEncoded({ files: given, threads: 1 })
  const { left, right, probability } = matched.pairs
  const person = (record: number) => who.get(wordAt(people.ids, record))!.split('-')[1]
  let [taken, right_] = [0, 0]
  for (const [pair, one] of probability.entries()) {
    if (one < matched.model.threshold) continue
    taken++
    if (person(left[pair]!) === person(right[pair]!)) right_++
  }
  return { f1: (2 * right_) / (taken + all), precision: right_ / taken }
}

test('two agencies find whom they both know, though neither tells a name', async () => {
  const people = febrl(1)
  const kept = people.filter(({ id }) => id.includes('org'))
  const copies = people.filter(({ id }) => id.includes('dup'))
  const { f1, precision } = await accuracy([kept, copies], 500)
  assert.ok(f1 >= 0.985, `F1 ${f1}`)
  assert.ok(precision >= 0.99, `precision ${precision}`)
})

test('several records of one person within a file are found, within a point and a half of clear text', async () => {
  const { f1 } = await accuracy([febrl(3)], 6538)
  assert.ok(f1 >= 0.996 - 0.015, `F1 ${f1}`)
})

test('names that were swapped are seen, and do not count twice', async () => {
  const people = febrl(1).filter(({ id }) => id.includes('org'))
  const others = people.map(({ id, forename, surname, ...rest }, i): PersonGiven => {
    return i % 10 === 0
      ? { ...rest, id: `${id}-b`, forename: surname!, surname: forename! }
      : { ...rest, id: `${id}-b`, forename: forename!, surname: surname! }
  })
  const { given } = files([people, others])
  const { matched } = await matchEncoded({ files: given, threads: 1 })
  const { comparisons, patterns, counts } = matched.pairs
  const swapped = comparisons[0]!.levels.findIndex(({ name }) => name === 'swapped')
  const surnames = new Set<number>()
  let pairs = 0
  for (const [row, count] of counts.entries()) {
    if (patterns[row * comparisons.length] !== swapped) continue
    pairs += count
    surnames.add(patterns[row * comparisons.length + 1]!)
  }
  assert.ok(pairs >= 40 && pairs <= 60, String(pairs))
  assert.deepEqual([...surnames], [0])
})

test('files made with different keys, or one file twice, are refused', async () => {
  const some = febrl(1).slice(0, 20)
  const different = files([some.slice(0, 10), some.slice(10)], [key, otherKey]).given
  await assert.rejects(
    matchEncoded({ files: different, threads: 1 }),
    /0\.csv and 1\.csv were made with different keys/,
  )
  const twice = files([some, some]).given
  await assert.rejects(matchEncoded({ files: twice, threads: 1 }), /each file must be given once/)
})

test('what is given away names nobody, bears no id of the sender, and keeps no order', () => {
  const people = febrl(1).slice(0, 200)
  const made = encodedFile(peopleFrom(people, identified), key)
  for (const { id, surname, others } of people) {
    assert.ok(!made.encoded.includes(id))
    assert.ok(!surname || surname.length < 5 || !made.encoded.includes(surname))
    assert.ok(!made.encoded.includes(others!.number!))
  }
  assert.ok(!made.encoded.includes(key.secret))
  const order = (parse(made.ids, { columns: true }) as Record<string, string>[]).map(({ id }) => id)
  assert.deepEqual([...order].sort(), people.map(({ id }) => id).sort())
  assert.notDeepEqual(
    order,
    people.map(({ id }) => id),
  )
})

test('the order of the input changes no byte of what is given away', () => {
  const people = febrl(1).slice(0, 200)
  const [one, other] = [people, people.toReversed()].map(given => encodedFile(peopleFrom(given, identified), key))
  assert.equal(one!.encoded, other!.encoded)
})

test('the number of threads changes no byte of the answer', async () => {
  const { given } = files([febrl(1)])
  const [one, two] = [
    await matchEncoded({ files: given, threads: 1 }),
    await matchEncoded({ files: given, threads: 2 }),
  ]
  for (const part of ['left', 'right', 'pattern', 'probability'] as const) {
    assert.deepEqual(Buffer.from(one.matched.pairs[part].buffer), Buffer.from(two.matched.pairs[part].buffer), part)
  }
  assert.deepEqual(one.matched.clusters, two.matched.clusters)
})

test('a file that is no encoded one, or was cut, is refused with its line', () => {
  const { encoded } = encodedFile(peopleFrom(febrl(1).slice(0, 3), identified), key)
  assert.throws(() => readEncoded('id,name\n1,Ann\n', 'people.csv'), /people\.csv is not a file that/)
  assert.throws(() => readEncoded(encoded.slice(0, -20), 'a.csv'), /a\.csv has no id or no whole filter in line 4/)
})
