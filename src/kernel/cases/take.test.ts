import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { correct, Invalid, NotFound, newId, type RefusalCode, Refused, readCase, type ToTake, take } from '#kernel'
import type { Part } from '../../../test/cast.ts'
import { aWednesday } from '../../../test/house.ts'
import { type Office, openedCase, openOffice, type Referred, umbrellas } from '../../../test/umbrellas.ts'
import { whenIn } from './take.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const found = { ribs: '8', shelf: 'high' }
const step = (part: Part, taken: ToTake, at = aWednesday) => office.as(part, tx => take(tx, taken), { at })
const refused = (code: RefusalCode) => (fault: unknown) => fault instanceof Refused && fault.refusal.code === code
const snapshot = ({ caseId }: Referred) =>
  office.seen(
    `select c.state, c.closed_at,
       (select count(*)::int from kernel.chronology h where h.case_id = c.id) as entries,
       (select json_agg(json_build_array(k.clock, k.result) order by k.clock, k.started_at) from kernel.clocks k where k.case_id = c.id) as clocks,
       (select json_agg(json_build_array(w.queue, k.clock) order by w.queue, k.clock) from kernel.work w join kernel.clocks k on k.id = w.clock_id where w.case_id = c.id) as work
     from kernel.cases c where c.id = $1`,
    [caseId],
  )

test('a step changes state, chronology, clocks and work together', async () => {
  const one = await openedCase(office, 'together')
  const at = new Date('2026-11-19T09:00:00Z')
  await step('officer', { caseId: one.caseId, step: 'find', raw: found, seen: 'lost' }, at)
  assert.deepEqual(await snapshot(one), [
    {
      state: 'found',
      closed_at: null,
      entries: 2,
      clocks: [
        ['collect', null],
        ['search', 'met'],
        ['tell', null],
      ],
      work: [
        ['umbrellas:clerk', 'tell'],
        ['umbrellas:keeper', 'collect'],
      ],
    },
  ])
  const { chronology } = await office.as('officer', tx => readCase(tx, one.caseId))
  const entry = chronology.at(-1)!
  assert.deepEqual(
    [entry.step, entry.fromState, entry.toState, entry.answers, entry.by, entry.happenedAt, entry.recordedAt],
    ['find', 'lost', 'found', found, 'Tamsin Brightwater', at, at],
  )
  const [coded] = await office.seen("select codes from kernel.chronology where case_id = $1 and step = 'find'", [
    one.caseId,
  ])
  assert.deepEqual(coded, { codes: { shelf: 'high' } })
})

test('when the entry cannot be written, nothing has changed', async () => {
  const one = await openedCase(office, 'undone')
  const before = await snapshot(one)
  await office.seen(
    `create function kernel.no_ink() returns trigger language plpgsql as $$ begin raise exception 'no ink'; end $$`,
  )
  await office.seen(
    'create trigger no_ink before insert on kernel.chronology for each row execute function kernel.no_ink()',
  )
  await assert.rejects(step('officer', { caseId: one.caseId, step: 'find', raw: found, seen: 'lost' }), /no ink/)
  await office.seen('drop trigger no_ink on kernel.chronology')
  assert.deepEqual(await snapshot(one), before)
})

test('of two who take a step at once, one does and the other is told that the case has moved', async () => {
  const one = await openedCase(office, 'two at once')
  const taken = { caseId: one.caseId, step: 'find', raw: found, seen: 'lost' }
  const both = await Promise.allSettled([step('officer', taken), step('officerToo', taken)])
  const faults = both.flatMap(each => (each.status === 'rejected' ? [each.reason] : []))
  assert.equal(faults.length, 1)
  assert.ok(refused('case-moved')(faults[0]))
  assert.equal((await snapshot(one))[0]?.entries, 2)
})

test('a case that has moved since the page was opened is not overruled', async () => {
  const one = await openedCase(office, 'moved')
  await step('officer', { caseId: one.caseId, step: 'find', raw: found, seen: 'lost' })
  const late = step('hateSupervisor', { caseId: one.caseId, step: 'note', raw: { note: 'Where is it?' }, seen: 'lost' })
  await assert.rejects(late, refused('case-moved'))
})

test('a step must be one of the programme’s own', async () => {
  const one = await openedCase(office, 'unknown')
  for (const name of ['burn', '__proto__', 'constructor', 'toString', 'opened', ''])
    await assert.rejects(
      step('officer', { caseId: one.caseId, step: name, raw: {}, seen: 'lost' }),
      refused('step-unknown'),
    )
})

test('a step is taken only by a role that it names, and only from its state', async () => {
  const one = await openedCase(office, 'roles')
  const { caseId } = one
  const why = { rationale: 'It is hers', lawfulBasis: 'public-task' }
  await assert.rejects(
    step('hateSupervisor', { caseId, step: 'find', raw: found, seen: 'lost' }),
    refused('step-not-yours'),
  )
  await assert.rejects(
    step('officer', { caseId, step: 'giveBack', raw: { thanks: 'yes' }, seen: 'lost', ...why }),
    refused('step-not-yours'),
  )
  // The hub sees the case and may not move it; the refuge worker does not see it at all.
  await assert.rejects(
    step('triage', { caseId, step: 'note', raw: { note: 'Hm' }, seen: 'lost' }),
    refused('step-not-yours'),
  )
  await assert.rejects(step('refuge', { caseId, step: 'note', raw: { note: 'Hm' }, seen: 'lost' }), NotFound)
  await step('officer', { caseId, step: 'find', raw: found, seen: 'lost' })
  await assert.rejects(step('officer', { caseId, step: 'find', raw: found, seen: 'found' }), refused('step-not-now'))
})

test('a step that is not ready is refused with the programme’s own reason', async () => {
  const { caseId } = await openedCase(office, 'parasol')
  const taken = step('officer', { caseId, step: 'find', raw: { ribs: '3', shelf: 'low' }, seen: 'lost' })
  await assert.rejects(taken, fault => {
    assert.ok(fault instanceof Refused)
    assert.deepEqual(fault.refusal, { code: 'step-not-ready', message: 'An umbrella of three ribs is a parasol' })
    return true
  })
})

test('a decision without its reason or its lawful basis is invalid, together with wrong answers', async () => {
  const { caseId } = await openedCase(office, 'no reason')
  const taken = step('hateSupervisor', {
    caseId,
    step: 'giveBack',
    raw: {},
    seen: 'lost',
    rationale: ' ',
    lawfulBasis: 'a whim',
  })
  await assert.rejects(taken, fault => {
    assert.ok(fault instanceof Invalid)
    assert.deepEqual(
      fault.problems.map(problem => problem.field),
      ['thanks', 'rationale', 'lawfulBasis'],
    )
    return true
  })
})

test('an ending closes the case, ends its clocks as the step says, and leaves no work behind', async () => {
  const one = await openedCase(office, 'ending')
  const at = new Date('2026-11-19T09:00:00Z')
  const why = { rationale: 'It is hers', lawfulBasis: 'public-task' }
  await step(
    'hateSupervisor',
    { caseId: one.caseId, step: 'giveBack', raw: { thanks: 'no' }, seen: 'lost', ...why },
    at,
  )
  assert.deepEqual(await snapshot(one), [
    {
      state: 'returned',
      closed_at: at,
      entries: 2,
      clocks: [
        ['search', 'missed'],
        ['tell', 'missed'],
      ],
      work: null,
    },
  ])
  const closed = await office.as('hateSupervisor', tx => readCase(tx, one.caseId))
  assert.deepEqual([closed.steps, closed.chronology.at(-1)?.lawfulBasis], [[], 'public-task'])
})

test('the steps a page offers are exactly those this person may take now', async () => {
  const { caseId } = await openedCase(office, 'offered')
  const offered = async (part: Part) => (await office.as(part, tx => readCase(tx, caseId))).steps
  assert.deepEqual(await offered('officer'), ['note', 'find'])
  assert.deepEqual(await offered('hateSupervisor'), ['note', 'giveUp', 'giveBack'])
  assert.deepEqual(await offered('triage'), [])
})

test('what no keyboard types is left out of the answers kept, and names that mean something are names like others', async () => {
  const { caseId } = await openedCase(office, 'nought')
  const raw = JSON.parse('{"note": "It is \\u0000blue \\ud800", "__proto__": {"a\\u0000": "b"}}')
  const id = await step('officer', { caseId, step: 'note', raw, seen: 'lost' })
  const { chronology } = await office.as('officer', tx => readCase(tx, caseId))
  assert.equal(JSON.stringify(chronology.at(-1)?.answers), '{"note":"It is blue \ufffd","__proto__":{"a":"b"}}')
  const entry = { caseId, entryId: id, raw: { note: 'It is \0green' }, why: 'Poor light' }
  await office.as('officer', tx => correct(tx, entry))
})

test('the same form sent again, even at once, is one entry, and with other words it is another', async () => {
  const { caseId } = await openedCase(office, 'sent again')
  const id = newId<'entry'>()
  const note = (words: string) => step('officer', { id, caseId, step: 'note', raw: { note: words }, seen: 'lost' })
  assert.deepEqual(await Promise.all([note('Blue'), note('Blue'), note('Blue')]), [id, id, id])
  assert.notEqual(await note('Green'), id)
  const { chronology } = await office.as('officer', tx => readCase(tx, caseId))
  assert.deepEqual(
    chronology.filter(entry => entry.step === 'note').map(entry => entry.answers),
    [{ note: 'Blue' }, { note: 'Green' }],
  )
})

test('a decision sent again under another lawful basis is another entry', async () => {
  const { caseId } = await openedCase(office, 'under another basis')
  const id = newId<'entry'>()
  const giveUp = (lawfulBasis: string) =>
    step('hateSupervisor', {
      ...{ id, caseId, step: 'giveUp', raw: { why: 'Nowhere' }, seen: 'lost', rationale: 'We looked', lawfulBasis },
    })
  const [one, other] = office.house.lawfulBases.map(basis => basis.id)
  assert.equal(await giveUp(one!), id)
  assert.equal(await giveUp(one!), id)
  assert.notEqual(await giveUp(other!), id)
})

test('whoever heard nothing of the step that moved the case, and sends it again, is told that it was taken', async () => {
  const { caseId } = await openedCase(office, 'moved by the first')
  const sent = { id: newId<'entry'>(), caseId, step: 'find', raw: found, seen: 'lost' }
  assert.equal(await step('officer', sent), await step('officer', sent))
  await assert.rejects(step('officerToo', sent), refused('case-moved'))
})

test('what is no decision keeps no lawful basis, though one is sent with it', async () => {
  const { caseId } = await openedCase(office, 'no decision')
  const note = { caseId, step: 'note', raw: { note: 'Blue' }, seen: 'lost', lawfulBasis: 'public-task' }
  await step('officer', note)
  const [entry] = await office.seen(
    "select lawful_basis, decision from kernel.chronology where case_id = $1 and step = 'note'",
    [caseId],
  )
  assert.deepEqual(entry, { lawful_basis: null, decision: false })
})

test('when it happened is what the step asks, up to this very instant, and nothing that is still to come', () => {
  const find = umbrellas.case!.steps.find!
  const when = (answer: Date) =>
    whenIn({ step: { ...find, when: 'found' }, answers: { found: answer.toISOString() } }, aWednesday)
  const soon = new Date(aWednesday.getTime() + 1)
  const before = new Date(aWednesday.getTime() - 1)
  assert.deepEqual([when(before), when(aWednesday)], [before, aWednesday])
  assert.throws(() => when(soon), Invalid)
  assert.equal(whenIn({ step: find, answers: { found: soon.toISOString() } }, aWednesday), undefined)
})
