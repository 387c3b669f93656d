import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { hashed } from '#kernel'
import { rowsOf } from '../../../test/embedded-life.ts'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { allRoutes } from '../../commands/routes.ts'
import { agencyKey } from '../../matching/hub/index-queries.ts'

let home: TestHouse
let server: FastifyInstance
before(async () => {
  home = await testHouse()
  server = await home.server(allRoutes(home.built))
  for (const agency of ['nhs-hospitals', 'probation']) await newKey(agency, `${agency}.a-key`)
})
after(() => home.close())

const newKey = (agency: string, key: string) =>
  home.database.as(
    { actor: { kind: 'job', name: 'index' }, action: 'index.key', purpose: 'keep-the-house', at: home.at },
    tx => agencyKey(tx, agency, hashed(key)),
  )
const at = '/api/v1/agencies/nhs-hospitals/people/17'
const ada = {
  forename: 'Ada',
  surname: 'Galoshes',
  birthDate: '1990-02-03',
  phone: '07700 900 123',
  addressLines: ['4 Rain Road'],
}
const put = (body: unknown, { url = at, key = 'nhs-hospitals.a-key' } = {}) =>
  server.inject({
    method: 'PUT',
    url,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    payload: typeof body === 'string' ? body : JSON.stringify(body),
  })
const answered = async (sent: ReturnType<typeof put>) => {
  const { statusCode, body } = await sent
  return [statusCode, JSON.parse(body).is]
}
const records = () =>
  rowsOf(
    home.db.ownerUrl,
    `select r.agency_id, r.source_ref, r.version, r.disposed_at is not null as gone, n.family
       from kernel.person_records r left join kernel.person_names n on n.record_id = r.id order by 2`,
  )

test('a person told of is kept once, told otherwise is changed, and is let go when the agency says so', async () => {
  assert.deepEqual(await answered(put(ada)), [201, 'new'])
  assert.deepEqual(await answered(put(ada)), [200, 'same'])
  assert.deepEqual(await answered(put({ ...ada, surname: 'Boots' })), [200, 'changed'])
  assert.deepEqual(await records(), [
    { agency_id: 'nhs-hospitals', source_ref: '17', version: 2, gone: false, family: 'Boots' },
  ])
  const letGo = () =>
    server.inject({ method: 'DELETE', url: at, headers: { authorization: 'Bearer nhs-hospitals.a-key' } })
  assert.deepEqual([(await letGo()).json().is, (await letGo()).json().is], ['withdrawn', 'not-there'])
  assert.deepEqual(await answered(put({ ...ada, surname: 'Boots' })), [200, 'changed'])
  assert.equal((await records())[0]?.gone, false)
})

test('the same told many times at once is one record', async () => {
  const url = '/api/v1/agencies/nhs-hospitals/people/18'
  const said = await Promise.all(Array.from({ length: 6 }, () => answered(put(ada, { url }))))
  assert.deepEqual(said.map(([status]) => status).toSorted(), [200, 200, 200, 200, 200, 201])
})

test('without a key, by a wrong one and by another agency’s the answer is the same, and nothing is kept', async () => {
  const before = await records()
  const answers = [
    await put(ada, { key: 'wrong' }),
    await put(ada, { key: 'probation.a-key' }),
    await server.inject({ method: 'PUT', url: at, headers: { 'content-type': 'application/json' }, payload: '{}' }),
    await put(ada, { url: '/api/v1/agencies/nobody/people/1' }),
  ]
  assert.deepEqual(
    answers.map(one => one.statusCode),
    [401, 401, 401, 401],
  )
  assert.equal(new Set(answers.map(one => one.body)).size, 1)
  assert.deepEqual(await records(), before)
})

test('a new key ends the former one', async () => {
  await newKey('probation', 'probation.another')
  const url = '/api/v1/agencies/probation/people/1'
  assert.equal((await put(ada, { url, key: 'probation.a-key' })).statusCode, 401)
  assert.equal((await put(ada, { url, key: 'probation.another' })).statusCode, 201)
})

test('a seal stays until it is said outright that it is none, and told without a word the record is as it was', async () => {
  const url = '/api/v1/agencies/nhs-hospitals/people/19'
  assert.deepEqual(await answered(put({ ...ada, sealed: true }, { url })), [201, 'new'])
  const before = await records()
  const forgotten = await put({ ...ada, surname: 'Boots' }, { url })
  assert.equal(forgotten.statusCode, 409)
  assert.match(forgotten.body, /This record is sealed/)
  assert.deepEqual(await records(), before)
  assert.deepEqual(await answered(put({ ...ada, sealed: true, surname: 'Boots' }, { url })), [200, 'changed'])
  assert.deepEqual(await answered(put({ ...ada, sealed: false }, { url })), [200, 'changed'])
  assert.deepEqual(await answered(put(ada, { url })), [200, 'same'])
})

test('what can be no NHS number is said to be of no use, and the rest is taken', async () => {
  const url = '/api/v1/agencies/nhs-hospitals/people/20'
  const { statusCode, body } = await put({ ...ada, nhsNumber: '999 000 0019' }, { url })
  assert.deepEqual([statusCode, JSON.parse(body)], [201, { is: 'new', notUsed: ['nhsNumber'] }])
})

test('what is not a person is refused, with the place of what is wrong and without its words', async () => {
  for (const [body, pointer] of [
    ['not JSON canary', ''],
    [{ ...ada, canary: 1 }, '/canary'],
    [{ ...ada, birthDate: 'canary' }, '/birthDate'],
    [{ ...ada, birthDate: '1984-02-31' }, '/birthDate'],
    [{ ...ada, birthDate: '1984-13' }, '/birthDate'],
    [{ ...ada, surname: 'can\0ary' }, '/surname'],
    [{ ...ada, addressLines: ['ok', 'canary \ud800'] }, '/addressLines'],
    [{ ...ada, forename: 5 }, '/forename'],
    [[], ''],
  ] as const) {
    const { statusCode, body: text } = await put(body)
    assert.equal(statusCode, 422, text)
    const { errors } = JSON.parse(text)
    assert.equal(errors[0].pointer, pointer)
    if (pointer !== '/canary') assert.doesNotMatch(text, /canary/)
  }
})
