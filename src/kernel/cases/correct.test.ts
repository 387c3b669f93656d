import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { correct, type EntryId, Invalid, NotFound, Refused, readCase, take } from '#kernel'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

async function noted(key: string) {
  const { caseId } = await openedCase(office, key)
  const note = { caseId, step: 'note', raw: { note: 'It is blue' }, seen: 'lost' }
  return { caseId, entryId: await office.as('officer', tx => take(tx, note)) }
}
const code = (wanted: string) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === wanted

test('a mistake is put right by a later entry, and the earlier one stays as it was', async () => {
  const one = await noted('blue')
  const id = await office.as('officerToo', tx =>
    correct(tx, { ...one, raw: { note: 'It is green' }, why: 'Poor light' }),
  )
  const { chronology, state } = await office.as('officer', tx => readCase(tx, one.caseId))
  const [earlier, later] = chronology.slice(-2)
  assert.deepEqual([earlier?.id, earlier?.answers, earlier?.correctedBy], [one.entryId, { note: 'It is blue' }, id])
  assert.deepEqual(
    [later?.answers, later?.corrects, later?.rationale, later?.by],
    [{ note: 'It is green' }, one.entryId, 'Poor light', 'Idris Merrymoor'],
  )
  assert.deepEqual([later?.step, later?.happenedAt, state], ['note', earlier?.happenedAt, 'lost'])
})

test('what was already corrected is not corrected again, but its correction may be', async () => {
  const one = await noted('twice')
  const again = { ...one, raw: { note: 'It is green' }, why: 'Poor light' }
  const first = await office.as('officer', tx => correct(tx, again))
  await assert.rejects(
    office.as('officer', tx => correct(tx, again)),
    code('already-corrected'),
  )
  await office.as('officer', tx => correct(tx, { ...again, entryId: first }))
})

test('a correction needs its reason and answers that can be read', async () => {
  const one = await noted('no reason')
  await assert.rejects(
    office.as('officer', tx => correct(tx, { ...one, raw: {}, why: ' ' })),
    fault => {
      assert.ok(fault instanceof Invalid)
      assert.deepEqual(
        fault.problems.map(problem => problem.field),
        ['note', 'correcting'],
      )
      return true
    },
  )
})

test('only somebody who works in the programme corrects, and only what is in the case', async () => {
  const [one, other] = [await noted('mine'), await noted('another')]
  const change = { raw: { note: 'It is green' }, why: 'Poor light' }
  await assert.rejects(
    office.as('triage', tx => correct(tx, { ...one, ...change })),
    code('not-yours-to-correct'),
  )
  await assert.rejects(
    office.as('refuge', tx => correct(tx, { ...one, ...change })),
    NotFound,
  )
  await assert.rejects(
    office.as('officer', tx => correct(tx, { ...one, entryId: other.entryId, ...change })),
    NotFound,
  )
  const nowhere = '00000000-0000-7000-8000-00000000dead' as EntryId
  await assert.rejects(
    office.as('officer', tx => correct(tx, { ...one, entryId: nowhere, ...change })),
    NotFound,
  )
})

test('measures count a corrected entry once, as it now stands', async () => {
  const { caseId } = await openedCase(office, 'counted')
  const find = { caseId, step: 'find', raw: { ribs: '8', shelf: 'high' }, seen: 'lost' }
  const entryId = await office.as('officer', tx => take(tx, find))
  await office.as('officer', tx =>
    correct(tx, { caseId, entryId, raw: { ribs: '8', shelf: 'low' }, why: 'Wrong shelf' }),
  )
  const steps = await office.seen("select codes from facts.steps where case_ref = $1 and step = 'find'", [caseId])
  assert.deepEqual(steps, [{ codes: { shelf: 'low' } }])
})
