import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { isPassing } from '#kernel'
import { flattened } from './given.ts'
import { html } from './html.ts'
import { type Kept, sendAgain } from './kept.ts'
import { addressIn, type Say, worded } from './languages.ts'
import { publicPage } from './public-page.ts'
import { type Answer, json, show, type Visit } from './route.ts'
import type { About } from './server.ts'
import { strangersVisit } from './visit.ts'

/** What goes wrong becomes a page that says what to do: a refusal 409, nothing there or not yours 404, a fault 500. */
export async function faultAnswer(
  fault: unknown,
  request: FastifyRequest,
  about: About,
  visit?: Visit,
): Promise<Answer> {
  const { language } = addressIn(request.originalUrl)
  const { say } = language
  const looking = visit ?? strangersVisit(request, about)
  const kept = typedIn(looking, request)
  const { status, title, words } = explained(fault, request, say, kept !== undefined)
  if (request.url.startsWith('/api/'))
    return problem(status, title, words, {}, status === 503 ? { 'retry-after': '5' } : {})
  if (status === 404) return notFoundPage(looking)
  const content = html`<h1 class="govuk-heading-l">${title}</h1>${words.map(line => html`<p class="govuk-body">${line}</p>`)}${kept && status >= 500 && sendAgain(kept, say('Send'))}`
  if (request.url.startsWith('/hub')) return show({ title, kind: 'hub', unlisted: true, content }, status)
  return publicPage(looking, { tab: title, status, again: 'none', content })
}

/** What a form brought, to be offered again: pages are not stored, so that a browser's Back would show it empty. */
function typedIn({ given, uploads, headers }: Visit, { originalUrl }: FastifyRequest): Kept | undefined {
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/.test(String(headers['content-type']))
  // Without its files it would not be what was sent.
  if (!isForm || uploads.length > 0) return undefined
  const pairs = flattened(given)
  return pairs.length > 0 ? { path: originalUrl, pairs } : undefined
}

/** The same page for what is not there and for what is somebody else's. */
export function notFoundPage(visit: Visit): Answer {
  const { language, signedIn } = visit
  const { say, to } = language
  const title = say('Page not found')
  const [href, onward] = signedIn ? ['/hub', say('Go to your worklist')] : [to('/'), say('Go to the front page')]
  const content = html`<h1 class="govuk-heading-l">${title}</h1>
      <p class="govuk-body">${say('If you typed the address, check that it is right.')}</p>
      <p class="govuk-body">${say('If you followed a link, the page may have moved, or it may not be one that you can open.')}</p>
      <p class="govuk-body"><a class="govuk-link" href="${href}">${onward}</a></p>
      <p class="govuk-body">${worded(language, 'In an emergency, call {number}.', { number: html`<strong>999</strong>` })}</p>`
  if (signedIn) return show({ title, kind: 'hub', unlisted: true, content }, 404)
  return publicPage(visit, { tab: title, status: 404, again: { at: '/' }, content })
}

/** An error for another program, as RFC 9457 has it. */
export function problem(
  status: number,
  title: string,
  words: readonly string[],
  more: Readonly<Record<string, never>> | Readonly<{ errors: readonly { pointer: string; detail: string }[] }> = {},
  headers: Readonly<Record<string, string>> = {},
): Answer {
  return json({ type: 'about:blank', title, status, detail: words.join(' '), ...more }, status, {
    type: 'application/problem+json',
    headers,
  })
}

type Explained = Readonly<{ status: number; title: string; words: readonly string[] }>

const ended = (say: Say, words: string): string => say('{words}.', { words: say(words) })

function explained(fault: unknown, request: FastifyRequest, say: Say, kept: boolean): Explained {
  if (fault instanceof Error && fault.name === 'NotFound')
    return {
      status: 404,
      title: say('Page not found'),
      words: [say('There is nothing here, or nothing that you can open.')],
    }
  if (fault instanceof Error && fault.name === 'Refused' && 'refusal' in fault) {
    const { message } = fault.refusal as { message: string }
    return {
      status: 409,
      title: say('This cannot be done now'),
      words: [ended(say, message), say('Go back to the page before and look again. Nothing has been changed.')],
    }
  }
  const status =
    fault instanceof Error && 'statusCode' in fault && typeof fault.statusCode === 'number' ? fault.statusCode : 500
  if (status === 413)
    return {
      status,
      title: say('That is too large'),
      words: [say('What you sent is larger than we can take. Send less text, or a smaller file.')],
    }
  if (status < 500)
    return {
      status,
      title: say('We could not read that'),
      words: [say('What was sent could not be read. Go back and try again.')],
    }
  return ours(fault, request, say, kept)
}

/** What we could not do, and what is left to whoever asked it of us. */
function ours(fault: unknown, request: FastifyRequest, say: Say, kept: boolean): Explained {
  const emergency = say('In an emergency, call 999.')
  const stillHere = kept
    ? [
        say(
          'We could not save it just now. Your answers are still here: wait a moment and send it again. The same report sent twice is kept once.',
        ),
        emergency,
      ]
    : undefined
  if (isPassing(fault)) {
    const words = [
      say('We could not save or find anything just now. Nothing that was acknowledged has been lost.'),
      say('Go back and send it again: the same report sent twice is kept once. In an emergency, call 999.'),
    ]
    return { status: 503, title: say('Try again in a moment'), words: stillHere ?? words }
  }
  const reference = noteFault(fault, request.method, request.routeOptions.url ?? 'no route')
  return {
    status: 500,
    title: say('Sorry, there is a problem with the service'),
    words: [
      say('Try again later. If you ask us about it, say {reference}.', { reference }),
      ...(stillHere ?? [emergency]),
    ],
  }
}

/** Notes a fault in the log, and returns the reference that ties the line to what the person saw. */
export function noteFault(fault: unknown, method: string, route: string): string {
  const reference = randomBytes(4).toString('hex')
  // It says where it broke and never what was typed.
  console.error(`fault ${reference} ${method} ${route}: ${placeOf(fault)}`)
  return reference
}

/** Kind and place of a fault. Messages are left out: a database's may quote what somebody typed. */
function placeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault
  const code = 'code' in fault ? ` ${String(fault.code)}` : ''
  const lines = framesOf(fault)
    .split('\n')
    .filter(line => /^\s+at .*:\d+\)?$/.test(line))
    .slice(0, 6)
    .map(line => line.trim().replace(/file:\/\/\S*\/src\//, 'src/'))
  return `${fault.name}${code} ${lines.join(' < ')}`
}

/** The stack without its message, a line of which may begin as a frame does. */
function framesOf({ stack = '', message }: Error): string {
  const start = message ? stack.indexOf(message) : 0
  return start < 0 ? '' : stack.slice(start + message.length)
}
