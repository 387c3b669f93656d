import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notReadIn, saysNotRead } from './told-faults.ts'

const map = {
  ...{ id: 'ref', forename: 'first', surname: 'last', nhsNumber: 'nhs' },
  birthDate: { column: 'born', format: 'DD/MM/YYYY' },
}
const row = { ref: '1', first: 'Ada', last: 'Galoshes' }

test('a birth date that cannot be read is a fault, and one that says that nothing is known is none', () => {
  const said = (born: string) => notReadIn({ ...row, born }, map)
  for (const none of ['next Tuesday', '1.9840203E+07', '03//', '14/13/0984'])
    assert.deepEqual(said(none), ['birthDate'], none)
  for (const part of ['31/02/1984', '1984-02-31', '31021984', '31021984.0', '45/13/1984', '1984-13'])
    assert.deepEqual(said(part), ['dayOfBirth'], part)
  for (const fine of [
    '',
    '03/02/1984',
    '1984-02',
    '1984',
    '00/02/1984',
    '19840200',
    '19840203.0',
    'Feb 1984',
    '01/01/1900',
    '99/99/9999',
    'n/a',
  ])
    assert.deepEqual(said(fine), [], fine)
})

test('an NHS number that nobody can have is a fault', () => {
  const said = (nhs: string) => notReadIn({ ...row, nhs }, map)
  assert.deepEqual(['999 000 0018', '', '9990000018.0'].flatMap(said), [])
  assert.deepEqual(['999 000 0019', '12345', '9.99E+09'].flatMap(said), ['checkDigit', 'nhsNumber', 'nhsNumber'])
})

test('a row without any name is a fault, and no sentence says anything of anybody', () => {
  assert.deepEqual(notReadIn({ ref: '1', first: ' ' }, map), ['name'])
  for (const sentence of Object.values(saysNotRead)) assert.doesNotMatch(sentence, /\d|"/)
})
