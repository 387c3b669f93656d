import { constants } from 'node:zlib'
import compress, { type FastifyCompressOptions } from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { type Database, type Installation, isPassing } from '#kernel'
import { answerWith } from './answers.ts'
import { assets } from './assets.ts'
import { faultAnswer, problem } from './errors.ts'
import { nested } from './given.ts'
import { guardFrom, secure } from './headers.ts'
import type { Tally } from './health.ts'
import { addressIn } from './languages.ts'
import type { Answer, Route, Visit } from './route.ts'
import { uploadsIn } from './uploads.ts'
import { strangersVisit, visitOf } from './visit.ts'

export type Serving = Readonly<{
  house: Installation
  database: Database
  routes: readonly Route[]
  /** The time, so that tests and the made-up county may say what it is. */
  now?: () => Date
  /** Behind a proxy that speaks HTTPS: cookies are sent only over it. */
  https?: boolean
  /** Address bar, log: paths hold identifiers only, and only those of requests that failed are logged. */
  log?: boolean
  /** Told of every answer: which route, which status, how long it took, and nothing else. */
  tally?: Tally
}>

const usual = 1024 * 1024

/** A server of these routes and of no others. It is not yet listening. */
export async function serve({
  house,
  database,
  routes,
  now = () => new Date(),
  https = false,
  log = false,
  tally,
}: Serving): Promise<FastifyInstance> {
  const menu = routes.flatMap(({ menu: text, at: href, who }) => (text ? [{ text, href, who }] : []))
  const casePages = routes.flatMap(({ ofCase, at, who }) => (ofCase ? [{ ...ofCase, at, who }] : []))
  const about = { house, database, now, https, menu, casePages }
  const server = fastify({
    logger: log ? { level: 'warn' } : false,
    // `/pl/report` is `/report` in Polish: the same routes, with the language of the address beside them.
    rewriteUrl: ({ url = '/' }) => addressIn(url).rest,
    bodyLimit: usual,
    ...lines(https),
    logController: new LogController({ disableRequestLogging: true }),
    // What cannot be read as a request at all, such as an address that is not one, passes no hook.
    frameworkErrors: (fault, request, reply) => void answerFault(fault, request, reply, about, true),
  })
  await addReaders(server)
  await server.register(compress, compression)
  server.addHook('onSend', async (request, reply) => secure(request, reply, house))
  serveAssets(server)
  for (const route of routes) register(server, route, about)
  server.setNotFoundHandler(async (request, reply) =>
    answerWith(
      reply,
      otherMethod(routes, request) ?? (await faultAnswer(new Missing(), request, about)),
      await visitOf(request, undefined, about),
    ),
  )
  server.setErrorHandler(async (fault, request, reply) => answerFault(fault, request, reply, about))
  if (tally) noteAnswers(server, tally)
  return server
}

const lines = (https: boolean) => ({
  // Only what the proxy before us says: what was said to it, anybody may have made up, and so be anywhere.
  trustProxy: https && ((_: string, hop: number) => hop === 0),
  // A line on which nothing moves for so long is dead, or holds on to our memory.
  connectionTimeout: 300_000,
})

function noteAnswers(server: FastifyInstance, tally: Tally): void {
  server.addHook('onResponse', async (request, reply) =>
    tally.note(request.method, request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime / 1000),
  )
}

/** What arrives is read as forms, files or text, and never unpacked: a small body stays one. */
async function addReaders(server: FastifyInstance): Promise<void> {
  await server.register(cookie)
  await server.register(formbody, { parser: text => nested(new URLSearchParams(text)) })
  await server.register(multipart, { limits: { fields: 100 } })
  server.removeContentTypeParser('application/json')
  // JSON is parsed by the route that takes it, so that what is not JSON gets that route's own answer.
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
  server.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_, body, done) =>
    done(null, { raw: body }),
  )
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
}

/** Quick rather than smallest, since each page is made for one visitor: half the time of the usual settings, for 100 bytes. */
const compression = {
  encodings: ['br', 'gzip'],
  threshold: 1024,
  brotliOptions: {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 4,
      [constants.BROTLI_PARAM_LGWIN]: 16,
      [constants.BROTLI_PARAM_SIZE_HINT]: 8192,
    },
  },
  globalDecompression: false,
} satisfies FastifyCompressOptions

async function answerFault(
  fault: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  about: About,
  unhooked = false,
): Promise<FastifyReply> {
  if (unhooked) await secure(request, reply, about.house)
  const answer = await faultAnswer(fault, request, about)
  try {
    if (!isPassing(fault)) return await answerWith(reply, answer, await visitOf(request, undefined, about))
  } catch {
    // To say whose page it is asks the database as well, which may be what went wrong.
  }
  return answerWith(reply, answer, strangersVisit(request, about))
}

/** A program that uses the wrong method is told which is right; a person never does. */
function otherMethod(routes: readonly Route[], request: FastifyRequest): Answer | undefined {
  const path = request.url.split('?')[0]
  const right = routes.filter(route => route.api && route.at === path).map(route => route.method)
  if (right.length === 0) return undefined
  const allow = right.join(', ')
  return problem(405, 'Not by this method', [`Only ${allow} is understood here.`], {}, { allow })
}

class Missing extends Error {
  override readonly name = 'NotFound'
}

export type About = Readonly<
  {
    house: Installation
    database: Database
    now: () => Date
    https: boolean
  } & Pick<Visit, 'menu' | 'casePages'>
>

function register(server: FastifyInstance, route: Route, about: About): void {
  server.route({
    method: route.method,
    url: route.at,
    bodyLimit: route.most ?? usual,
    // The hub's pages hold names beside words that an address may put there; compressed together, their length could
    // tell whoever listens on the line one from the other.
    ...(route.who !== 'anyone' && { compress: false }),
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const visit = request.isMultipart()
        ? await visitWithFiles(request, route, about)
        : await visitOf(request, route, about)
      const answer =
        (await guardFrom(visit, route, request)) ??
        (await route.answer(visit).catch(fault => faultAnswer(fault, request, about, visit)))
      return answerWith(reply, answer, visit)
    },
  })
}

async function visitWithFiles(request: FastifyRequest, route: Route, about: About): Promise<Visit> {
  return visitOf(request, route, about, await uploadsIn(request, route, await visitOf(request, route, about)))
}

function serveAssets(server: FastifyInstance): void {
  for (const [url, asset] of assets) {
    server.get(url, async (request, reply) => {
      const takes = String(request.headers['accept-encoding'] ?? '')
      const way = asset.type.startsWith('font/')
        ? undefined
        : takes.includes('br')
          ? 'brotli'
          : takes.includes('gzip')
            ? 'gzip'
            : undefined
      reply
        .header('content-type', asset.type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
      if (way) reply.header('content-encoding', way === 'brotli' ? 'br' : 'gzip')
      return way ? asset[way] : asset.body
    })
  }
}
