import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { FastifyInstance } from 'fastify'
import { type TestHouse, testHouse } from '../../../test/house.ts'
import { bringPack, directoryRoutes } from '../index.ts'

let home: TestHouse
let server: FastifyInstance

before(async () => {
  home = await testHouse()
  await bringPack(home.database, { house: home.house, area: home.built.area }, home.at)
  const house = { ...home.house, address: 'https://tell.example.org' }
  server = await home.server(directoryRoutes({ house, area: home.built.area }))
})
after(() => home?.close())

type Schema = Readonly<{ items: Readonly<Record<string, unknown>> }>
// Published files, read as what they are known to be.
const schemaOf = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../../test/open-referral/${file}`, import.meta.url), 'utf8')) as Schema

// The profile's schemas carry words of data packages beside those of JSON Schema.
const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)
const services = schemaOf('service_package.json').items as { readonly properties: Record<string, { items: object }> }
const valid = {
  service: ajv.compile(services),
  organization: ajv.compile(schemaOf('organization_package.json').items),
  atLocation: ajv.compile(services.properties.service_at_locations!.items),
}

type Item = Readonly<{ id: string } & Record<string, unknown>>
type Page = Readonly<{ contents: readonly Item[] } & Record<string, unknown>>

async function get<T = Page>(path: string, headers: Record<string, string> = {}): Promise<T> {
  const answer = await server.inject({ url: `/open-referral${path}`, headers })
  assert.equal(answer.statusCode, 200, `${path}: ${answer.body.slice(0, 200)}`)
  assert.equal(answer.headers['access-control-allow-origin'], '*', path)
  assert.match(String(answer.headers['content-type']), /^application\/json/, path)
  return answer.json()
}

function holds(check: (typeof valid)[keyof typeof valid], one: unknown, what: string): void {
  assert.ok(check(one), `${what}: ${ajv.errorsText(check.errors)}`)
}

describe('Open Referral UK', () => {
  it('says which version of which profile it speaks', async () => {
    for (const path of ['', '/']) {
      const { version, profile, openapi_url } = await get<Record<string, string>>(path)
      assert.equal(version, 'HSDS-UK-3.0')
      assert.ok(URL.canParse(profile!) && URL.canParse(openapi_url!))
    }
  })

  it('lists ten services or more, in pages as the profile counts them, each as its schema has it', async () => {
    const { contents, ...page } = await get('/services')
    assert.ok(contents.length >= 10)
    assert.deepEqual(page, {
      total_items: contents.length,
      total_pages: 1,
      page_number: 1,
      size: contents.length,
      first_page: true,
      last_page: true,
      empty: false,
    })
    for (const one of contents) {
      holds(valid.service, one, 'a service in a list')
      // Asked for by versions of the profile that are stricter than its schema.
      assert.ok(URL.canParse(String(one.url)), `${one.name} has an address of its own, or of the page where it stands`)
      assert.equal(one.organization_id, (one.organization as { id: string }).id)
    }
    assert.equal(new Set(contents.map(({ id }) => id)).size, contents.length)
  })

  it('gives every page once, and after the last an empty one', async () => {
    const { contents: all } = await get('/services')
    const pages = Math.ceil(all.length / 7)
    const seen: string[] = []
    for (let number = 1; number <= pages; number++) {
      const page = await get(`/services?per_page=7&page=${number}`)
      assert.deepEqual([page.page_number, page.total_pages, page.total_items], [number, pages, all.length])
      assert.deepEqual([page.first_page, page.last_page, page.empty], [number === 1, number === pages, false])
      seen.push(...page.contents.map(({ id }) => id))
    }
    assert.deepEqual(
      seen,
      all.map(({ id }) => id),
    )
    assert.equal(
      (await get('/services?page=&per_page=&search=&postcode=')).size,
      all.length,
      'what is empty is not asked',
    )
    const none = await get('/services?search=nobody+at+all')
    assert.deepEqual(
      [none.empty, none.total_items, none.total_pages, none.first_page, none.last_page],
      [true, 0, 0, true, true],
    )
    const beyond = await get('/services?per_page=7&page=99')
    assert.deepEqual([beyond.empty, beyond.size, beyond.last_page, beyond.contents], [true, 0, true, []])
  })

  it('gives each service, organisation, place, taxonomy and term whole, as its schema has it, by its own id', async () => {
    for (const { id } of (await get('/services')).contents) {
      const one = await get<Record<string, unknown>>(`/services/${id}`)
      holds(valid.service, one, `service ${one.name}`)
      assert.equal(one.id, id)
    }
    for (const { id } of (await get('/organizations')).contents)
      holds(valid.organization, await get(`/organizations/${id}`), 'an organisation')
    const places = (await get('/service_at_locations')).contents
    assert.ok(places.length > 0)
    for (const { id } of places) {
      const one = await get<{ service: unknown }>(`/service_at_locations/${id}`)
      holds(valid.atLocation, one, 'a service at a location')
      holds(valid.service, one.service, 'its service')
    }
    for (const { id } of (await get('/taxonomies')).contents)
      assert.ok((await get<{ taxonomy_terms: unknown[] }>(`/taxonomies/${id}`)).taxonomy_terms.length > 5)
    const [term] = (await get('/taxonomy_terms?per_page=1')).contents
    assert.deepEqual(Object.keys(await get(`/taxonomy_terms/${term!.id}`)).slice(0, 3), ['id', 'name', 'description'])
  })

  it('validates what is asked for whole in lists, too', async () => {
    for (const one of (await get('/services?full=true')).contents)
      holds(valid.service, one, 'a whole service in a list')
    for (const one of (await get('/organizations')).contents) holds(valid.organization, one, 'a listed organisation')
    for (const one of (await get('/service_at_locations')).contents) holds(valid.atLocation, one, 'a listed place')
  })

  it('finds by words, term, taxonomy, organisation, age, hours, day, place and last change', async () => {
    const names = async (query: string) => (await get(`/services?${query}`)).contents.map(({ name }) => String(name))
    assert.deepEqual(await names('search=stalking'), ['National Stalking Helpline'])
    assert.deepEqual(await names('text=stalking'), ['National Stalking Helpline'])
    const { contents: terms } = await get('/taxonomy_terms')
    const stalking = terms.find(({ term }) => term === 'stalking')
    assert.ok((await names(`taxonomy_term_id=${stalking!.id}`)).includes('National Stalking Helpline'))
    assert.ok((await names(`taxonomy_id=${stalking!.taxonomy_id}`)).length > 10)
    const nspcc = (await get('/services?search=childline')).contents[0]!.organization as { id: string }
    assert.ok((await names(`organization_id=${nspcc.id}`)).includes('NSPCC Helpline'))
    assert.deepEqual(await names('maximum_age=18'), ['Childline'])
    assert.ok(!(await names('minimum_age=18')).includes('Rape and Sexual Abuse Support Line'))
    assert.ok((await names('day=SA&start_time=10:00&end_time=13:00')).includes('Harbour House advice'))
    assert.ok(!(await names('day=SU&start_time=10:00')).includes('Harbour House advice'))
    assert.ok(!(await names('postcode=CV11+5TW')).includes('Harbour House advice'))
    assert.ok((await names('postcode=CV21+2AB')).includes('Harbour House advice'))
    assert.deepEqual(await names('modified_after=2100-01-01'), [])
    assert.ok((await names('modified_after=2020-01-01T00:00:00Z')).length >= 10)
    const near = await get('/service_at_locations?postcode=CV21+2AB&proximity=500')
    assert.equal(near.contents.length, 1)
  })

  it('names everything that is there and when it changed, in one answer, for whoever keeps a copy', async () => {
    const { contents, ...page } = await get('/services?minimal=true&per_page=2')
    assert.equal(page.total_pages, 1)
    assert.ok(contents.length >= 10)
    for (const one of contents) assert.deepEqual(Object.keys(one), ['id', 'modified_date'])
  })

  it('tells whoever has the same already so, without sending it again', async () => {
    const first = await server.inject({ url: '/open-referral/services' })
    const tag = String(first.headers.etag)
    // No longer than that: what is withdrawn may do harm.
    assert.equal(first.headers['cache-control'], 'public, max-age=300, must-revalidate')
    const again = await server.inject({ url: '/open-referral/services', headers: { 'if-none-match': `"x", ${tag}` } })
    assert.deepEqual([again.statusCode, again.body, again.headers.etag], [304, '', tag])
    assert.equal(again.headers['access-control-allow-origin'], '*')
    assert.notEqual((await server.inject({ url: '/open-referral/services?page=2' })).headers.etag, tag)
  })

  it('lets a page of another site ask, headers and all, and sets it no cookie', async () => {
    const answer = await server.inject({
      method: 'OPTIONS',
      url: '/open-referral/services',
      headers: { origin: 'https://example.org', 'access-control-request-method': 'GET' },
    })
    assert.equal(answer.statusCode, 204)
    assert.equal(answer.headers['access-control-allow-origin'], '*')
    assert.match(String(answer.headers['access-control-allow-methods']), /GET/)
    assert.equal(answer.headers['set-cookie'], undefined)
  })

  it('says in JSON what it cannot read and what is not there, and takes nothing but a question', async () => {
    const asked = [
      'page=0',
      'page=x',
      'per_page=-1',
      'modified_after=soon',
      'modified_after=soon+2026',
      'day=XX',
      'start_time=9',
      'proximity=9',
      'postcode=z',
    ]
    for (const query of asked) {
      const answer = await server.inject({ url: `/open-referral/services?${query}` })
      assert.equal(answer.statusCode, 400, query)
      assert.equal(answer.json().status, 400)
      assert.equal(answer.headers['access-control-allow-origin'], '*')
    }
    const nowhere = [
      '/services/nothing',
      '/services/00000000-0000-4000-8000-000000000000',
      '/taxonomies/x',
      '/cats',
      '/a/b/c',
    ]
    for (const path of nowhere) {
      const answer = await server.inject({ url: `/open-referral${path}` })
      assert.equal(answer.statusCode, 404, path)
      assert.equal(answer.json().title, 'Not found')
    }
    assert.equal((await server.inject({ method: 'POST', url: '/open-referral/services' })).statusCode, 405)
    const head = await server.inject({ method: 'HEAD', url: '/open-referral/services' })
    assert.deepEqual([head.statusCode, head.body, head.headers['access-control-allow-origin']], [200, '', '*'])
  })
})
