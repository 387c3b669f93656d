import type { FastifyRequest } from 'fastify'
import { type Actor, part, type SignedIn, said } from '#kernel'
import { addressIn } from './languages.ts'
import type { Route, Upload, Visit } from './route.ts'
import type { About } from './server.ts'
import { sourceOf } from './source.ts'

export const cookieName = (https: boolean): string => (https ? '__Host-safekeep' : 'safekeep')

type Sent = { given: Visit['given']; uploads: readonly Upload[] }

/** A request as a route sees it. */
export async function visitOf(
  request: FastifyRequest,
  route: Route | undefined,
  about: About,
  sent?: Sent,
): Promise<Visit> {
  const at = about.now()
  const token = route?.api ? undefined : request.cookies?.[cookieName(about.https)]
  const needed = route !== undefined && route.who !== 'anyone'
  // Public pages look at no session: a front door that knows who is signed in is a front door that can tell.
  const signedIn =
    token && (needed || /^\/hub(\/|$)/.test(request.url)) ? await about.database.whoIs(token, at) : undefined
  return visitBy(signedIn, { request, route, about, sent, at, token })
}

/** The same request as of somebody we know nothing about: for when the database cannot say who they are. */
export const strangersVisit = (request: FastifyRequest, about: About): Visit =>
  visitBy(undefined, { request, route: undefined, about, sent: undefined, at: about.now(), token: undefined })

type Come = Readonly<{
  request: FastifyRequest
  route: Route | undefined
  about: About
  sent: Sent | undefined
  at: Date
  token: string | undefined
}>

function visitBy(signedIn: SignedIn | undefined, { request, route, about, sent, at, token }: Come): Visit {
  const actor: Actor = signedIn ? { kind: 'user', id: signedIn.userId } : { kind: 'public' }
  return {
    at,
    path: request.url,
    language: addressIn(request.originalUrl).language,
    params: strings(request.params),
    query: strings(request.query),
    given: sent?.given ?? bodyOf(request),
    uploads: sent?.uploads ?? [],
    headers: request.headers,
    source: sourceOf(request.ip, at),
    signedIn,
    token: signedIn && token,
    https: about.https,
    house: about.house,
    menu: about.menu,
    casePages: about.casePages,
    database: about.database,
    as: (purpose, work, more = {}) =>
      about.database.as({ actor, action: route?.audit ?? 'page.none', purpose, at, ...more }, work),
  }
}

const bodyOf = (request: FastifyRequest): Visit['given'] =>
  typeof request.body === 'object' && request.body !== null ? (request.body as Visit['given']) : { raw: request.body }

function strings(from: unknown): Readonly<Record<string, string>> {
  if (typeof from !== 'object' || from === null) return {}
  return Object.fromEntries(Object.keys(from).map(name => [name, said(part(from, name))]))
}
