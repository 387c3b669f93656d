import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOfFiles, shown } from '../../../test/matching/reading.ts'
import { mapFrom, readPeople } from './index.ts'

const { file } = folderOfFiles()

test('numbers that a data frame wrote as fractions say what they said before, and one that lost its digits says nothing', async () => {
  const map = mapFrom({
    ...{ id: 'id', birthDate: { column: 'born', format: 'YYYYMMDD' }, sex: 'sex', phone: 'phone', uprn: 'uprn' },
    ...{ nhsNumber: 'nhs', identifiers: ['pnc'] },
  })
  const read = async (...rows: readonly string[]) => {
    const input = file(['id,born,sex,phone,uprn,nhs,pnc', ...rows].join('\n'))
    const { people, faults } = await readPeople({ input, map, threads: 1 })
    return { people: shown(people).map(({ id: _, ...told }) => told), faults }
  }
  const whole = await read('1,19710624,2,07911123456,100071234567,9434765919,1234567')
  const spread = await read('1,19710624.0,2.0,7911123456.0,100071234567.0,9434765919.0,1234567.0')
  assert.deepEqual(spread.people, whole.people)
  assert.equal(Object.keys(whole.people[0]!).length, 6)
  const rounded = await read('1,1.97106E+07,2,7.91112E+09,1.0007E+11,9.43477E+09,1.23457E+06')
  assert.deepEqual(rounded.people, [{ sex: 'f' }])
  assert.deepEqual(
    rounded.faults.map(({ column, kind }) => [column, kind]),
    [
      ['born', 'date'],
      ['nhs', 'nhsNumber'],
    ],
  )
})

test('a birth date that cannot be read is a fault even where four of its digits look like a year', async () => {
  const map = mapFrom({ id: 'id', birthDate: { column: 'born', format: 'DD/MM/YYYY' } })
  const { people, faults } = await readPeople({
    input: file('id,born\n1,1971/06/24/12/00\n2,01/01/1900\n3,24/06/1971\n'),
    ...{ map, threads: 1 },
  })
  assert.deepEqual(
    faults.map(({ line, kind }) => [line, kind]),
    [[2, 'date']],
  )
  assert.equal(shown(people)[2]!.birthDate, '19710624')
})
