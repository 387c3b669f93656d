import type { Installation, ReportId, Tx } from '#kernel'
import type { Route } from '#web'
import { alertRoutes } from './alerts.ts'
import { auditRoutes } from './audit.ts'
import { decideRoutes } from './decide.ts'
import { identifyRoutes } from './identify.ts'
import { demonstrationIdentity, type Identity, noIdentity } from './identity.ts'
import { matchesRoutes } from './matches.ts'
import { openingRoutes } from './opening.ts'
import { pairRoutes } from './pair.ts'
import { peopleRoutes } from './people.ts'
import { personRoutes } from './person.ts'
import { type ReportPanel, reportRoutes } from './report.ts'
import { signInRoutes } from './sign-in.ts'
import { type MoreTiles, worklistRoutes } from './worklist.ts'

/** The hub's own surroundings: its house, the districts of its area by name, and who vouches for those who sign in. */
export type Hub = Readonly<{
  house: Pick<Installation, 'madeUp'>
  area: Readonly<{ districts: readonly Readonly<{ id: string; name: string }>[] }>
  identity?: Identity
  /** What other rooms show beside a report. */
  panels?: readonly ReportPanel[]
  /** What other rooms count over the worklist. */
  moreTiles?: MoreTiles
  /** Told of each decision on a report, in its transaction. */
  decided?(tx: Tx, reportId: ReportId): Promise<void>
}>

/** Every address of the hub. */
export function hubRoutes({
  house,
  area,
  identity,
  panels = [],
  decided,
  moreTiles = async () => [],
}: Hub): readonly Route[] {
  return [
    ...signInRoutes(identity ?? (house.madeUp ? demonstrationIdentity : noIdentity)),
    ...worklistRoutes(area.districts, moreTiles),
    ...openingRoutes,
    ...reportRoutes(area.districts, panels),
    ...identifyRoutes,
    ...decideRoutes(decided),
    ...alertRoutes,
    ...peopleRoutes,
    ...personRoutes,
    ...matchesRoutes,
    ...pairRoutes,
    ...auditRoutes,
  ]
}
