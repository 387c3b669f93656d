import type { FastifyReply, FastifyRequest } from 'fastify'
import { asId, type Installation, Refused, type UserId } from '#kernel'
import { notFoundPage } from './errors.ts'
import { keepForSignIn } from './kept.ts'
import { type Answer, goTo, mayCome, type Route, type Visit } from './route.ts'

/** Headers of every answer: nothing runs that is not ours, nothing is framed, nothing is cached, nobody is told. */
export async function secure(request: FastifyRequest, reply: FastifyReply, _house: Installation): Promise<void> {
  if (reply.getHeader('content-security-policy') === undefined) {
    reply.header(
      'content-security-policy',
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
  }
  reply
    .header('x-content-type-options', 'nosniff')
    .header('x-frame-options', 'DENY')
    // Nobody else is told; with `no-referrer` browsers would also hide from us that a form is from our own page.
    .header('referrer-policy', 'same-origin')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=(), browsing-topics=()')
  if (reply.getHeader('cross-origin-resource-policy') === undefined)
    reply.header('cross-origin-resource-policy', 'same-origin')
  if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store')
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
}

/** Whoever may not come is turned away before the route runs; nothing that they typed is lost. */
export async function guardFrom(visit: Visit, route: Route, request: FastifyRequest): Promise<Answer | undefined> {
  if (route.method === 'POST' && !route.api && crossSite(request)) return notFoundPage(visit)
  if (mayCome(route.who, visit.signedIn)) return undefined
  if (!visit.signedIn)
    return route.method === 'GET' ? goTo(`/hub/sign-in?to=${encodeURIComponent(visit.path)}`) : keepForSignIn(visit)
  await noteRefusal(visit, visit.signedIn.userId, route)
  return notFoundPage(visit)
}

/** That somebody was turned away is in the audit beside the looks at the same record, though nothing was shown. */
async function noteRefusal(visit: Visit, id: UserId, route: Route): Promise<void> {
  const isOfCase = visit.casePages.some(({ at }) => `${route.at}/`.startsWith(`${at}/`))
  const [, kind = 'cases', name = isOfCase ? 'id' : ''] =
    /^\/hub\/(reports|cases|documents)\/:(\w+)/.exec(route.at) ?? []
  const record = asId(visit.params[name] ?? '')
  const occasion = {
    actor: { kind: 'user', id },
    action: route.audit === 'nothing' ? 'page.refused' : route.audit,
    purpose: 'find-work',
    at: visit.at,
    note: 'not theirs to open',
  } as const
  const refused = visit.database.as(occasion, async tx => {
    if (record) tx.looksAt(kind as 'reports' | 'cases' | 'documents', record) // the pattern knows no others
    throw new Refused('step-not-yours')
  })
  await refused.catch(fault => {
    if (!(fault instanceof Refused)) throw fault
  })
}

/** A form posted from somebody else's page: browsers say so themselves, so no token is needed. */
function crossSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const origin = request.headers.origin
  if (origin === undefined) return false // not a browser, or one too old to say; it has no cookie of another site's to abuse
  if (origin === 'null') return true
  return URL.canParse(origin) ? new URL(origin).host !== request.headers.host : true
}
