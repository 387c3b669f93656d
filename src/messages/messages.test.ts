import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import type { Carried, Carrier, Letter, Told } from '#kernel'
import { aWednesday } from '../../test/house.ts'
import { openPost, type Post } from '../../test/post.ts'
import { queueMessage, tellReporter } from './index.ts'

const sent: Letter[] = []
let answers: Carried[] = []
let had = new Set<string>()
/** A carrier that answers as a test tells it to, and notes what it was given. */
const carrier: Carrier = {
  channels: ['email', 'text'],
  carry: async letter => {
    sent.push(letter)
    const answer = answers.shift() ?? { is: 'taken', number: 'n1' }
    if (answer.is === 'taken' || (answer.is === 'later' && answer.perhaps)) had.add(letter.reference)
    return answer
  },
  took: async ({ reference }) => had.has(reference),
}

let post: Post
before(async () => {
  post = await openPost(carrier)
})
after(() => post.close())
beforeEach(async () => {
  await post.seen('delete from kernel.jobs')
  await post.seen('update kernel.outbox set handled_at = now()')
  sent.length = 0
  answers = []
  had = new Set()
})
const later = (seconds: number) => new Date(aWednesday.getTime() + seconds * 1000)
const about = (reportId: string) =>
  post.seen<{ id: string; state: string; why: string | null; tries: number; due_at: Date; template: string }>(
    'select id, state, why, tries, due_at, template from messages.messages where report_id = $1 order by queued_at, id',
    [reportId],
  )
const workOf = (reportId: string) =>
  post.seen("select queue, kind from kernel.work where report_id = $1 and kind <> 'triage'", [reportId])
const events = async (id: string) =>
  (
    await post.seen<{ what: string }>('select what from messages.events where message_id = $1 order by position', [id])
  ).map(one => one.what)
const queue = async (reportId: string, at = aWednesday) =>
  post.as(
    'triage',
    async tx => queueMessage(tx, { template: 'reply', to: await post.contact(reportId), about: { reportId } }),
    { at },
  )

test('whoever reports and gives a safe address is told that it arrived, in words that reveal nothing', async () => {
  const report = await post.report('plain')
  assert.equal(await post.work(), 1)
  assert.equal(sent.length, 1)
  const [letter] = sent
  assert.equal(letter!.to, 'ada.galoshes@example.org')
  assert.equal(letter!.subject, 'A message about your enquiry')
  const [{ reference } = { reference: '' }] = await post.seen<{ reference: string }>(
    'select reference from kernel.reports where id = $1',
    [report],
  )
  assert.match(letter!.text, new RegExp(`Your reference is ${reference}`))
  assert.doesNotMatch(`${letter!.subject} ${letter!.text}`, /hate|crime|police|victim|Ada|Safekeep|abuse|harm|report/i)
  const [message] = await about(report)
  assert.deepEqual([message!.state, message!.tries], ['sent', 1])
  assert.deepEqual(await events(message!.id), ['queued', 'begun', 'sent'])
  assert.equal(await post.work(later(60)), 0)
})

const phoned = (key: string, more: Told) =>
  post.report(key, { email: '', phone: '07700 900 123', phoneSafe: 'yes', ...more }, aWednesday, 'domestic-abuse')

test('a phone is sent a text only where it takes and may have one and is private, and by day', async () => {
  await phoned('shared', { phoneUse: 'text', phoneSafe: 'no' })
  await phoned('called', { phoneUse: 'call' })
  await phoned('landline', { phone: '01632 960 001', phoneUse: 'either' })
  const own = await phoned('own', { phoneUse: 'text' })
  await post.work(new Date('2026-11-19T02:00:00Z'))
  assert.equal(sent.length, 0)
  assert.deepEqual((await about(own))[0]!.due_at, new Date('2026-11-19T08:00:00Z'))
  await post.work(new Date('2026-11-19T08:00:00Z'))
  assert.deepEqual(
    sent.map(one => [one.channel, one.to]),
    [['text', '07700 900 123']],
  )
  assert.ok(sent[0]!.text.length <= 160, `${sent[0]!.text.length} characters`)
})

test('a message waits for a safe time, and goes then', async () => {
  const friday = new Date('2026-11-20T16:00:00Z')
  const report = await post.report('times', { safeTimes: 'weekdays before 3pm' }, friday)
  await post.work(friday)
  assert.equal(sent.length, 0)
  const [message] = await about(report)
  assert.deepEqual([message!.state, message!.due_at], ['waiting', new Date('2026-11-23T00:00:00Z')])
  await post.work(new Date('2026-11-23T00:00:00Z'))
  assert.equal(sent.length, 1)
})

test('times that only a person can judge wait for a person, who is given work', async () => {
  const report = await post.report('unread', { safeTimes: 'when he is at work' })
  await post.work()
  assert.equal(sent.length, 0)
  const [message] = await about(report)
  assert.deepEqual([message!.state, message!.why], ['held', 'times-unread'])
  assert.deepEqual(await workOf(report), [{ queue: 'hub:triage', kind: 'message' }])
})

test('what was changed after it was queued is looked at afresh: unsafe now is not sent', async () => {
  const report = await post.report('changed')
  await post.work()
  sent.length = 0
  assert.equal(await queue(report), 'queued')
  await post.seen("update kernel.person_contacts set safe_to_use = 'no' where id = $1", [await post.contact(report)])
  await post.work(later(1))
  assert.equal(sent.length, 0)
  const message = (await about(report)).at(-1)!
  assert.deepEqual([message.state, message.why], ['refused', 'unsafe'])
  assert.deepEqual(await workOf(report), [{ queue: 'hub:triage', kind: 'message' }])
})

test('a number that was put right meanwhile is the one that is used', async () => {
  const report = await post.report('corrected')
  await post.work()
  sent.length = 0
  await queue(report)
  await post.seen("update kernel.person_contacts set value = 'ada@example.net' where id = $1", [
    await post.contact(report),
  ])
  await post.work(later(1))
  assert.deepEqual(
    sent.map(one => one.to),
    ['ada@example.net'],
  )
})

test('each of the rules is refused when it is asked for, recorded with why, and becomes work', async () => {
  for (const [set, why] of [
    ["safe_to_use = 'no'", 'unsafe'],
    ["safe_to_use = 'not-known'", 'unsure'],
    ['undeliverable_at = now()', 'undeliverable-before'],
    ["kind = 'text'", 'never-leave-message'],
    ["kind = 'phone', never_leave_message = false", 'not-by-this'],
  ]) {
    const report = await post.report(`rule ${set}`)
    await post.seen(`update kernel.person_contacts set ${set} where id = $1`, [await post.contact(report)])
    assert.equal(await queue(report), 'refused', why)
    assert.deepEqual(
      (await about(report)).map(one => [one.state, one.why]),
      [['refused', why]],
    )
    assert.equal((await workOf(report)).length, 1)
    await post.work()
  }
  assert.equal(sent.length, 0)
})

test('the database refuses what the code would let through, when it is queued and when it is handed over', async () => {
  const report = await post.report('second wall')
  await post.work()
  await queue(report)
  const id = (await about(report)).at(-1)!.id
  const contact = await post.contact(report)
  const set = (what: string) => post.seen(`update kernel.person_contacts set ${what} where id = $1`, [contact])
  const begun = (at: Date) =>
    post.database.as(
      { actor: { kind: 'job', name: 'send-message' }, action: 'try', purpose: 'keep-the-house', at },
      tx => sql`update messages.messages set begun_at = ${at} where id = ${id}`.execute(tx.db),
    )
  await set("safe_times = 'weekdays before 3pm'")
  await assert.rejects(begun(aWednesday), { code: 'SK005' })
  await set("safe_times = '', safe_to_use = 'not-known'")
  await assert.rejects(begun(aWednesday), { code: 'SK005' })
  const insert = (channel: string) =>
    post.as('triage', tx =>
      sql`insert into messages.messages (id, template, version, language, report_id, record_id, contact_id, channel, queue, queued_by, queued_at, state, due_at)
            select gen_random_uuid(), 'survey', 'x', 'en', ${report}, record_id, id, ${channel}, 'hub:triage', kernel.actor(), now(), 'waiting', now()
              from kernel.person_contacts where id = ${contact}`.execute(tx.db),
    )
  await assert.rejects(insert('email'), { code: 'SK005' })
  await set("safe_to_use = 'yes'")
  await assert.rejects(insert('text'), { code: 'SK005' })
  await insert('email')
  await set("kind = 'phone', never_leave_message = false")
  await assert.rejects(insert('text'), { code: 'SK005' })
})

test('several replies before it has gone are one message, and each that goes is in the audit', async () => {
  const report = await post.report('replies')
  await post.work()
  for (const _ of [1, 2, 3]) assert.equal(await queue(report), 'queued')
  await post.work(later(5))
  assert.deepEqual(
    (await about(report)).map(one => one.template),
    ['received', 'reply'],
  )
  const audited = await post.seen(
    "select distinct actor, action from kernel.audit where action like 'message.%' and $1 = any (reports)",
    [report],
  )
  assert.deepEqual(audited, [{ actor: 'job:send-message', action: 'message.begin' }])
})

test('a carrier that is busy is tried again, later each time, and never sooner than it asked', async () => {
  answers = [
    { is: 'later', why: 'too-many', after: 90_000 },
    { is: 'later', why: 'out-of-order' },
  ]
  const report = await post.report('busy')
  await post.work()
  assert.deepEqual((await about(report))[0]!.due_at, later(90))
  await post.work(later(89))
  assert.equal(sent.length, 1)
  await post.work(later(90))
  assert.deepEqual((await about(report))[0]!.due_at, later(90 + 60))
  await post.work(later(150))
  assert.deepEqual([sent.length, (await about(report))[0]!.state], [3, 'sent'])
})

test('an answer that was lost is asked after, and nothing is sent twice', async () => {
  answers = [{ is: 'later', why: 'no-answer', perhaps: true }]
  const report = await post.report('lost')
  await post.work()
  await post.work(later(30))
  assert.deepEqual([sent.length, (await about(report))[0]!.state], [1, 'sent'])
})

test('what can never be delivered marks the contact, is work for a person, and nothing more is sent there', async () => {
  answers = [{ is: 'refused', why: 'undeliverable', undeliverable: true }]
  const report = await post.report('gone')
  await post.work()
  assert.deepEqual(
    (await about(report)).map(one => [one.state, one.why]),
    [['undeliverable', 'undeliverable']],
  )
  assert.equal((await workOf(report)).length, 1)
  const told = await post.as('triage', tx => tellReporter(tx, { reportId: report, template: 'reply' }))
  assert.equal(told, 'nobody')
  await post.seen("update kernel.person_contacts set value = 'right@example.org' where id = $1", [
    await post.contact(report),
  ])
  assert.equal(await post.as('triage', tx => tellReporter(tx, { reportId: report, template: 'reply' })), 'queued')
})

test('a deed that is undone sends nothing, and a report brought in from long ago is not acknowledged now', async () => {
  const report = await post.report('old', {}, new Date('2026-10-01T10:00:00Z'))
  await post.work()
  assert.deepEqual(await about(report), [])
  await assert.rejects(
    post.as('triage', async tx => {
      await tellReporter(tx, { reportId: report, template: 'reply' })
      throw new Error('the lights went out')
    }),
    /lights/,
  )
  await post.work(later(5))
  assert.equal(sent.length, 0)
})

test('nothing of what a message says, or to whom it goes, stands in the clear beside the contact itself', async () => {
  await post.report('sealed', { email: 'very.secret@example.org' })
  await post.work()
  const tables = ['outbox', 'jobs', 'audit', 'work', 'clocks', 'reports'].map(one => `kernel.${one}`)
  for (const name of [...tables, 'messages.messages', 'messages.events', 'messages.shown']) {
    const [found] = await post.seen<{ n: number }>(
      `select count(*)::int as n from ${name} t where t::text ~* 'very.secret|somebody will read'`,
    )
    assert.equal(found!.n, 0, name)
  }
})

test('disposal of the report takes the words and the key of its messages, and what waits does not go', async () => {
  const report = await post.report('disposed', { safeTimes: 'weekends' })
  await post.work()
  await post.seen(
    "insert into kernel.disposals (id, report_id, reason, decided_by, at) values (gen_random_uuid(), $1, 'x', $2, now())",
    [report, (await post.seen<{ id: string }>('select id from kernel.users limit 1'))[0]!.id],
  )
  const [row] = await post.seen('select state, why, sealed, sealed_key from messages.messages where report_id = $1', [
    report,
  ])
  assert.deepEqual(row, { state: 'refused', why: 'disposed', sealed: null, sealed_key: null })
  assert.deepEqual(await workOf(report), [])
  await post.work(new Date('2026-11-21T12:00:00Z'))
  assert.equal(sent.length, 0)
})

test('fifty at once go once each, with several workers', async () => {
  for (let i = 0; i < 50; i++) await post.report(`crowd ${i}`)
  await Promise.all([post.work(), post.work(), post.work()])
  await post.work()
  assert.equal(sent.length, 50)
  assert.equal(new Set(sent.map(one => one.reference)).size, 50)
})
