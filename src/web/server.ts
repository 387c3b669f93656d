import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { Database, Installation } from '#kernel'
import { answerWith } from './answers.ts'
import { assets } from './assets.ts'
import { faultAnswer } from './errors.ts'
import { nested } from './given.ts'
import { guardFrom, secure } from './headers.ts'
import type { Route } from './route.ts'
import { uploadsIn } from './uploads.ts'
import { visitOf } from './visit.ts'

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
}: Serving): Promise<FastifyInstance> {
  const server = fastify({
    logger: log ? { level: 'warn' } : false,
    bodyLimit: usual,
    trustProxy: https,
    disableRequestLogging: true,
  })
  await server.register(cookie)
  await server.register(formbody, { parser: text => nested(new URLSearchParams(text)) })
  await server.register(multipart, { limits: { fileSize: 50 * usual + 1, files: 10, fields: 100, parts: 110 } })
  server.removeContentTypeParser('application/json')
  // JSON is parsed by the route that takes it, so that what is not JSON gets that route's own answer.
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => done(null, body))
  server.addContentTypeParser('*', { parseAs: 'string' }, (_, body, done) => done(null, body))
  server.addHook('onSend', async (request, reply) => secure(request, reply, house))
  serveAssets(server)
  for (const route of routes) register(server, route, { house, database, now, https })
  const about = { house, database, now, https }
  server.setNotFoundHandler(async (request, reply) =>
    answerWith(reply, await faultAnswer(new Missing(), request, about), await visitOf(request, undefined, about)),
  )
  server.setErrorHandler(async (fault, request, reply) =>
    answerWith(reply, await faultAnswer(fault, request, about), await visitOf(request, undefined, about)),
  )
  return server
}

class Missing extends Error {
  override readonly name = 'NotFound'
}

export type About = Readonly<{ house: Installation; database: Database; now: () => Date; https: boolean }>

function register(server: FastifyInstance, route: Route, about: About): void {
  server.route({
    method: route.method,
    url: route.at,
    bodyLimit: route.most ?? usual,
    handler: async (request: FastifyRequest, reply: FastifyReply) => {
      const visit = await visitOf(request, route, about, request.isMultipart() ? await uploadsIn(request) : undefined)
      const answer =
        (await guardFrom(visit, route, request)) ??
        (await route.answer(visit).catch(fault => faultAnswer(fault, request, about, visit)))
      return answerWith(reply, answer, visit)
    },
  })
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
