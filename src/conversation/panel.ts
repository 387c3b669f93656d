import type { ReportId, Tx } from '#kernel'
import { dueBadge, type Html, html, mark, tag, type tiles, type Visit } from '#web'
import { conversationOf, unreadMessages } from './hub-queries.ts'
import { statusTitles } from './hub-view.ts'
import { deletionOf, toldLast } from './said.ts'

/** The conversation in short, beside a report or a case that came of it. */
export async function conversationBeside(tx: Tx, visit: Visit, reportId: ReportId): Promise<Html> {
  const { messages, answerDue, deletionDue } = await conversationOf(tx, reportId)
  const unread = messages.filter(one => one.side === 'reporter' && !one.seenAt).length
  const unseen = messages.filter(one => one.side === 'service' && !one.seenAt).length
  const [last] = messages
  const told = toldLast(messages)
  return html`<p>${told && tag({ text: statusTitles[told] })} ${unread > 0 && mark(`${unread} not read`, 'warm')}</p>
    ${answerDue && html`<p class="sk-facts__line">They wait for an answer ${dueBadge(answerDue, visit)}</p>`}
    ${deletionDue && html`<p class="sk-facts__line">They asked for deletion ${dueBadge(deletionDue, visit)}</p>`}
    ${deletionOf(messages) === 'granted' && html`<p class="sk-facts__line">Deletion was granted.</p>`}
    ${!last && html`<p class="sk-facts__line">Nobody has written yet.</p>`}
    ${unseen > 0 && html`<p class="sk-facts__line">They have not yet seen ${unseen === 1 ? 'what you wrote last' : `${unseen} messages`}.</p>`}
    <p class="sk-facts__line"><a class="govuk-link" href="/hub/reports/${reportId}/conversation">Open the conversation</a></p>`
}

/** How many messages nobody has read yet, in this reader's queues, as a tile over their worklist; nothing where none. */
export async function unreadTile(tx: Tx): Promise<Parameters<typeof tiles>[0]> {
  const unread = await unreadMessages(tx)
  return unread > 0 ? [{ label: 'Messages not read', value: unread }] : []
}
