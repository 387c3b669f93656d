import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Pairs, Width } from '../comparison.ts'
import type { People, PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { findInThreads } from './find.ts'
import { comparePairs, findPairs, keysOf } from './index.ts'

const forenames = ['Ada', 'Grace', 'Oliver', 'Thomas', 'Wei', 'Fatima', 'Harold', 'Imogen', 'Jacek', 'Sunita', 'Otis']
const surnames = ['Whitlock', 'Zhang', 'Okafor', 'Nowak', 'Finch', 'Harrington', 'Begum', 'Pemberton', 'Quill']

/** Two records each of so many invented people, the second with a slip in one place or another. */
function crowd(size: number): readonly PersonGiven[] {
  return Array.from({ length: size }, (_, n): PersonGiven[] => {
    const born = `${1940 + (n % 70)}-${String(1 + (n % 12)).padStart(2, '0')}-${String(2 + (n % 27)).padStart(2, '0')}`
    const one: PersonGiven = {
      id: `${n}a`,
      source: 'police',
      forename: forenames[n % forenames.length]!,
      surname: surnames[(n * 7) % surnames.length]!,
      birthDate: born,
      postcode: `CV${1 + (n % 40)} ${n % 10}AB`,
      phone: `07700 9${String(n).padStart(5, '0')}`,
    }
    const slip = [{ forename: 'Zoltan' }, { surname: 'Xerxes' }, { birthDate: '1971-09-13' }, { postcode: '' }][n % 4]!
    return [one, { ...one, ...slip, id: `${n}b`, source: 'health' }]
  }).flat()
}

const listed = ({ size, left, right }: Pairs): readonly string[] =>
  Array.from({ length: size }, (_, pair) => `${left[pair]} ${right[pair]}`)

const pairsOf = async (given: readonly PersonGiven[], width: Width, threads = 1): Promise<readonly string[]> =>
  listed(await findPairs({ people: peopleFrom(given), width, threads }))

test('the same people give the same bytes, whatever the number of threads', async () => {
  for (const width of ['tight', 'wide', 'all'] as const) {
    const people = peopleFrom(crowd(150))
    const [one, two, three] = await Promise.all([1, 2, 3].map(threads => findInThreads({ people, width, threads })))
    assert.ok(one!.size >= 150)
    assert.deepEqual(two, one)
    assert.deepEqual(three, one)
  }
})

test('pairs are distinct and ascending, and their patterns are ascending and counted', async () => {
  const { size, left, right, pattern, patterns, counts, comparisons } = await findPairs({
    people: peopleFrom(crowd(150)),
    width: 'wide',
    threads: 1,
  })
  for (let pair = 0; pair < size; pair++) {
    assert.ok(left[pair]! < right[pair]!)
    if (pair > 0) assert.ok(left[pair - 1]! < left[pair]! || right[pair - 1]! < right[pair]!)
  }
  const rows = Array.from(counts, (_, row) => patterns.slice(row * comparisons.length, (row + 1) * comparisons.length))
  const written = rows.map(row => row.join())
  assert.deepEqual(written, [...written].sort())
  assert.equal(new Set(written).size, written.length)
  const counted = new Uint32Array(counts.length)
  for (const row of pattern) counted[row]!++
  assert.deepEqual(counted, counts)
})

test('both widths find somebody again after a slip in one place', async () => {
  const given = crowd(300).map(({ source, ...one }) => one)
  for (const width of ['tight', 'wide'] as const) {
    const found = new Set(await pairsOf(given, width))
    for (let n = 0; n < 300; n++) assert.ok(found.has(`${2 * n} ${2 * n + 1}`), `${n} by ${width} keys`)
  }
})

test('wide keys see names in the wrong boxes, another spelling, a swapped date, a maiden name', async () => {
  const one: PersonGiven = { id: 'a', forename: 'Kateryna', surname: 'Bondarenko', birthDate: '1988-04-09' }
  const others: readonly PersonGiven[] = [
    { ...one, id: 'names swapped', forename: 'Bondarenko', surname: 'Kateryna' },
    { ...one, id: 'spelt by ear', forename: 'Katerina', surname: 'Bondarenco', birthDate: '1988-04-09' },
    { ...one, id: 'date swapped', birthDate: '1988-09-04' },
    { ...one, id: 'married', surname: 'Harrison', formerSurname: 'Bondarenko', birthDate: '1988-04-10' },
  ]
  for (const other of others) assert.deepEqual(await pairsOf([one, other], 'wide'), ['0 1'], other.id)
})

test('people who share nothing are not compared, unless everybody is', async () => {
  const given: readonly PersonGiven[] = [
    { id: 'a', forename: 'Ada', surname: 'Whitlock', birthDate: '1990-03-07' },
    { id: 'b', forename: 'Thomas', surname: 'Okafor', birthDate: '1951-10-22' },
    { id: 'c' },
    { id: 'd' },
  ]
  assert.deepEqual(await pairsOf(given, 'tight'), [])
  assert.deepEqual(await pairsOf(given, 'wide'), [])
  assert.equal((await pairsOf(given, 'all')).length, 6)
})

test('where sources are given, only pairs across them are found', async () => {
  const given = crowd(40)
  for (const width of ['tight', 'wide', 'all'] as const) {
    const { left, right, size } = await findPairs({ people: peopleFrom(given), width, threads: 1 })
    assert.ok(size >= 40)
    assert.ok(left.every((l, pair) => given[l]!.source !== given[right[pair]!]!.source))
  }
})

test('a phone that thousands share costs no square of them, and hides nobody', async () => {
  const shared = Array.from(
    { length: 6_000 },
    (_, n): PersonGiven => ({
      id: `${n}`,
      surname: `${surnames[n % 9]}${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + ((n / 26) % 26))}`,
      birthDate: `${1930 + (n % 80)}-0${1 + (n % 9)}-${10 + (n % 19)}`,
      phone: '01926 410410',
    }),
  )
  const again: PersonGiven = { ...shared[77]!, id: 'again', surname: 'Cholmondeley' }
  const found = await findPairs({ people: peopleFrom([...shared, again]), width: 'wide', threads: 1 })
  assert.ok(found.size < 500_000, `${found.size} pairs`)
  assert.ok(listed(found).includes('77 6000'))
})

test('a phone that a thousand of one forename share is bounded as well, and hides nobody', async () => {
  const shared = Array.from(
    { length: 1_100 },
    (_, n): PersonGiven => ({
      id: `${n}`,
      forename: 'Ada',
      surname: `${surnames[n % 9]}${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + ((n / 26) % 26))}`,
      birthDate: `${1930 + (n % 80)}-0${1 + (n % 9)}-${10 + (n % 19)}`,
      phone: '01926 410410',
    }),
  )
  const again: PersonGiven = { ...shared[77]!, id: 'again', forename: 'Zoltan', surname: 'Cholmondeley' }
  for (const threads of [1, 2]) {
    const found = await findInThreads({ people: peopleFrom([...shared, again]), width: 'wide', threads })
    assert.ok(found.size < 300_000, `${found.size} pairs`)
    assert.ok(listed(found).includes('77 1100'))
  }
})

test('two records are candidates if they share a key, wherever the words have other numbers', () => {
  const one: PersonGiven = {
    id: 'a',
    forename: 'Imogen',
    surname: 'Quill',
    birthDate: '2011-06-15',
    postcode: 'CV34 4AB',
  }
  const here = peopleFrom([one])
  const there = peopleFrom([...crowd(20), { ...one, id: 'b', forename: 'Immy' }])
  const stranger = peopleFrom([{ id: 'c', forename: 'Otis', surname: 'Okafor', birthDate: '1951-10-22' }])
  for (const width of ['tight', 'wide'] as const) {
    assert.ok(inCommon(keysOf(here, 0, width), keysOf(there, 40, width)) >= 2)
    assert.equal(inCommon(keysOf(here, 0, width), keysOf(stranger, 0, width)), 0)
  }
})

test('a record has the same keys alone as among thousands', () => {
  const given = crowd(1_500)
  const all = peopleFrom(given)
  for (const width of ['tight', 'wide'] as const)
    for (const record of [0, 4, 1_001])
      assert.deepEqual(keysOf(peopleFrom([given[record]!]), 0, width), keysOf(all, record, width))
})

test('keys are few, distinct, and as PostgreSQL holds them', () => {
  const keys = keysOf(peopleFrom(crowd(1)), 0, 'wide')
  assert.ok(keys.length >= 6 && keys.length <= 24, `${keys.length} keys`)
  assert.equal(new Set(keys).size, keys.length)
  for (const key of keys) assert.equal(BigInt.asIntN(64, key), key)
  assert.deepEqual(keysOf(peopleFrom([{ id: 'nobody' }]), 0, 'wide'), [])
})

test('pairs given are compared once each, ascending, whatever their order', () => {
  const people: People = peopleFrom(crowd(5))
  const given = comparePairs(people, [3, 0, 1, 8], [2, 1, 0, 9])
  assert.deepEqual(listed(given), ['0 1', '2 3', '8 9'])
})

const inCommon = (some: readonly bigint[], others: readonly bigint[]): number =>
  some.filter(key => others.includes(key)).length
