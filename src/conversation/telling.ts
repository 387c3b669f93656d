/* What those who work on a report tell whoever sent it, each in the transaction of the deed. */
import { hashed, NotFound, Refused, type ReportId, type Tx } from '#kernel'
import { oweDisposal, settle } from './duty.ts'
import { type Conversation, cameBefore, conversationOf, reporterKnown } from './hub-queries.ts'
import { keepMessage, type ToKeep, tellOf } from './queries.ts'
import { type DeletionOutcome, deletionOf, type Tellable } from './said.ts'
import { mayBeAsked } from './survey.ts'

/** What they read, and `once`, which makes the same form sent twice one message. */
export type Telling = Readonly<{ once: string; words: string }>

/** Answers whoever reported. Throws `NotFound` for whoever only reads it, and where there is nothing left to write to. */
export const answer = (tx: Tx, id: ReportId, { once, words }: Telling): Promise<void> =>
  tell(tx, id, once, { kind: 'words', body: { words } })

/** How far a report is now; and of a closed one, what staff say of asking how it was. */
export type Standing = Telling &
  Readonly<{
    outcome: Tellable
    /** Of a closed report: whether they may be asked how it was. */
    ask?: 'yes' | 'no'
    /** Kinds of report of which nobody is surveyed unless safe contact is confirmed. */
    careful: readonly string[]
  }>

/** Says how far a report is; where it is closed and may be, whoever sent it is asked how it was. */
export const tellStatus = (tx: Tx, id: ReportId, { once, words, outcome, ask, careful }: Standing): Promise<void> =>
  tell(tx, id, once, { kind: 'status', outcome, body: { words } }, async ({ kind }) => {
    if (outcome !== 'closed' || ask !== 'yes') return {}
    const known = await reporterKnown(tx, id)
    const may = mayBeAsked({ ...known, careful: careful.includes(kind), staffSay: ask })
    return may ? { survey: 'offered' } : {}
  })

/**
 * Decides a request to delete; granted, somebody else now owes the deletion. Throws `NotFound` where nobody asks, and `Refused`
 * where it would be granted of a threat to life that nobody has seen.
 */
export const decideDeletion = (
  tx: Tx,
  id: ReportId,
  { once, words, why, outcome }: Telling & Readonly<{ why: string; outcome: DeletionOutcome }>,
): Promise<void> =>
  tell(tx, id, once, { kind: 'deletion', outcome, body: { words, why } }, async before => {
    if (deletionOf(before.messages) !== 'asked') throw new NotFound('request to delete')
    if (outcome === 'granted' && before.threatUnseen) throw new Refused('threat-unseen')
    await settle(tx, id, 'deletion')
    if (outcome === 'granted') oweDisposal(tx, id, before)
    return {}
  })

/** Throws `NotFound` for whoever only reads it, and where there is nothing left to write to. */
export async function mustWrite(tx: Tx, id: ReportId): Promise<Conversation & { readonly key: Buffer }> {
  const found = await conversationOf(tx, id)
  if (!found.mayWrite || !found.key) throw new NotFound('report')
  return { ...found, key: found.key }
}

type More = (before: Conversation) => Promise<{ survey?: 'offered' }>

/** Keeps what is told, once; ends what was owed; and lets whoever reported know that there is something, safely. */
async function tell(
  tx: Tx,
  id: ReportId,
  once: string,
  what: Omit<ToKeep, 'side' | 'send' | 'survey'>,
  more: More = async () => ({}),
): Promise<void> {
  const send = hashed([once, id, what.kind, what.outcome ?? '', what.body.words].join('\0'))
  if (await cameBefore(tx, id, send)) return
  const before = await mustWrite(tx, id)
  const also = await more(before)
  keepMessage(tx, before, { side: 'service', ...what, ...also, send })
  // A mark alone is no answer to somebody who wrote.
  if (what.kind !== 'deletion' && what.body.words) await settle(tx, id, 'reply')
  tellOf(tx, also.survey ? 'conversation.survey' : 'conversation.answered', id)
}
