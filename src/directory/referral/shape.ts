import type { Json } from '#kernel'
import { weekdays } from '../opening.ts'
import { given, idFor } from '../pack.ts'
import { type Service, spoken } from '../service.ts'
import type { Gazetteer } from '../where.ts'
import { type Term, termsOf } from './taxonomy.ts'

/** What is needed beside a service to say it as Open Referral UK does. */
export type Around = Readonly<{
  terms: readonly Term[]
  ground: Gazetteer
  zone: string
  /** Where a service that has no page of its own stands. */
  page: string | undefined
}>

type Shape = { readonly [key: string]: Json }
const shape = (all: { readonly [key: string]: Json | undefined }): Shape => given<Shape>(all)

/** A service with what it has one of: a line of a list. */
export function listed(service: Service, { page }: Pick<Around, 'page'>): Shape {
  const { id, said, checked, changedAt } = service
  return shape({
    id,
    organization_id: organizationId(service),
    name: said.name,
    description: said.about,
    url: said.web ?? said.chat ?? said.sign ?? page,
    email: said.email,
    status: 'active',
    fees: fees(service),
    minimum_age: said.youngest,
    maximum_age: said.oldest,
    assured_date: checked?.on,
    alert: said.notice,
    last_modified: changedAt.toISOString(),
    organization: organizationOf(service),
  })
}

/** A service with everything that is known of it. */
export function full(service: Service, around: Around): Shape {
  const { id, said } = service
  const place = atLocation(service, around.ground)
  return {
    ...listed(service, around),
    schedules: schedules(service, around.zone),
    service_areas: areas(service, around.ground),
    service_at_locations: place ? [place] : [],
    languages: (said.languages ?? []).map(tag => ({
      id: idFor('language', id, tag),
      service_id: id,
      code: tag,
      name: spoken[tag] ?? tag,
    })),
    cost_options: costs(service),
    contacts: contacts(service),
    attributes: termsOf(said, around.terms).map(term => ({
      id: idFor('attribute', id, term.id),
      link_id: id,
      taxonomy_term_id: term.id,
      link_type: 'service',
      taxonomy_term: term,
    })),
  }
}

export const organizationId = ({ said }: Service): string => idFor('organization', said.by ?? said.name)

/** Who runs a service; of a refuge, too, nothing but its name. */
export function organizationOf(service: Service): Shape {
  const { said, kind } = service
  return shape({
    id: organizationId(service),
    name: said.by ?? said.name,
    description: said.by ? 'Runs services of this directory.' : said.about,
    website: said.by || kind === 'refuge' ? undefined : said.web,
  })
}

/** A service where people may come; none of a refuge, whatever anybody wrote. */
export function atLocation(service: Service, ground: Gazetteer): Shape | undefined {
  const { id, said, kind } = service
  const { place } = said
  if (!place || kind === 'refuge') return undefined
  const point = ground.places.get(`postcode:${place.postcode.replaceAll(' ', '').toUpperCase()}`)
  const location = idFor('location', id)
  return {
    id: idFor('at', id),
    service_id: id,
    location_id: location,
    location: shape({
      id: location,
      location_type: 'physical',
      name: place.name,
      latitude: point?.lat,
      longitude: point?.lon,
      addresses: [
        {
          id: idFor('address', id),
          location_id: location,
          address_1: [place.name, ...place.lines].join(', '),
          city: place.town,
          state_province: ground.districts.find(one => one.id === point?.district)?.name ?? place.town,
          postal_code: place.postcode,
          country: 'GB',
          address_type: 'physical',
        },
      ],
      accessibility: place.access
        ? [{ id: idFor('accessibility', id), location_id: location, description: place.access }]
        : undefined,
    }),
  }
}

function fees({ said }: Service): string | undefined {
  if (said.cost === 'free') return 'Free'
  if (said.cost === 'local') return 'A call costs the same as one to a home number'
  return said.cost === 'charged' ? 'There may be a charge' : undefined
}

function costs(service: Service): readonly Shape[] {
  const option = fees(service)
  if (!option) return []
  return [
    shape({
      id: idFor('cost', service.id),
      service_id: service.id,
      option,
      amount: service.said.cost === 'free' ? 0 : undefined,
      amount_description: option,
    }),
  ]
}

function contacts({ id, said }: Service): readonly Shape[] {
  const numbers = [
    ...(said.phone ? [{ number: said.phone, type: 'voice', description: 'Call' }] : []),
    ...(said.text ? [{ number: said.text, type: 'text', description: 'Text message' }] : []),
  ]
  if (numbers.length === 0 && !said.email) return []
  return [
    shape({
      id: idFor('contact', id),
      service_id: id,
      name: said.name,
      email: said.email,
      phones: numbers.map(one => ({ id: idFor('phone', id, one.type), contact_id: idFor('contact', id), ...one })),
    }),
  ]
}

/** The days by the first two letters of their names, as calendars of the Internet have them. */
function schedules({ id, said: { hours, hoursNote } }: Service, zone: string): readonly Shape[] {
  if (hours === 'unknown') return []
  const notes = `Hours on the clock of ${zone}`
  const common = { service_id: id, freq: 'WEEKLY' }
  const always = { opens_at: '00:00', closes_at: '23:59', byday: 'MO,TU,WE,TH,FR,SA,SU' }
  if (hours === 'always')
    return [shape({ id: idFor('schedule', id), ...common, ...always, description: hoursNote ?? 'At any time', notes })]
  const holidays = { open: 'Open on bank holidays', closed: 'Closed on bank holidays', unknown: '' }[hours.holidays]
  return weekdays.flatMap(day =>
    hours.days[day].map(({ from, to }) =>
      shape({
        id: idFor('schedule', id, day, from),
        ...common,
        byday: day.slice(0, 2).toUpperCase(),
        opens_at: from,
        closes_at: to === '24:00' ? '23:59' : to,
        description: hoursNote ?? (holidays || undefined),
        notes,
      }),
    ),
  )
}

function areas({ id, said }: Service, { districts }: Gazetteer): readonly Shape[] {
  if (!said.districts)
    return [{ id: idFor('area', id), service_id: id, name: 'Everywhere', service_area: 'Everywhere' }]
  return districts
    .filter(one => said.districts?.includes(one.id))
    .map(one => ({
      id: idFor('area', id, one.id),
      service_id: id,
      name: one.name,
      service_area: one.name,
      uri: `http://statistics.data.gov.uk/id/statistical-geography/${one.id}`,
    }))
}
