import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { fromOnePlace, isWork, newFlood } from '#web'
import { aWednesday, type TestHouse, testHouse } from '../../test/house.ts'
import { child, filled, hidden } from '../../test/referral.ts'
import { browser } from '../../test/worker.ts'
import { sourceOf } from '../web/source.ts'
import { referralRoutes } from './index.ts'

let home: TestHouse
before(async () => {
  home = await testHouse()
})
after(() => home?.close())

test('in a flood a referral waits a moment too, keeps all that was typed, and is itself counted', async () => {
  const flood = newFlood()
  const school = browser(await home.server(referralRoutes({ flood })))
  const send = '/refer/9/send'
  const last = await filled(school)
  const source = sourceOf('127.0.0.1', aWednesday)
  for (let sent = 1; sent < fromOnePlace; sent++) flood.note(source, aWednesday)
  const first = await school.post(send, { draft: hidden(last, send), do: 'send' })
  assert.match(first.heading, /We have your referral/)

  const next = await filled(school, '/refer/9', { ...child, what: 'Another mark.' })
  const moment = await school.post(send, { draft: hidden(next, send), do: 'send' })
  assert.equal(moment.heading, 'One moment')
  assert.match(moment.words, /press “Send the referral”/)
  const { draft = '', challenge = '' } = moment.forms[send] ?? {}
  let answer = 0
  while (!isWork(challenge, String(answer))) answer++
  const done = await school.post(send, { draft, challenge, answer: String(answer), do: 'send' })
  assert.match(done.heading, /We have your referral/)
})

test('to put it aside costs a moment as well in a flood, so that no machine fills what others need', async () => {
  const flood = newFlood()
  const school = browser(await home.server(referralRoutes({ flood })))
  const send = '/refer/9/send'
  const source = sourceOf('127.0.0.1', aWednesday)
  for (let sent = 1; sent < fromOnePlace; sent++) flood.note(source, aWednesday)
  const form = await school.get('/refer/9')
  const save = () => school.post('/refer/9', { ...child, draft: hidden(form, '/refer/9'), do: 'save' })
  assert.match((await save()).heading, /Your referral is saved/, 'and that one is itself counted')
  const moment = await save()
  assert.equal(moment.heading, 'One moment')
  const { draft = '', challenge = '', then = '' } = moment.forms[send] ?? {}
  const early = await school.post(send, { draft, challenge, then, answer: '', do: 'send' })
  assert.equal(early.heading, 'One moment')
  let answer = 0
  while (!isWork(challenge, String(answer))) answer++
  const saved = await school.post(send, { draft, challenge, then, answer: String(answer), do: 'send' })
  assert.match(saved.heading, /Your referral is saved/)
  const code = /id="code"[^>]*>([\w-]+)</.exec(saved.html)?.[1] ?? ''
  assert.match((await school.post('/refer/return', { code })).html, /It was the belt again/)
})
