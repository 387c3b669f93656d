import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { scheduleJobs, workOnce } from '#kernel'
import { type TestDirectory, testDirectory, usual } from '../../test/directory.ts'
import { bringPack, staleJob } from './index.ts'

let at: TestDirectory
before(async () => {
  at = await testDirectory()
})
after(() => at?.home.close())

describe('keeping the directory', () => {
  it('shows the public a service only once a keeper publishes it, and what is said next only once that is published', async () => {
    const id = await at.add('directoryKeeper', { name: 'Canary line' })
    const shown = async () => (await at.server.inject({ url: '/help/all' })).body
    const fed = async () => (await at.server.inject({ url: `/open-referral/services/${id}` })).statusCode
    assert.doesNotMatch(await shown(), /Canary line/)
    assert.equal(await fed(), 404)
    await at.publish(id)
    assert.match(await shown(), /Canary line/)
    assert.equal(await fed(), 200)
    const saved = await at.post('directoryKeeper', `/hub/services/${id}/edit`, {
      ...usual,
      name: 'Canary line renamed',
      seen: '1',
      why: 'It has a new name',
      do: 'save',
    })
    assert.equal(saved.statusCode, 303)
    assert.doesNotMatch(await shown(), /renamed/)
    await at.publish(id, '2')
    assert.match(await shown(), /Canary line renamed/)
    const page = (await at.get('directoryKeeper', `/hub/services/${id}`)).body
    assert.match(page, /Version 2<\/strong> by Hester Waymark[^<]*: It has a new name/)
    assert.match(page, /Read version 1/)
    await at.post('directoryKeeper', `/hub/services/${id}`, { do: 'withdraw', version: '2', note: 'It has closed' })
    assert.doesNotMatch(await shown(), /Canary line/)
    assert.equal(await fed(), 404)
    assert.match(
      (await at.get('directoryKeeper', `/hub/services/${id}`)).body,
      /Withdrawn<\/strong> by Hester Waymark[^<]*: It has closed/,
    )
  })

  it('lets an agency say what its own service does, and leaves it to a keeper to publish that', async () => {
    const id = await at.add('refuge', { name: 'Harbour canary' })
    const [row] = await at.rows<{ agency_id: string; state: string }>(
      'select agency_id, state from directory.services where id = $1',
      [id],
    )
    assert.deepEqual(row, { agency_id: 'harbour-house', state: 'draft' })
    assert.equal((await at.get('refuge', `/hub/services/${id}/edit`)).statusCode, 200)
    assert.equal((await at.post('refuge', `/hub/services/${id}`, { do: 'publish', version: '1' })).statusCode, 404)
    for (const stranger of ['community', 'triage'] as const) {
      assert.equal(
        (await at.get(stranger, `/hub/services/${id}`)).statusCode,
        404,
        `${stranger} sees no draft of another agency`,
      )
      assert.equal((await at.get(stranger, `/hub/services/${id}/edit`)).statusCode, 404)
    }
    await at.publish(id)
    assert.equal((await at.get('community', `/hub/services/${id}`)).statusCode, 200)
    assert.equal((await at.get('community', `/hub/services/${id}/edit`)).statusCode, 404, 'to read is not to keep')
    assert.equal(
      (await at.post('community', `/hub/services/${id}/edit`, { ...usual, seen: '1', why: 'x', do: 'save' }))
        .statusCode,
      404,
    )
  })

  it('loses nothing that was typed: not to a mistake, not to somebody who was quicker, and keeps once what is sent twice', async () => {
    const wrong = await at.post('directoryKeeper', '/hub/services/new', {
      kind: 'helpline',
      do: 'save',
      ...usual,
      phone: 'ring us',
      web: 'example',
      about: 'Canary words',
    })
    assert.equal(wrong.statusCode, 422)
    for (const words of [/Enter a number of digits/, /beginning with https/, /Canary words/, /value="ring us"/])
      assert.match(wrong.body, words)
    const key = '01900000-0000-7000-8000-00000000cafe'
    const [one, two] = [await at.add('directoryKeeper', { key }), await at.add('directoryKeeper', { key })]
    assert.equal(one, two)
    const say = (name: string) =>
      at.post('directoryKeeper', `/hub/services/${one}/edit`, { ...usual, name, seen: '1', why: 'w', do: 'save' })
    assert.equal((await say('The first')).statusCode, 303)
    assert.equal((await say('The first')).statusCode, 303, 'the same again is the same')
    const later = await say('The second')
    assert.equal(later.statusCode, 422)
    assert.match(later.body, /Somebody else has said something of it since[\s\S]*value="The second"/)
    const [kept] = await at.rows<{ n: string }>('select count(*) as n from directory.versions where service_id = $1', [
      one,
    ])
    assert.equal(kept?.n, '2')
  })

  it('shows it as the public would read it before it is kept', async () => {
    const answer = await at.post('directoryKeeper', '/hub/services/new', {
      kind: 'support',
      ...usual,
      do: 'preview',
      hours: 'week',
      tuesday: '9:00-12:30, 13:00-17:00',
      holidays: 'closed',
    })
    assert.equal(answer.statusCode, 200)
    assert.match(
      answer.body,
      /As the public would read it[\s\S]*Tuesday, 9am to 12:30pm; 1pm to 5pm[\s\S]*Closed on bank holidays/,
    )
    assert.deepEqual(await at.rows("select from directory.services where kind = 'support' and pack is null"), [])
  })

  it('makes work of what nobody has checked for half a year, once, and takes it away when somebody has', async () => {
    const work = async (now: Date) => {
      await scheduleJobs(at.home.database, [staleJob], now)
      while (await workOnce(at.home.database, [staleJob], now));
      return at.rows<{ service_id: string; due_at: Date }>(
        "select service_id, due_at from kernel.work where kind = 'service' order by id",
      )
    }
    const first = await work(at.home.at)
    assert.ok(first.length > 40, 'nobody has checked anything yet')
    const [{ id, name } = { id: '', name: '' }] = await at.rows<{ id: string; name: string }>(
      "select s.id, v.said ->> 'name' as name from directory.services s join directory.versions v on v.service_id = s.id where pack = 'childline'",
    )
    assert.ok(first.some(one => one.service_id === id))
    assert.match((await at.get('directoryKeeper', '/hub')).body, /Check a service[\s\S]*/)
    assert.doesNotMatch((await at.get('triage', '/hub')).body, /Check a service/)
    const page = (await at.get('directoryKeeper', `/hub/services/${id}`)).body
    const version = /name="version" value="(\d+)"/.exec(page)![1]!
    await at.post('directoryKeeper', `/hub/services/${id}`, { do: 'check', version, note: 'I rang' })
    const day = 86_400_000
    const left = await work(new Date(at.home.at.getTime() + day))
    assert.equal(left.length, first.length - 1)
    assert.ok(!left.some(one => one.service_id === id))
    const { assured_date } = (await at.server.inject({ url: `/open-referral/services/${id}` })).json()
    assert.equal(assured_date, '2026-11-18')
    const isDoubted = async (when: Date) => {
      at.setTime(when)
      const { body } = await at.server.inject({ url: '/help/all' })
      at.setTime()
      return body
        .split('<li class="sk-service">')
        .some(one => one.includes(`<bdi>${name}<`) && one.includes('Check before'))
    }
    assert.equal(await isDoubted(at.home.at), false)
    assert.equal(await isDoubted(new Date(at.home.at.getTime() + 190 * day)), true, 'half a year later nobody knows')
    const again = await work(new Date(at.home.at.getTime() + 190 * day))
    assert.ok(
      again.some(one => one.service_id === id),
      'half a year later',
    )
  })

  it('brings the pack again without touching what staff said since', async () => {
    const [one] = await at.rows<{ id: string }>("select id from directory.services where pack = 'samaritans'")
    await at.post('directoryKeeper', `/hub/services/${one!.id}/edit`, {
      ...usual,
      name: 'Samaritans here',
      seen: '1',
      why: 'w',
      do: 'save',
    })
    assert.equal(await bringPack(at.home.database, at.own, at.home.at), 0)
    const area = {
      ...at.home.built.area,
      services: at.home.built.area.services.map(each => ({ ...each, about: `${each.about} Anew.` })),
    }
    assert.ok((await bringPack(at.home.database, { ...at.own, area }, at.home.at)) > 30)
    const [latest] = await at.rows<{ name: string }>(
      "select said ->> 'name' as name from directory.versions where service_id = $1 order by version desc limit 1",
      [one!.id],
    )
    assert.equal(latest?.name, 'Samaritans here')
  })
})
