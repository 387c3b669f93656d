import { addWork, clearWork, clocksOf, endClocks, type Installation, type ReportId, startClock, type Tx } from '#kernel'

type About = Readonly<{
  reportId: ReportId
  reference: string
  kind: string
  district: string | null
  /** Programmes with an open case that came of it. */
  programmes: readonly string[]
}>

/** What whoever reported waits for: an answer to what they wrote, or to their request to delete. */
export type Awaited = 'reply' | 'deletion'

/** Owes whoever reported an answer, by the local limit: the clock starts, and the work is in its queue. */
export function owe(tx: Tx, about: About, awaited: Awaited): void {
  const clock = startClock(
    tx,
    { reportId: about.reportId },
    { programme: 'hub', clock: awaited, limit: `hub.${awaited}` },
  )
  addWork(tx, {
    queue: awaited === 'deletion' ? 'hub:supervisor' : queueOf(tx.house, about.programmes),
    kind: awaited,
    title: tx.house.programmes.get(about.kind)?.title ?? about.kind,
    programme: about.kind,
    reportId: about.reportId,
    clockId: clock.id,
    reference: about.reference,
    district: about.district,
    dueAt: clock.dueAt,
  })
}

/** What was granted is now for whoever answers for what is kept, by when it was promised. */
export function oweDisposal(
  tx: Tx,
  reportId: ReportId,
  { reference, kind, district, deletionDue }: Omit<About, 'reportId' | 'programmes'> & { deletionDue: Date | null },
): void {
  addWork(tx, {
    queue: 'retention:decider',
    kind: 'deletion',
    title: tx.house.programmes.get(kind)?.title ?? kind,
    programme: kind,
    reportId,
    reference,
    district,
    dueAt: deletionDue ?? tx.at,
  })
}

/** They have been answered, or need no answer: then why is said. */
export async function settle(tx: Tx, reportId: ReportId, awaited: Awaited, noNeed?: string): Promise<void> {
  await endClocks(tx, { reportId }, [awaited], noNeed ? 'lifted' : 'stopped', noNeed ? { why: noNeed } : {})
  clearWork(tx, { reportId, kind: awaited })
}

/** Nothing is awaited any more, from anybody, by the report's own limits; those of a case that came of it run on. */
export async function settleAll(tx: Tx, reportId: ReportId, why: string): Promise<void> {
  const running = (await clocksOf(tx, { reportId })).filter(one => one.endedAt === null)
  await endClocks(
    tx,
    { reportId },
    running.map(one => one.clock),
    'lifted',
    { why },
  )
}

/** Whoever works on a case that came of it; the hub where nobody does. */
function queueOf({ programmes }: Pick<Installation, 'programmes'>, open: readonly string[]): string {
  for (const id of open) {
    const [clock] = Object.values(programmes.get(id)?.case?.clocks ?? {})
    if (clock) return `${id}:${clock.for}`
  }
  return 'hub:triage'
}
