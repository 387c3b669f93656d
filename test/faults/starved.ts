import { setTimeout as pause } from 'node:timers/promises'
import { owner } from '../cast.ts'
import type { Fate } from './between.ts'
import { browser } from './browser.ts'
import { told } from './load.ts'
import { eventually, type Misfortune, underLoad, untilWorking } from './misfortune.ts'
import { someWords } from './people.ts'
import type { Stage } from './stage.ts'

/** Every connection that the product may have is waiting for a lock; what comes meanwhile is told so, and soon. */
export const noConnectionLeft: Misfortune = {
  name: 'every connection held by a lock on a table, for twelve seconds',
  play: stage =>
    underLoad(stage, async load => {
      const sends: Promise<Told>[] = []
      const lifted = await whileLocked(stage, 'lock table kernel.wordings in access exclusive mode', async () => {
        for (let send = 0; send < 40; send++) sends.push(sentOnce(stage))
        await pause(12_000)
      })
      const back = await untilWorking(load, lifted)
      const answers = await Promise.all(sends)
      const busy = answers.filter(({ status }) => status === 503)
      const kept = answers.filter(({ status }) => status === 201)
      if (busy.length === 0 || busy.length + kept.length < answers.length)
        stage.ledger.odd.push(`with no connection left the answers were ${answers.map(({ status }) => status)}`)
      const longest = Math.max(...busy.map(({ after }) => after)) / 1000
      const noted = `${busy.length} of 40 sends were told to try again, after at most ${longest.toFixed(0)} s; ${kept.length} were kept once it was lifted`
      return { times: 1, recoveries: [back], noted }
    }),
}

type Told = Readonly<{ status: number; after: number }>

/** One report, sent once: an answer that says to try again must mean that nothing was kept. */
async function sentOnce({ about, ledger }: Stage): Promise<Told> {
  const began = performance.now()
  const key = someWords('once')
  const answer = await browser(about.url).send('/api/v1/reports', key, { kind: 'hate', answers: told(key) })
  const after = performance.now() - began
  if (answer?.status === 201) ledger.acknowledged.push({ what: 'report', reference: JSON.parse(answer.body).reference })
  return { status: answer?.status ?? 0, after }
}

/** Cases that nobody may change for longer than a statement may take: their steps are told to try again, looks go on. */
export const longLock: Misfortune = {
  name: 'every case locked against change for longer than a statement may take',
  play: stage =>
    underLoad(stage, async load => {
      const before = stage.ledger.askedAgain
      const lifted = await whileLocked(stage, 'lock table kernel.cases in exclusive mode', () => pause(17_000))
      return {
        times: 1,
        recoveries: [await untilWorking(load, lifted)],
        noted: `${stage.ledger.askedAgain - before} requests were asked to come again`,
      }
    }),
}

/** Every COMMIT is answered late, as by a disk that is worn out. */
export const slowDisk: Misfortune = {
  name: 'every COMMIT answered 400 ms late, for six seconds',
  play: stage =>
    underLoad(stage, async load => {
      stage.between.injure(async ({ when, statement }): Promise<Fate> => {
        if (when === 'done' && /^commit/i.test(statement)) await pause(400)
        return 'goes on'
      })
      const before = stage.ledger.acknowledged.length
      await pause(6_000)
      const noted = `${stage.ledger.acknowledged.length - before} things acknowledged meanwhile`
      stage.between.injure(undefined)
      return { times: 1, recoveries: [await untilWorking(load, performance.now())], noted }
    }),
}

/** Connections cut in the middle of whatever they carry, again and again. */
export const cutConnections: Misfortune = {
  name: 'connections to the database cut between statements, and all of them at once',
  play: (stage, rounds) =>
    underLoad(stage, async load => {
      const recoveries: number[] = []
      const times = Math.max(6, Math.ceil(rounds / 4))
      for (let round = 0; round < times; round++) {
        const began = performance.now()
        if (round % 3 === 0) stage.between.cutAll()
        else await oneCut(stage, round % 3 === 1 ? 'sent' : 'done')
        recoveries.push(await untilWorking(load, began))
      }
      return { times, recoveries }
    }),
}

/** Cuts one connection, at a statement of a transaction that has written something. */
async function oneCut({ between, chance }: Stage, when: 'sent' | 'done'): Promise<void> {
  let passing = chance.between(1, 12)
  let cut = false
  between.injure(moment => {
    if (cut || moment.when !== when || moment.wrote.size === 0 || passing-- > 0) return 'goes on'
    cut = true
    return 'is cut'
  })
  await eventually('a connection was cut', () => cut)
  between.injure(undefined)
}

/** Holds a lock, as somebody else at the database may, while something happens; returns the instant it was let go. */
async function whileLocked(stage: Stage, statement: string, work: () => Promise<unknown>): Promise<number> {
  return owner(stage.ownerUrl(), async client => {
    await client.query('begin')
    await client.query(statement)
    await work()
    await client.query('rollback')
    return performance.now()
  })
}
