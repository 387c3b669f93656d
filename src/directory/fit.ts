import type { Calendar } from '#kernel'
import { openDuring, type Time } from './opening.ts'
import type { Asker, Person, Service } from './service.ts'

/** What somebody chose, each of it optional; nothing of it says who they are. */
export type Asked = Readonly<{
  needs: readonly string[]
  people: readonly Person[]
  asker: Asker | undefined
  /** GSS code of the district they asked about, `elsewhere` outside the area. */
  district: string | undefined
  /** A tag: the language they would like to speak. */
  language: string | undefined
  time: Time | undefined
}>

export const askedNothing: Asked = {
  needs: [],
  people: [],
  asker: undefined,
  district: undefined,
  language: undefined,
  time: undefined,
}

/** Why a service is shown beyond its need, which all that are shown meet, as codes; the page says them in words. */
export type Why = Readonly<{
  people: readonly Person[]
  near: boolean
  speaks: 'itself' | 'interpreter' | undefined
}>

export type Fitting = Readonly<{ service: Service; why: Why }>

type Moment = Readonly<{ at: Date; calendar: Calendar }>

/**
 * The services that fit, best first: an emergency service where there is danger, then what speaks the language and is not
 * closed at the time asked for, then the closest fit, what is near, and what somebody has checked. Nobody is shown what is
 * not for them.
 */
export function fitting(services: readonly Service[], asked: Asked, moment: Moment): readonly Fitting[] {
  const weighed = services
    .filter(service => mayFit(service, asked))
    .map(service => ({ service, why: whyOf(service, asked), rank: rankOf(service, asked, moment) }))
  return weighed
    .toSorted((a, b) => compare(a.rank, b.rank) || a.service.said.name.localeCompare(b.service.said.name, 'en'))
    .map(({ service, why }) => ({ service, why }))
}

/** What helps with anything, for where nothing fits, and under whatever does; never twice what is shown already. */
export function whateverItIs(services: readonly Service[], shown: readonly Fitting[]): readonly Service[] {
  const ids = new Set(shown.map(one => one.service.id))
  return services.filter(({ id, said }) => said.always && !ids.has(id))
}

function mayFit({ kind, said }: Service, asked: Asked): boolean {
  const helps = asked.needs.length === 0 || asked.needs.some(need => said.needs.includes(need))
  // In danger everybody is shown how to call for help, whatever else they chose.
  if (kind === 'emergency') return helps
  return helps && isForThem(said, asked) && asks(said, asked) && isThere(said, asked)
}

const genders: readonly Person[] = ['woman', 'man', 'non-binary']
const ages: readonly Person[] = ['child', 'older']

/**
 * Turned away only by what they said themselves: a service for women alone is not for somebody who said that he is a man,
 * and is for somebody who said nothing.
 */
function isForThem({ people = [], only, youngest = 0, oldest = 200 }: Service['said'], asked: Asked): boolean {
  if (asked.people.includes('child') ? youngest >= 18 : asked.people.includes('older') && oldest < 60) return false
  if (!only) return true
  return [genders, ages].every(ofOneKind => {
    const theirs = asked.people.filter(one => ofOneKind.includes(one))
    const its = people.filter(one => ofOneKind.includes(one))
    return theirs.length === 0 || its.length === 0 || theirs.some(one => its.includes(one))
  })
}

const asks = ({ askers }: Service['said'], { asker }: Asked): boolean => asker === undefined || askers.includes(asker)

const isThere = ({ districts }: Service['said'], { district }: Asked): boolean =>
  district === undefined || districts === undefined || districts.includes(district)

function whyOf({ said }: Service, asked: Asked): Why {
  const { language } = asked
  const own = language !== undefined && said.languages?.includes(language)
  return {
    people: (said.people ?? []).filter(one => asked.people.includes(one)),
    near: asked.district !== undefined && (said.districts?.includes(asked.district) ?? false),
    speaks: own ? 'itself' : language !== undefined && said.interpreter ? 'interpreter' : undefined,
  }
}

type Rank = readonly number[]

/** Less is better, the first difference decides. */
function rankOf({ kind, said, checked }: Service, asked: Asked, { at, calendar }: Moment): Rank {
  const place = asked.needs.length ? said.needs.findIndex(need => asked.needs.includes(need)) : 0
  const forThem = (said.people ?? []).some(one => asked.people.includes(one))
  // Somebody who said nothing of themselves meets first what is there for everybody.
  const forOthers = said.only && !forThem
  const { language } = asked
  const speaks = language === undefined || said.languages?.includes(language) ? 0 : said.interpreter ? 1 : 2
  const open = openDuring(said.hours, asked.time ?? 'now', at, calendar)
  return [
    kind === 'emergency' ? 0 : 1,
    forOthers && asked.people.length > 0 ? 1 : 0,
    // Who said nothing of it is most often somebody to whom it happened.
    asked.asker === undefined && !said.askers.includes('victim') ? 1 : 0,
    speaks,
    // What is closed helps nobody now, however well it fits; where nobody knows, it is worth a try.
    open === 'closed' ? 1 : 0,
    Math.min(place, 1),
    forThem ? (said.only ? 0 : 1) : 2,
    open === 'open' ? 0 : 1,
    asked.district !== undefined && said.districts?.includes(asked.district) ? 0 : 1,
    checked === null ? 1 : 0,
    place,
  ]
}

const compare = (a: Rank, b: Rank): number =>
  a.map((one, index) => one - (b[index] ?? 0)).find(difference => difference !== 0) ?? 0
