import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inventPeople, type Row } from '../../simulate/records/people.ts'
import { ordinary } from '../../simulate/records/settings.ts'
import { match } from '../../src/matching/match.ts'
import type { PersonGiven } from '../../src/matching/people.ts'
import { peopleFrom } from '../../src/matching/table/index.ts'
import { givenBy } from './told.ts'

const invented = (seed: number, records: number): readonly Row[] => [
  ...inventPeople({ seed, records, setting: ordinary }),
]

/** So little is known of somebody who stays at a hostel: a name, a sex, and where everybody there is to be found. */
const hosteller = (row: Row, at: number): PersonGiven => {
  const { forename, surname, sex } = givenBy(row)
  const hostel = { addressLines: ['Hope House', '12 Mill Lane'], postcode: 'CV31 1XX', phone: '01926 123456' }
  return {
    id: `hostel ${at}`,
    ...(forename && { forename }),
    ...(surname && { surname }),
    ...(sex && { sex }),
    ...hostel,
  }
}

// A model learnt elsewhere has never heard of the hostel, and takes its address for a rare thing to have in common.
test('a model learnt from other people hardly joins strangers of one hostel', async () => {
  const elsewhere = peopleFrom(invented(41, 4_000).map(givenBy))
  const { model } = await match(elsewhere, { width: 'wide', threads: 1 })
  const rows = invented(43, 3_000)
  const strangers = [...new Map(rows.map(row => [row.person, row])).values()].slice(0, 200)
  const staying = new Set(strangers.map(row => row.person))
  const around = rows.filter(row => !staying.has(row.person)).map(givenBy)
  const people = peopleFrom([...around, ...strangers.map(hosteller)])
  const { clusters } = await match(people, { width: 'wide', threads: 1, model })
  const joined = strangers.length - new Set(clusters.subarray(around.length)).size
  assert.ok(joined <= 30, `${joined} of ${strangers.length} were taken for another`)
})
