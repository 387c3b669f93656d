import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toldInRow } from './told-row.ts'

const map = {
  ...{ id: 'ref', forename: 'first', middleNames: 'middle', surname: 'last', formerSurname: 'was', sex: 'sex' },
  ...{ birthDate: { column: 'born', format: 'DD/MM/YYYY' }, addressLines: ['line 1', 'line 2'], town: 'town' },
  ...{ postcode: 'postcode', phone: 'phone', email: 'mail', nhsNumber: 'nhs', identifiers: ['custody'] },
}
const row = { ref: ' 17 ', first: 'Ada', middle: 'May', last: 'Galoshes', was: 'Boots', sex: 'F', born: '03/02/1990' }

test('a row becomes what its agency tells, each column where the map puts it', () => {
  const more = {
    'line 1': '4 Rain Road',
    'line 2': '',
    town: 'Rugby',
    postcode: 'CV21 1AA',
    phone: '07700 900 123',
    nhs: '999 000 0018',
    custody: 'C1',
  }
  assert.deepEqual(toldInRow({ ...row, ...more }, map), {
    ref: '17',
    sealed: false,
    told: {
      ...{ born_from: '1990-02-03', born_to: '1990-02-03', born_precision: 'exact', sex: 'F' },
      names: [
        { kind: 'current', given: 'Ada May', family: 'Galoshes' },
        { kind: 'former', given: '', family: 'Boots' },
      ],
      addresses: [{ address: '4 Rain Road, Rugby', postcode: 'CV21 1AA', uprn: null }],
      contacts: [{ kind: 'phone', value: '07700 900 123' }],
      identifiers: [
        { scheme: 'nhs', value: '999 000 0018' },
        { scheme: 'custody', value: 'C1' },
      ],
    },
  })
})

test('a row without the agency’s own number is none', () => {
  assert.equal(toldInRow({ ...row, ref: '  ' }, map), undefined)
})

test('of a date that is known in part the part is kept, and nothing of one that cannot be read', () => {
  const born = (text: string) => {
    const { born_from, born_to, born_precision } = toldInRow({ ...row, born: text }, map)!.told
    return [born_from, born_to, born_precision]
  }
  assert.deepEqual(born('1990'), ['1990-01-01', '1990-12-31', 'year'])
  assert.deepEqual(born('1992-02'), ['1992-02-01', '1992-02-29', 'month'])
  assert.deepEqual(born(''), [null, null, 'unknown'])
  assert.deepEqual(born('not known'), [null, null, 'unknown'])
})

test('a record is sealed by whatever stands in that column but no', () => {
  const sealed = (text: string) => toldInRow({ ...row, kept: text }, map, 'kept')!.sealed
  assert.deepEqual(['', '0', 'No', 'false', 'yes', '1', 'X'].map(sealed), [
    false,
    false,
    false,
    false,
    true,
    true,
    true,
  ])
})

test('a whole name is parted before its last word', () => {
  const { names } = toldInRow({ ref: '1', all: 'Ada May Galoshes' }, { id: 'ref', fullName: 'all' })!.told
  assert.deepEqual(names, [{ kind: 'current', given: 'Ada May', family: 'Galoshes' }])
})
