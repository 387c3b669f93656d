import { asId, NotFound } from '#kernel'
import { type Html, holds, html, mark, tag, type Visit } from '#web'
import type { Kept } from '../queries.ts'
import { isStale } from '../stale.ts'

/** Whether this person keeps the whole directory. */
export const keeps = ({ signedIn }: Pick<Visit, 'signedIn'>): boolean =>
  signedIn !== undefined && holds(signedIn, 'directory')

/** Whether this person may say something else of a service: a keeper, or somebody of the agency whose it is. */
export const mayChange = (visit: Pick<Visit, 'signedIn'>, { agency }: Pick<Kept, 'agency'>): boolean =>
  keeps(visit) || (agency !== null && visit.signedIn?.agencyId === agency)

/** The id in an address; an address that holds none leads nowhere. */
export function serviceId({ params }: Pick<Visit, 'params'>): string {
  const id = asId(params.id ?? '')
  if (!id) throw new NotFound('service')
  return id
}

const states = {
  draft: { text: 'Draft', classes: 'govuk-tag--grey' },
  published: { text: 'Published', classes: 'govuk-tag--green' },
  withdrawn: { text: 'Withdrawn', classes: 'govuk-tag--red' },
} as const

/** What it is now, and what is to be done with it. */
export const stateMarks = (one: Kept, visit: Pick<Visit, 'at' | 'house'>): Html =>
  html`${tag(states[one.state])} ${one.published !== null && one.published < one.latest ? mark('A later version is not published', 'warm') : undefined}
  ${one.state === 'published' && isStale(one.checked, visit.at, visit.house) ? mark(one.checked ? 'Check again' : 'Not checked yet', 'warm') : undefined}`
