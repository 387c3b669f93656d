import { asId, holdsReceipt, NotFound, type Problem, part, Refused, type ReportId, receiptFound, said } from '#kernel'
import { type Answer, form, goTo, type Look, notFoundPage, page, type Route, type Visit, withPurpose } from '#web'
import { settle, settleAll } from './duty.ts'
import { conversationOf, disposeAsGranted, seeMessages, stopCodeOf } from './hub-queries.ts'
import { conversationPage } from './hub-view.ts'
import { deletionOf, longest, tellable } from './said.ts'
import { answer, decideDeletion, mustWrite, tellStatus } from './telling.ts'
import { mayDecide, mayDispose, mayStop } from './who.ts'

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
      const act = Object.hasOwn(deeds, deed) ? deeds[deed as keyof typeof deeds] : undefined
      return act ? act(visit, id, look, hub) : shown(visit, id, look)
    }),
  ),
]

async function onReport(visit: Visit, work: (id: ReportId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'report'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => work(id, look)) : notFoundPage(visit)
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

async function shown(visit: Visit, id: ReportId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
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

async function wordsTold(visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  const problems = words(visit, 'words', true, 'Enter what you want to tell them')
  if (problems.length) return shown(visit, id, look, problems)
  await look(tx => answer(tx, id, telling(visit, 'words')), 'conversation.tell')
  return done(id, 'told')
}

async function statusTold(visit: Visit, id: ReportId, look: Look, { careful }: Hub): Promise<Answer> {
  const outcome = tellable.find(one => one === line(visit, 'outcome'))
  const ask = asks.find(one => one === line(visit, 'ask'))
  const explained = outcome === 'decided' || outcome === 'closed'
  const problems = [
    ...need(outcome !== undefined, 'outcome', 'Select what has happened'),
    ...words(visit, 'known', explained, 'Enter what they may know of it'),
    ...need(outcome !== 'closed' || ask !== undefined, 'ask', 'Select whether they may be asked how it was'),
  ]
  if (!outcome || problems.length) return shown(visit, id, look, problems)
  const standing = { ...telling(visit, 'known'), outcome, careful, ...(ask && { ask }) }
  await look(tx => tellStatus(tx, id, standing), 'conversation.tell')
  return done(id, 'told')
}

const asks = ['yes', 'no'] as const
const outcomes = ['granted', 'refused'] as const

async function deletionDecided(visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  if (!mayDecide(visit)) throw new NotFound('deed')
  const outcome = outcomes.find(one => one === line(visit, 'decision'))
  const problems = [
    ...need(outcome !== undefined, 'decision', 'Select what you decide'),
    ...words(visit, 'told', true, 'Enter what they are told of it, and why'),
    ...words(visit, 'why', true, 'Enter the reason, for those who work here'),
  ]
  if (!outcome || problems.length) return shown(visit, id, look, problems)
  const decision = { ...telling(visit, 'told'), why: line(visit, 'why'), outcome }
  await look(tx => decideDeletion(tx, id, decision), 'conversation.decide-deletion')
  return done(id, outcome)
}

const telling = (visit: Visit, field: string) => ({ once: line(visit, 'once'), words: line(visit, field) })

async function noAnswerNeeded(_visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  await look(async tx => {
    await mustWrite(tx, id)
    await settle(tx, id, 'reply', 'What they wrote needs no answer')
  }, 'conversation.no-answer')
  return done(id, 'no-answer')
}

/** There is no other way back, so that it takes a supervisor to close it to whoever reported. */
async function codeStopped(visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  if (!mayStop(visit)) throw new NotFound('deed')
  await look(async tx => {
    await mustWrite(tx, id)
    await stopCodeOf(tx, id)
  }, 'conversation.stop-code')
  return done(id, 'stopped')
}

async function disposed(visit: Visit, id: ReportId, look: Look): Promise<Answer> {
  if (!mayDispose(visit)) throw new NotFound('deed')
  await look(async tx => {
    const { messages, legalHold, threatUnseen } = await conversationOf(tx, id)
    if (deletionOf(messages) !== 'granted') throw new NotFound('request to delete')
    if (legalHold) throw new Refused('on-hold')
    if (threatUnseen) throw new Refused('threat-unseen')
    if (messages.find(one => one.kind === 'deletion')?.byUser === tx.user) throw new Refused('not-alone')
    await disposeAsGranted(tx, id)
    await settleAll(tx, id, 'The report has been deleted')
  }, 'report.dispose')
  return goTo(`/hub/reports/${id}`)
}

const done = (id: ReportId, what: string): Answer => goTo(`/hub/reports/${id}/conversation?done=${what}`)
