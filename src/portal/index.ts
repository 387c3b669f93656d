import type { Installation, Questions, ReportDef } from '#kernel'
import { type Flood, newFlood, type Route } from '#web'
import { aboutRoutes } from './about.ts'
import { aboutYouRoutes } from './about-you.ts'
import { type IndexPort, peopleRoutes } from './api/people.ts'
import { apiRoutes } from './api/reports.ts'
import type { PortalArea, Reportable, SupportPort } from './area.ts'
import { findRoutes } from './find.ts'
import { frontRoutes } from './front.ts'
import { journeyRoutes } from './journey.ts'

export type { IndexPort, PersonSent } from './api/people.ts'
export type { PortalArea, SupportPort } from './area.ts'

type Portal = Readonly<{
  house: Installation
  area: PortalArea
  index?: IndexPort
  support?: SupportPort
  /** Shared with whatever else takes reports by a form. */
  flood?: Flood
}>

/** The front door: every page for the public and the same reports for programs. No page sets or needs a cookie. */
export function portalRoutes({ house, area, index, support, flood = newFlood() }: Portal): readonly Route[] {
  const whole = reportables(house)
  const kinds = whole.map(kind => ({ ...kind, report: forPublic(kind.report) }))
  return [
    ...frontRoutes(house, area, kinds),
    ...findRoutes(area, kinds),
    ...journeyRoutes(house, area, kinds, { support, flood }),
    ...aboutRoutes(house, area),
    ...aboutYouRoutes(kinds),
    ...apiRoutes(house, whole),
    ...(index ? peopleRoutes(index) : []),
  ]
}

/** The same form without what only professionals and programs are asked. */
const forPublic = (report: ReportDef): ReportDef => ({ ...report, ask: withoutReferral(report.ask) })

const withoutReferral = (ask: Questions): Questions =>
  Object.fromEntries(
    Object.entries(ask).flatMap(([name, field]) =>
      field.referral ? [] : [[name, field.each ? { ...field, each: withoutReferral(field.each) } : field]],
    ),
  )

/** What may be reported. A question may not bear the name of something that every page of a form sends. */
function reportables({ programmes }: Installation): readonly Reportable[] {
  const kinds = [...programmes.values()].flatMap(({ id, report }) => (report ? [{ id, report }] : []))
  for (const { id, report } of kinds) {
    const taken = ['draft', 'do', 'pause', 'start'].find(name => Object.hasOwn(report.ask, name))
    if (taken) throw new Error(`The report of ${id} may not have a question named "${taken}"`)
  }
  return kinds
}
