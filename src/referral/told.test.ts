/* The promise to whoever refers, held from their first page to the last: they are told what came of it. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serve } from '#web'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { openPost, type Post } from '../../test/post.ts'
import { child, filled, hidden } from '../../test/referral.ts'
import { browser, type Worker } from '../../test/worker.ts'
import { allRoutes } from '../commands/routes.ts'
import { shownCarrier } from '../messages/index.ts'

let post: Post
let school: Worker
let triage: Worker
let close: () => Promise<void>

before(async () => {
  const opened: { database?: Post['database'] } = {}
  post = await openPost(shownCarrier(() => opened.database!))
  const { house, database } = post
  opened.database = database
  const server = await serve({ house, database, routes: allRoutes({ ...post.built, house }), now: () => aWednesday })
  close = async () => void (await server.close())
  school = browser(server)
  triage = browser(server)
  assert.equal((await triage.post('/hub/sign-in', { user: cast.triage.id })).status, 303)
})
after(async () => {
  await close?.()
  await post?.close()
})

/** Refers, and returns what the last page gave them and what the hub knows it by. */
async function referred(fields: Readonly<Record<string, string | readonly string[]>>) {
  const last = await filled(school, '/refer/9', fields)
  assert.equal(last.status, 200, last.words)
  const done = await school.post('/refer/9/send', { draft: hidden(last, '/refer/9/send'), do: 'send' })
  const reference = /SK-[\w-]+/.exec(done.words)?.[0] ?? assert.fail(done.words)
  const code = /id="receipt"[^>]*>([\w-]+)</.exec(done.html)?.[1] ?? assert.fail(done.words)
  const [row] = await post.seen<{ id: string }>('select id from kernel.reports where reference = $1', [reference])
  return { done, reference, code, id: row!.id }
}

const children = (id: string) =>
  post.seen<{ record_id: string }>(
    `select record_id from kernel.report_people where report_id = $1 and part = 'child' order by record_id`,
    [id],
  )

const decide = async (id: string, record: string): Promise<void> => {
  const decision = { what: 'no-further-action', rationale: 'Help is there already', lawfulBasis: 'public-task' }
  const answer = await triage.post(`/hub/reports/${id}/people/${record}/decide`, {
    ...{ ...decision, told: 'not-yet', view: 'not-known' },
  })
  assert.equal(answer.status, 303, answer.words)
}

const duty = (id: string) =>
  post.seen<{ result: string | null; due_at: Date; work: number }>(
    `select result, due_at, (select count(*)::int from kernel.work w where w.clock_id = c.id) as work
       from kernel.clocks c where report_id = $1 and clock = 'feedback'`,
    [id],
  )

describe('whoever refers', () => {
  it('is told that it came, and of every child what came of it, by the next working day after the last decision', async () => {
    const { id, reference, code, done } = await referred({ ...child, 'child.1.given': 'Rosalind' })
    assert.match(done.words, /you are told what came of it within 1 working day/)
    await post.work()
    const acknowledged = await post.seen(
      `select state, template from messages.messages where report_id = $1 order by queued_at`,
      [id],
    )
    assert.deepEqual(acknowledged, [{ state: 'sent', template: 'received' }])
    assert.match((await school.post('/return', { code })).words, /We have your report/)

    await triage.open(`/hub/reports/${id}`)
    assert.match((await school.post('/return', { code })).words, /A person has read your report/)
    const [one, other] = await children(id)
    await decide(id, one!.record_id)
    assert.deepEqual(await duty(id), [], 'one child is still undecided')
    await decide(id, other!.record_id)
    assert.deepEqual(await duty(id), [{ result: null, due_at: new Date('2026-11-19T23:59:59.999Z'), work: 1 }])
    const list = await triage.get('/hub?kind=feedback')
    assert.ok(list.html.includes(`/hub/reports/${id}/feedback`), list.words)

    const page = await triage.get(`/hub/reports/${id}/feedback`)
    const [, way] = /value="([^"]+)"[^>]*>\s*<label[^>]*>\s*Send an email to dsl@example\.org/.exec(page.html) ?? []
    const key = page.forms[`/hub/reports/${id}/feedback`]?.key ?? ''
    const told = 'Thank you. Somebody is in touch with the family.'
    const sent = await triage.post(`/hub/reports/${id}/feedback`, { key, told, how: way ?? '' })
    assert.equal(sent.status, 303, sent.words)
    assert.equal((await duty(id))[0]?.result, null, 'to have queued it is not to have told them')
    await post.work()
    assert.deepEqual(
      (await duty(id)).map(({ result, work }) => ({ result, work })),
      [{ result: 'met', work: 0 }],
    )
    const outbox = await triage.get('/hub/outbox')
    for (const words of ['To dsl@example.org', `This is about ${reference}`, told])
      assert.match(outbox.words, new RegExp(words))
  })

  it('is owed it as much with a telephone alone, until somebody says that they have called', async () => {
    const { id } = await referred({ ...child, email: '', what: 'A mark on his arm on Tuesday.' })
    await triage.open(`/hub/reports/${id}`)
    for (const { record_id } of await children(id)) await decide(id, record_id)
    const page = await triage.get(`/hub/reports/${id}/feedback`)
    assert.match(page.words, /01632 960 044/)
    assert.doesNotMatch(page.words, /Send (an email|a text)/)
    const form = page.forms[`/hub/reports/${id}/feedback`]
    await triage.post(`/hub/reports/${id}/feedback`, { key: form?.key ?? '', told: 'It was looked at', how: 'called' })
    assert.deepEqual(
      (await duty(id)).map(({ result, work }) => ({ result, work })),
      [{ result: 'met', work: 0 }],
    )
  })
})
