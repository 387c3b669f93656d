import type { Installation, Json } from '#kernel'
import { type Answer, api, type Route, type Visit } from '#web'
import type { FinderArea } from '../finder.ts'
import { publishedNow } from '../known.ts'
import type { Service } from '../service.ts'
import { answer, notNow, pageOf, preflight, refused } from './answers.ts'
import { pagingIn, sifted } from './asked.ts'
import { type Around, atLocation, full, listed, organizationId, organizationOf } from './shape.ts'
import { taxonomies, terms } from './taxonomy.ts'

const base = '/open-referral'
const profile = 'https://docs.openreferraluk.org/en/latest/'
const openapi = 'https://openreferraluk.org/specifications/3.0/openapi.json'

/**
 * The published services as Open Referral UK 3.0, the UK profile of HSDS: open to anybody without a key, JSON alone, by
 * GET. Nothing here says where a refuge is, because nothing that could is ever taken into the directory.
 */
export function referralRoutes(house: Installation, area: FinderArea): readonly Route[] {
  const page = house.address && `${house.address}/help/all`
  const around: Around = { terms: terms(area), ground: area, zone: house.zone, page }
  const open = { who: 'anyone', audit: 'nothing' } as const
  const get = (at: string, make: (services: readonly Service[], visit: Visit) => Answer): Route =>
    api({ at: `${base}${at}`, ...open, method: 'GET' }, async visit => {
      const services = await publishedNow(visit)
      return services ? make(services, visit) : notNow()
    })
  // What no service changes is answered whether or not the database is.
  const fixed = (at: string, make: (visit: Visit) => Answer): Route =>
    api({ at: `${base}${at}`, ...open, method: 'GET' }, async visit => make(visit))
  const about = (visit: Visit) => answer(visit, { version: 'HSDS-UK-3.0', profile, openapi_url: openapi })
  return [
    fixed('', about),
    fixed('/', about),
    get('/services', (services, visit) => listOfServices(services, visit, around)),
    get('/services/:id', (services, visit) => one(visit, services, service => full(service, around))),
    get('/service_at_locations', (services, visit) => listOfPlaces(services, visit, around)),
    get('/service_at_locations/:id', (services, visit) => onePlace(services, visit, around)),
    get('/organizations', (services, visit) => paged(visit, organizations(services), latest(services))),
    get('/organizations/:id', (services, visit) => oneOrganization(services, visit, around)),
    fixed('/taxonomies', visit => paged(visit, taxonomies)),
    fixed('/taxonomies/:id', visit => oneTaxonomy(visit, around)),
    fixed('/taxonomy_terms', visit =>
      paged(
        visit,
        around.terms.filter(({ taxonomy_id }) => !visit.query.taxonomy_id || taxonomy_id === visit.query.taxonomy_id),
      ),
    ),
    fixed('/taxonomy_terms/:id', visit => one(visit, around.terms, term => term)),
    fixed('/*', missing),
    api({ at: base, ...open, method: 'OPTIONS' }, async () => preflight()),
    api({ at: `${base}/*`, ...open, method: 'OPTIONS' }, async () => preflight()),
  ]
}

function paged(visit: Visit, all: readonly Json[], lastModified?: Date): Answer {
  const paging = pagingIn(visit.query)
  if ('wrong' in paging) return refused(400, 'That cannot be read', paging.wrong)
  return answer(visit, pageOf(all, paging), lastModified)
}

const latest = (services: readonly Service[]): Date =>
  new Date(Math.max(0, ...services.map(one => one.changedAt.getTime())))

const missing = (): Answer => refused(404, 'Not found', 'There is nothing here, or it is published no longer.')

function one<T extends { readonly id: string }>(visit: Visit, all: readonly T[], make: (one: T) => Json): Answer {
  const found = all.find(({ id }) => id === visit.params.id)
  return found ? answer(visit, make(found)) : missing()
}

function listOfServices(services: readonly Service[], visit: Visit, around: Around): Answer {
  const found = sifted(services, visit.query, around)
  if (typeof found === 'string') return refused(400, 'That cannot be read', found)
  if (visit.query.minimal === 'true') {
    const all = found.map(({ id, changedAt }) => ({ id, modified_date: changedAt.toISOString() }))
    return answer(visit, pageOf(all, { page: 1, size: Math.max(1, all.length) }), latest(services))
  }
  const make =
    visit.query.full === 'true'
      ? (service: Service) => full(service, around)
      : (service: Service) => listed(service, around)
  return paged(visit, found.map(make), latest(services))
}

/** A service at the one place where people may come to it. */
function atPlace(service: Service, around: Around, whole: boolean): { readonly [key: string]: Json } | undefined {
  const place = atLocation(service, around.ground)
  return place && { ...place, service: whole ? full(service, around) : listed(service, around) }
}

function listOfPlaces(services: readonly Service[], visit: Visit, around: Around): Answer {
  const found = sifted(services, visit.query, around)
  if (typeof found === 'string') return refused(400, 'That cannot be read', found)
  const whole = visit.query.full === 'true'
  return paged(
    visit,
    found.flatMap(service => atPlace(service, around, whole) ?? []),
    latest(services),
  )
}

function onePlace(services: readonly Service[], visit: Visit, around: Around): Answer {
  const found = services.find(service => atLocation(service, around.ground)?.id === visit.params.id)
  const place = found && atPlace(found, around, true)
  return place ? answer(visit, place) : missing()
}

function organizations(services: readonly Service[]): readonly Json[] {
  const seen = new Map(services.map(service => [organizationId(service), organizationOf(service)]))
  return [...seen.values()]
}

function oneOrganization(services: readonly Service[], visit: Visit, around: Around): Answer {
  const theirs = services.filter(service => organizationId(service) === visit.params.id)
  const [first] = theirs
  if (!first) return missing()
  return answer(visit, { ...organizationOf(first), services: theirs.map(service => full(service, around)) })
}

function oneTaxonomy(visit: Visit, { terms: all }: Around): Answer {
  return one(visit, taxonomies, taxonomy => ({
    ...taxonomy,
    taxonomy_terms: all.filter(({ taxonomy_id }) => taxonomy_id === taxonomy.id),
  }))
}
