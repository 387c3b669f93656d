import assert from 'node:assert/strict'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { bringPack, directoryRoutes } from '../src/directory/index.ts'
import { hubRoutes } from '../src/hub/index.ts'
import { cast, gather, type Part, seen } from './cast.ts'
import { type TestHouse, testHouse } from './house.ts'

export type Given = Readonly<Record<string, string | readonly string[]>>

/** A house whose directory holds what the area's pack says, with its people, asked by forms as a browser sends them. */
export type TestDirectory = Readonly<{
  home: TestHouse
  server: FastifyInstance
  own: Readonly<{ house: TestHouse['house']; area: TestHouse['built']['area'] }>
  /** What time it is for whoever asks, from now on; the usual time when none is given. */
  setTime(at?: Date): void
  rows<Row extends Record<string, unknown>>(sql: string, values?: readonly unknown[]): Promise<readonly Row[]>
  get(part: Part, url: string): Promise<LightMyRequestResponse>
  post(part: Part, url: string, given: Given): Promise<LightMyRequestResponse>
  /** The finder, asked by somebody of the public: the page that answers. */
  help(given: Given, at?: string): Promise<string>
  /** Adds a service, a usual one but for what is given, and returns its id. */
  add(part: Part, more?: Given): Promise<string>
  publish(id: string, version?: string): Promise<LightMyRequestResponse>
}>

export async function testDirectory(): Promise<TestDirectory> {
  const home = await testHouse()
  await gather(home.db.ownerUrl)
  const own = { house: home.house, area: home.built.area }
  await bringPack(home.database, own, home.at)
  let now = home.at
  const server = await home.server([...directoryRoutes(own), ...hubRoutes(own)], () => now)
  const cookieOf = cookies(server)
  const post: TestDirectory['post'] = async (part, url, given) => {
    const { headers, payload } = formed(given)
    return server.inject({ method: 'POST', url, payload, headers: { ...headers, cookie: await cookieOf(part) } })
  }
  return {
    home,
    server,
    own,
    post,
    setTime: (at = home.at) => {
      now = at
    },
    rows: (sql, values = []) => seen(home.db.ownerUrl, sql, values),
    get: async (part, url) => server.inject({ url, headers: { cookie: await cookieOf(part) } }),
    help: async (given, at = '/help') => {
      const answer = await server.inject({ method: 'POST', url: at, ...formed(given) })
      assert.equal(answer.statusCode, 200)
      return answer.body
    },
    add: async (part, more = {}) => {
      const answer = await post(part, '/hub/services/new', { kind: 'helpline', do: 'save', ...usual, ...more })
      assert.equal(answer.statusCode, 303, answer.body.replace(/<[^>]*>/g, ' ').slice(0, 3000))
      return /services\/([0-9a-f-]{36})/.exec(String(answer.headers.location))![1]!
    },
    publish: (id, version = '1') => post('directoryKeeper', `/hub/services/${id}`, { do: 'publish', version }),
  }
}

/** What the form of a service must say at least. */
export const usual = {
  name: 'A new line',
  about: 'For people of this test.',
  first: 'hate',
  only: 'no',
  askers: ['victim', 'witness'],
  phone: '01632 960 777',
  hours: 'always',
  interpreter: 'no',
  always: 'no',
}

/** The names of the services on a page, in their order. */
export const namesOn = (page: string): readonly string[] =>
  [...page.matchAll(/sk-service__name"><bdi>([^<]*)</g)].map(([, name = '']) => name.replaceAll('&#39;', '’'))

export const formed = (given: Given) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  payload: new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  ).toString(),
})

function cookies(server: FastifyInstance): (part: Part) => Promise<string> {
  const known = new Map<Part, string>()
  return async part => {
    const answer = known.has(part)
      ? undefined
      : await server.inject({ method: 'POST', url: '/hub/sign-in', ...formed({ user: cast[part].id }) })
    if (answer) known.set(part, String(answer.headers['set-cookie']).split(';')[0]!)
    return known.get(part)!
  }
}
