import assert from 'node:assert/strict'
import { test } from 'node:test'
import { folderOfFiles, shown } from '../../../test/matching/reading.ts'
import { formatSeenIn } from './date-format.ts'
import { mapFrom, readPeople } from './index.ts'

const { file } = folderOfFiles()

test('the order of dates is sure where another that fits as well says the same of each', () => {
  const seen = (...dates: readonly string[]) => Object.values(formatSeenIn(dates))
  const dayFirst = ['DD/MM/YYYY', true]
  assert.deepEqual(seen('03/02/1990', '24/02/1990'), dayFirst)
  assert.deepEqual(seen('03/02/1990', '02/24/1990'), ['MM/DD/YYYY', true])
  assert.deepEqual(seen('1990-02-03', ''), ['YYYY-MM-DD', true])
  for (const all of [[], ['03/03/1990', '1990'], ['3 Feb 1990', 'unknown']]) assert.deepEqual(seen(...all), dayFirst)
  for (const all of [['03/02/1990'], ['03/02/1990', '03/03/1990', '1990'], ['03.02.90']])
    assert.deepEqual(seen(...all), ['DD/MM/YYYY', false])
})

const ambiguous = (row: number) => `0${1 + (row % 9)}/0${1 + (row % 5)}/1980`
const american = (row: number) => `0${1 + (row % 9)}/2${row % 9}/1980`

test('the order of dates is found whatever rows come first that are short of them', async () => {
  const dates = Array.from({ length: 300 }, (_, row) => [ambiguous, american][row % 2]!(row))
  const rows = dates.map((date, row) => `${row + 1},${row},${date}`)
  for (const first of ['0,x\n', 'e,x,\n0\n', '"0\n",x\n\n']) {
    const input = file(`id,name,born\n${first}${rows.join('\n')}\n`, 'american.csv')
    const { people } = await readPeople({ input, map: mapFrom({ id: 'id', birthDate: 'born' }), threads: 1 })
    const read = shown(people).filter(({ birthDate }) => birthDate)
    const meant = dates.map(date => `${date.slice(6)}${date.slice(0, 2)}${date.slice(3, 5)}`)
    assert.deepEqual(
      read.map(({ birthDate }) => birthDate),
      meant,
    )
  }
})

test('the order of dates is found behind a thousand rows without one, and of numbers with a fraction', async () => {
  const input = file(
    `id,born\n${Array.from({ length: 1500 }, (_, row) => `${row},`).join('\n')}\nx,02241980.0\ny,02081980.0\n`,
  )
  const { people } = await readPeople({ input, map: mapFrom({ id: 'id', birthDate: 'born' }), threads: 1 })
  assert.deepEqual(shown(people).slice(1500), [
    { id: 'x', birthDate: '19800224' },
    { id: 'y', birthDate: '19800208' },
  ])
})
