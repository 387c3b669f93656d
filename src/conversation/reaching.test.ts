/* Who somebody says they are when they come back, and how they may be reached. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { returning } from '../../test/returning.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
before(async () => {
  hub = await testHub({ whole: true })
  triage = await hub.worker('triage')
})
after(() => hub.it.close())

const { back, pressed } = returning(() => hub.server)
const conversation = (id: string) => `/hub/reports/${id}/conversation`
const messages = (id: string) =>
  hub.rows<{ kind: string }>('select kind from conversation.messages where report_id = $1 order by at, id', [id])

describe('who somebody is and how they may be reached', () => {
  it('is a record of its own, told to whoever works on it, and only hinted at afterwards', async () => {
    const { receipt, id } = await hub.report({ named: 'no' })
    const page = await pressed(await back(receipt), 'reach')
    assert.equal(page.heading, 'Tell us who you are, or how to reach you')
    const saved = await pressed(page, 'reach-save', {
      given: 'Ottilie',
      family: 'Examplewick',
      phone: '01632 960 123',
      safe: 'yes',
      use: 'call',
      message: 'no',
      times: 'Weekdays before 3pm',
      say: 'Say it is the library',
    })
    assert.match(saved.words, /What you told us has been saved/)
    const [record] = await hub.rows(
      `select n.given, n.family, c.value, c.safe_to_use, c.safe_times, c.safe_words, c.never_leave_message, p.part, p.reporter
         from kernel.report_people p join kernel.person_names n on n.record_id = p.record_id
         join kernel.person_contacts c on c.record_id = p.record_id where p.report_id = $1 and p.part = 'reporter'`,
      [id],
    )
    assert.deepEqual(record, {
      given: 'Ottilie',
      family: 'Examplewick',
      value: '01632 960 123',
      safe_to_use: 'yes',
      safe_times: 'Weekdays before 3pm',
      safe_words: 'Say it is the library',
      never_leave_message: true,
      part: 'reporter',
      reporter: true,
    })
    assert.deepEqual(
      (await messages(id)).map(one => one.kind),
      ['named'],
    )
    const again = await pressed(await back(receipt), 'reach')
    assert.match(again.words, /…123/)
    assert.doesNotMatch(again.html, /960|Ottilie/)
    assert.match((await triage.open(conversation(id), 'triage')).words, /Gave their name/)
  })

  it('can be changed by them, for a way that they gave before; the former rules are kept', async () => {
    const { receipt, id } = await hub.report()
    const page = await pressed(await back(receipt), 'reach')
    const saved = await pressed(page, 'reach-save', { 'way.0.safe': 'no', 'way.0.message': 'no', 'way.0.times': '' })
    assert.match(saved.words, /saved/)
    const contacts = await hub.rows(
      `select c.safe_to_use, c.safe_times, v.was -> 'contacts' -> 0 ->> 'safe_to_use' as was
         from kernel.report_people p join kernel.person_contacts c on c.record_id = p.record_id
         join kernel.person_record_versions v on v.record_id = p.record_id where p.report_id = $1 and p.reporter`,
      [id],
    )
    assert.deepEqual(contacts, [{ safe_to_use: 'no', safe_times: '', was: 'yes' }])
    assert.deepEqual(
      (await messages(id)).map(one => one.kind),
      ['reach'],
    )
  })

  it('calls no new way safe that they have not, and keeps one for texts apart from one for calls', async () => {
    const { receipt, id } = await hub.report()
    const page = await pressed(await back(receipt), 'reach')
    const unasked = await pressed(page, 'reach-save', { phone: '07700 900 124', email: 'o@example.org' })
    assert.equal(unasked.status, 422)
    assert.match(unasked.words, /Select whether it is safe for us to use this/)
    await pressed(page, 'reach-save', { phone: '07700 900 124', safe: 'yes', use: 'text', message: 'yes' })
    await pressed(page, 'reach-save', { phone: '07700 900 125', safe: 'no' })
    const added = await hub.rows(
      `select c.kind, c.value, c.safe_to_use, c.never_leave_message from kernel.report_people p
         join kernel.person_contacts c on c.record_id = p.record_id where p.report_id = $1 and p.part = 'reporter' order by c.value`,
      [id],
    )
    assert.deepEqual(added, [
      { kind: 'text', value: '07700 900 124', safe_to_use: 'yes', never_leave_message: false },
      { kind: 'phone', value: '07700 900 125', safe_to_use: 'no', never_leave_message: true },
    ])
  })

  it('is not thanked for where something would be lost: rules for no way, or an empty page', async () => {
    const { receipt, id } = await hub.report({ named: 'no' })
    const page = await pressed(await back(receipt), 'reach')
    const rules = await pressed(page, 'reach-save', { times: 'Weekdays before 3pm' })
    assert.equal(rules.status, 422)
    assert.match(rules.words, /Enter the phone number or email address that this is about/)
    assert.ok(rules.filled.some(([name, value]) => name === 'times' && value === 'Weekdays before 3pm'))
    const nothing = await pressed(page, 'reach-save')
    assert.match(nothing.words, /Enter your name, or a way to reach you/)
    assert.deepEqual(await messages(id), [])
  })

  it('cannot be changed of anybody else, whatever the form sends', async () => {
    const [one, other] = [await hub.report(), await hub.report()]
    const page = await pressed(await back(one.receipt), 'reach')
    const [theirs] = await hub.rows<{ id: string }>(
      `select c.id from kernel.report_people p join kernel.person_contacts c on c.record_id = p.record_id where p.report_id = $1`,
      [other.id],
    )
    await pressed(page, 'reach-save', { 'way.0.id': theirs!.id, 'way.0.safe': 'no', 'way.0.message': 'no' })
    assert.deepEqual(await hub.rows('select safe_to_use from kernel.person_contacts where id = $1', [theirs!.id]), [
      { safe_to_use: 'yes' },
    ])
  })
})
