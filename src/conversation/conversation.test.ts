/* Coming back to a report by its code, as whoever reported does it and as those who work on it do. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { cast } from '../../test/cast.ts'
import { decision, personIn } from '../../test/decided.ts'
import { returning } from '../../test/returning.ts'
import { post, visit } from '../../test/visitor.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let triage: Worker
let officer: Worker
before(async () => {
  hub = await testHub({ whole: true })
  triage = await hub.worker('triage')
  officer = await hub.worker('officer')
})
after(() => hub.it.close())

const { back, pressed } = returning(() => hub.server)
const conversation = (id: string) => `/hub/reports/${id}/conversation`
const messages = (id: string) =>
  hub.rows<{ kind: string; side: string; outcome: string | null; seen: boolean; helpful: boolean | null }>(
    `select kind, side, outcome, seen_at is not null as seen, helpful from conversation.messages where report_id = $1 order by at, id`,
    [id],
  )

describe('coming back to a report', () => {
  it('shows how far it is and asks for no name; the tab and the address say nothing', async () => {
    const { receipt, reference } = await hub.report()
    const page = await back(receipt)
    assert.equal(page.status, 200)
    assert.equal(page.title, 'Messages')
    assert.equal(page.action, '/return')
    assert.ok(page.words.includes(reference))
    assert.match(page.words, /We have your report\. A person will read it/)
    assert.match(page.words, /Nothing has been written yet/)
    assert.doesNotMatch(page.html, /market|Ottilie|Examplewick|Testperson/, 'nothing of what was told')
    assert.ok(!page.html.includes(receipt), 'the code is not shown again')
  })

  it('takes a code however it is typed: small letters, spaces, dashes, O for nought', async () => {
    const { receipt } = await hub.report()
    const typed = receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
    assert.equal((await back(` ${typed} `)).heading, 'Your report')
    assert.equal((await back(receipt.replaceAll('-', '–'))).heading, 'Your report')
  })

  it('says that a person has read it once one has, and not before', async () => {
    const { receipt, id } = await hub.report()
    assert.match((await back(receipt)).words, /A person will read it/)
    await triage.open(`/hub/reports/${id}`, 'triage')
    assert.match((await back(receipt)).words, /A person has read your report/)
  })

  it('lets them write and be answered, each side knowing that the other has seen it', async () => {
    const { receipt, id } = await hub.report()
    const sent = await (await back(receipt)).press({ words: 'He came again on Friday.' }, 'Send')
    assert.match(sent.words, /Your message has been sent/)
    assert.match(sent.words, /You wrote · 18 November 2026 · Not read yet/)
    assert.match(sent.words, /You are owed an answer by 20 November 2026/)

    const shown = await triage.open(conversation(id), 'triage')
    assert.match(shown.words, /He came again on Friday/)
    assert.match((await back(receipt)).words, /· Read/)

    const answered = await triage.post(conversation(id), {
      do: 'words',
      once: 'a',
      words: 'Thank you. An officer is looking at it.',
    })
    assert.equal(answered.to, `${conversation(id)}?done=told`)
    assert.match((await triage.get(conversation(id))).words, /they have not seen it yet/)
    const read = await back(receipt)
    assert.match(read.words, /An officer is looking at it/)
    assert.match((await triage.get(conversation(id))).words, /they saw it/)
    const helpful = await pressed(read, read.buttons.find(one => one.words === 'Yes')!.value)
    assert.match(helpful.words, /You said that this was helpful/)
    assert.match((await triage.get(conversation(id))).words, /Found helpful/)
  })

  it('is a duty: a clock of the local limit, work in the hub’s queue, until somebody answers', async () => {
    const { receipt, id, reference } = await hub.report()
    const page = await back(receipt)
    await page.press({ words: 'One' }, 'Send')
    await (await back(receipt)).press({ words: 'Two' }, 'Send')
    const clock = () =>
      hub.rows(
        `select result, limit_id from kernel.clocks where report_id = $1 and clock = 'reply' order by started_at`,
        [id],
      )
    const work = () => hub.rows(`select queue, kind from kernel.work where report_id = $1 and kind <> 'triage'`, [id])
    assert.deepEqual(await clock(), [{ result: null, limit_id: 'hub.reply' }], 'one clock for both')
    assert.deepEqual(await work(), [{ queue: 'hub:triage', kind: 'reply' }])
    const list = await triage.get('/hub?kind=reply')
    assert.match(list.words, /Messages not read 2/)
    assert.ok(list.words.includes(reference))
    await triage.open(conversation(id), 'triage')
    await triage.post(conversation(id), { do: 'words', once: 'b', words: 'Answered' })
    assert.deepEqual(await clock(), [{ result: 'met', limit_id: 'hub.reply' }])
    assert.deepEqual(await work(), [])
  })

  it('asks those who work on the case, once there is one, and they answer', async () => {
    const { receipt, id } = await hub.report()
    await triage.open(`/hub/reports/${id}`, 'triage')
    await triage.post(`/hub/reports/${id}/people/${await personIn(hub, id)}/decide`, decision(hub, {}))
    await (await back(receipt)).press({ words: 'Is anybody there?' }, 'Send')
    const [work] = await hub.rows<{ queue: string }>(
      `select queue from kernel.work where report_id = $1 and kind = 'reply'`,
      [id],
    )
    assert.match(work!.queue, /^hate:/)
    await officer.open(conversation(id), 'work-on-case')
    const told = await officer.post(conversation(id), { do: 'status', once: 'c', outcome: 'passed', known: '' })
    assert.equal(told.to, `${conversation(id)}?done=told`)
    assert.match((await back(receipt)).words, /passed to somebody who can help/)
    const owed = () => hub.rows(`select result from kernel.clocks where report_id = $1 and clock = 'reply'`, [id])
    assert.deepEqual(await owed(), [{ result: null }], 'a mark alone is no answer')
    await officer.post(conversation(id), { do: 'status', once: 'c2', outcome: 'passed', known: 'Yes, we are here.' })
    assert.deepEqual(await owed(), [{ result: 'met' }])
  })

  it('tells staff what they have been told, and claims nothing that nobody told them', async () => {
    const { id } = await hub.report()
    const page = await triage.open(conversation(id), 'triage')
    assert.match(page.words, /Nothing has been told yet/)
    assert.doesNotMatch(page.words, /Read by a person “/)
    await triage.post(conversation(id), { do: 'status', once: 'r', outcome: 'read', known: '' })
    assert.match((await triage.get(conversation(id))).words, /Read by a person “A person has read your report/)
  })

  it('takes fifty messages in a day and then asks to wait, with what was typed', async () => {
    const { receipt, id } = await hub.report()
    const page = await back(receipt)
    for (let i = 0; i < 50; i++) assert.equal((await page.press({ words: `Message ${i}` }, 'Send')).status, 200)
    const late = await page.press({ words: 'One more' }, 'Send')
    assert.equal(late.status, 422)
    assert.match(late.words, /written very often today/)
    assert.ok(late.filled.some(([name, value]) => name === 'words' && value === 'One more'))
    assert.equal((await messages(id)).length, 50)
    const reached = await pressed(await pressed(await back(receipt), 'reach'), 'reach-save', {
      ...{ phone: '01632 960 123', safe: 'no', use: 'call', message: 'no' },
    })
    assert.match(reached.words, /What you told us has been saved/)
    const asked = await pressed(await pressed(await back(receipt), 'delete'), 'delete-ask')
    assert.match(asked.words, /We will tell you here what we decided/)
    hub.clock.at = new Date(hub.clock.at.getTime() + 25 * 3_600_000)
    try {
      assert.equal((await (await back(receipt)).press({ words: 'One more' }, 'Send')).status, 200)
    } finally {
      hub.clock.at = hub.it.at
    }
  })

  it('counts the same send once, however often it comes, and other words as another', async () => {
    const { receipt, id } = await hub.report()
    const page = await back(receipt)
    const all = await Promise.all([1, 2, 3, 4].map(() => page.press({ words: 'Once only' }, 'Send')))
    assert.deepEqual(new Set(all.map(one => one.status)), new Set([200]))
    await page.press({ words: 'Once only' }, 'Send')
    await page.press({ words: 'Something else' }, 'Send')
    assert.equal((await messages(id)).length, 2)
    await triage.open(conversation(id), 'triage')
    for (let i = 0; i < 3; i++) await triage.post(conversation(id), { do: 'words', once: 'same', words: 'Answer' })
    assert.equal((await messages(id)).filter(one => one.side === 'service').length, 1)
    const other = await hub.report()
    await triage.open(conversation(other.id), 'triage')
    await triage.post(conversation(other.id), { do: 'words', once: 'same', words: 'Answer' })
    assert.equal((await messages(other.id)).length, 1, 'of another report it is another')
  })

  it('leaves nothing typed behind: a mistake, another page and another language show it again', async () => {
    const { receipt } = await hub.report()
    const page = await back(receipt)
    const long = await page.press({ words: 'x'.repeat(5_000) }, 'Send')
    assert.equal(long.status, 422)
    assert.ok(long.filled.some(([name, value]) => name === 'words' && value.length === 5_000))
    const away = await pressed(page, 'delete', { words: 'Half a sentence' })
    const again = await pressed(away, 'show')
    assert.ok(again.filled.some(([name, value]) => name === 'words' && value === 'Half a sentence'))
    const answer = await post(hub.server, '/pl/return', [
      ...page.filled.filter(([n]) => n !== 'words'),
      ['words', 'Pół'],
      ['do', 'language'],
    ])
    assert.match(answer.body, /lang="pl"/)
    assert.match(answer.body, />Pół</)
  })

  it('goes on after an hour with the code alone, and what was typed is there again', async () => {
    const { receipt } = await hub.report()
    const page = await back(receipt)
    hub.clock.at = new Date(hub.clock.at.getTime() + 61 * 60_000)
    try {
      const waited = await page.press({ words: 'A long story' }, 'Send')
      assert.match(waited.words, /had waited for too long/)
      assert.doesNotMatch(waited.html, /A long story/, 'not to be read by whoever comes to the screen')
      const resumed = await waited.press({ code: receipt })
      assert.ok(resumed.filled.some(([name, value]) => name === 'words' && value === 'A long story'))
    } finally {
      hub.clock.at = hub.it.at
    }
  })
})

describe('a code in words', () => {
  it('is refused in a message, whose it is or not, with why, and is not shown again whole', async () => {
    const { receipt, id } = await hub.report()
    const page = await back(receipt)
    for (const words of [
      `My code is ${receipt}.`,
      `My code is ${receipt.replaceAll('-', ' ').toLowerCase()} if you need it`,
      'or 7F2K-9QXT-3MZA-B4C5?',
    ]) {
      const refused = await page.press({ words }, 'Send')
      assert.equal(refused.status, 422, words)
      assert.match(refused.words, /looks like a receipt code/)
      assert.ok(!refused.html.replaceAll('value="', '').includes(words), words)
      assert.ok(!refused.html.includes(receipt) && !refused.html.includes('9QXT-3MZA'))
    }
    assert.equal((await messages(id)).length, 0)
  })

  it('is refused in a report', async () => {
    const question = await visit(hub.server, '/report/4/1')
    const what = await (await question.press({ who: 'victim' })).press({ danger: 'no' })
    const refused = await what.press({ what: 'I told you before, my receipt is 7F2K-9QXT-3MZA-B4C5' })
    assert.equal(refused.status, 422)
    assert.match(refused.words, /looks like a receipt code/)
    assert.doesNotMatch(refused.html, /9QXT/)
    assert.match(refused.html, /I told you before/)
  })
})

describe('who may read and write a conversation', () => {
  it('is whoever may see the report, and who works on it', async () => {
    const { id } = await hub.report()
    const refuge = await hub.worker('refuge')
    assert.equal((await refuge.open(conversation(id), 'triage')).status, 404)
    assert.equal((await officer.open(conversation(id), 'triage')).status, 404, 'no case of it is theirs')
    await triage.open(conversation(id), 'triage')
    const sent = await triage.post(conversation(id), { do: 'words', once: 'd', words: 'Hello' })
    assert.equal(sent.status, 303)
    const audit = await hub.rows(
      `select action, result from kernel.audit where actor = $1 and reports @> array[$2::uuid] and action like 'conversation.%' order by position`,
      [`user:${cast.triage.id}`, id],
    )
    assert.deepEqual(audit, [
      { action: 'conversation.read', result: 'done' },
      { action: 'conversation.tell', result: 'done' },
    ])
  })

  it('tells nobody of the public by any address but the code’s', async () => {
    const { id } = await hub.report()
    const stranger = hub.stranger()
    assert.equal((await stranger.get(conversation(id))).status, 303)
  })
})
