/*
 * How often a page waits for the database is a fact of its design, which no noise of a machine can hide: statements asked
 * for together are one journey. A number that must grow wants a reason; one that can shrink is lowered here.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { decision, personIn } from './decided.ts'
import { type TestHub, testHub, type Worker } from './worker.ts'

let hub: TestHub
let triage: Worker
const query = pg.Client.prototype.query
const counted = { statements: 0, journeys: 0 }
const unanswered = new WeakMap<pg.Client, number>()

before(async () => {
  hub = await testHub()
  triage = await hub.worker('triage')
  pg.Client.prototype.query = function (this: pg.Client, ...asked: unknown[]) {
    const waiting = unanswered.get(this) ?? 0
    counted.statements += 1
    if (waiting === 0) counted.journeys += 1
    unanswered.set(this, waiting + 1)
    const answered = () => unanswered.set(this, (unanswered.get(this) ?? 1) - 1)
    // The pool hears of an answer by a function of its own, everybody else by a promise.
    const own = asked.at(-1)
    if (typeof own !== 'function') {
      const answer: Promise<unknown> = Reflect.apply(query, this, asked)
      answer.then(answered, answered)
      return answer
    }
    const heard = (...answer: unknown[]) => {
      answered()
      own(...answer)
    }
    return Reflect.apply(query, this, [...asked.slice(0, -1), heard])
  } as typeof query
})
after(async () => {
  pg.Client.prototype.query = query
  await hub.it.close()
})

/** Counts the second time: by then the session has been seen, and the wording kept. */
async function journeysOf(deed: () => Promise<unknown>): Promise<{ statements: number; journeys: number }> {
  await deed()
  Object.assign(counted, { statements: 0, journeys: 0 })
  await deed()
  return { ...counted }
}

type Counted = Readonly<{ statements: number; journeys: number }>

const noMoreThan = (now: Counted, most: Counted, name: string): void =>
  assert.ok(
    now.statements <= most.statements && now.journeys <= most.journeys,
    `${name}: ${JSON.stringify(now)}, and no more was said than ${JSON.stringify(most)}`,
  )

test('a page waits for the database no more often than was said', async () => {
  const report = await hub.report({ given: 'Philomena', family: 'Pathfinder' })
  await triage.open(`/hub/reports/${report.id}`, 'triage')
  const pages: Readonly<Record<string, Counted>> = {
    '/hub': { statements: 11, journeys: 5 },
    '/hub/cases': { statements: 10, journeys: 5 },
    // Who its people might be is asked once it is known who they are.
    [`/hub/reports/${report.id}`]: { statements: 22, journeys: 7 },
  }
  for (const [page, most] of Object.entries(pages)) noMoreThan(await journeysOf(() => triage.get(page)), most, page)
})

test('a report is received in two journeys, however much it tells', async () => {
  const counts = await journeysOf(() => hub.report({ given: 'Una', family: 'Pathfinder' }))
  assert.equal(counts.journeys, 2 + 1, 'the third is the test’s own, which looks the report up')
})

test('a decision waits no more often than was said', async () => {
  const decide = async () => {
    const report = await hub.report({ given: 'Una', family: 'Pathfinder' })
    await triage.open(`/hub/reports/${report.id}`, 'triage')
    const record = await personIn(hub, report.id)
    Object.assign(counted, { statements: 0, journeys: 0 })
    const { to } = await triage.post(`/hub/reports/${report.id}/people/${record}/decide`, decision(hub, {}))
    assert.match(to ?? '', /done=decided/)
  }
  noMoreThan(await journeysOf(decide), { statements: 28, journeys: 6 }, 'decide')
})
