/* The job that sends letters of the newsletter, apart from messages: nobody waits behind a thousand of these. */
import type { Carried, Database, Job, Tx } from '#kernel'
import { letterOf } from './letter.ts'
import { beginLetter, noteLetter, tidy, tokenFor, type Waiting, waitingLetter } from './queries.ts'

const mostTries = 40
const day = 24 * 3_600_000

/** Sends one letter; like a message, it is noted before it is handed over, and asked after where an answer was lost. */
export const letterJob = (database: Database): Job => ({
  name: 'newsletter',
  run: async (outer, id) => {
    if (id) await send(database, id, outer.at)
  },
})

/** Who asked and never said yes is forgotten. */
export const tidyJob: Job = {
  name: 'newsletter-tidy',
  again: doneAt => new Date(doneAt.getTime() + day),
  run: async tx => void (await tidy(tx)),
}

async function send(database: Database, id: string, at: Date): Promise<void> {
  const inOne = <T>(action: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.as(
      {
        actor: { kind: 'job', name: 'newsletter' },
        action: `newsletter.${action}`,
        purpose: 'keep-the-house',
        at,
        onlyIfShown: true,
      },
      work,
    )
  const ready = await inOne('begin', async tx => {
    const waiting = await waitingLetter(tx, id)
    const { carrier, address } = tx.house
    if (!waiting) return undefined
    if (!carrier?.channels.includes('email') || address === undefined) return void (await noteLetter(tx, id, 'failed'))
    const tokens = { confirm: '', stop: '' }
    if (waiting.subscriber)
      for (const what of ['confirm', 'stop'] as const) tokens[what] = tokenFor(tx, waiting.subscriber, what)
    await beginLetter(tx, id)
    return { waiting, carrier, letter: letterOf(id, waiting, { address, ...tokens }) }
  })
  if (!ready) return
  const { waiting, carrier, letter } = ready
  const took = waiting.begunAt && carrier.took ? await carrier.took(letter, at).catch(() => undefined) : false
  if (took === undefined)
    return await inOne('send', tx => put(tx, id, waiting, { is: 'later', why: 'no-answer', perhaps: true }))
  const carried: Carried = took ? { is: 'taken' } : await carrier.carry(letter, at)
  await inOne('send', tx => put(tx, id, waiting, carried))
}

async function put(tx: Tx, id: string, { tries }: Waiting, carried: Carried): Promise<void> {
  if (carried.is === 'taken') await noteLetter(tx, id, 'sent')
  else if (carried.is === 'refused') await noteLetter(tx, id, carried.undeliverable ? 'bounced' : 'failed')
  else if (tries + 1 >= mostTries) await noteLetter(tx, id, 'failed')
  else {
    const pause = Math.max(Math.min(3_600_000, 30_000 * 2 ** Math.min(tries, 10)), carried.after ?? 0)
    await noteLetter(tx, id, 'waiting', new Date(tx.at.getTime() + pause), carried.perhaps ?? false)
  }
}
