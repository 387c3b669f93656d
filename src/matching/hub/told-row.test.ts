import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardNames } from '../standard/index.ts'
import { type Told, toldInRow } from './told-row.ts'
import { waysToRead } from './ways.ts'

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

const columns = {
  id: 'ref',
  ...{ forename: 'f', middleNames: 'm', surname: 's', formerSurname: 'was', fullName: 'all' },
}
const wholes = [
  ...['Smith, John', 'SMITH, John Paul', 'Smith,John', 'Ada May Galoshes', 'Ivanov Ivan Petrovich', 'Osama bin Hamid'],
  ...[
    'John Paul van der Berg',
    'Jane Smith (née Jones)',
    'Jane (nee Jones) Smith',
    'Smith, Mary-Jane Ann',
    'Zoë Brontë',
  ],
  ...['Dr John O’Brien', 'Dr. Siân Lloyd-George OBE', 'Lord Smith of Kelvin', 'Galoshes', 'Unknown', 'J.P. Smith', ''],
  ...['Abdul Rahman Khan', 'Muhammad Al Hassan', 'Baby Smith', 'Smith, John (Jack)', 'Sir Paul', 'Мария Иванова'],
]

/** The names of a row, as they are compared: those of a file to be matched, and those of the record that is made of it. */
const compared = (row: Told) => {
  const told = waysToRead('1', toldInRow(row, columns)!.told)[0]!
  return { kept: standardNames(told), matched: standardNames(given(row)) }
}
const given = ({ f = '', m = '', s = '', was = '', all = '' }: Told) => ({
  ...{ id: '1', forename: f, middleNames: m, surname: s, formerSurname: was, fullName: all },
})

test('a whole name means the same in an index as in a file that is matched', () => {
  for (const all of [...wholes, 'Smith, John (Jack), Jr', 'The Earl of Kelvin']) {
    const { kept, matched } = compared({ ref: '1', all })
    assert.deepEqual(kept, matched, all)
  }
  assert.ok(wholes.filter(all => compared({ ref: '1', all }).kept.surname !== '').length > 20)
})

test('a whole name beside other columns of names fills in what these do not say', () => {
  const name = (...some: readonly string[]) => fc.constantFrom('', 'unknown', ...some)
  const row = fc.record({
    ...{ ref: fc.constant('1'), all: fc.constantFrom(...wholes), f: name('Ada', 'Dr Zoë'), m: name('May', 'Ann Lou') },
    ...{ s: name('Boots', 'de Vries', 'Rain (née Hail)'), was: name('Hail') },
  })
  fc.assert(
    fc.property(row, one => {
      const { kept, matched } = compared(one)
      // A record has one place for forenames, and the first of them is not a middle name.
      fc.pre(matched.forename !== '' || matched.middleNames === '')
      assert.deepEqual(kept, matched)
    }),
  )
})

test('a whole name is kept as it is written', () => {
  const names = (all: string) =>
    toldInRow({ ref: '1', all }, columns)!.told.names.map(name => [name.kind, name.given, name.family])
  assert.deepEqual(names('Smith, John'), [['current', 'John', 'Smith']])
  assert.deepEqual(names('Zoë Brontë'), [['current', 'Zoë', 'Brontë']])
  assert.deepEqual(names('Siân Lloyd-George (née O’Brien)'), [['current', 'Siân', 'Lloyd-George (née O’Brien)']])
})

test('numbers that a spreadsheet wrote as fractions are the numbers that they were', () => {
  const fractions = { phone: '7700900123.0', nhs: '9990000018.0', sex: '2.0', custody: '117.0' }
  const { told } = toldInRow({ ...row, ...fractions, born: '03021990.0' }, map)!
  assert.deepEqual(
    [told.born_from, told.sex, told.contacts],
    ['1990-02-03', '2', [{ kind: 'phone', value: '7700900123' }]],
  )
  assert.deepEqual(
    told.identifiers.map(one => one.value),
    ['9990000018', '117'],
  )
})

test('a field gone wrong, of a hundred thousand words, holds up nobody', { timeout: 20_000 }, () => {
  const told = toldInRow({ id: '1', n: `${'Anna '.repeat(100_000)}Notareal` }, { id: 'id', fullName: 'n' })
  assert.equal(told?.told.names[0]?.family, 'Notareal')
})
