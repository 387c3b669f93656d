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
      only: 'yes',
      youngest: '18',
      oldest: '16',
    })
    assert.equal(wrong.statusCode, 422)
    for (const words of [
      /Enter a number of digits/,
      /beginning with https/,
      /Choose whom it is for alone/,
      /not below the youngest/,
      /Canary words/,
      /value="ring us"/,
    ])
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
    assert.match(later.body, /As it was said meanwhile[\s\S]*sk-service__name"><bdi>The first</)
    const [kept] = await at.rows<{ n: string }>('select count(*) as n from directory.versions where service_id = $1', [
      one,
    ])
    assert.equal(kept?.n, '2')
  })

  it('keeps what somebody says who goes back to the page that added it, as the next version of the same', async () => {
    const key = '01900000-0000-7000-8000-00000000beef'
    await at.add('directoryKeeper', { key, name: 'Said first' })
    const again = await at.add('directoryKeeper', { key, name: 'Said after going back' })
    assert.equal(again, key)
    const versions = await at.rows(
      "select said ->> 'name' as name from directory.versions where service_id = $1 order by version",
      [key],
    )
    assert.deepEqual(
      versions.map(({ name }) => name),
      ['Said first', 'Said after going back'],
    )
    const both = await Promise.all(
      [1, 2].map(() => at.add('directoryKeeper', { key: '01900000-0000-7000-8000-00000000d00d' })),
    )
    assert.equal(both[0], both[1], 'pressed twice at once')
  })

  it('says that a service was checked only while what was checked is what the public reads', async () => {
    const id = await at.add('directoryKeeper', { name: 'Rung and looked at' })
    await at.publish(id)
    const fed = async () => (await at.server.inject({ url: `/open-referral/services/${id}` })).json()
    const deed = (given: Record<string, string>) => at.post('directoryKeeper', `/hub/services/${id}`, given)
    const say = (seen: string, more: Record<string, string>) =>
      at.post('directoryKeeper', `/hub/services/${id}/edit`, {
        ...usual,
        name: 'Rung and looked at',
        seen,
        why: 'w',
        do: 'save',
        ...more,
      })
    assert.equal((await deed({ do: 'check', version: '1' })).statusCode, 303)
    assert.match(
      (await at.get('directoryKeeper', '/hub/services')).body,
      /18 November 2026<\/td>\s*<td[^>]*>18 May 2027/,
    )
    await say('1', { about: 'In better words.' })
    await at.publish(id, '2')
    assert.equal((await fed()).assured_date, '2026-11-18', 'words of ours change nothing of what was found')
    await say('2', { about: 'In better words.', phone: '01632 960 778' })
    const page = (await at.get('directoryKeeper', `/hub/services/${id}`)).body
    assert.match(
      page,
      /What the public reads now: version 2[\s\S]*960 777[\s\S]*Not published yet: version 3[\s\S]*960 778/,
    )
    assert.equal((await deed({ do: 'check', version: '3' })).statusCode, 409, 'which nobody reads yet')
    await at.publish(id, '3')
    assert.equal((await fed()).assured_date, undefined, 'nobody has rung the new number')
    assert.match((await at.get('directoryKeeper', `/hub/services/${id}`)).body, /Not checked yet/)
  })

  it('is looked at again sooner where whoever checked it said so, and never later than in half a year', async () => {
    const id = await at.add('directoryKeeper', { name: 'Soon to move' })
    await at.publish(id)
    const until = async (again: string) => {
      await at.post('directoryKeeper', `/hub/services/${id}`, { do: 'check', version: '1', again })
      const [row] = await at.rows<{ until: string }>(
        'select again_on::text as until from directory.services where id = $1',
        [id],
      )
      return row?.until
    }
    assert.equal(await until('99'), '2027-05-18')
    assert.equal(await until('1'), '2026-12-18')
    const isDoubted = async (when: string) => {
      at.setTime(new Date(when))
      const { body } = await at.server.inject({ url: '/help/all' })
      at.setTime()
      const card = body.split('<li class="sk-service">').find(one => one.includes('<bdi>Soon to move<'))
      return card?.includes('Check before relying on this')
    }
    assert.equal(await isDoubted('2026-12-17T12:00:00Z'), false)
    assert.equal(await isDoubted('2026-12-18T12:00:00Z'), true)
  })

  it('is not withdrawn without a word of why', async () => {
    const id = await at.add('directoryKeeper', { name: 'Not without a word' })
    await at.publish(id)
    const answer = await at.post('directoryKeeper', `/hub/services/${id}`, { do: 'withdraw', version: '1', note: ' ' })
    assert.equal(answer.statusCode, 422)
    assert.match(
      answer.body,
      /href="#f-withdraw-note">Enter why it is withdrawn|href="#[^"]*withdraw-note">Enter why it is withdrawn/,
    )
    assert.match((await at.server.inject({ url: '/help/all' })).body, /Not without a word/)
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
    const gone = ['childline', 'samaritans']
    const fewer = { ...area, services: area.services.filter(({ id }) => !gone.includes(id)) }
    await at.rows(
      "insert into kernel.work (id, queue, kind, title, programme, service_id, reference, due_at, added_at) select gen_random_uuid(), 'directory:editor', 'service', 't', 'directory', id, 'r', now(), now() from directory.services where pack = 'childline' on conflict do nothing returning id",
    )
    assert.equal(await bringPack(at.home.database, { ...at.own, area: fewer }, at.home.at), 1)
    const states = await at.rows<{ pack: string; state: string; work: string }>(
      'select pack, state, (select count(*) from kernel.work w where w.service_id = s.id) as work from directory.services s where pack = any ($1) order by pack',
      [gone],
    )
    assert.deepEqual(
      states.map(({ pack, state }) => [pack, state]),
      [
        ['childline', 'withdrawn'],
        ['samaritans', 'published'],
      ],
    )
    assert.equal(states[0]?.work, '0', 'and nobody is asked to check what is gone')
  })
})
