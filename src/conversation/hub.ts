import {
  asId,
  hashed,
  holdsReceipt,
  NotFound,
  type Problem,
  part,
  Refused,
  type ReportId,
  receiptFound,
  said,
  type Tx,
} from '#kernel'
import {
  type Answer,
  type AuditName,
  form,
  goTo,
  type Look,
  notFoundPage,
  page,
  type Route,
  type Visit,
  withPurpose,
} from '#web'
import { oweDisposal, settle } from './duty.ts'
import {
  type Conversation,
  cameBefore,
  conversationOf,
  disposeAsGranted,
  reporterKnown,
  seeMessages,
  stopCodeOf,
} from './hub-queries.ts'
import { conversationPage } from './hub-view.ts'
import { keepMessage, type ToKeep, tellOf } from './queries.ts'
import { deletionOf, longest } from './said.ts'
import { mayBeAsked } from './survey.ts'
import { mayDecide, mayDispose } from './who.ts'

export type Hub = Readonly<{
  /** Kinds of report of which nobody is surveyed unless safe contact is confirmed. */
  careful: readonly string[]
}>

const at = '/hub/reports/:id/conversation'

/** The conversation about a report, beside the report: whoever sees the report reads it, and those who work on it write. */
export const conversationHubRoutes = (hub: Hub): readonly Route[] => [
  page({ at, who: 'signed-in', audit: 'conversation.read' }, visit =>
    onReport(visit, (id, look) => shown(visit, id, look)),
  ),
  form({ at, who: 'signed-in', audit: 'conversation.tell' }, visit =>
    onReport(visit, (id, look) => {
      const deed = said(part(visit.given, 'do'))
      return (Object.hasOwn(deeds, deed) ? deeds[deed as keyof typeof deeds] : shown)(visit, id, look, hub)
    }),
  ),
]

async function onReport(visit: Visit, answer: (id: ReportId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'report'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

type Deed = (visit: Visit, id: ReportId, look: Look, hub: Hub) => Promise<Answer>

const deeds = {
  words: wordsTold,
  status: statusTold,
  deletion: deletionDecided,
  'no-answer': noAnswerNeeded,
  stop: codeStopped,
  dispose: disposed,
} as const satisfies Readonly<Record<string, Deed>>

async function shown(
  visit: Visit,
  id: ReportId,
  look: Look,
  _hub?: Hub,
  problems: readonly Problem[] = [],
): Promise<Answer> {
  const conversation = await look(async tx => {
    const found = await conversationOf(tx, id)
    if (found.mayWrite) await seeMessages(tx, id)
    return found
  }, 'conversation.read')
  return conversationPage(visit, look, conversation, problems)
}

const line = (visit: Visit, name: string): string => said(part(visit.given, name))
const need = (is: boolean, field: string, message: string): readonly Problem[] => (is ? [] : [{ field, message }])

/** Words that they read: some, not too many, and no code. */
function words(visit: Visit, field: string, wanted: boolean, message: string): readonly Problem[] {
  const text = line(visit, field)
  return [
    ...need(!wanted || text !== '', field, message),
    ...need(text.length <= longest, field, `${message} in ${longest.toLocaleString('en-GB')} characters or fewer`),
    ...need(!holdsReceipt(text), field, receiptFound),
  ]
}

async function wordsTold(visit: Visit, id: ReportId, look: Look, hub: Hub): Promise<Answer> {
  const problems = words(visit, 'words', true, 'Enter what you want to tell them')
  if (problems.length) return shown(visit, id, look, hub, problems)
  const body = { words: line(visit, 'words') }
  await tell(visit, id, look, { side: 'service', kind: 'words', body })
  return done(id, 'told')
}

async function statusTold(visit: Visit, id: ReportId, look: Look, hub: Hub): Promise<Answer> {
  const [outcome, ask] = [line(visit, 'outcome'), line(visit, 'ask')]
  const explained = outcome === 'decided' || outcome === 'closed'
  const problems = [
    ...need(['read', 'passed', 'decided', 'closed'].includes(outcome), 'outcome', 'Select what has happened'),
    ...words(visit, 'known', explained, 'Enter what they may know of it'),
    ...need(
      outcome !== 'closed' || ask === 'yes' || ask === 'no',
      'ask',
      'Select whether they may be asked how it was',
    ),
  ]
  if (problems.length) return shown(visit, id, look, hub, problems)
  const body = { words: line(visit, 'known') }
  await tell(visit, id, look, { side: 'service', kind: 'status', outcome, body }, async (tx, { kind }) => {
    if (outcome !== 'closed') return {}
    const known = await reporterKnown(tx, id)
    const may = mayBeAsked({ ...known, careful: hub.careful.includes(kind), staffSay: ask === 'yes' ? 'yes' : 'no' })
    return may ? { survey: 'offered' } : {}
  })
  return done(id, 'told')
}

async function deletionDecided(visit: Visit, id: ReportId, look: Look, hub: Hub): Promise<Answer> {
  if (!mayDecide(visit)) throw new NotFound('deed')
  const outcome = line(visit, 'decision')
  const problems = [
    ...need(outcome === 'granted' || outcome === 'refused', 'decision', 'Select what you decide'),
    ...words(visit, 'told', true, 'Enter what they are told of it, and why'),
    ...words(visit, 'why', true, 'Enter the reason, for those who work here'),
  ]
  if (problems.length) return shown(visit, id, look, hub, problems)
  const body = { words: line(visit, 'told'), why: line(visit, 'why') }
  await tell(
    visit,
    id,
    look,
    { side: 'service', kind: 'deletion', outcome, body },
    async (tx, before) => {
      if (deletionOf(before.messages) !== 'asked') throw new NotFound('request to delete')
      await settle(tx, id, 'deletion')
      if (outcome === 'granted') oweDisposal(tx, id, before)
      return {}
    },
    'conversation.decide-deletion',
  )
  return done(id, outcome)
}

async function noAnswerNeeded(_visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  await look(async tx => {
    await mustWrite(tx, id)
    await settle(tx, id, 'reply', 'What they wrote needs no answer')
  }, 'conversation.no-answer')
  return done(id, 'no-answer')
}

async function codeStopped(_visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  await look(async tx => {
    await mustWrite(tx, id)
    await stopCodeOf(tx, id)
  }, 'conversation.stop-code')
  return done(id, 'stopped')
}

async function disposed(visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  if (!mayDispose(visit)) throw new NotFound('deed')
  await look(async tx => {
    const { messages, legalHold } = await conversationOf(tx, id)
    if (deletionOf(messages) !== 'granted') throw new NotFound('request to delete')
    if (legalHold) throw new Refused('on-hold')
    if (messages.find(one => one.kind === 'deletion')?.byUser === tx.user) throw new Refused('not-alone')
    await disposeAsGranted(tx, id)
    for (const awaited of ['reply', 'deletion'] as const) await settle(tx, id, awaited, 'The report has been deleted')
  }, 'report.dispose')
  return goTo(`/hub/reports/${id}`)
}

type More = (tx: Tx, before: Conversation) => Promise<{ survey?: 'offered' }>

/** Keeps what is told, once; ends what was owed; and lets whoever reported know that there is something, safely. */
async function tell(
  visit: Visit,
  id: ReportId,
  look: Look,
  what: Omit<ToKeep, 'send' | 'survey'>,
  more: More = async () => ({}),
  action: AuditName = 'conversation.tell',
): Promise<void> {
  const send = hashed([line(visit, 'once'), what.kind, what.outcome ?? '', what.body.words].join('\0'))
  await look(async tx => {
    if (await cameBefore(tx, id, send)) return
    const before = await mustWrite(tx, id)
    const also = await more(tx, before)
    keepMessage(tx, before, { ...what, ...also, send })
    if (what.kind !== 'deletion') await settle(tx, id, 'reply')
    tellOf(tx, also.survey ? 'conversation.survey' : 'conversation.answered', id)
  }, action)
}

/** Throws `NotFound` for whoever only reads it, and where there is nothing left to write to. */
async function mustWrite(tx: Tx, id: ReportId): Promise<Conversation & { readonly key: Buffer }> {
  const found = await conversationOf(tx, id)
  if (!found.mayWrite || !found.key) throw new NotFound('report')
  return { ...found, key: found.key }
}

const done = (id: ReportId, what: string): Answer => goTo(`/hub/reports/${id}/conversation?done=${what}`)
