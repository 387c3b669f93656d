import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { referred } from '../../test/decided.ts'
import { type Fields, type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
let officer: Worker
let basis: string

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  officer = await hub.worker('officer')
  basis = hub.it.house.lawfulBases[0]!.id
})
after(() => hub.it.close())

/** A case at its start, with the officer's reason for opening it stated. */
async function aCase(more: Fields = {}): Promise<string> {
  const { caseId } = await referred(hub, triage, more)
  await officer.open(`/hub/cases/${caseId}`)
  return caseId
}

const latest = async (caseId: string) =>
  (
    await hub.rows<{ id: string; step: string; answers: Record<string, string>; happened_at: Date; recorded_at: Date }>(
      'select id, step, answers, happened_at, recorded_at from kernel.chronology where case_id = $1 order by position desc limit 1',
      [caseId],
    )
  )[0]!

test('a case shows how to reach somebody safely, its clocks with their authority, and only the steps of its reader', async () => {
  const id = await aCase()
  const page = await officer.get(`/hub/cases/${id}`)
  assert.match(page.words, /Never leave a message/)
  assert.match(page.words, /Weekdays before 3pm/)
  assert.match(page.words, /Unverified|not yet signed locally/)
  const steps = page.links.filter(link => link.includes('/steps/')).map(link => link.split('/').at(-1))
  assert.deepEqual(steps, ['tryContact', 'contact', 'offerSupport', 'cannotContact', 'seekOrder', 'note'])
  await triage.open(`/hub/cases/${id}`)
  assert.equal((await triage.get(`/hub/cases/${id}`)).links.filter(link => link.includes('/steps/')).length, 0)
  assert.equal((await triage.get(`/hub/cases/${id}/steps/note`)).status, 409)
})

test('a step that is wrong says so all at once and keeps what was typed', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/steps/cannotContact`
  const page = await officer.post(url, {
    'take.seen': 'referred',
    why: 'No number works',
    'take.day.day': '40',
    'take.day.month': '1',
    'take.day.year': '2026',
  })
  assert.equal(page.status, 422)
  assert.match(page.words, /Enter the reason for this decision/)
  assert.match(page.words, /Select the lawful basis/)
  assert.match(page.words, /Enter the day it happened/)
  assert.equal(page.forms[url]!.why, 'No number works')
  assert.equal(page.forms[url]!['take.day.day'], '40')
  assert.equal((await latest(id)).step, 'opened')
})

test('a date that cannot be is said, and nothing is recorded, even where all else is right', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/steps/note`
  for (const when of [
    { 'take.day.day': '31', 'take.day.month': '2', 'take.day.year': '2026' },
    { 'take.day.day': '19', 'take.day.month': '11', 'take.day.year': '2026' },
    { 'take.time': '14:30' },
  ]) {
    const page = await officer.post(url, { 'take.seen': 'referred', note: 'Kept', ...when })
    assert.equal(page.status, 422)
    assert.equal(page.forms[url]!.note, 'Kept')
  }
  assert.equal((await latest(id)).step, 'opened')
})

test('what happened earlier keeps both times, and the page says when it was written down', async () => {
  const id = await aCase()
  const taken = await officer.post(`/hub/cases/${id}/steps/note`, {
    'take.seen': 'referred',
    note: 'Seen in town',
    'take.day.day': '17',
    'take.day.month': '11',
    'take.day.year': '2026',
    'take.time': '14:30',
  })
  assert.equal(taken.status, 303)
  const entry = await latest(id)
  assert.equal(entry.happened_at.toISOString(), '2026-11-17T14:30:00.000Z')
  assert.equal(entry.recorded_at.toISOString(), '2026-11-18T10:30:00.000Z')
  assert.match((await officer.get(`/hub/cases/${id}`)).words, /Written down 18 November 2026 at 10:30am/)
})

test('of two people who take a step at once one succeeds, and the other is told and keeps their words', async () => {
  const id = await aCase()
  const other = await hub.worker('officerToo')
  await other.open(`/hub/cases/${id}`)
  const url = `/hub/cases/${id}/steps/contact`
  const typed = (wishes: string) => ({ 'take.seen': 'referred', how: 'phone', wishes, safe: 'yes' })
  const both = await Promise.all([officer.post(url, typed('First words')), other.post(url, typed('Second words'))])
  assert.deepEqual(both.map(one => one.status).sort(), [303, 409])
  const told = both.find(one => one.status === 409)!
  assert.match(told.words, /Somebody else has moved this case/)
  assert.match(told.words, both[0] === told ? /First words/ : /Second words/)
  const taken = await hub.rows(`select 1 from kernel.chronology where case_id = $1 and step = 'contact'`, [id])
  assert.equal(taken.length, 1)
})

test('a question asked only after one answer stands under that answer', async () => {
  const id = await aCase()
  const supervisor = await hub.worker('hateSupervisor')
  await supervisor.open(`/hub/cases/${id}`)
  const url = `/hub/cases/${id}/steps/close`
  const page = await supervisor.get(url)
  assert.match(page.html, /govuk-radios__conditional[^>]*>.*?Why were they not asked\?/s)
  const missing = await supervisor.post(url, {
    'take.seen': 'referred',
    outcome: 'none',
    satisfied: 'notAsked',
    'take.rationale': 'x',
    'take.lawfulBasis': basis,
  })
  assert.equal(missing.status, 422)
  assert.match(missing.words, /Enter why they were not asked/)
})

test('an entry is corrected by a later one, with a reason, and both are shown', async () => {
  const id = await aCase()
  await officer.post(`/hub/cases/${id}/steps/note`, { 'take.seen': 'referred', note: 'The wrong street' })
  const entry = await latest(id)
  const url = `/hub/cases/${id}/entries/${entry.id}/correct`
  const page = await officer.get(url)
  assert.equal(page.forms[url]!.note, 'The wrong street')
  const bare = await officer.post(url, { note: 'The right street' })
  assert.equal(bare.status, 422)
  assert.match(bare.words, /Enter why this is being corrected/)
  assert.equal(bare.forms[url]!.note, 'The right street')
  const corrected = await officer.post(url, { note: 'The right street', 'take.correcting': 'I misheard' })
  assert.equal(corrected.status, 303)
  const shown = await officer.get(`/hub/cases/${id}`)
  for (const words of [/The wrong street/, /The right street/, /I misheard/]) assert.match(shown.words, words)
  assert.match(shown.html, /<s>Add a note<\/s>/)
  assert.ok(shown.links.includes(`#entry-${(await latest(id)).id}`))
  assert.equal((await officer.post(url, { note: 'Again', 'take.correcting': 'Again' })).status, 409)
  const [kept] = await hub.rows<{ answers: { note: string } }>('select answers from kernel.chronology where id = $1', [
    entry.id,
  ])
  assert.equal(kept!.answers.note, 'The wrong street')
})

test('an agency that takes part reads the case, answers for its own actions, and changes nothing else', async () => {
  const id = await aCase({
    tell: ['rugby-borough-council'],
    'actions.0.agency': 'rugby-borough-council',
    'actions.0.what': 'Mend the gate',
    'actions.0.due.day': '20',
    'actions.0.due.month': '11',
    'actions.0.due.year': '2026',
  })
  const council = await hub.worker('community')
  const list = await council.get('/hub')
  assert.match(list.words, /Action/)
  const page = await council.open(`/hub/cases/${id}`)
  assert.match(page.words, /Your agency takes part in this case/)
  assert.equal(page.links.filter(link => /steps|documents$|shares$|actions$|correct/.test(link)).length, 0)
  for (const more of ['documents', 'shares', 'actions'])
    assert.equal((await council.get(`/hub/cases/${id}/${more}`)).status, 404)
  const [action] = await hub.rows<{ id: string }>('select id from kernel.actions where case_id = $1', [id])
  await council.open(`/hub/actions/${action!.id}`)
  assert.equal((await council.post(`/hub/actions/${action!.id}`, {})).status, 422)
  const done = await council.post(`/hub/actions/${action!.id}`, { evidence: 'Mended on Tuesday' })
  assert.equal(done.to, `/hub/actions/${action!.id}?done=action-done`)
  assert.match((await council.get(done.to!)).words, /You have recorded that this action is done/)
  assert.match((await officer.get(`/hub/cases/${id}`)).words, /Mended on Tuesday/)
  const outsider = await hub.worker('refuge')
  await outsider.post('/hub/open', { subject: action!.id, purpose: 'work-on-case', to: '/hub' })
  assert.equal((await outsider.get(`/hub/actions/${action!.id}`)).status, 404)
})

test('an action is set on a case, and appears in its agency’s worklist', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/actions`
  const wrong = await officer.post(url, { what: 'Fit a lock', 'due.day': '1', 'due.month': '1', 'due.year': '2020' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.words, /Enter a day that has not passed/)
  assert.equal(wrong.forms[url]!.what, 'Fit a lock')
  const set = await officer.post(url, {
    what: 'Fit a lock',
    agency: 'rugby-borough-council',
    'due.day': '1',
    'due.month': '12',
    'due.year': '2026',
  })
  assert.equal(set.status, 303)
  const work = await hub.rows(
    `select 1 from kernel.work where case_id = $1 and queue = 'agency:rugby-borough-council'`,
    [id],
  )
  assert.equal(work.length, 1)
})

test('sharing records a power and a purpose, and lets an agency in only where that was chosen', async () => {
  const id = await aCase()
  const url = `/hub/cases/${id}/shares`
  const typed = { agency: 'probation', what: 'That there is a risk', purpose: 'To keep her safe', power: basis }
  assert.equal((await officer.post(url, { agency: 'probation' })).status, 422)
  assert.equal((await officer.post(url, typed)).status, 303)
  assert.equal((await hub.rows('select 1 from kernel.case_agencies where case_id = $1', [id])).length, 0)
  assert.equal((await officer.post(url, { ...typed, join: 'yes' })).status, 303)
  assert.equal((await hub.rows('select 1 from kernel.case_agencies where case_id = $1', [id])).length, 1)
  assert.equal((await hub.rows('select 1 from kernel.shares where case_id = $1', [id])).length, 2)
})

test('every look at a case is audited under the reason that was stated', async () => {
  const id = await aCase()
  const supervisor = await hub.worker('hateSupervisor')
  await supervisor.post('/hub/open', {
    subject: id,
    purpose: 'supervise',
    note: 'Monthly check',
    to: `/hub/cases/${id}`,
  })
  await supervisor.get(`/hub/cases/${id}`)
  const rows = await hub.rows(
    `select purpose, note, result from kernel.audit where action = 'case.read' and actor = $1`,
    [`user:${cast.hateSupervisor.id}`],
  )
  assert.deepEqual(rows.at(-1), { purpose: 'supervise', note: 'Monthly check', result: 'done' })
})

test('an action or a disclosure sent twice by one form, even at once, is recorded once, and with other words again', async () => {
  const id = await aCase()
  const twice: readonly (readonly [string, Fields, Fields])[] = [
    [
      'actions',
      { what: 'Mend the gate', agency: cast.community.agency, 'due.day': '20', 'due.month': '11', 'due.year': '2026' },
      { what: 'Mend the door' },
    ],
    [
      'shares',
      {
        agency: cast.community.agency,
        what: 'The address',
        purpose: 'To visit',
        power: basis,
      },
      { what: 'The address and the name' },
    ],
  ]
  for (const [table, fields, other] of twice) {
    const url = `/hub/cases/${id}/${table}`
    const form = (await officer.get(url)).forms[url]
    const send = (more: Fields = {}) => officer.post(url, { ...form, ...fields, ...more })
    for (const sent of await Promise.all([send(), send()])) assert.equal(sent.status, 303, sent.words)
    assert.equal((await send(other)).status, 303)
    const said = await hub.rows(`select what from kernel.${table} where case_id = $1 order by what`, [id])
    assert.deepEqual(
      said.map(one => one.what),
      [fields.what, other.what].sort(),
    )
  }
})
