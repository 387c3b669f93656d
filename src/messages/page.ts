/* Messages about one report: what was sent, what was not and why, and who did it in person instead. */
import { asId, part, type ReportId, type ReportShown, readReport, said, type Tx } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  doneNotice,
  form,
  goTo,
  type Html,
  holds,
  html,
  type Look,
  notFoundPage,
  page,
  panelLink,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { messageList, messagesView } from './page-view.ts'
import { messagesAbout, reporterOf, settle } from './queries.ts'

const at = '/hub/reports/:id/messages'

export const messagePages: readonly Route[] = [
  page({ at, who: 'signed-in', audit: 'message.list' }, visit =>
    onReport(visit, (look, id) => messages(visit, look, id)),
  ),
  form({ at: `${at}/:message`, who: { holds: ['hub'] }, audit: 'message.settle' }, visit =>
    onReport(visit, (look, id) => settled(visit, look, id)),
  ),
]

/** What stands beside a report: its messages in short, and the way to all of them. */
export const messagesPanel = {
  id: 'messages',
  title: 'Messages',
  body: async (tx: Tx, visit: Visit, report: ReportShown): Promise<Html | undefined> => {
    const all = await messagesAbout(tx, report.id)
    const mayTell = report.source === 'professional' && visit.signedIn && holds(visit.signedIn, 'hub')
    if (all.length === 0 && !mayTell && !report.people.some(one => one.reporter)) return undefined
    return html`${messageList(all.slice(0, 3), visit)}
      <p class="sk-facts__line">${panelLink(`/hub/reports/${report.id}/messages`, 'All messages, and how they may be reached')}</p>
      ${mayTell && html`<p class="sk-facts__line">${panelLink(`/hub/reports/${report.id}/feedback`, 'Tell whoever referred what came of it')}</p>`}`
  },
}

async function onReport(visit: Visit, answer: (look: Look, id: ReportId) => Promise<Answer>): Promise<Answer> {
  const id = asId<'report'>(visit.params.id ?? '')
  return id ? await withPurpose(visit, id, look => answer(look, id)) : notFoundPage(visit)
}

const done = {
  queued: 'Your message is on its way. It stands below with what becomes of it.',
  told: 'It has been recorded that they were told.',
  settled: 'What you did instead has been recorded.',
}

async function messages(visit: Visit, look: Look, id: ReportId): Promise<Answer> {
  const [report, all, reporter] = await look(
    async tx => [await readReport(tx, id), await messagesAbout(tx, id), await reporterOf(tx, id)] as const,
  )
  return show({
    title: `Messages about ${report.reference}`,
    kind: 'hub',
    wide: true,
    before: breadcrumbs({
      items: [
        { text: 'Worklist', href: '/hub' },
        { text: report.reference, href: `/hub/reports/${id}` },
        { text: 'Messages' },
      ],
    }),
    content: html`${doneNotice(visit, done)}${messagesView(visit, report, all, reporter?.ways ?? [])}`,
  })
}

const hows: ReadonlySet<string> = new Set(['called', 'in-person', 'agency', 'written', 'not-needed'])

async function settled(visit: Visit, look: Look, id: ReportId): Promise<Answer> {
  const message = asId(visit.params.message ?? '')
  const how = said(part(visit.given, 'how'))
  if (!message) return notFoundPage(visit)
  if (!hows.has(how)) return goTo(`/hub/reports/${id}/messages?unsaid=${message}#m-${message}`)
  await look(async tx => {
    await readReport(tx, id)
    await settle(tx, id, message, how)
  })
  return goTo(`/hub/reports/${id}/messages?done=settled`)
}
