import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type Database, openDatabase } from '#kernel'
import { serve } from '#web'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { visit } from '../../test/visitor.ts'
import { portalRoutes } from '../portal/index.ts'
import { bringPack, directoryRoutes, supportPort } from './index.ts'

let home: TestHouse
let server: FastifyInstance

const own = () => ({ house: home.house, area: home.built.area })
const routes = () => [...portalRoutes({ ...own(), support: supportPort(own()) }), ...directoryRoutes(own())]

before(async () => {
  home = await testHouse()
  await bringPack(home.database, own(), home.at)
  server = await home.server(routes())
})
after(() => home?.close())

describe('services beside a report', () => {
  it('stand on the first page of every kind of report, with a number to call before anything is told', async () => {
    const kinds = [...home.house.programmes.values()].flatMap(({ report }) => (report ? [report.address] : []))
    assert.ok(kinds.length >= 11)
    for (const address of kinds) {
      const start = await visit(server, `/report/${address}`)
      assert.match(start.words, /If you would rather talk to somebody first/, address)
      assert.ok(start.links.some(link => /^(tel|sms):\d+$/.test(link)) && start.links.includes('/help'), address)
    }
  })

  it('are those for what is reported, the closest first', async () => {
    const first = async (address: string) =>
      /sk-service__name"><bdi>([^<]*)</.exec((await visit(server, `/report/${address}/about`)).html)?.[1]
    assert.equal(await first('5'), 'National Stalking Helpline')
    assert.equal(await first('9'), 'Childline')
    assert.match(String(await first('13')), /Respect|Stop It Now/)
  })
})

it('two hundred who look for help at once ask the database once', async () => {
  let asked = 0
  const counting: Database = {
    ...home.database,
    as: (occasion, work) => {
      asked += occasion.action === 'directory.read' ? 1 : 0
      return home.database.as(occasion, work)
    },
  }
  const busy = await serve({ house: home.house, database: counting, routes: routes(), now: () => home.at })
  const answers = await Promise.all(Array.from({ length: 200 }, () => busy.inject({ url: '/open-referral/services' })))
  await busy.close()
  assert.ok(answers.every(({ statusCode }) => statusCode === 200))
  assert.equal(asked, 1)
})

describe('where the database does not answer', () => {
  it('whoever looks for help is given numbers all the same', { timeout: 60_000 }, async () => {
    // Nothing listens there.
    const broken = openDatabase({ url: 'postgres://nobody@127.0.0.1:1/none', measures: 'none', house: home.house })
    const alone = await serve({ house: home.house, database: broken, routes: routes(), now: () => home.at })
    try {
      const all = await alone.inject({ url: '/help/all' })
      assert.equal(all.statusCode, 200)
      for (const number of ['tel:999', 'tel:116123', 'tel:08001111']) assert.ok(all.body.includes(number), number)
      // Whoever copies the directory is told to wait: a copy of the pack would bring back what staff have withdrawn.
      const feed = await alone.inject({ url: '/open-referral/services' })
      assert.deepEqual([feed.statusCode, feed.headers['retry-after']], [503, '30'])
      assert.equal(feed.headers['access-control-allow-origin'], '*')
      assert.equal((await alone.inject({ url: '/open-referral/' })).statusCode, 200)
    } finally {
      await alone.close()
      await broken.close()
    }
  })
})
