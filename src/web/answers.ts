import type { FastifyReply } from 'fastify'
import { alertsFor } from '#kernel'
import { alertBanner } from './components/banners.ts'
import { button } from './components/button.ts'
import { type Html, html, render } from './html.ts'
import { layout } from './layout.ts'
import { type Answer, holds, type Shown, type Visit } from './route.ts'
import { cookieName } from './visit.ts'

/** Sends an answer; a page gets its layout, its made-up notice, and any threat to life that is this person's to see. */
export async function answerWith(reply: FastifyReply, answer: Answer, visit: Visit): Promise<FastifyReply> {
  if (answer.is === 'file') return sendFile(reply, answer)
  if (answer.is === 'json') {
    // Nothing new, or nothing to say: the headers are all of it.
    if (answer.status === 204 || answer.status === 304)
      return reply
        .code(answer.status)
        .headers(answer.headers ?? {})
        .send()
    return reply
      .code(answer.status)
      .headers(answer.headers ?? {})
      .type(answer.type ?? 'application/json; charset=utf-8')
      .send(Buffer.from(JSON.stringify(answer.body))) // as bytes, so that no charset is put to a type that has none
  }
  if (answer.startSession) setCookie(reply, answer.startSession, visit.https)
  if (answer.endSession)
    reply.clearCookie(cookieName(false), { path: '/' }).clearCookie(cookieName(true), { path: '/', secure: true })
  if (answer.is === 'elsewhere') return reply.code(303).header('location', answer.to).send()
  return reply
    .code(answer.status)
    .type('text/html; charset=utf-8')
    .send(render(await wholePage(answer.page, visit)))
}

function setCookie(reply: FastifyReply, token: string, secure: boolean): void {
  reply.setCookie(cookieName(secure), token, { httpOnly: true, sameSite: 'lax', path: '/', secure, maxAge: 12 * 3600 })
}

async function wholePage(page: Shown, visit: Visit): Promise<Html> {
  const { signedIn } = visit
  const hub = page.kind === 'hub'
  const content = hub && signedIn ? html`${await threats(visit)}${page.content}` : page.content
  return layout({
    ...page,
    content,
    area: visit.house.title,
    ...(visit.house.madeUp && {
      madeUp: visit.language.say('Everybody here is made up. This is a demonstration: no report reaches any service.'),
    }),
    ...(hub &&
      signedIn && {
        navigation: page.navigation ?? navigation(visit),
        account: {
          name: signedIn.name,
          agency: signedIn.agency,
          signOut: html`<form method="post" action="/hub/sign-out" class="sk-sign-out">${button({ text: 'Sign out', classes: 'govuk-button--secondary' })}</form>`,
        },
      }),
  })
}

/** A threat to life or limb stands at the head of every page of whoever is on duty, until somebody has seen it. */
async function threats(visit: Visit): Promise<Html> {
  if (!visit.signedIn || !(visit.signedIn.onDuty || holds(visit.signedIn, 'hub'))) return html``
  const actor = { kind: 'user', id: visit.signedIn.userId } as const
  const alerts = await visit.database.as(
    { actor, action: 'alerts.shown', purpose: 'threat-to-life', at: visit.at, onlyIfShown: true },
    alertsFor,
  )
  return html`${alerts.map(alert =>
    alertBanner({
      title: `Threat to life or limb: ${alert.reference}`,
      html: html`<p class="govuk-body">This report came in and nobody has seen it yet.</p>
      <form method="post" action="/hub/alerts/${alert.id}">${button({ text: 'I have seen this: open the report', preventDoubleClick: true })}</form>`,
    }),
  )}`
}

function navigation({ signedIn, path, menu }: Visit) {
  const items: readonly { text: string; href: string; wants: readonly string[] }[] = [
    { text: 'Worklist', href: '/hub', wants: ['signed-in'] },
    { text: 'Cases', href: '/hub/cases', wants: ['signed-in'] },
    ...menu.map(({ who, ...one }) => ({ ...one, wants: typeof who === 'object' ? who.holds : [who] })),
    { text: 'Find a person', href: '/hub/people', wants: ['hub'] },
    { text: 'Audit', href: '/hub/audit', wants: ['audit'] },
    { text: 'Plan', href: '/plan', wants: ['signed-in'] },
  ]
  return items
    .filter(item => item.wants.some(want => want === 'signed-in' || (signedIn && holds(signedIn, want))))
    .map(({ text, href }) => ({
      text,
      href,
      ...((href === '/hub' ? path === '/hub' || path.startsWith('/hub?') : path.startsWith(href)) && { active: true }),
    }))
}

/** A file is for download and can run nothing, whatever it is; only a picture drawn afresh by us is shown in place. */
function sendFile(
  reply: FastifyReply,
  { bytes, type, fileName, inert }: Extract<Answer, { is: 'file' }>,
): FastifyReply {
  reply.header('content-security-policy', "default-src 'none'; sandbox")
  if (inert) reply.type('application/octet-stream')
  else reply.type(type)
  if (fileName)
    reply.header(
      'content-disposition',
      `attachment; filename="download"; filename*=UTF-8''${encodeURIComponent(fileName.replace(/[^\p{L}\p{N}. _-]/gu, '_'))}`,
    )
  return reply.send(bytes)
}
