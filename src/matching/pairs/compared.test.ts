import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { comparisonsOf } from './index.ts'

const ada: PersonGiven = {
  id: 'a',
  forename: 'Ada',
  middleNames: 'Rose',
  surname: 'Whitlock',
  birthDate: '1990-03-07',
  sex: 'f',
  addressLines: ['12 Mill Street'],
  town: 'Rugby',
  postcode: 'CV21 3AB',
  phone: '07700 900123',
  email: 'ada.whitlock@example.org',
  nhsNumber: '943 476 5919',
}

/** The name of the level that two people show in a comparison; 'missing' where there is no such comparison. */
function level(
  comparison: string,
  one: Partial<PersonGiven>,
  other: Partial<PersonGiven>,
  kind?: 'person' | 'text',
): string {
  const others = kind ? [{ name: comparison, kind }] : []
  const people = peopleFrom(
    [
      { id: '1', ...one },
      { id: '2', ...other },
    ],
    others,
  )
  const { comparisons, compare } = comparisonsOf(people)
  const [there, back] = [new Uint8Array(comparisons.length), new Uint8Array(comparisons.length)]
  compare(0, 1, there)
  compare(1, 0, back)
  assert.deepEqual(there, back, 'who is asked first makes no difference')
  const at = comparisons.findIndex(({ name }) => name === comparison)
  return at < 0 ? 'missing' : comparisons[at]!.levels[there[at]!]!.name
}

/** A table of facts of two people and the level that they show. */
function shows(
  comparison: string,
  table: readonly (readonly [Partial<PersonGiven>, Partial<PersonGiven>, string])[],
): void {
  for (const [one, other, expected] of table)
    assert.equal(level(comparison, one, other), expected, `${JSON.stringify(one)} and ${JSON.stringify(other)}`)
}

test('somebody is herself in every respect', () => {
  const people = peopleFrom([ada, { ...ada, id: 'b' }])
  const { comparisons, compare } = comparisonsOf(people)
  const levels = new Uint8Array(comparisons.length)
  compare(0, 1, levels)
  assert.deepEqual(
    comparisons.map(({ name }) => name),
    ['forename', 'middleNames', 'surname', 'birthDate', 'sex', 'address', 'phone', 'email', 'nhsNumber'],
  )
  assert.ok(levels.every(level => level === 1))
})

test('a fact that one of the two has not is no evidence, and one that nobody has is no comparison', () => {
  assert.equal(level('surname', { forename: 'Ada', surname: 'Whitlock' }, { forename: 'Ada' }), 'missing')
  const { comparisons } = comparisonsOf(
    peopleFrom([
      { id: '1', forename: 'Ada' },
      { id: '2', forename: 'Ada' },
    ]),
  )
  assert.deepEqual(
    comparisons.map(({ name }) => name),
    ['forename'],
  )
})

test('forenames: forms of one name, slips, sounds, initials, and twins who share none of it', () => {
  shows('forename', [
    [{ forename: 'William' }, { forename: 'Bill' }, 'variant'],
    [{ forename: 'Catherine' }, { forename: 'Kate' }, 'variant'],
    [{ forename: 'Mary Jane' }, { forename: 'Mary' }, 'variant'],
    [{ forename: 'Muhammad Ali' }, { forename: 'Muhammad Hassan' }, 'alike'],
    [{ forename: 'Mandeep Kaur' }, { forename: 'Sunita Kaur' }, 'different'],
    [{ forename: 'Benedikta' }, { forename: 'Benedicta' }, 'close'],
    [{ forename: 'Kyrstle' }, { forename: 'Krystle' }, 'close'],
    [{ forename: 'J' }, { forename: 'Jacob' }, 'initial'],
    [{ forename: 'J' }, { forename: 'Oliver' }, 'different'],
    [{ forename: 'Oliver' }, { forename: 'Thomas' }, 'different'],
    [{ forename: 'Grace' }, { forename: 'Emily' }, 'different'],
  ])
})

test('names in the wrong boxes are seen, and the surname does not count them again', () => {
  const swapped = [
    { forename: 'Wei', surname: 'Zhang' },
    { forename: 'Zhang', surname: 'Wei' },
  ] as const
  assert.equal(level('forename', ...swapped), 'swapped')
  assert.equal(level('surname', ...swapped), 'missing')
})

test('somebody called by a middle name is seen', () => {
  const formal = { forename: 'Harold', middleNames: 'Otis', surname: 'Finch' }
  assert.equal(level('forename', formal, { forename: 'Otis', surname: 'Finch' }), 'middle')
  assert.equal(level('forename', formal, { forename: 'Peter', surname: 'Finch' }), 'different')
})

test('surnames: slips, double and former ones, and what a marriage changes', () => {
  shows('surname', [
    [{ surname: 'Whitlock' }, { surname: 'Whitlok' }, 'close'],
    [{ surname: 'Whitlock' }, { surname: 'Whitlock-Jones' }, 'part'],
    [{ surname: 'Kaur Gill', sex: 'm' }, { surname: 'Kaur Sandhu', sex: 'm' }, 'different'],
    [{ surname: 'Jones', formerSurname: 'Whitlock' }, { surname: 'Whitlock' }, 'former'],
    [{ surname: 'Jones', sex: 'f' }, { surname: 'Whitlock', sex: 'f' }, 'different woman'],
    [{ surname: 'Jones', sex: 'm' }, { surname: 'Whitlock', sex: 'm' }, 'different'],
  ])
})

test('dates of birth: swapped, mistyped, not known to the day, brother and stranger', () => {
  shows('birthDate', [
    [{ birthDate: '1990-03-07' }, { birthDate: '1990-07-03' }, 'swapped'],
    [{ birthDate: '1990-03-07' }, { birthDate: '1990-03-01' }, 'close'],
    [{ birthDate: '1990-03-07' }, { birthDate: '1990-05' }, 'year'],
    [{ birthDate: '1990-03-12' }, { birthDate: '1990-03-21' }, 'close'],
    [{ birthDate: '1990-03-07' }, { birthDate: '1990-01-01' }, 'year'],
    [{ birthDate: '1990-03-07' }, { birthDate: '1990-03-28' }, 'parts'],
    [{ birthDate: '1990-03-07' }, { birthDate: '1992-11-28' }, 'near'],
    [{ birthDate: '1956' }, { birthDate: '1982' }, 'different'],
    [{ birthDate: '1990-03-07' }, { birthDate: '1955-11-28' }, 'different'],
  ])
})

test('an address is one fact, told as closely as both are known', () => {
  const home = { addressLines: ['12 Mill Street'], town: 'Rugby', postcode: 'CV21 3AB' }
  shows('address', [
    [home, { ...home, town: '' }, 'same'],
    [home, { ...home, postcode: '' }, 'house'],
    [home, { ...home, addressLines: ['31 Mill Street'] }, 'postcode'],
    [home, { postcode: 'CV21 3AB' }, 'postcode'],
    [home, { postcode: 'CV21 3AD' }, 'near'],
    [home, { postcode: 'CV21 3XY' }, 'sector'],
    [home, { postcode: 'CV21 9XY' }, 'area'],
    [home, { town: 'Rugby' }, 'area'],
    [home, { postcode: 'M1 1AE', town: 'Manchester' }, 'different'],
    [home, {}, 'missing'],
  ])
})

test('where only a town is known, its frequency counts', () => {
  const { comparisons } = comparisonsOf(
    peopleFrom([
      { id: '1', town: 'Rugby' },
      { id: '2', town: 'Rugby' },
    ]),
  )
  assert.deepEqual(
    comparisons[0]!.levels.map(({ name, frequencyOf }) => [name, frequencyOf]),
    [
      ['missing', undefined],
      ['area', 'town'],
      ['different', undefined],
    ],
  )
})

test('numbers that tell a person: the same, one slip, another', () => {
  assert.equal(
    level('custody', { others: { custody: 'AB12345' } }, { others: { custody: 'AB12345' } }, 'person'),
    'exact',
  )
  assert.equal(
    level('custody', { others: { custody: 'AB12345' } }, { others: { custody: 'AB12354' } }, 'person'),
    'close',
  )
  assert.equal(
    level('custody', { others: { custody: 'AB12345' } }, { others: { custody: 'ZX99999' } }, 'person'),
    'different',
  )
  shows('phone', [
    [{ phone: '07700 900123' }, { phone: '+44 7700 900123' }, 'exact'],
    [{ phone: '07700 900123' }, { phone: '07700 900124' }, 'close'],
    [{ phone: '07700 900123' }, { phone: '07911 123456' }, 'different'],
  ])
  shows('email', [
    [{ email: 'ada@example.org' }, { email: 'ada@example.net' }, 'local'],
    [{ email: 'ada@example.org' }, { email: 'adda@example.org' }, 'close'],
    [{ email: 'ada@example.org' }, { email: 'zebulon@other.net' }, 'different'],
  ])
})

test('a sex that is not said agrees with nothing and contradicts nothing', () => {
  shows('sex', [
    [{ sex: 'f' }, { sex: 'female' }, 'same'],
    [{ sex: 'f' }, { sex: 'm' }, 'different'],
    [{ sex: 'f' }, { sex: 'X' }, 'missing'],
  ])
})
