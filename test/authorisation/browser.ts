import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

export type Heard = Readonly<{
  status: number
  body: string
  words: string
  headers: Readonly<Record<string, unknown>>
}>
/** A browser that keeps its cookie and follows nothing by itself. */
export type Browser = Readonly<{
  get(url: string): Promise<Heard>
  send(url: string, fields: Readonly<Record<string, string>>): Promise<Heard>
}>

export function browserOf(server: FastifyInstance): Browser {
  let cookie = ''
  const heard = (answer: LightMyRequestResponse): Heard => {
    const [set] = [answer.headers['set-cookie']].flat()
    if (set) cookie = set.split(';')[0] ?? ''
    const { statusCode: status, body, headers } = answer
    return { status, body, words: wordsIn(body), headers }
  }
  return {
    get: async url => heard(await server.inject({ url, headers: { cookie } })),
    send: async (url, fields) =>
      heard(
        await server.inject({
          method: 'POST',
          url,
          payload: new URLSearchParams(fields).toString(),
          headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin', cookie },
        }),
      ),
  }
}

function wordsIn(body: string): string {
  const text = (node: DefaultTreeAdapterTypes.Node): string =>
    'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(text).join(' ') : ''
  return text(parse(body)).replace(/\s+/g, ' ')
}
