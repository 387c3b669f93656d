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
  type Tx,
} from '#kernel'
import {
  type Answer,
  breadcrumbs,
  type Html,
  holds,
  type Look,
  notFoundPage,
  page,
  panelOf,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { type District, reportView } from './report-view.ts'
import { type Might, mightBeEach } from './suggested.ts'

/** What another room shows beside a report; nothing where it has nothing to say of it. */
export type ReportPanel = Readonly<{
  id: string
  title: string
  body(tx: Tx, visit: Visit, report: ReportShown): Promise<Html | undefined>
}>

export type ReportWhole = Readonly<{
  report: ReportShown
  clocks: readonly ClockShown[]
  actions: readonly ActionShown[]
  shares: readonly ShareShown[]
  documents: readonly DocumentShown[]
  /** Who those in it might be, by their records, for the hub. */
  might: ReadonlyMap<string, Might>
  beside: readonly Html[]
}>

/** A report as told, with everything that has been done about it. */
export const reportRoutes = (districts: readonly District[], panels: readonly ReportPanel[]): readonly Route[] => [
  page({ at: '/hub/reports/:id', who: 'signed-in', audit: 'report.read' }, visit =>
    onReport(visit, (id, look) => reportPage(visit, id, look, { districts, panels })),
  ),
]

/** Opens the report that an address names, once its reader has said why. */
export async function onReport(visit: Visit, answer: (id: ReportId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'report'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

type Around = Readonly<{ districts: readonly District[]; panels: readonly ReportPanel[] }>

async function reportPage(visit: Visit, id: ReportId, look: Look, { districts, panels }: Around): Promise<Answer> {
  const whole = await look(async tx => {
    const [report, clocks, actions, shares, documents] = await Promise.all([
      readReport(tx, id),
      clocksOf(tx, { reportId: id }),
      actionsOf(tx, { reportId: id }),
      sharesOf(tx, { reportId: id }),
      documentsOf(tx, { reportId: id }),
    ])
    const might = visit.signedIn && holds(visit.signedIn, 'hub') ? await mightBeEach(tx, recordsIn(report)) : new Map()
    const beside = await besideIt(tx, visit, report, panels)
    return { report, clocks, actions, shares, documents, might, beside }
  })
  return show({
    title: `Report ${whole.report.reference}`,
    kind: 'hub',
    wide: true,
    before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: whole.report.reference }] }),
    content: reportView(visit, look, whole, districts),
  })
}

async function besideIt(tx: Tx, visit: Visit, report: ReportShown, panels: readonly ReportPanel[]) {
  const bodies = await Promise.all(panels.map(one => one.body(tx, visit, report)))
  return panels.flatMap(({ title, id }, at) => (bodies[at] ? [panelOf(title, id, bodies[at])] : []))
}

const recordsIn = ({ people }: ReportShown): readonly RecordId[] => people.map(({ record }) => record.id)
