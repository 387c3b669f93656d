/* How those who reported found us: asked only where it is safe, counted apart, published so that nobody is made out. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { cast, owner } from '../../test/cast.ts'
import { returning } from '../../test/returning.ts'
import { visit } from '../../test/visitor.ts'
import { type TestHub, testHub, type Worker } from '../../test/worker.ts'
import { type Counted, satisfactionOf, wilson } from './satisfaction.ts'
import { mayBeAsked } from './survey.ts'

let hub: TestHub
let triage: Worker
before(async () => {
  hub = await testHub({ whole: true })
  triage = await hub.worker('triage')
})
after(() => hub.it.close())

const { back, pressed } = returning(() => hub.server)
const close = async (id: string, ask: 'yes' | 'no'): Promise<void> => {
  await triage.open(`/hub/reports/${id}/conversation`, 'triage')
  const form = { do: 'status', once: id, outcome: 'closed', known: 'He was spoken to.', ask }
  assert.equal((await triage.post(`/hub/reports/${id}/conversation`, form)).status, 303)
}
const counts = () =>
  hub.rows<{ question: string; answer: number; n: number }>(
    'select question, answer, n from conversation.survey_counts order by question, answer',
  )

describe('who is asked how it was', () => {
  it('is never somebody under 16, never whom staff say not to ask, and with care only by a safe way', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.boolean(), fc.boolean(), fc.constantFrom('yes', 'no'), (a, b, c, say) => {
        const may = mayBeAsked({ careful: a, safeContact: b, under16: c, staffSay: say })
        if (c || say === 'no' || (a && !b)) assert.ok(!may)
        else assert.ok(may)
      }),
    )
  })

  it('learns of it when they come back, and is not asked again once they answered or would not', async () => {
    const { receipt, id } = await hub.report()
    assert.doesNotMatch((await back(receipt)).words, /Tell us how we did/)
    await close(id, 'yes')
    const page = await back(receipt)
    assert.match(page.words, /Your report is closed.*He was spoken to.*Tell us how we did/)
    const declined = await pressed(await pressed(page, 'survey'), 'survey-no')
    assert.match(declined.words, /We will not ask you again/)
    assert.doesNotMatch((await back(receipt)).words, /Tell us how we did/)
  })

  it('is nobody whom staff say not to ask, nor a child that the report tells of', async () => {
    const [not, child] = [await hub.report(), await hub.report({ birth: { year: '2014', month: '', day: '' } })]
    await close(not.id, 'no')
    await close(child.id, 'yes')
    for (const { receipt } of [not, child]) assert.doesNotMatch((await back(receipt)).words, /Tell us how we did/)
  })

  it('counts nothing of somebody who says that they are under 16', async () => {
    const { receipt, id } = await hub.report()
    await close(id, 'yes')
    const before = await counts()
    const answered = await pressed(await pressed(await back(receipt), 'survey'), 'survey-send', {
      age: 'no',
      whole: 'bad',
    })
    assert.match(answered.words, /we have not kept your answers/)
    assert.deepEqual(await counts(), before)
  })
})

describe('what is answered', () => {
  it('is only added to the counts, once, and no row of it is anybody’s', async () => {
    const { receipt, id } = await hub.report()
    await close(id, 'yes')
    const survey = await pressed(await back(receipt), 'survey')
    const missing = await pressed(survey, 'survey-send', { whole: 'good' })
    assert.equal(missing.status, 422)
    assert.match(missing.words, /Select whether you are 16 or over/)
    const given = { age: 'yes', contact: 'veryGood', treatment: 'bad', whole: 'good' }
    const thanked = await pressed(survey, 'survey-send', given)
    assert.match(thanked.words, /Your answers have been counted/)
    await pressed(survey, 'survey-send', given)
    assert.deepEqual(await counts(), [
      { question: 'contact', answer: 5, n: 1 },
      { question: 'treatment', answer: 2, n: 1 },
      { question: 'whole', answer: 4, n: 1 },
    ])
    assert.deepEqual(
      await hub.rows('select survey from conversation.messages where report_id = $1 and survey is not null', [id]),
      [{ survey: 'answered' }],
    )
    const columns = await hub.rows<{ column_name: string }>(
      `select column_name from information_schema.columns where table_schema = 'conversation' and table_name = 'survey_counts' order by 1`,
    )
    assert.deepEqual(
      columns.map(one => one.column_name),
      ['answer', 'n', 'programme', 'quarter', 'question'],
    )
  })

  it('falls into the quarter in which it comes, so that no figure of one that is over changes by one person’s', async () => {
    const { receipt, id } = await hub.report()
    await close(id, 'yes')
    const survey = await pressed(await back(receipt), 'survey')
    hub.clock.at = new Date('2027-01-04T10:00:00Z')
    try {
      const opened = await pressed(await back(receipt), 'survey')
      assert.match((await pressed(opened, 'survey-send', { age: 'yes', informed: 'bad' })).words, /have been counted/)
      assert.equal((await pressed(survey, 'show')).heading, 'Come back to a report', 'a page lasts an hour')
    } finally {
      hub.clock.at = hub.it.at
    }
    assert.deepEqual(await hub.rows(`select quarter, n from conversation.survey_counts where question = 'informed'`), [
      { quarter: '2027-Q1', n: 1 },
    ])
  })

  it('is shown to nobody who works on the report, not even that they answered', async () => {
    const { receipt, id } = await hub.report()
    await close(id, 'yes')
    const shown = async () =>
      (await triage.get(`/hub/reports/${id}/conversation`)).words.match(/Asked how it was|[Ss]aid how it was/g)
    assert.deepEqual(await shown(), ['Asked how it was'])
    await pressed(await pressed(await back(receipt), 'survey'), 'survey-send', { age: 'yes', actions: 'veryBad' })
    assert.deepEqual(await shown(), ['Asked how it was'])
  })

  it('may be none of them: then it is not said that anything was counted', async () => {
    const { receipt, id } = await hub.report()
    await close(id, 'yes')
    const before = await counts()
    const none = await pressed(await pressed(await back(receipt), 'survey'), 'survey-send', { age: 'yes' })
    assert.match(none.words, /We will not ask you again/)
    assert.deepEqual(await counts(), before)
  })

  it('may be read by nobody who is signed in, and by the public page as counts alone', async () => {
    const { database, at } = hub.it
    const shown = await database.as(
      { actor: { kind: 'user', id: cast.hubSupervisor.id }, action: 'x.x', purpose: 'supervise', at },
      async tx => (await sql`select * from conversation.survey_counts`.execute(tx.db)).rows,
    )
    assert.deepEqual(shown, [])
    assert.ok((await database.measure('select * from facts.survey_answers', [], at)).length > 0)
  })
})

describe('what is published', () => {
  it('says that there is nothing yet, and then how many answered and how sure it is', async () => {
    assert.match((await visit(hub.server, '/how-we-did')).words, /There is nothing to show yet/)
    await owner(hub.it.db.ownerUrl, async client => {
      for (const [answer, n] of [
        [5, 20],
        [4, 10],
        [2, 10],
      ])
        await client.query(`insert into conversation.survey_counts values ('2026-Q3', 'hate', 'whole', $1, $2)`, [
          answer,
          n,
        ])
      await client.query(
        `insert into conversation.messages (id, report_id, side, kind, outcome, send_hash, by_user, at, survey)
         select gen_random_uuid(), r.id, 'service', 'status', 'closed', sha256(g::text::bytea), u.id, '2026-08-01', case when g <= 40 then 'answered' else 'offered' end
           from generate_series(1, 80) g, (select id from kernel.reports limit 1) r, (select id from kernel.users limit 1) u`,
      )
    })
    const page = await visit(hub.server, '/how-we-did')
    assert.match(page.words, /We asked 80 people, and 50% of them answered/)
    assert.match(page.words, /How was the whole of it\?75% of 40 \(between 60% and 86%\)/)
    assert.match(page.words, /How was getting in touch with us\?Too few to show/)
    assert.match(page.words, /What we were told from July 2026 to September 2026/)
  })

  it('has the interval that Wilson gives, worked out elsewhere', () => {
    for (const [good, n, low, high] of [
      [30, 40, 0.5981, 0.8581],
      [0, 10, 0, 0.2775],
      [10, 10, 0.7225, 1],
      [1, 2, 0.0945, 0.9055],
    ] as const) {
      const [l, h] = wilson(good, n)
      assert.ok(Math.abs(l - low) < 0.0002 && Math.abs(h - high) < 0.0002, `${good} of ${n}: ${l} to ${h}`)
    }
  })

  it('tells apart nobody: no figure of fewer than ten, no handful, and no kind alone withheld', () => {
    const row = (programme: string, answer: number, n: number): Counted => ({
      ...{ quarter: '2026-Q3', question: 'whole' },
      ...{ programme, answer, n },
    })
    const offers = [{ quarter: '2026-Q3', programme: 'a', offered: 900, answered: 500 }]
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 5 }), fc.nat(30)), {
          maxLength: 15,
        }),
        all => {
          const counted = all.map(([programme, answer, n]) => row(programme, answer, n))
          const { byQuestion, byProgramme } = satisfactionOf(counted, offers, '2026-Q4')
          for (const share of [...Object.values(byQuestion), ...byProgramme.map(one => one.share)]) {
            if (share.is === 'withheld') continue
            assert.ok(share.n >= 10)
            if (share.is !== 'share') continue
            for (const side of [share.share, 1 - share.share]) {
              const people = Math.round(side * share.n)
              assert.ok(people === 0 || people > 4, `${people} of ${share.n}`)
            }
          }
          const some = byProgramme.filter(({ programme }) =>
            counted.some(one => one.programme === programme && one.n > 0),
          )
          const hidden = some.filter(one => one.share.is === 'withheld').length
          assert.ok(hidden !== 1 || some.length === 1)
        },
      ),
      { numRuns: 300, seed: 20261118 },
    )
  })

  it('leaves out the quarter that is going on, in which one answer more would show', () => {
    const counted = [{ quarter: '2026-Q4', programme: 'a', question: 'whole', answer: 5, n: 40 }]
    const offers = [{ quarter: '2026-Q4', programme: 'a', offered: 80, answered: 40 }]
    assert.equal(satisfactionOf(counted, offers, '2026-Q4').span, undefined)
    assert.deepEqual(satisfactionOf(counted, offers, '2027-Q1').span, ['2026-Q4', '2026-Q4'])
    assert.equal(satisfactionOf(counted, offers, '2028-Q1').span, undefined)
  })
})
