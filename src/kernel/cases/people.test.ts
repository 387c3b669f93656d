import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  type CaseId,
  type EntryId,
  Invalid,
  NotFound,
  newId,
  peopleAround,
  putInCase,
  type RecordId,
  Refused,
  readCase,
  startCase,
  takeFromCase,
} from '#kernel'
import type { Part } from '../../../test/cast.ts'
import { type Office, openedCase, openOffice } from '../../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const ada = { part: 'borrower', told: { part: 'borrower', given: 'Ada', family: 'Galoshes' } }
const told = (part: string, given: string) => ({ part, told: { part, given } })
async function aLoan(): Promise<CaseId> {
  const { id } = await office.as('officer', tx =>
    startCase(tx, {
      id: newId<'case'>(),
      programme: 'loans',
      people: [ada],
      district: 'Rugby',
      contactable: true,
      rationale: 'She asked at the desk',
      lawfulBasis: 'public-task',
    }),
  )
  return id
}
type Put = Parameters<typeof putInCase>[1]
const put = (caseId: CaseId, people: Put['people'], more: Partial<Put> = {}, who: Part = 'officer') =>
  office.as(who, tx => putInCase(tx, { id: newId<'entry'>(), caseId, people, why: 'He came to the desk', ...more }))
const out = (caseId: CaseId, recordId: RecordId, part: string, id: EntryId = newId<'entry'>(), who: Part = 'officer') =>
  office.as(who, tx => takeFromCase(tx, { id, caseId, recordId, part, why: 'Another of that name' }))
const read = (id: CaseId) => office.as('officer', tx => readCase(tx, id))
const standing = async (id: CaseId) => (await read(id)).people.map(({ part, record }) => `${part} ${record.given}`)
const entries = (id: CaseId) =>
  office.seen<{ step: string; codes: unknown; rationale: string; same: boolean }>(
    'select step, codes, rationale, from_state = to_state as same from kernel.chronology where case_id = $1 order by position',
    [id],
  )

test('somebody told of now comes into a case, and an entry says in which part and why, without their name', async () => {
  const id = await aLoan()
  await put(id, [told('owner', 'Bertil')])
  assert.deepEqual(await standing(id), ['borrower Ada', 'owner Bertil'])
  const [, entry] = await entries(id)
  assert.deepEqual(entry, {
    step: 'people-put-in',
    codes: { parts: ['owner'] },
    rationale: 'He came to the desk',
    same: true,
  })
  const kept = await office.seen<{ answers: string }>(
    'select answers::text from kernel.chronology where case_id = $1',
    [id],
  )
  assert.ok(kept.every(({ answers }) => !answers.includes('Bertil')))
})

test('the same form sent twice, even at once, puts one person there', async () => {
  const id = await aLoan()
  const form = { id: newId<'entry'>() }
  await Promise.all([1, 2, 3].map(() => put(id, [told('owner', 'Bertil')], form)))
  await put(id, [told('owner', 'Bertil')], form)
  assert.deepEqual(await standing(id), ['borrower Ada', 'owner Bertil'])
  assert.equal((await entries(id)).length, 2)
})

test('a part that holds one person is not filled twice, even at once', async () => {
  const id = await aLoan()
  const refusal = (fault: unknown) => fault instanceof Invalid && fault.problems[0]?.field === 'borrower'
  await assert.rejects(put(id, [told('borrower', 'Cyril')]), refusal)
  const record = (await read(id)).people[0]!.record.id
  await out(id, record, 'borrower')
  const both = await Promise.allSettled(['Cyril', 'Dagny'].map(given => put(id, [told('borrower', given)])))
  assert.deepEqual(both.map(one => one.status).toSorted(), ['fulfilled', 'rejected'])
  assert.equal((await standing(id)).length, 1)
})

test('whoever is taken out no longer stands there, may come back, and both are told of', async () => {
  const id = await aLoan()
  const record = (await read(id)).people[0]!.record.id
  const form = newId<'entry'>()
  await out(id, record, 'borrower', form)
  await out(id, record, 'borrower', form)
  assert.deepEqual(await standing(id), [])
  await assert.rejects(out(id, record, 'borrower'), NotFound)
  await put(id, [{ part: 'borrower', recordId: record }])
  assert.deepEqual(await standing(id), ['borrower Ada'])
  const steps = (await entries(id)).map(({ step }) => step)
  assert.deepEqual(steps, ['opened', 'people-taken-out', 'people-put-in'])
})

test('nothing is done without a reason, without anybody, or in a part that there is not', async () => {
  const id = await aLoan()
  const wrong =
    (...fields: string[]) =>
    (fault: unknown) => {
      assert.ok(fault instanceof Invalid)
      assert.deepEqual(
        fault.problems.map(one => one.field),
        fields,
      )
      return true
    }
  await assert.rejects(put(id, [], { why: ' ' }), wrong('people', 'why'))
  await assert.rejects(put(id, [told('owner', 'Bertil')], { why: '' }), wrong('why'))
  await assert.rejects(put(id, [told('constructor', 'Bertil')]), NotFound)
  assert.equal((await entries(id)).length, 1)
})

test('only whoever works in the programme may, and only with people whom they see', async () => {
  const id = await aLoan()
  const { caseId } = await openedCase(office, newId<'report'>())
  const refused = (fault: unknown) => fault instanceof Refused && fault.refusal.code === 'not-yours-to-change'
  await assert.rejects(put(id, [told('owner', 'Bertil')], {}, 'triage'), NotFound)
  await assert.rejects(put(caseId, [told('owner', 'Bertil')], {}, 'triage'), refused)
  const record = (await read(id)).people[0]!.record.id
  await assert.rejects(out(id, record, 'borrower', newId<'entry'>(), 'triage'), NotFound)
  await assert.rejects(put(id, [{ part: 'owner', recordId: newId<'record'>() }]), NotFound)
})

test('those of its report are near a case, and nobody else is', async () => {
  const { caseId, reportId } = await openedCase(office, newId<'report'>())
  const near = await office.as('triage', tx => peopleAround(tx, caseId))
  const told = await office.seen<{ id: string }>(
    'select record_id as id from kernel.report_people where report_id = $1 order by 1',
    [reportId],
  )
  assert.ok(told.length > 0)
  assert.deepEqual(
    near.map(one => one.id),
    told.map(one => one.id),
  )
})
