/*
 * Whoever referred somebody through their work is told what came of it: a duty with a clock, which begins when everybody
 * in the report has been decided on. It is met when what they were told has been taken by whoever carries messages, or when
 * somebody says that they told them otherwise.
 */
import {
  addWork,
  asId,
  clocksOf,
  endClocks,
  idOf,
  isSettled,
  NotFound,
  newId,
  part,
  peopleConcerned,
  type ReportId,
  readReport,
  said,
  startClock,
  type Tx,
} from '#kernel'
import {
  type Answer,
  breadcrumbs,
  form,
  goTo,
  type Look,
  languageOf,
  notFoundPage,
  page,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { type FeedbackGiven, feedbackView } from './feedback-view.ts'
import { whyNever } from './may-go.ts'
import { type Contact, keepMessage, reporterOf } from './queries.ts'
import { queueMessage } from './queue.ts'
import { templates, write } from './templates.ts'

const at = '/hub/reports/:id/feedback'
const who = { holds: ['hub'] } as const

/** The page on which a professional is told what came of what they sent. */
export const feedbackRoutes: readonly Route[] = [
  page({ at, who, audit: 'feedback.read' }, visit => onReport(visit, (look, id) => feedbackPage(visit, look, id))),
  form({ at, who, audit: 'feedback.tell' }, visit => onReport(visit, (look, id) => told(visit, look, id))),
]

/** Begins the duty, once, in the transaction of the decision after which nobody in the report is undecided. */
export async function feedbackOwed(tx: Tx, id: ReportId): Promise<void> {
  const [report, clocks] = await Promise.all([readReport(tx, id), clocksOf(tx, { reportId: id })])
  if (report.source !== 'professional' || clocks.some(one => one.clock === 'feedback')) return
  const concerned = peopleConcerned(report, tx.house.programmes.get(report.kind))
  if (concerned.some(person => !isSettled(report, person.record.id))) return
  const clock = startClock(tx, { reportId: id }, { programme: 'hub', clock: 'feedback', limit: 'hub.feedback' })
  addWork(tx, {
    queue: 'hub:triage',
    kind: 'feedback',
    title: 'Tell whoever referred what came of it',
    programme: report.kind,
    reportId: id,
    clockId: clock.id,
    reference: report.reference,
    district: report.district,
    dueAt: clock.dueAt,
  })
}

async function onReport(visit: Visit, answer: (look: Look, id: ReportId) => Promise<Answer>): Promise<Answer> {
  const id = asId<'report'>(visit.params.id ?? '')
  return id ? await withPurpose(visit, id, look => answer(look, id)) : notFoundPage(visit)
}

type Problem = Readonly<{ field: string; message: string }>

async function feedbackPage(
  visit: Visit,
  look: Look,
  id: ReportId,
  problems: readonly Problem[] = [],
): Promise<Answer> {
  const [report, clocks, ways] = await look(
    async tx => [await readReport(tx, id), await clocksOf(tx, { reportId: id }), await waysOf(tx, id)] as const,
    'feedback.read',
  )
  const title = 'Tell whoever referred what came of it'
  return show(
    {
      title: problems.length ? `Error: ${title}` : title,
      kind: 'hub',
      wide: true,
      before: breadcrumbs({
        items: [
          { text: 'Worklist', href: '/hub' },
          { text: report.reference, href: `/hub/reports/${id}` },
          { text: 'Feedback' },
        ],
      }),
      content: feedbackView(visit, { report, clocks, ways, given: givenIn(visit), problems }),
    },
    problems.length ? 422 : 200,
  )
}

const waysOf = async (tx: Tx, id: ReportId): Promise<readonly Contact[]> => (await reporterOf(tx, id))?.ways ?? []

const hows = ['called', 'in-person', 'agency', 'written'] as const

const givenIn = ({ given }: Visit): FeedbackGiven => ({
  told: said(part(given, 'told')),
  how: said(part(given, 'how')),
  key: asId(said(part(given, 'key'))) ?? newId(),
})

async function told(visit: Visit, look: Look, id: ReportId): Promise<Answer> {
  const given = givenIn(visit)
  const ways = await look(tx => waysOf(tx, id), 'feedback.read')
  const problems = problemsWith(given, ways)
  if (problems.length) return await feedbackPage(visit, look, id, problems)
  const way = ways.find(one => one.id === given.how)
  await look(async tx => {
    if ((await readReport(tx, id)).source !== 'professional') throw new NotFound('feedback')
    // The same page sent twice is one message; gone back to and sent with other words it is another, and not lost.
    const once = { ...given, key: idOf(given.key, `${given.how} ${given.told}`) }
    if (way) return void (await queueMessage(tx, toSend(id, way, once)))
    await keepTold(tx, id, once)
    await endClocks(tx, { reportId: id }, ['feedback'], 'stopped')
  })
  return goTo(`/hub/reports/${id}/messages?done=${way ? 'queued' : 'told'}`)
}

const toSend = (reportId: ReportId, way: Contact, { told, key }: FeedbackGiven) =>
  ({ template: 'feedback', to: way.id, about: { reportId }, values: { told }, id: key }) as const

async function keepTold(tx: Tx, reportId: ReportId, given: FeedbackGiven): Promise<void> {
  const { reference } = await readReport(tx, reportId)
  const { version, language, ...words } = write(templates.feedback, languageOf('en'), { reference, told: given.told })
  await keepMessage(tx, {
    ...{ template: 'feedback', version, language, words: { ...words, text: given.told, short: given.told } },
    ...{ reportId, contact: undefined, channel: undefined, queue: 'hub:triage', dueAt: tx.at, personBy: tx.at },
    settledHow: given.how,
    id: given.key,
  })
}

function problemsWith(given: FeedbackGiven, ways: readonly Contact[]): readonly Problem[] {
  const way = ways.find(one => one.id === given.how)
  const longest = way && way.kind !== 'email' ? 300 : 4_000
  return [
    ...(given.told === '' ? [{ field: 'told', message: 'Enter what you are telling them' }] : []),
    ...(given.told.length > longest ? [{ field: 'told', message: `Use ${longest} characters or fewer` }] : []),
    ...(isHow(given.how) || (way && !whyNever(way, way.kind === 'email' ? 'email' : 'text', true))
      ? []
      : [{ field: 'how', message: 'Select how they are told' }]),
  ]
}

const isHow = (how: string): boolean => hows.some(one => one === how)
