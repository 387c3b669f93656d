/* The job that sends. What it hands over it notes first, so that a process killed half-way knows that it may have gone. */
import { type Carried, type Carrier, type Database, endClocks, type Job, type Letter, type Tx } from '#kernel'
import { mayGo, type Verdict } from './may-go.ts'
import { begin, feedbackTaken, giveUp, noteSent, postpone, type Waiting, waitingMessage } from './queries.ts'
import { personBy } from './queue.ts'

/** How long until the next try, in milliseconds: half a minute, then twice as long each time, an hour at most. */
export const pauseAfter = (tries: number): number => Math.min(3_600_000, 30_000 * 2 ** Math.min(tries - 1, 10))
/** Two days and more: then somebody else must see to it. */
const mostTries = 60

/**
 * Sends one message. The row of its job is held meanwhile, so that no two workers have it. Handing it over stands between
 * two transactions: after a kill in between, the carrier is asked whether it has it, or is given the same reference again.
 */
export const sendJob = (database: Database): Job => ({
  name: 'send-message',
  run: async (outer, id) => {
    if (id) await send(database, outer.house.carrier, id, outer.at)
  },
})

async function send(database: Database, carrier: Carrier | undefined, id: string, at: Date): Promise<void> {
  const inOne = <T>(action: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
    database.as(
      {
        actor: { kind: 'job', name: 'send-message' },
        action: `message.${action}`,
        purpose: 'keep-the-house',
        at,
        onlyIfShown: true,
      },
      work,
    )
  const found = await inOne('look', tx => waitingMessage(tx, id))
  // A receipt may come sooner than our own note, which a kill then takes with it.
  if (!found) return await inOne('send', tx => toldAfterAll(tx, id))
  if (found.dueAt > at) return
  const before = found.begunAt && carrier ? await tookBefore(carrier, found, at) : 'no'
  if (before === 'yes') return await inOne('send', tx => taken(tx, found, undefined))
  if (before === 'unknown')
    return await inOne('look', tx => put(tx, found, { is: 'later', why: 'no-answer', perhaps: true }))
  const letter = await inOne('begin', tx => ready(tx, carrier, id))
  if (!letter || !carrier) return
  const carried = await carrier.carry(letter, at)
  await inOne('send', tx => put(tx, { ...found, tries: found.tries + 1 }, carried))
}

async function tookBefore(carrier: Carrier, message: Waiting, at: Date): Promise<'yes' | 'no' | 'unknown'> {
  const letter = letterOf(message)
  if (!letter || !carrier.took) return 'no'
  try {
    return (await carrier.took(letter, at)) ? 'yes' : 'no'
  } catch {
    return 'unknown' // asked again later: to guess would send it twice, or never
  }
}

/** The letter, where it may go now; otherwise what becomes of it is noted. */
async function ready(tx: Tx, carrier: Carrier | undefined, id: string): Promise<Letter | undefined> {
  const message = await waitingMessage(tx, id)
  if (!message) return undefined
  const verdict = verdictOn(tx, carrier, message)
  if (verdict.is === 'later') await postpone(tx, id, verdict.at)
  else if (verdict.is === 'go') {
    tx.looksAt('reports', message.reportId)
    await begin(tx, message, verdict.window)
  } else await giveUp(tx, id, verdict.is, verdict.why, personBy(tx, tx.at))
  return verdict.is === 'go' ? letterOf(message) : undefined
}

function verdictOn(tx: Tx, carrier: Carrier | undefined, message: Waiting): Verdict {
  const { way, channel, toUnsure, disposed, words } = message
  if (disposed || !words) return { is: 'refused', why: 'disposed' }
  if (!carrier?.channels.includes(channel)) return { is: 'held', why: 'no-carrier' }
  return mayGo({ way, channel, toUnsure, at: tx.at, calendar: tx.house.calendar() })
}

function letterOf({ id, channel, way, words }: Waiting): Letter | undefined {
  if (!way || !words) return undefined
  return {
    reference: id,
    channel,
    to: way.value,
    subject: words.subject,
    text: channel === 'text' ? words.short : words.text,
  }
}

/** What became of it. */
async function put(tx: Tx, message: Waiting, carried: Carried): Promise<void> {
  if (carried.is === 'taken') return await taken(tx, message, carried.number)
  if (carried.is === 'refused') {
    const state = carried.undeliverable ? 'undeliverable' : 'failed'
    return await giveUp(tx, message.id, state, carried.undeliverable ? 'undeliverable' : 'refused', personBy(tx, tx.at))
  }
  if (message.tries >= mostTries) return await giveUp(tx, message.id, 'failed', 'busy', personBy(tx, tx.at))
  const pause = Math.max(pauseAfter(Math.max(1, message.tries)), carried.after ?? 0)
  await postpone(tx, message.id, new Date(tx.at.getTime() + pause), carried.why, carried.perhaps)
}

/** Sent; and where it told a professional what came of their referral, that has been done. */
async function taken(tx: Tx, message: Waiting, number: string | undefined): Promise<void> {
  await noteSent(tx, message.id, number)
  if (message.template === 'feedback') await told(tx, message.reportId)
}

async function toldAfterAll(tx: Tx, id: string): Promise<void> {
  const reportId = await feedbackTaken(tx, id)
  if (reportId) await told(tx, reportId)
}

const told = (tx: Tx, reportId: string): Promise<void> => endClocks(tx, { reportId }, ['feedback'], 'stopped')
