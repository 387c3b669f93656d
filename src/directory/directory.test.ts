import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { scheduleJobs, workOnce } from '#kernel'
import { cast, gather, owner, type Part, seen } from '../../test/cast.ts'
import { type TestHouse, testHouse } from '../../test/house.ts'
import { hubRoutes } from '../hub/index.ts'
import { bringPack, directoryRoutes, staleJob } from './index.ts'

let home: TestHouse
let server: FastifyInstance
let now: Date
const cookies = new Map<Part, string>()

before(async () => {
  home = await testHouse()
  now = home.at
  await gather(home.db.ownerUrl)
  await bringPack(home.database, own(), now)
  server = await home.server([...directoryRoutes(own()), ...hubRoutes(own())], () => now)
})
after(() => home?.close())

const own = () => ({ house: home.house, area: home.built.area })
const rows = <Row extends Record<string, unknown>>(sql: string, values: readonly unknown[] = []) =>
  seen<Row>(home.db.ownerUrl, sql, values)

async function cookie(part: Part): Promise<string> {
  const known = cookies.get(part)
  if (known) return known
  const answer = await server.inject({ method: 'POST', url: '/hub/sign-in', ...formed({ user: cast[part].id }) })
  const made = String(answer.headers['set-cookie']).split(';')[0]!
  cookies.set(part, made)
  return made
}

const formed = (given: Readonly<Record<string, string | readonly string[]>>) => ({
  headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
  payload: new URLSearchParams(
    Object.entries(given).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one])),
  ).toString(),
})

async function post(part: Part, url: string, given: Readonly<Record<string, string | readonly string[]>>) {
  const { headers, payload } = formed(given)
  return server.inject({ method: 'POST', url, payload, headers: { ...headers, cookie: await cookie(part) } })
}
const get = async (part: Part, url: string) => server.inject({ url, headers: { cookie: await cookie(part) } })

const help = async (given: Readonly<Record<string, string | readonly string[]>>): Promise<string> => {
  const answer = await server.inject({ method: 'POST', url: '/help', ...formed(given) })
  assert.equal(answer.statusCode, 200)
  return answer.body
}
const namesOn = (page: string): readonly string[] =>
  [...page.matchAll(/sk-service__name">([^<]*)</g)].map(([, name = '']) => name.replaceAll('&#39;', '’'))

const usual = {
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
const idIn = (answer: LightMyRequestResponse): string =>
  /services\/([0-9a-f-]{36})/.exec(String(answer.headers.location))![1]!

async function add(part: Part, more: Readonly<Record<string, string | readonly string[]>> = {}): Promise<string> {
  const answer = await post(part, '/hub/services/new', { kind: 'helpline', do: 'save', ...usual, ...more })
  assert.equal(answer.statusCode, 303, answer.body.replace(/<[^>]*>/g, ' ').slice(0, 3000))
  return idIn(answer)
}
const publish = (id: string, version = '1') =>
  post('directoryKeeper', `/hub/services/${id}`, { do: 'publish', version })

describe('the finder', () => {
  it('says what somebody chose in no address, title, cookie or row of the audit', async () => {
    const [before] = await rows<{ n: string }>('select count(*) as n from kernel.audit')
    const answer = await server.inject({
      method: 'POST',
      url: '/help',
      ...formed({ need: 'domestic-abuse', person: 'woman', place: 'CV21 2AB' }),
    })
    assert.equal(answer.statusCode, 200)
    assert.match(answer.body, /<title>Services<\/title>/)
    assert.equal(answer.headers['set-cookie'], undefined)
    assert.equal(answer.headers['cache-control'], 'no-store')
    const addresses = [...answer.body.matchAll(/(?:href|action)="(\/[^"]*)"/g)].map(([, href = '']) => href)
    for (const one of addresses) assert.doesNotMatch(one, /abuse|woman|CV21|need|\?/, one)
    const [after] = await rows<{ n: string }>('select count(*) as n from kernel.audit')
    assert.equal(after?.n, before?.n)
  })

  it('shows how to call for help first, to whoever is in danger', async () => {
    const page = await help({ need: 'danger' })
    assert.equal(namesOn(page)[0]?.startsWith('999'), true)
    assert.ok(page.indexOf('tel:999') < page.indexOf('sk-service__name'))
  })

  it('turns nobody away from what is there for them, nor shows what is not', async () => {
    const man = namesOn(await help({ need: 'domestic-abuse', person: 'man' }))
    assert.equal(man[0], 'Men’s Advice Line')
    assert.ok(!man.includes('National Domestic Abuse Helpline') && !man.includes('Harbour House refuge'))
    const woman = namesOn(await help({ need: 'domestic-abuse', person: 'woman' }))
    assert.ok(woman.includes('National Domestic Abuse Helpline') && !woman.includes('Men’s Advice Line'))
    const nobodySaid = namesOn(await help({ need: 'domestic-abuse' }))
    for (const one of ['Men’s Advice Line', 'National Domestic Abuse Helpline', 'Galop'])
      assert.ok(nobodySaid.includes(one), one)
    assert.equal(namesOn(await help({ need: 'hate', person: 'lgbt' }))[0], 'Galop')
    const child = namesOn(await help({ need: 'children', person: 'child' }))
    assert.equal(child[0], 'Childline')
    assert.ok(!child.includes('NSPCC Helpline'), 'which is for adults')
    assert.equal(namesOn(await help({ need: 'adults-at-risk', person: 'older' })).includes('Hourglass'), true)
  })

  it('knows who asks: whoever saw it, is worried about somebody, or about what they do', async () => {
    assert.ok(namesOn(await help({ need: 'court', asker: 'witness' })).includes('Witness Service'))
    const own = namesOn(await help({ asker: 'own-behaviour' }))
    assert.ok(own.includes('Respect Phoneline') && own.includes('Stop It Now'))
    assert.ok(!own.includes('National Domestic Abuse Helpline'))
    assert.ok(namesOn(await help({ need: 'radicalisation', asker: 'worried' })).includes('ACT Early support line'))
  })

  it('stands what is open now before what is closed, by the clock on the wall, and says until when', async () => {
    const at = async (moment: string) => {
      now = new Date(moment)
      return help({ need: 'hate', place: 'Rugby' })
    }
    try {
      const open = await at('2026-11-18T10:30:00Z')
      assert.match(open, /Open now, until 6pm/)
      assert.ok(namesOn(open).indexOf('Open Hands Warwickshire') < namesOn(open).indexOf('Stop Hate UK'))
      const night = await at('2026-11-18T23:30:00Z')
      assert.match(night, /Closed now. It opens tomorrow at 10am/)
      assert.ok(namesOn(night).indexOf('Open Hands Warwickshire') > namesOn(night).indexOf('Victim Support'))
      assert.match(await at('2026-11-21T10:30:00Z'), /Closed now. It opens on Monday at 10am/)
      // The Monday before New Year is a weekday; Boxing Day's bank holiday is not.
      assert.match(await at('2026-12-28T12:00:00Z'), /Closed now. It opens tomorrow at 10am/)
      // In June the clocks are an hour ahead of Greenwich.
      assert.match(await at('2026-06-17T09:15:00Z'), /Open now, until 6pm/)
      assert.match(await at('2026-06-17T08:45:00Z'), /Closed now. It opens today at 10am/)
    } finally {
      now = home.at
    }
  })

  it('finds what is near a postcode, a town or a street, and asks which where there are several', async () => {
    assert.ok(namesOn(await help({ need: 'domestic-abuse', place: 'cv212ab' })).includes('Harbour House advice'))
    assert.ok(!namesOn(await help({ need: 'domestic-abuse', place: 'CV11 5TW' })).includes('Harbour House advice'))
    assert.match(await help({ need: 'hate', place: 'leamington' }), /For: Warwick</)
    assert.match(await help({ need: 'hate', place: 'Stratford upon Avon' }), /For: Stratford-on-Avon</)
    const several = await help({ need: 'hate', place: 'High Street' })
    assert.match(several, /Which one do you mean\?/)
    assert.match(await help({ need: 'hate', place: 'High Street', district: 'E07000220' }), /For: Rugby</)
    const elsewhere = await help({ need: 'hate', place: 'M1 1AE' })
    assert.match(elsewhere, /outside the area/)
    assert.ok(!namesOn(elsewhere).includes('Open Hands Warwickshire') && namesOn(elsewhere).includes('Victim Support'))
    assert.match(await help({ need: 'hate', place: 'xqzzv' }), /We do not know that place/)
  })

  it('puts those who speak a language before those who find an interpreter, and both before the rest', async () => {
    const names = namesOn(await help({ need: 'domestic-abuse', speak: 'pl' }))
    assert.ok(names.indexOf('Harbour House refuge') < names.indexOf('National Domestic Abuse Helpline'))
    assert.ok(names.indexOf('National Domestic Abuse Helpline') < names.indexOf('Galop'))
    assert.match(await help({ need: 'domestic-abuse', speak: 'bfi' }), /SignHealth[\s\S]*Speaks the language you chose/)
  })

  it('is never the end of a road', async () => {
    const page = await help({ need: 'roads', person: 'child', asker: 'own-behaviour', place: 'M1 1AE', time: 'night' })
    assert.match(page, /We know of nobody who is there for exactly that/)
    for (const one of ['101', 'Victim Support', 'Samaritans']) assert.ok(namesOn(page).includes(one), one)
    assert.equal(
      (await server.inject({ method: 'POST', url: '/help', ...formed({ need: 'nonsense', do: 'language' }) }))
        .statusCode,
      200,
    )
  })

  it('dials with digits alone, and says what is not known rather than guess it', async () => {
    const page = await help({ need: 'hate' })
    for (const [, number = ''] of page.matchAll(/href="(?:tel|sms):([^"]*)"/g)) assert.match(number, /^\+?\d{3,15}$/)
    assert.match(page, /We do not know. Ask them first, if that matters to you/)
    assert.match(page, /Nobody has checked this yet/)
  })

  it('makes a card of numbers that looks like anybody’s, with names only where they are asked for', async () => {
    const ids = [...(await help({ need: 'domestic-abuse' })).matchAll(/name="service" value="([^"]*)"/g)].map(
      ([, id = '']) => id,
    )
    const card = async (more: Record<string, string>) =>
      (await server.inject({ method: 'POST', url: '/help/card', ...formed({ service: ids, ...more }) })).body
    const box = (page: string) => /sk-numbers[\s\S]*?<\/table>/.exec(page)![0]
    assert.match(box(await card({})), /0808 2000 247/)
    assert.doesNotMatch(box(await card({})), /Abuse|Refuge|Safekeep|Harbour/i)
    assert.match(box(await card({ names: 'yes' })), /National Domestic Abuse Helpline/)
  })
})

describe('a refuge', () => {
  const refuge = { kind: 'refuge', name: 'Canary refuge', about: 'A safe place for the night.', why: 'Why' }

  it('is asked nothing of where it is, and what is sent all the same is not kept', async () => {
    const form = await post('directoryKeeper', '/hub/services/new', { kind: 'refuge' })
    assert.doesNotMatch(form.body, /name="(placeName|street|town|postcode)"/)
    const id = await add('directoryKeeper', {
      ...refuge,
      placeName: 'Canary house',
      street: '1 Canary Street',
      town: 'Rugby',
      postcode: 'CV21 2AB',
    })
    const [row] = await rows<{ said: object }>('select said from directory.versions where service_id = $1', [id])
    assert.doesNotMatch(JSON.stringify(row), /Canary house|Canary Street|CV21/)
  })

  it('may not say where it is in words either: a postcode, a house in a street, or a point on the map', async () => {
    for (const telling of [
      'We are at CV21 2AB.',
      'Come to cv212ab',
      'Go to 12 Mill Lane',
      'at 7 Abbey Close',
      '52.3705, -1.2653',
    ])
      for (const field of ['about', 'happens', 'safely', 'hoursNote', 'notice', 'name', 'by']) {
        const answer = await post('directoryKeeper', '/hub/services/new', {
          do: 'save',
          ...usual,
          ...refuge,
          [field]: telling,
        })
        assert.equal(answer.statusCode, 422, `${field}: ${telling}`)
        assert.match(answer.body, /Take out whatever says where the refuge is/)
        assert.match(answer.body, /Canary|Take out/)
      }
  })

  it('is refused an address by the database itself, whoever asks and however it is hidden', async () => {
    const id = '00000000-0000-7000-8000-00000000f0f0'
    await owner(home.db.ownerUrl, async client => {
      await client.query(
        "insert into directory.services (id, kind, made_at, changed_at) values ($1, 'refuge', now(), now())",
        [id],
      )
      const say = (said: object, kind = 'refuge', version = 1) =>
        client.query(
          'insert into directory.versions (service_id, version, kind, said, at) values ($1, $2, $3, $4, now())',
          [id, version, kind, said],
        )
      const fine = {
        name: 'R',
        about: 'Open 24 hours a day, every day of the week',
        needs: ['housing'],
        askers: ['victim'],
        hours: 'always',
        phone: '0808 157 0142',
      }
      const tellings: readonly object[] = [
        { place: { name: 'x', lines: [], town: 'Rugby', postcode: 'x' } },
        { visits: true },
        { about: 'CV21 2AB' },
        { about: 'CV21\n2AB' },
        { about: 'CV21\u00a02AB' },
        { about: 'CV2\u200b1 2AB' },
        { notice: 'Ring at 12 Mill Lane' },
        { safely: '52.37051' },
        { address: 'anything that is not known' },
      ]
      for (const telling of tellings)
        await assert.rejects(
          say({ ...fine, ...telling }),
          /refuge_tells_no_place|only_what_is_known/,
          JSON.stringify(telling),
        )
      await say(fine)
      await assert.rejects(
        say({ ...fine, place: {} }, 'support', 2),
        /versions_service_id_kind_fkey/,
        'as if it were something else',
      )
      await assert.rejects(client.query('update directory.versions set said = said'), /append-only/)
    })
  })

  it('is in every public answer by its name and number, and by no place', async () => {
    const id = await add('directoryKeeper', {
      ...refuge,
      name: 'Canary published',
      people: ['woman'],
      first: 'housing',
    })
    await publish(id)
    const urls = [
      '/help/all',
      '/open-referral/services?full=true',
      `/open-referral/services/${id}`,
      '/open-referral/organizations',
      '/open-referral/service_at_locations?full=true',
    ]
    const answers = await Promise.all(urls.map(async url => (await server.inject({ url })).body))
    assert.ok(answers.slice(0, 3).every(body => body.includes('Canary published')))
    const refuges = await rows<{ id: string; name: string }>(
      "select s.id, v.said ->> 'name' as name from directory.services s join directory.versions v on v.service_id = s.id and v.version = s.published where s.kind = 'refuge'",
    )
    assert.ok(refuges.length >= 2)
    for (const one of refuges) {
      const { service_at_locations } = (await server.inject({ url: `/open-referral/services/${one.id}` })).json()
      assert.deepEqual(service_at_locations, [], one.name)
      assert.doesNotMatch(answers.at(-1)!, new RegExp(one.name))
      for (const page of [await help({ need: 'housing' }), answers[0]!]) {
        const card = page.split('<li class="sk-service">').find(part => part.includes(one.name)) ?? ''
        assert.ok(card.length > 0, one.name)
        assert.doesNotMatch(card, /You can go there|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/, one.name)
      }
    }
  })
})

describe('keeping the directory', () => {
  it('shows the public a service only once a keeper publishes it, and what is said next only once that is published', async () => {
    const id = await add('directoryKeeper', { name: 'Canary line' })
    const shown = async () => (await server.inject({ url: '/help/all' })).body
    const fed = async () => (await server.inject({ url: `/open-referral/services/${id}` })).statusCode
    assert.doesNotMatch(await shown(), /Canary line/)
    assert.equal(await fed(), 404)
    await publish(id)
    assert.match(await shown(), /Canary line/)
    assert.equal(await fed(), 200)
    const saved = await post('directoryKeeper', `/hub/services/${id}/edit`, {
      ...usual,
      name: 'Canary line renamed',
      seen: '1',
      why: 'It has a new name',
      do: 'save',
    })
    assert.equal(saved.statusCode, 303)
    assert.doesNotMatch(await shown(), /renamed/)
    await publish(id, '2')
    assert.match(await shown(), /Canary line renamed/)
    const page = (await get('directoryKeeper', `/hub/services/${id}`)).body
    assert.match(page, /Version 2<\/strong> by Hester Waymark[^<]*: It has a new name/)
    assert.match(page, /Read version 1/)
    await post('directoryKeeper', `/hub/services/${id}`, { do: 'withdraw', version: '2', note: 'It has closed' })
    assert.doesNotMatch(await shown(), /Canary line/)
    assert.equal(await fed(), 404)
    assert.match(
      (await get('directoryKeeper', `/hub/services/${id}`)).body,
      /Withdrawn<\/strong> by Hester Waymark[^<]*: It has closed/,
    )
  })

  it('lets an agency say what its own service does, and leaves it to a keeper to publish that', async () => {
    const id = await add('refuge', { name: 'Harbour canary' })
    const [row] = await rows<{ agency_id: string; state: string }>(
      'select agency_id, state from directory.services where id = $1',
      [id],
    )
    assert.deepEqual(row, { agency_id: 'harbour-house', state: 'draft' })
    assert.equal((await get('refuge', `/hub/services/${id}/edit`)).statusCode, 200)
    assert.equal((await post('refuge', `/hub/services/${id}`, { do: 'publish', version: '1' })).statusCode, 404)
    for (const stranger of ['community', 'triage'] as const) {
      assert.equal(
        (await get(stranger, `/hub/services/${id}`)).statusCode,
        404,
        `${stranger} sees no draft of another agency`,
      )
      assert.equal((await get(stranger, `/hub/services/${id}/edit`)).statusCode, 404)
    }
    await publish(id)
    assert.equal((await get('community', `/hub/services/${id}`)).statusCode, 200)
    assert.equal((await get('community', `/hub/services/${id}/edit`)).statusCode, 404, 'to read is not to keep')
    assert.equal(
      (await post('community', `/hub/services/${id}/edit`, { ...usual, seen: '1', why: 'x', do: 'save' })).statusCode,
      404,
    )
  })

  it('loses nothing that was typed: not to a mistake, not to somebody who was quicker, and keeps once what is sent twice', async () => {
    const wrong = await post('directoryKeeper', '/hub/services/new', {
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
    const [one, two] = [await add('directoryKeeper', { key }), await add('directoryKeeper', { key })]
    assert.equal(one, two)
    const say = (name: string) =>
      post('directoryKeeper', `/hub/services/${one}/edit`, { ...usual, name, seen: '1', why: 'w', do: 'save' })
    assert.equal((await say('The first')).statusCode, 303)
    assert.equal((await say('The first')).statusCode, 303, 'the same again is the same')
    const later = await say('The second')
    assert.equal(later.statusCode, 422)
    assert.match(later.body, /Somebody else has said something of it since[\s\S]*value="The second"/)
    const [kept] = await rows<{ n: string }>('select count(*) as n from directory.versions where service_id = $1', [
      one,
    ])
    assert.equal(kept?.n, '2')
  })

  it('shows it as the public would read it before it is kept', async () => {
    const answer = await post('directoryKeeper', '/hub/services/new', {
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
    assert.deepEqual(await rows("select from directory.services where kind = 'support' and pack is null"), [])
  })

  it('makes work of what nobody has checked for half a year, once, and takes it away when somebody has', async () => {
    const work = async (at: Date) => {
      await scheduleJobs(home.database, [staleJob], at)
      while (await workOnce(home.database, [staleJob], at));
      return rows<{ service_id: string; due_at: Date }>(
        "select service_id, due_at from kernel.work where kind = 'service' order by id",
      )
    }
    const first = await work(now)
    assert.ok(first.length > 40, 'nobody has checked anything yet')
    const { service_id: id } = first[0]!
    assert.match((await get('directoryKeeper', '/hub')).body, /Check a service[\s\S]*/)
    assert.doesNotMatch((await get('triage', '/hub')).body, /Check a service/)
    const page = (await get('directoryKeeper', `/hub/services/${id}`)).body
    const version = /name="version" value="(\d+)"/.exec(page)![1]!
    await post('directoryKeeper', `/hub/services/${id}`, { do: 'check', version, note: 'I rang' })
    const day = 86_400_000
    const left = await work(new Date(now.getTime() + day))
    assert.equal(left.length, first.length - 1)
    assert.ok(!left.some(one => one.service_id === id))
    const { assured_date } = (await server.inject({ url: `/open-referral/services/${id}` })).json()
    assert.equal(assured_date, '2026-11-18')
    const again = await work(new Date(now.getTime() + 190 * day))
    assert.ok(
      again.some(one => one.service_id === id),
      'half a year later',
    )
  })

  it('brings the pack again without touching what staff said since', async () => {
    const [one] = await rows<{ id: string }>("select id from directory.services where pack = 'samaritans'")
    await post('directoryKeeper', `/hub/services/${one!.id}/edit`, {
      ...usual,
      name: 'Samaritans here',
      seen: '1',
      why: 'w',
      do: 'save',
    })
    assert.equal(await bringPack(home.database, own(), now), 0)
    const area = {
      ...home.built.area,
      services: home.built.area.services.map(each => ({ ...each, about: `${each.about} Anew.` })),
    }
    assert.ok((await bringPack(home.database, { house: home.house, area }, now)) > 30)
    const [latest] = await rows<{ name: string }>(
      "select said ->> 'name' as name from directory.versions where service_id = $1 order by version desc limit 1",
      [one!.id],
    )
    assert.equal(latest?.name, 'Samaritans here')
  })
})
