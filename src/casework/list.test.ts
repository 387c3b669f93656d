import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { owner } from '../../test/cast.ts'
import { referred } from '../../test/decided.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
})
after(() => hub.it.close())

const referenceOf = async (caseId: string) =>
  (await hub.rows<{ reference: string }>('select reference from kernel.cases where id = $1', [caseId]))[0]!.reference

test('a case in which nothing is due any more is found by its supervisor, closed, and found again among the closed', async () => {
  const { caseId } = await referred(hub, triage)
  const reference = await referenceOf(caseId)
  const officer = await hub.worker('officer')
  await officer.open(`/hub/cases/${caseId}`)
  const offered = await officer.post(`/hub/cases/${caseId}/steps/offerSupport`, {
    'take.seen': 'referred',
    offered: 'both',
    answer: 'accepted',
  })
  assert.equal(offered.status, 303, offered.words)
  const supervisor = await hub.worker('hateSupervisor')
  assert.doesNotMatch((await supervisor.get('/hub')).words, new RegExp(reference))
  const open = await supervisor.get('/hub/cases')
  assert.match(open.words, new RegExp(`${reference}.*Nothing is due`))
  assert.ok(open.links.includes(`/hub/cases/${caseId}`))
  assert.doesNotMatch(open.words, /Ottilie|Examplewick/)
  await supervisor.open(`/hub/cases/${caseId}`)
  const closed = await supervisor.post(`/hub/cases/${caseId}/steps/close`, {
    'take.seen': 'supported',
    outcome: 'support',
    satisfied: 'very',
    'take.rationale': 'They have the support that they wanted',
    'take.lawfulBasis': hub.it.house.lawfulBases[0]!.id,
  })
  assert.equal(closed.status, 303, closed.words)
  assert.ok(!(await supervisor.get('/hub/cases')).links.includes(`/hub/cases/${caseId}`))
  assert.match((await supervisor.get('/hub/cases?state=closed')).words, new RegExp(reference))
})

test('a reference opens what it names however it is typed, and says nothing of what its reader may not see', async () => {
  const { caseId, report } = await referred(hub, triage)
  const reference = await referenceOf(caseId)
  const typed = encodeURIComponent(` ${reference.toLowerCase().replaceAll('-', '').replaceAll('0', 'o')} `)
  assert.equal((await triage.get(`/hub/cases?reference=${typed}`)).to, `/hub/cases/${caseId}`)
  const [told] = await hub.rows<{ reference: string }>('select reference from kernel.reports where id = $1', [report])
  assert.equal((await triage.get(`/hub/cases?reference=${told!.reference}`)).to, `/hub/reports/${report}`)
  const outsider = await hub.worker('refuge')
  const theirs = await outsider.get(`/hub/cases?reference=${reference}`)
  const nothing = await outsider.get('/hub/cases?reference=CA-0000-0000')
  assert.match(theirs.words, /No report or case that you may see has that reference/)
  assert.equal(theirs.html.replaceAll(reference, 'CA-0000-0000'), nothing.html)
  assert.equal((await triage.get('/hub/cases?reference=<script>')).status, 200)
})

test('cases come a page at a time, the latest opened first, and an address that is none of ours begins again', async () => {
  const [one] = await hub.rows<{ id: string }>('select id from kernel.cases limit 1')
  await owner(hub.it.db.ownerUrl, client =>
    client.query(
      `insert into kernel.cases (id, reference, programme, state, seen_by, opened_at)
       select gen_random_uuid(), 'CA-TEST-' || lpad(n::text, 4, '0'), programme, 'referred', seen_by, opened_at
         from kernel.cases, generate_series(1, 26) n where id = $1`,
      [one!.id],
    ),
  )
  const first = await triage.get('/hub/cases')
  const next = first.links.find(link => link.includes('before='))
  assert.ok(next)
  const second = await triage.get(next)
  const ofCases = (links: readonly string[]) => links.filter(link => /^\/hub\/cases\/[0-9a-f-]{36}$/.test(link))
  assert.equal(ofCases(first.links).length, 25)
  assert.deepEqual(
    ofCases(second.links).filter(link => first.links.includes(link)),
    [],
  )
  assert.equal((await triage.get('/hub/cases?before=made-up')).to, '/hub/cases')
})
