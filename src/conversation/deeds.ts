import { type ContactTold, hashed, keepHeld, type PersonTold, Refused, recordPerson, type Tx } from '#kernel'
import { owe } from './duty.ts'
import {
  comeBack,
  keepMessage,
  putInReport,
  type Returned,
  reachOtherwise,
  toldSoFar,
  type WayHinted,
  waysToReach,
  wroteSince,
} from './queries.ts'
import { type Body, deletionOf, type Kind } from './said.ts'

/** What one page's form sent: the same form with the same words is one send, however often it comes. */
export const sendOf = (once: string, ...words: readonly string[]): Buffer => hashed([once, ...words].join('\0'))

export type Coming = Readonly<{ hash: Buffer; send: Buffer }>

/**
 * More than anybody writes in a day, so that a machine with one code does not bury what others write. Only words and files
 * are counted and refused: that a phone is not safe, and that everything is to go, is never too much.
 */
const mostInADay = 50

/** Adds words to a report, once; nothing where the code opens nothing. Those who work on it then owe an answer. */
export async function write(tx: Tx, coming: Coming, words: string): Promise<Returned | undefined> {
  return say(tx, coming, 'words', { words })
}

/** Asks for everything to be deleted, once: somebody decides, by a limit, and says why. What was granted stays granted. */
export async function askForDeletion(tx: Tx, coming: Coming, words: string): Promise<Returned | undefined> {
  const returned = await comeBack(tx, coming.hash, coming.send)
  if (returned && deletionOf(await toldSoFar(tx, coming.hash, returned)) === 'granted') return returned
  return say(tx, coming, 'deletion', { words })
}

/** Adds files to a report, once, by what a form carries of them. Throws `Refused` where one of them is not there any more. */
export async function addFiles(tx: Tx, coming: Coming, tokens: readonly string[]): Promise<Returned | undefined> {
  return say(tx, coming, 'files', { words: '' }, async ({ reportId }) => {
    for (const token of tokens) await keepHeld(tx, token, { reportId })
  })
}

/** A person who gives their name, a way to reach them, or both; and rules for ways that they gave before. */
export type Reach = Readonly<{
  person: PersonTold | undefined
  changed: readonly Omit<WayHinted, 'kind' | 'hint'>[]
}>

/** Keeps who somebody says they are and how they may be reached: a record of its own, and the former rules kept. */
export async function reach(tx: Tx, coming: Coming, { person, changed }: Reach): Promise<Returned | undefined> {
  const named = person?.given !== undefined || person?.family !== undefined
  return say(tx, coming, named ? 'named' : 'reach', { words: '' }, async ({ reportId }) => {
    for (const way of changed) await reachOtherwise(tx, coming.hash, way)
    if (person) putInReport(tx, reportId, recordPerson(tx, person, 'report'))
  })
}

/** Ways that were given before and whose rules are now others. */
export async function changedWays(
  tx: Tx,
  hash: Buffer,
  wanted: ReadonlyMap<string, Rules>,
): Promise<readonly Omit<WayHinted, 'kind' | 'hint'>[]> {
  const known = await waysToReach(tx, hash)
  return known.flatMap(({ id, safeToUse, safeTimes, safeWords, neverLeaveMessage }) => {
    const rules = wanted.get(id)
    const before = { safeToUse, safeTimes, safeWords, neverLeaveMessage }
    return rules && JSON.stringify(rules) !== JSON.stringify(before) ? [{ id, ...rules }] : []
  })
}

/** In this order, so that two of them may be held against each other as they are written. */
export type Rules = Required<Pick<ContactTold, 'safeToUse' | 'safeTimes' | 'safeWords' | 'neverLeaveMessage'>>

async function say(
  tx: Tx,
  { hash, send }: Coming,
  kind: Kind,
  body: Body,
  more: (returned: Returned) => Promise<void> = async () => {},
): Promise<Returned | undefined> {
  const returned = await comeBack(tx, hash, send)
  if (!returned || returned.cameBefore) return returned
  if (kind === 'words' || kind === 'files') await notTooOften(tx, hash)
  await more(returned)
  keepMessage(tx, returned, { side: 'reporter', kind, body, send })
  if (kind === 'deletion' ? !returned.deletionDue : !returned.answerDue)
    owe(tx, returned, kind === 'deletion' ? 'deletion' : 'reply')
  return returned
}

async function notTooOften(tx: Tx, hash: Buffer): Promise<void> {
  const yesterday = new Date(tx.at.getTime() - 24 * 3_600_000)
  if ((await wroteSince(tx, hash, yesterday)) >= mostInADay) throw new Refused('wrote-often')
}
