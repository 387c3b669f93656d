import {
  type ActionShown,
  actionsOf,
  asId,
  type ClockShown,
  clocksOf,
  type DocumentShown,
  documentsOf,
  type RecordId,
  type ReportId,
  type ReportShown,
  readReport,
  type ShareShown,
  sharesOf,
} from '#kernel'
import {
  type Answer,
  breadcrumbs,
  holds,
  type Look,
  notFoundPage,
  page,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { type District, reportView } from './report-view.ts'
import { type Might, mightBeEach } from './suggested.ts'

export type ReportWhole = Readonly<{
  report: ReportShown
  clocks: readonly ClockShown[]
  actions: readonly ActionShown[]
  shares: readonly ShareShown[]
  documents: readonly DocumentShown[]
  /** Who those in it might be, by their records, for the hub. */
  might: ReadonlyMap<string, Might>
}>

/** A report as told, with everything that has been done about it. */
export const reportRoutes = (districts: readonly District[]): readonly Route[] => [
  page({ at: '/hub/reports/:id', who: 'signed-in', audit: 'report.read' }, visit =>
    onReport(visit, (id, look) => reportPage(visit, id, look, districts)),
  ),
]

/** Opens the report that an address names, once its reader has said why. */
export async function onReport(visit: Visit, answer: (id: ReportId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'report'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

async function reportPage(visit: Visit, id: ReportId, look: Look, districts: readonly District[]): Promise<Answer> {
  const whole = await look(async tx => {
    const [report, clocks, actions, shares, documents] = await Promise.all([
      readReport(tx, id),
      clocksOf(tx, { reportId: id }),
      actionsOf(tx, { reportId: id }),
      sharesOf(tx, { reportId: id }),
      documentsOf(tx, { reportId: id }),
    ])
    const might = visit.signedIn && holds(visit.signedIn, 'hub') ? await mightBeEach(tx, unknownIn(report)) : new Map()
    return { report, clocks, actions, shares, documents, might }
  })
  return show({
    title: `Report ${whole.report.reference}`,
    kind: 'hub',
    wide: true,
    before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: whole.report.reference }] }),
    content: reportView(visit, look, whole, districts),
  })
}

/** Those of whom nobody has said yet who they are. */
const unknownIn = ({ people }: ReportShown): readonly RecordId[] =>
  people.flatMap(({ record }) => (record.personId ? [] : [record.id]))
