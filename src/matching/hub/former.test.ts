import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type AgencyId, link, NotFound, type RecordId, Refused } from '#kernel'
import { aWednesday } from '../../../test/house.ts'
import { type MatchingOffice, openMatching } from '../../../test/matching-office.ts'
import { indexed, tell } from '../../../test/matching-records.ts'
import { differencesOf, pairsAmong } from './difference-queries.ts'
import { withdraw } from './index-queries.ts'
import { readPair } from './pair-queries.ts'
import { review, undoReview } from './review-queries.ts'
import { matchAll } from './run.ts'

let it: MatchingOffice
before(async () => {
  it = await openMatching()
})
after(() => it.office.close())

const police = 'warwickshire-police' as AgencyId // as the test's house calls it
const withdrawn = (ref: string) =>
  it.office.database.as(
    { actor: { kind: 'job', name: 'index' }, action: 'index.withdraw', purpose: 'keep-the-house', at: aWednesday },
    tx => withdraw(tx, police, [ref], 'these'),
  )
const ulla = (ref: string, family: string) =>
  indexed(ref, { given: 'Ulla', family, born: '1990-02-03', phone: '07700 900 666' })

/** Two index records of one name, alike; and their suggestion. */
async function two(family: string): Promise<readonly [RecordId, RecordId, string]> {
  await tell(it.office.database, police, [ulla(`${family} 1`, family), ulla(`${family} 2`, family)])
  await it.working()
  const [a, b] = await it.recordsNamed(family)
  const { suggestions } = await it.suggested('officer', a!)
  return [a!, b!, suggestions.find(one => one.other === b)!.id]
}

test('of two who were called different and are alike no more, what was said can be read and taken back', async () => {
  const [a, b, pair] = await two('formerly')
  const said = await it.office.as('officer', tx => review(tx, pair, 'different', 'Twins, I thought'))
  await withdrawn('formerly 2')
  const gone = await it.office.as('officer', tx => differencesOf(tx, [a]))
  assert.deepEqual(
    gone.map(one => [one.other, one.pairId]),
    [[b, pair]],
  )
  await tell(it.office.database, police, [indexed('formerly 2', { given: 'Wilhelmina', family: 'Marriedname' })])
  await it.working()
  await matchAll(it.office.database, new Date(aWednesday.getTime() + 100_000))
  assert.deepEqual(await it.rows(`'${b}' in (record_a, record_b)`), [])
  const [told] = await it.office.as('officer', tx => differencesOf(tx, [b]))
  assert.equal(told?.pairId, pair)
  const { records, state, isFormer, probability } = await it.office.as('officer', tx => readPair(tx, pair))
  assert.deepEqual([[...records].sort(), state, isFormer], [[a, b].sort(), 'different', true])
  assert.ok(probability > 0.9, 'as it was found')
  const among = await it.office.as('officer', tx => pairsAmong(tx, [a, b]))
  assert.deepEqual(
    among.map(one => [one.id, one.state]),
    [[pair, 'different']],
  )
  const person = await it.office.as('officer', tx => link(tx, a, 'new', 'New'))
  const linking = () => it.office.as('officer', tx => link(tx, b, person, 'She married'))
  await assert.rejects(linking(), (fault: unknown) => fault instanceof Refused)
  await it.office.as('officer', tx => undoReview(tx, said, 'She married'))
  await linking()
  assert.deepEqual(await it.office.as('officer', tx => pairsAmong(tx, [a, b])), [])
  assert.equal((await it.office.as('officer', tx => readPair(tx, pair))).state, 'open')
})

test('of two who are compared no more somebody may say more, and where they are compared again it is one pair', async () => {
  const [a, b, pair] = await two('saidagain')
  await it.office.as('officer', tx => review(tx, pair, 'different', 'Twins'))
  await withdrawn('saidagain 2')
  await it.office.as('officer', tx => review(tx, pair, 'same', 'One'))
  await tell(it.office.database, police, [ulla('saidagain 2', 'saidagain')])
  await it.working()
  const now = await it.office.as('officer', tx => readPair(tx, pair))
  assert.deepEqual([[...now.records].sort(), now.state, now.isFormer], [[a, b].sort(), 'same', false])
  const among = await it.office.as('officer', tx => pairsAmong(tx, [a, b]))
  assert.deepEqual(
    among.map(one => one.id),
    [now.id],
  )
})

test('nobody reads two who are compared no more but whoever sees both', async () => {
  const [, , pair] = await two('notyours')
  await it.office.as('officer', tx => review(tx, pair, 'different', 'Twins'))
  await withdrawn('notyours 1')
  for (const who of ['triage', 'refuge'] as const)
    await assert.rejects(
      it.office.as(who, tx => readPair(tx, pair)),
      NotFound,
      who,
    )
})
