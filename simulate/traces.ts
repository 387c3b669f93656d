import { actorName, type Purpose, purposes, type UserId } from '#kernel'
import type { Ledger, Matter, Trace } from './matter.ts'

type Left = Omit<Trace, 'actor' | 'agency'> & Readonly<{ by: UserId }>

/** A row of the audit: who did what, and why. */
export function leaveTrace({ agencyOf }: Ledger, matter: Matter, { by, ...trace }: Left): void {
  matter.traces.push({ ...trace, actor: actorName({ kind: 'user', id: by }), agency: agencyOf(by) })
}

/** Under which regime a purpose is audited. */
export const regimeOf = (purpose: Purpose): string => purposes[purpose].regime
