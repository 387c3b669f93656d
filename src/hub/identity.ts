import { cast, part, said, type UserId } from '#kernel'
import type { Visit } from '#web'

export type Offered = Readonly<{ id: UserId; name: string; jobTitle: string; agency: string }>

/**
 * Who vouches for somebody who signs in. An identity provider answers with the user its proof names; a demonstration
 * believes whoever chooses. A session begins only for the user that `proves` returns.
 */
export type Identity = Readonly<{
  /** Those to choose between; nothing where nobody can sign in here yet. */
  offers(visit: Visit): Promise<readonly Offered[] | undefined>
  /** The user whom this form proves its sender to be, or nobody. */
  proves(visit: Visit): Promise<UserId | undefined>
}>

/** Everybody in the cast may be chosen, without a password: for invented people only. */
export const demonstrationIdentity: Identity = {
  offers: theCast,
  proves: async visit => {
    const chosen = said(part(visit.given, 'user'))
    return (await theCast(visit)).find(one => one.id === chosen)?.id
  },
}

/** Nobody can sign in until an identity provider is set up. */
export const noIdentity: Identity = { offers: async () => undefined, proves: async () => undefined }

function theCast(visit: Visit): Promise<readonly Offered[]> {
  return visit.database.as(
    { actor: { kind: 'job', name: 'sign-in' }, action: 'session.cast', purpose: 'sign-in', at: visit.at },
    cast,
  )
}
