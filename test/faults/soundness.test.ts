import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import { owner } from '../cast.ts'
import { decision, personIn } from '../decided.ts'
import { type TestHub, testHub } from '../worker.ts'
import { type Asked, asking } from './database-asked.ts'
import { emptyLedger, type Ledger } from './ledger.ts'
import { faultsIn } from './soundness.ts'
import { structure } from './structure.ts'

/* The checks that follow every misfortune, tried on what is broken on purpose: one that finds nothing proves nothing. */

let hub: TestHub
let asked: Asked
let ledger: Ledger
before(async () => {
  hub = await testHub()
  asked = asking(() => hub.it.db.ownerUrl)
  ledger = emptyLedger()
  await aCaseLived()
})
after(async () => {
  await asked.close()
  await hub.it.close()
})

/** A report, a decision, a case with steps, a correction and a document, as users do them. */
async function aCaseLived(): Promise<void> {
  const [triage, officer] = [await hub.worker('triage'), await hub.worker('officer')]
  const { id, reference } = await hub.report({ kinds: ['threats'], threat: 'yes' })
  ledger.acknowledged.push({ what: 'report', reference })
  const record = await personIn(hub, id)
  await triage.open(`/hub/reports/${id}`, 'triage')
  await triage.post(`/hub/reports/${id}/people/${record}/decide`, decision(hub, { rationale: 'decided' }))
  ledger.acknowledged.push({ what: 'decision', reportId: id, recordId: record, rationale: 'decided' })
  const [{ caseId } = { caseId: '' }] = await hub.rows<{ caseId: string }>('select id as "caseId" from kernel.cases')
  await officer.open(`/hub/cases/${caseId}`)
  const at = `/hub/cases/${caseId}`
  await officer.post(`${at}/steps/contact`, { 'take.seen': 'referred', how: 'phone', wishes: 'reached', safe: 'yes' })
  await officer.post(`${at}/steps/note`, { 'take.seen': 'contacted', note: 'noted' })
  for (const [step, words] of [
    ['contact', 'reached'],
    ['note', 'noted'],
  ] as const)
    ledger.acknowledged.push({ what: 'step', caseId, step, words })
  const [entry] = await hub.rows<{ id: string }>("select id from kernel.chronology where step = 'note'")
  await officer.post(`${at}/entries/${entry?.id}/correct`, { note: 'corrected', 'take.correcting': 'A slip' })
  ledger.acknowledged.push({ what: 'correction', caseId, entryId: entry?.id ?? '', words: 'corrected' })
  const file = { name: 'a.bin', type: 'application/octet-stream', bytes: randomBytes(500) }
  await officer.upload(`${at}/documents`, { title: 'kept' }, file)
  const [document] = await hub.rows<{ sha256: Buffer }>('select sha256 from kernel.documents')
  ledger.acknowledged.push({ what: 'document', caseId, title: 'kept', sha256: document?.sha256.toString('hex') ?? '' })
}

/** What the checks find, with every trigger of the tables out of the way: only what is broken is to be seen. */
const found = async (broken?: string): Promise<readonly string[]> =>
  owner(hub.it.db.ownerUrl, async client => {
    const ask = async <Row>(statement: string, values: readonly unknown[] = []) =>
      (await client.query(statement, [...values])).rows as Row[]
    await client.query('begin')
    try {
      await client.query("set local session_replication_role = 'replica'")
      if (broken) assert.ok((await client.query(broken)).rowCount, `nothing was broken by ${broken}`)
      return await faultsIn({ ask, house: hub.it.house, ledger }, { whole: true })
    } finally {
      await client.query('rollback')
    }
  })

/** For each rule of structure, something that breaks it. */
const broken: Readonly<Record<string, readonly string[]>> = {
  'a report has one triage clock, one event in the outbox and a row in the audit': [
    "delete from kernel.clocks where clock = 'triage'",
    "delete from kernel.outbox where event = 'report.received'",
    "delete from kernel.audit where action = 'report.receive'",
  ],
  'a report of a threat has an alert and a clock for it': [
    'delete from kernel.alerts',
    "delete from kernel.clocks where clock = 'threat-seen'",
  ],
  'triage waits in the worklist exactly while its clock runs': [
    "update kernel.clocks set ended_at = null, result = null where clock = 'triage'",
  ],
  'triage ends exactly when everybody concerned has been decided on': ['delete from kernel.decisions'],
  'one decision stands for a person in a report': [
    `insert into kernel.decisions select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).* from kernel.decisions d`,
  ],
  'a case has one opening, first in its chronology, one event and its agencies': [
    "delete from kernel.chronology where step = 'opened'",
    "delete from kernel.outbox where event = 'case.opened'",
    'delete from kernel.case_people',
  ],
  'a case from a report has the decision that opened it, and a decision to refer has its case': [
    'delete from kernel.decisions',
  ],
  'the history of a case connects and leads to where the case is': [
    "delete from kernel.chronology where step = 'contact'",
    "update kernel.cases set state = 'referred'",
  ],
  'a case is closed exactly when it is at an end': ['update kernel.cases set closed_at = opened_at'],
  'a closed case has no clock running and no step waiting': ['update kernel.cases set closed_at = opened_at'],
  'a case has each clock that runs from its opening': ["delete from kernel.clocks where clock = 'support'"],
  'a step waits in the worklist exactly while its clock runs': ["delete from kernel.work where kind = 'step'"],
  'a clock ended when an entry says that something was done': [
    "update kernel.clocks set ended_at = ended_at + interval '1 second' where clock = 'contact'",
  ],
  'a clock that was met ended in time, and one that was late did not': [
    "update kernel.clocks set result = 'late' where clock = 'contact'",
  ],
  'an entry, a decision and a document have their row in the audit, in the name of whoever did it': [
    "delete from kernel.audit where action = 'case.take'",
    "delete from kernel.audit where action = 'report.decide'",
    "delete from kernel.audit where action = 'document.add'",
  ],
  'an entry is corrected at most once, and within its case': [
    'update kernel.chronology set case_id = gen_random_uuid() where corrects is not null',
  ],
}

/** Of things that were acknowledged: lost, doubled, or other than they were. */
const lost: Readonly<Record<string, string>> = {
  report: "update kernel.reports set reference = 'SK-0000-0000'",
  decision: 'delete from kernel.decisions',
  step: "delete from kernel.chronology where step = 'note' and corrects is null",
  correction: 'delete from kernel.chronology where corrects is not null',
  document: 'delete from kernel.documents',
}

describe('the checks that follow every misfortune', () => {
  test('find nothing wrong where nothing is', async () => {
    assert.deepEqual(await found(), [])
  })

  for (const [rule, statements] of Object.entries(broken)) {
    test(`find what breaks the rule that ${rule}`, async () => {
      for (const statement of statements) {
        const faults = await found(statement)
        assert.ok(
          faults.some(fault => fault.startsWith(`${rule}: `)),
          `${statement} was not found, but ${faults.join('; ')}`,
        )
      }
    })
  }

  test('have something that breaks every rule, but for that of the checksums, which PostgreSQL keeps itself', () => {
    const kept = 'no page of the database is other than it was written'
    assert.deepEqual([...Object.keys(broken), kept].sort(), Object.keys(structure).sort())
  })

  for (const [what, statement] of Object.entries(lost)) {
    test(`find an acknowledged ${what} that is lost`, async () => {
      const faults = await found(statement)
      assert.ok(
        faults.some(fault => fault.startsWith(`an acknowledged ${what} is there 0 times`)),
        faults.join('; '),
      )
    })
  }

  test('find a step that is there twice', async () => {
    const faults = await found(
      `insert into kernel.chronology overriding system value
         select (jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid(), 'position', 1000000))).* from kernel.chronology e where step = 'note' and corrects is null`,
    )
    assert.ok(faults.includes('an acknowledged step is there 2 times: noted'), faults.join('; '))
  })

  test('find a report that nobody was told of', async () => {
    const [first] = ledger.acknowledged
    assert.ok(first)
    const untold = { ...ledger, acknowledged: ledger.acknowledged.filter(one => one !== first) }
    const faults = await faultsIn({ ask: asked.ask, house: hub.it.house, ledger: untold }, { whole: true })
    assert.deepEqual(faults, ['0 of report were acknowledged, and 1 are there'])
  })

  test('find a file that is not what was sent, and one that is gone', async () => {
    const other = ledger.acknowledged.map(one => (one.what === 'document' ? { ...one, sha256: 'other' } : one))
    const held = { ask: asked.ask, house: hub.it.house, ledger: { ...ledger, acknowledged: other } }
    assert.deepEqual(await faultsIn(held), ['the file of kept is not what was sent'])
    const [{ id } = { id: '' }] = await hub.rows<{ id: string }>('select id from kernel.documents')
    await hub.it.house.documents.remove(id)
    assert.match(String(await faultsIn({ ...held, ledger })), /the file of kept is named and cannot be read/)
  })
})
