import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { cast } from '../../test/cast.ts'
import { referred } from '../../test/decided.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
})
after(() => hub.it.close())

test('nobody who is not signed in sees the worklist, and signing in leads back to where they were going', async () => {
  const stranger = hub.stranger()
  const turned = await stranger.get('/hub?kind=triage')
  assert.equal(turned.status, 303)
  assert.equal(turned.to, '/hub/sign-in?to=%2Fhub%3Fkind%3Dtriage')
  const page = await stranger.get(turned.to!)
  assert.match(page.words, /Wren Quillfeather/)
  const entered = await stranger.post('/hub/sign-in', { user: cast.triage.id, to: page.forms['/hub/sign-in']!.to! })
  assert.equal(entered.to, '/hub?kind=triage')
  assert.match(String(entered.answer.headers['set-cookie']), /HttpOnly/)
  assert.equal((await stranger.get('/hub')).status, 200)
})

test('signing in leads to no other site, whatever the address says', async () => {
  for (const to of [
    'https://example.org/',
    '//example.org',
    '/hub/../../x',
    '/hubris',
    '/\\example.org',
    '/hub//example.org\r\nx: y',
  ]) {
    const entered = await hub.stranger().post('/hub/sign-in', { user: cast.triage.id, to })
    assert.equal(new URL(entered.to!, 'http://here.test').host, 'here.test')
    assert.ok(entered.to!.startsWith('/hub'), to)
  }
})

test('a session ends for good when its owner signs out', async () => {
  const worker = await hub.worker('triageToo')
  const cookie = worker.cookie()
  await worker.post('/hub/sign-out')
  const again = await hub.server.inject({ url: '/hub', headers: { cookie } })
  assert.equal(again.statusCode, 303)
})

test('somebody who was never in the cast cannot sign in', async () => {
  const refused = await hub.stranger().post('/hub/sign-in', { user: '00000000-0000-7000-8000-000000009999' })
  assert.equal(refused.status, 422)
  assert.equal(refused.answer.headers['set-cookie'], undefined)
})

test('a session that runs out in the middle of a form loses nothing that was typed', async () => {
  const { caseId } = await referred(hub, triage)
  const worker = await hub.worker('officer')
  await worker.open(`/hub/cases/${caseId}`)
  const step = `/hub/cases/${caseId}/steps/note`
  const form = await worker.get(step)
  const typed = { ...form.forms[step], note: 'A long note\nof two lines & <marks>' }
  await worker.post('/hub/sign-out')
  const out = await worker.post(step, typed)
  assert.equal(out.status, 401)
  const again = await worker.post('/hub/sign-in/again', out.forms['/hub/sign-in/again']!)
  assert.match(again.words, /What you typed is safe/)
  const back = await worker.post('/hub/sign-in', { ...again.forms['/hub/sign-in'], user: cast.officer.id })
  assert.equal(back.heading, 'You are signed in again')
  const resent = await worker.post(step, back.forms[step])
  assert.equal(resent.heading, 'Why do you need to see this?')
  assert.equal(resent.forms['/hub/open']!.note, '', 'what is written of a person does not become a note for the audit')
  const stated = await worker.post('/hub/open', { ...resent.forms['/hub/open'], purpose: 'work-on-case' })
  assert.equal(stated.heading, 'Your reason has been noted')
  const sent = await worker.post(step, stated.forms[step])
  assert.equal(sent.to, `/hub/cases/${caseId}?done=taken`)
  const [entry] = await hub.rows<{ answers: { note: string } }>(
    'select answers from kernel.chronology where case_id = $1 order by position desc',
    [caseId],
  )
  assert.equal(entry!.answers.note.replaceAll('\r', ''), 'A long note\nof two lines & <marks>')
})
