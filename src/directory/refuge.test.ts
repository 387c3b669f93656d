import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { owner } from '../../test/cast.ts'
import { type TestDirectory, testDirectory, usual } from '../../test/directory.ts'

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
})
