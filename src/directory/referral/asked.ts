import distance from '@turf/distance'
import type { Service } from '../service.ts'
import { type Around, organizationId } from './shape.ts'
import { termsOf } from './taxonomy.ts'

type Query = Readonly<Record<string, string>>

/** What a program asked wrongly, in a sentence, or the pages it asked for. */
export type Paging = Readonly<{ page: number; size: number }> | Readonly<{ wrong: string }>

const usual = 50
const most = 100

/** Which page is wanted, and how long one is. */
export function pagingIn(query: Query): Paging {
  const page = query.page || '1' // what a form sends empty, nobody asked
  const size = query.per_page || String(usual)
  if (!/^[1-9]\d{0,6}$/.test(page)) return { wrong: '“page” must be a whole number from 1' }
  if (!/^[1-9]\d{0,6}$/.test(size)) return { wrong: '“per_page” must be a whole number from 1' }
  return { page: Number(page), size: Math.min(Number(size), most) }
}

const days: Readonly<
  Record<string, 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday'>
> = { MO: 'monday', TU: 'tuesday', WE: 'wednesday', TH: 'thursday', FR: 'friday', SA: 'saturday', SU: 'sunday' }

/** The services that answer what was asked, or a sentence that says what cannot be read. */
export function sifted(services: readonly Service[], query: Query, around: Around): readonly Service[] | string {
  const wrong = wrongIn(query)
  if (wrong) return wrong
  const near = query.postcode ? nearBy(query, around) : undefined
  if (typeof near === 'string') return near
  const tests: readonly ((service: Service) => boolean)[] = [
    byWords(query.search || query.text || ''),
    byTerm(query, around),
    service => !query.organization_id || organizationId(service) === query.organization_id,
    ({ changedAt }) => !query.modified_after || changedAt.getTime() >= Date.parse(query.modified_after),
    ({ said }) => !query.minimum_age || (said.youngest ?? 0) >= Number(query.minimum_age),
    ({ said }) => !query.maximum_age || (said.oldest !== undefined && said.oldest <= Number(query.maximum_age)),
    byHours(query),
    near ?? (() => true),
  ]
  return services.filter(service => tests.every(test => test(service)))
}

function wrongIn(query: Query): string | undefined {
  if (query.modified_after && !isMoment(query.modified_after))
    return '“modified_after” must be a day or an instant, such as 2026-11-22T09:00:00Z'
  for (const name of ['minimum_age', 'maximum_age'])
    if (query[name] && !/^\d{1,3}$/.test(query[name])) return `“${name}” must be a whole number of years`
  for (const name of ['start_time', 'end_time'])
    if (query[name] && !/^([01]\d|2[0-3]):[0-5]\d(:\d\d)?$/.test(query[name]))
      return `“${name}” must be a time such as 09:00`
  if (query.day && !Object.hasOwn(days, dayCode(query.day))) return '“day” must be a day of the week, such as MO'
  if (query.proximity && !/^\d{1,7}(\.\d+)?$/.test(query.proximity)) return '“proximity” must be a number of metres'
  if (query.proximity && !query.postcode) return '“proximity” needs a “postcode” to be near to'
  return undefined
}

/** As ISO 8601 writes a day or an instant; `Date.parse` alone takes a word beside a year for one. */
const isMoment = (text: string): boolean => /^\d{4}-\d\d-\d\d(T|$)/.test(text) && !Number.isNaN(Date.parse(text))

const dayCode = (day: string): string => day.slice(0, 2).toUpperCase()

function byWords(search: string): (service: Service) => boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return ({ said }) => {
    const text = [said.name, said.about, said.by ?? ''].join(' ').toLowerCase()
    return words.every(word => text.includes(word))
  }
}

function byTerm({ taxonomy_term_id, taxonomy_id }: Query, { terms }: Around): (service: Service) => boolean {
  if (!taxonomy_term_id && !taxonomy_id) return () => true
  const wanted = taxonomy_term_id?.split(',')
  return ({ said }) =>
    termsOf(said, terms).some(
      term => (!wanted || wanted.includes(term.id)) && (!taxonomy_id || term.taxonomy_id === taxonomy_id),
    )
}

/** Open on that day, from the one time and until the other. */
function byHours({ day, start_time, end_time }: Query): (service: Service) => boolean {
  if (!day && !start_time && !end_time) return () => true
  return ({ said: { hours } }) => {
    if (hours === 'always') return true
    if (hours === 'unknown') return false
    const on = day ? [days[dayCode(day)]!] : Object.values(days)
    return on.some(one =>
      hours.days[one].some(
        ({ from, to }) => (!start_time || from >= start_time.slice(0, 5)) && (!end_time || to <= end_time.slice(0, 5)),
      ),
    )
  }
}

/** Serving a postcode; and with a distance, at a place within so many metres of it. */
function nearBy({ postcode = '', proximity }: Query, { ground }: Around): ((service: Service) => boolean) | string {
  const answer = ground.places.postcode(postcode)
  if (!answer) return '“postcode” is not one'
  const here = answer.place && ground.places.get(answer.place.id)
  return ({ said, kind }) => {
    const serves = !said.districts || (here?.district != null && said.districts.includes(here.district))
    if (!proximity) return serves
    const its = said.place && kind !== 'refuge' && placeOf(said.place.postcode, ground)
    return Boolean(
      serves &&
        here &&
        its &&
        distance([here.lon, here.lat], [its.lon, its.lat], { units: 'meters' }) <= Number(proximity),
    )
  }
}

const placeOf = (postcode: string, { places }: Around['ground']) =>
  places.get(`postcode:${postcode.replaceAll(' ', '').toUpperCase()}`)
