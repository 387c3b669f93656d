import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { filled, hidden } from '../../test/referral.ts'
import { type Page, type TestHub, testHub, type Worker } from '../../test/worker.ts'

let hub: TestHub
let surgery: Worker

before(async () => {
  hub = await testHub({ whole: true })
  surgery = hub.stranger()
})
after(() => hub?.it.close())

const [who, words] = [
  {
    from: '3A',
    agency: 'Willowmere Surgery',
    given: 'Perpetua',
    family: 'Notareal',
    role: 'GP',
    email: 'gp@example.org',
  },
  { safety: 'She is at home.', toldThem: 'yes', view: 'agrees', basis: 'legal-obligation', visitRisk: 'notKnown' },
] as const
const about = {
  ...{ ...who, ...words, heardFrom: ['them'] },
  ...{ 'harmed.0.description': 'A girl of about twelve', danger: 'no', soon: 'past', 'where.kind': 'unknown' },
}
const learnt = (day: string, month: string, year: string) => ({
  ...{ 'fgmLearnt.day.day': day, 'fgmLearnt.day.month': month, 'fgmLearnt.day.year': year, 'fgmLearnt.time': '15:00' },
})
const duty = { ...about, fgmHow: 'told', ...learnt('17', '11', '2026'), fgmPolice: 'no' } as const

type Fields = Readonly<Record<string, string | readonly string[]>>

async function sent(at: string, fields: Fields): Promise<Page> {
  const last = await filled(surgery, at, fields)
  assert.equal(last.status, 200, last.words)
  return surgery.post(`${at}/send`, { draft: hidden(last, `${at}/send`), do: 'send' })
}

const clocksOf = (done: Page) =>
  hub.rows<{ clock: string; started_at: Date; due_at: Date }>(
    `select clock, started_at, due_at from kernel.clocks k join kernel.reports r on r.id = k.report_id
      where r.reference = $1 and clock = 'fgm-report'`,
    [/SK-[\w-]+/.exec(done.words)?.[0]],
  )

describe('the duty to report FGM', () => {
  it('runs a clock from when she told, says by which day to call and what the police ask', async () => {
    const done = await sent('/refer/11', duty)
    const [clock, ...more] = await clocksOf(done)
    assert.deepEqual(more, [])
    assert.deepEqual(
      [clock?.started_at.toISOString(), clock?.due_at.toISOString()],
      ['2026-11-17T15:00:00.000Z', '2026-11-18T17:00:00.000Z'],
    )
    assert.match(done.words, /Call the police on 101 by the close of Wednesday,? 18 November 2026/)
    assert.match(done.words, /when and where they can call you back/)
  })

  it('has nothing left to do once the police know, or where neither she nor signs told of it', async () => {
    for (const more of [{ fgmPolice: 'yes' }, { fgmHow: 'other' }]) {
      const done = await sent('/refer/11', { ...duty, ...more })
      assert.deepEqual(await clocksOf(done), [])
      assert.doesNotMatch(done.words, /Call the police on 101/)
    }
  })

  it('is late from the first where it was learnt of long ago, and is sent all the same', async () => {
    const done = await sent('/refer/11', { ...duty, ...learnt('3', '6', '2019') })
    assert.match(done.words, /This was due by the end of Tuesday,? 4 June 2019: call the police on 101 now/)
    assert.equal((await clocksOf(done))[0]?.due_at.toISOString(), '2019-06-04T16:00:00.000Z')
  })

  it('is not learnt of in time to come', async () => {
    const page = await filled(surgery, '/refer/11', { ...duty, ...learnt('19', '11', '2026') })
    assert.equal(page.status, 422)
    assert.match(page.words, /when she told you or when you saw the signs that is not in the future/)
  })

  it('is spoken of to whoever refers such a girl by the ordinary form', async () => {
    const girl = { ...about, kinds: ['cutting'], under18: 'yes' }
    assert.match((await sent('/refer/8', girl)).words, /you must also report it to the police in person/)
    assert.doesNotMatch((await sent('/refer/8', { ...girl, under18: 'no' })).words, /you must also report it/)
  })

  it('is told on its page with the day that it means now, and the longest that it may ever take', async () => {
    const page = await surgery.get('/refer/fgm')
    for (const part of [/that is Thursday,? 19 November 2026/, /never longer than 1 month/, /s\. 5B/, /Her name, age/])
      assert.match(page.words, part)
  })
})

describe('the sheet for modern slavery', () => {
  it('asks for all that a form will, says that an adult must consent and a child need not, and what follows', async () => {
    const page = await surgery.get('/refer/slavery-sheet')
    for (const part of [
      /An adult must consent/,
      /A child needs no consent/,
      /do they agree to it\?/,
      /within 5 working days/,
      /of at least 30 days/,
      /s\. 52/,
    ])
      assert.match(page.words, part)
    assert.ok([...page.html.matchAll(/<li>/g)].length > 25)
  })
})
