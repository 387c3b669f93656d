import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { owner } from '../../test/cast.ts'
import { type TestDirectory, testDirectory, usual } from '../../test/directory.ts'
import { tellsWhere } from './telling.ts'

let at: TestDirectory
before(async () => {
  at = await testDirectory()
})
after(() => at?.home.close())

describe('a refuge', () => {
  const refuge = { kind: 'refuge', name: 'Canary refuge', about: 'A safe place for the night.', why: 'Why' }

  it('is asked nothing of where it is, and what is sent all the same is not kept', async () => {
    const form = await at.post('directoryKeeper', '/hub/services/new', { kind: 'refuge' })
    assert.doesNotMatch(form.body, /name="(placeName|street|town|postcode)"/)
    const id = await at.add('directoryKeeper', {
      ...refuge,
      placeName: 'Canary house',
      street: '1 Canary Street',
      town: 'Rugby',
      postcode: 'CV21 2AB',
    })
    const [row] = await at.rows<{ said: object }>('select said from directory.versions where service_id = $1', [id])
    assert.doesNotMatch(JSON.stringify(row), /Canary house|Canary Street|CV21/)
  })

  it('may not say where it is in words either: a postcode, a house in a street, or a point on the map', async () => {
    for (const telling of [
      'We are at CV21 2AB.',
      'Come to cv212ab',
      'Go to 12 Mill Lane',
      'at 7 Abbey Close',
      '52.3705, -1.2653',
      'Ring at 12 Church Rd',
      'We are in Mill Lane',
      'CV21-2AB',
    ])
      for (const field of ['about', 'happens', 'safely', 'hoursNote', 'notice', 'name', 'by']) {
        const answer = await at.post('directoryKeeper', '/hub/services/new', {
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
    await owner(at.home.db.ownerUrl, async client => {
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
        { web: 'https://example.org/visit/12-mill-lane' },
        { web: 'https://www.google.com/maps/@1,2' },
        { about: 'CV21\f2AB' },
        { about: 'ＣＶ２１ ２ＡＢ' },
        { address: 'anything that is not known' },
      ]
      for (const telling of tellings)
        await assert.rejects(
          say({ ...fine, ...telling }),
          /refuge_tells_no_place|only_what_is_known/,
          JSON.stringify(telling),
        )
      await say(fine)
      const why = { ...fine, name: 'R2' }
      await assert.rejects(
        client.query(
          "insert into directory.versions (service_id, version, kind, said, why, at) values ($1, 2, 'refuge', $2, 'It moved to 12 Mill Lane', now())",
          [id, why],
        ),
        /refuge_tells_no_place/,
        'nor in why it changes',
      )
      const note = (words: string) =>
        client.query(
          "insert into directory.deeds (id, service_id, deed, note, at) values (gen_random_uuid(), $1, 'withdrawn', $2, now())",
          [id, words],
        )
      await assert.rejects(note('It moved to CV21 2AB'), /may not say where a refuge is/)
      await note('It has closed')
      await assert.rejects(
        say({ ...fine, place: {} }, 'support', 2),
        /versions_service_id_kind_fkey/,
        'as if it were something else',
      )
      await assert.rejects(client.query('update directory.versions set said = said'), /append-only/)
    })
  })

  it('is told apart by pages as the database tells it apart', async () => {
    const telling = [
      ...[
        'CV21 2AB',
        'cv212ab',
        'CV21-2AB',
        'CV21,2AB',
        'M1 1AE',
        'Go to 12 Mill Lane',
        '12a mill street',
        '7 Church Rd',
      ],
      ...[
        '3 St Mary St',
        'at 7 Abbey Close',
        'in Mill Lane',
        'off Warwick Road',
        'SP 503 754',
        '52.3705',
        '///filled.count.soap',
      ],
      ...['https://maps.app.goo.gl/x', 'https://what3words.com/x', 'Cafe\u0301 at 12 Mill Lane', '１２ Mill Lane'],
    ]
    const innocent = [
      ...[
        'Open 24 hours a day, every day of the week',
        'For women from 16 to 24',
        '0808 157 0142',
        'Lines close at 5.30pm',
      ],
      ...[
        'Bring one bag. We have 12 rooms, cots and a garden.',
        'on the road to safety',
        'https://refuge.example/way-out',
      ],
      ...['Call 999 or 101', 'NHS 111 option 2', 'Anybody in Warwickshire', 'help@refuge.example', 'ਪੰਜਾਬੀ'],
    ]
    for (const words of [...telling, ...innocent]) {
      const [answer] = await at.rows<{ tells: boolean }>('select directory.tells_where(to_jsonb($1::text)) as tells', [
        words,
      ])
      assert.deepEqual([tellsWhere(words), answer?.tells], Array(2).fill(telling.includes(words)), words)
    }
  })

  it('may not be begun as something else, with a place', async () => {
    const place = { placeName: 'The house', street: '1 High Street', town: 'Rugby', postcode: 'CV21 2AB' }
    const answer = await at.post('directoryKeeper', '/hub/services/new', {
      ...{ do: 'save', ...usual, kind: 'support', name: 'Canary Women’s Refuge' },
      ...place,
    })
    assert.equal(answer.statusCode, 422)
    assert.match(answer.body, /where one is can never be written down/)
    await owner(at.home.db.ownerUrl, async client => {
      const id = '00000000-0000-7000-8000-00000000f0f1'
      await client.query(
        "insert into directory.services (id, kind, made_at, changed_at) values ($1, 'support', now(), now())",
        [id],
      )
      const said = { name: 'Canary safe house', place: { postcode: 'CV21 2AB' } }
      await assert.rejects(
        client.query(
          "insert into directory.versions (service_id, version, kind, said, at) values ($1, 1, 'support', $2, now())",
          [id, said],
        ),
        /no_refuge_by_another_kind/,
      )
    })
  })

  it('is not told of in the note of whoever checks or withdraws it, and what they typed is there to mend', async () => {
    const id = await at.add('directoryKeeper', { ...refuge, name: 'Canary noted', first: 'housing' })
    assert.match((await at.get('directoryKeeper', `/hub/services/${id}`)).body, /Read every word first/)
    await at.publish(id)
    for (const deed of ['check', 'withdraw']) {
      const answer = await at.post('directoryKeeper', `/hub/services/${id}`, {
        do: deed,
        version: '1',
        note: 'Now at 12 Mill Lane',
      })
      assert.equal(answer.statusCode, 422, deed)
      assert.match(answer.body, /Take out whatever says where the refuge is[\s\S]*value="Now at 12 Mill Lane"/)
    }
    assert.deepEqual(
      await at.rows("select from directory.deeds where service_id = $1 and deed <> 'published'", [id]),
      [],
    )
  })

  it('is in every public answer by its name and number, and by no place', async () => {
    const id = await at.add('directoryKeeper', {
      ...refuge,
      name: 'Canary published',
      people: ['woman'],
      first: 'housing',
    })
    await at.publish(id)
    const urls = [
      '/help/all',
      '/open-referral/services?full=true',
      `/open-referral/services/${id}`,
      '/open-referral/organizations',
      '/open-referral/service_at_locations?full=true',
    ]
    const answers = await Promise.all(urls.map(async url => (await at.server.inject({ url })).body))
    assert.ok(answers.slice(0, 3).every(body => body.includes('Canary published')))
    const refuges = await at.rows<{ id: string; name: string }>(
      "select s.id, v.said ->> 'name' as name from directory.services s join directory.versions v on v.service_id = s.id and v.version = s.published where s.kind = 'refuge'",
    )
    assert.ok(refuges.length >= 2)
    for (const one of refuges) {
      const { service_at_locations } = (await at.server.inject({ url: `/open-referral/services/${one.id}` })).json()
      assert.deepEqual(service_at_locations, [], one.name)
      assert.doesNotMatch(answers.at(-1)!, new RegExp(one.name))
      for (const page of [await at.help({ need: 'housing' }), answers[0]!]) {
        const card = page.split('<li class="sk-service">').find(part => part.includes(one.name)) ?? ''
        assert.ok(card.length > 0, one.name)
        assert.doesNotMatch(card, /You can go there|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/, one.name)
      }
    }
  })

  it('has a place behind no door, even where the database was made to hold one', async () => {
    const id = await at.add('refuge', { ...refuge, name: 'Canary planted', people: ['woman'], first: 'housing' })
    await at.publish(id)
    await plant(at.home.db.ownerUrl, id)
    at.setTime(new Date(at.home.at.getTime() + 60_000)) // what was read before is read again
    const feed = [
      'services?full=true',
      `services/${id}`,
      'services?search=canary',
      'services?search=secret+lane',
      'organizations',
    ]
    const near = 'service_at_locations?full=true&postcode=CV21+2AB'
    const open = [...feed, near, `${near}&proximity=500`, 'service_at_locations'].map(one => `/open-referral/${one}`)
    const answers = await Promise.all(
      [...open, '/help', '/help/all'].map(async url => (await at.server.inject({ url })).body),
    )
    for (const given of [
      { need: 'housing' },
      { need: 'housing', person: 'woman', place: 'CV21 2AB', speak: 'pl', time: 'night' },
    ])
      answers.push(await at.help(given))
    answers.push(await at.help({ service: id, names: 'yes' }, '/help/card'))
    for (const part of ['directoryKeeper', 'refuge', 'community', 'triage'] as const)
      for (const url of ['/hub/services', `/hub/services/${id}`, `/hub/services/${id}/edit`, '/hub'])
        answers.push((await at.get(part, url)).body)
    assert.ok(answers.filter(body => body.includes('Canary planted')).length > 12, 'it was there to be seen')
    for (const body of answers) assert.doesNotMatch(body, /Secret House|9 Secret Lane|CV21 2AC/)
    const strangers = await at.get('community', `/hub/services/${id}/edit`)
    assert.equal(strangers.statusCode, 404)
    const kept = await at.rows<{ row: string }>(
      'select a::text as row from kernel.audit a union all select o::text from kernel.outbox o',
    )
    for (const { row } of kept) assert.doesNotMatch(row, /Secret|CV21 2AC/)
    at.setTime()
  })
})

/** A place put into what is published of a refuge by whoever owns the database, with every rule against it taken away. */
const plant = (url: string, id: string): Promise<void> =>
  owner(url, async client => {
    await client.query('alter table directory.versions drop constraint refuge_tells_no_place')
    await client.query('alter table directory.versions disable trigger append_only')
    const place = {
      name: 'Secret House',
      lines: ['9 Secret Lane'],
      town: 'Rugby',
      postcode: 'CV21 2AC',
      access: 'Ring at Secret House',
    }
    await client.query(
      "update directory.versions set said = said || jsonb_build_object('place', $2::jsonb) where service_id = $1",
      [id, place],
    )
    await client.query('alter table directory.versions enable trigger append_only')
  })
