import { indexed } from './indexed.ts'
import type { Asker, Rows, World } from './rows.ts'

export type Matter = Readonly<{ case_id: string | null; report_id: string | null }>

/** What somebody holds at a moment, and which matters that lets them know of. */
export type Standing = Readonly<{
  asker: Asker
  user: string | undefined
  /** Their agency; nobody's who has left. */
  agency: string | undefined
  programmes: ReadonlySet<string>
  /** Written `programme:role`. */
  roles: ReadonlySet<string>
  queues: ReadonlySet<string>
  isStaff: boolean
  isOnDuty: boolean
  /** A supervisor of the hub. */
  supervises: boolean
  /** The rule by which they see a case or a report, or undefined. */
  case(id: string): string | undefined
  report(id: string): string | undefined
  /** Whether they hold anything in a case's own programme. */
  isInProgrammeOf(id: string): boolean
  /** Whether they would see a matter were it ordinary (A7). */
  wouldSee(matter: Matter): boolean
  sees(matter: Matter): boolean
  /** Locked out of the case or the report by a conflict (A10). */
  isLockedOut(matter: Matter): boolean
  /** They work on a report: the hub that sees it, or the programme of a case of it that they see. */
  worksOn(report: string): boolean
  seesRecord(id: string): boolean
  seesPerson(id: string): boolean
  ownsSession(token: string): boolean
  /** Whether they keep a service of the directory, and which of its versions the public sees. */
  service(id: string): Readonly<{ keeps: boolean; published: number | null }>
}>

/** What an asker holds in a world at a moment. */
export function standing(world: World, asker: Asker, at: Date): Standing {
  const on = dayIn(world.zone, at)
  const held = holdings(world, asker, at, on)
  const by = indexed(world)
  const locked = lockedOut(world, held.user, at)

  const named = (matter: { readonly case_id?: string; readonly report_id?: string }, broken: boolean) =>
    held.isStaff &&
    (by.readers.get(matter.case_id ?? matter.report_id ?? '') ?? []).some(
      one =>
        one.user_id === held.user &&
        one.glass_broken === broken &&
        isOn(one, at) &&
        (!broken || at.getTime() < Date.parse(one.starts_at) + aDay),
    )
  const ordinaryCase = (one: Rows['cases']): string | undefined => {
    if (held.programmes.has(one.programme)) return 'A2'
    if (held.programmes.has('hub') && one.seen_by === 'partners') return 'A3'
    if (one.seen_by === 'programme') return undefined
    const part = (by.caseAgencies.get(one.id) ?? []).find(
      each =>
        each.agency_id === held.agency &&
        isOn(each, at) &&
        (each.agreement_id === null || held.agreements.has(each.agreement_id)),
    )
    return part && (part.agreement_id === null ? 'A4' : 'A5')
  }
  const seeCase = remembered((id: string): string | undefined => {
    const one = by.cases.get(id)
    if (!one || locked.cases.has(id)) return undefined
    if (named({ case_id: id }, false)) return 'A6'
    const ordinary = ordinaryCase(one)
    if (ordinary && named({ case_id: id }, true)) return 'A7'
    return one.sensitivity === 'ordinary' ? ordinary : undefined
  })
  const ordinaryReport = (one: Rows['reports']): string | undefined => {
    if (held.programmes.has('hub')) return 'A8, the hub'
    if (held.agency !== undefined && one.agency_id === held.agency) return 'A8, who sent it'
    if (one.threat && held.isOnDuty) return 'A9'
    return undefined
  }
  const throughCase = (id: string, ordinary: boolean): string | undefined => {
    const rules = (by.casesOfReport.get(id) ?? []).map(one => seeCase(one.id))
    // Nobody but a reader sees a matter that is not ordinary; a reader of the case that came of it is one.
    const rule = rules.find(one => one && (ordinary || one === 'A6' || one === 'A7'))
    return rule && `A8, through a case by ${rule}`
  }
  const seeReport = remembered((id: string): string | undefined => {
    const one = by.reports.get(id)
    if (!one || locked.reports.has(id)) return undefined
    if (named({ report_id: id }, false)) return 'A6'
    const isOrdinary = one.sensitivity === 'ordinary'
    const ordinary = ordinaryReport(one)
    if (isOrdinary && ordinary) return ordinary
    if ((ordinary || throughCase(id, true)) && named({ report_id: id }, true)) return 'A7'
    return throughCase(id, isOrdinary)
  })
  const seesRecord = remembered((id: string): boolean => {
    const record = by.records.get(id)
    if (!record) return false
    const own = held.agency !== undefined && record.agency_id === held.agency && !locked.records.has(id)
    return (
      own ||
      (by.casesOfRecord.get(id) ?? []).some(one => seeCase(one) !== undefined) ||
      (by.reportsOfRecord.get(id) ?? []).some(one => seeReport(one) !== undefined)
    )
  })
  const supervises = held.roles.has('hub:supervisor')
  return {
    asker,
    ...held,
    supervises,
    case: seeCase,
    report: seeReport,
    isInProgrammeOf: id => held.programmes.has(by.cases.get(id)?.programme ?? ''),
    wouldSee: ({ case_id, report_id }) => {
      const [one, report] = [by.cases.get(case_id ?? ''), by.reports.get(report_id ?? '')]
      if (one) return !locked.cases.has(one.id) && ordinaryCase(one) !== undefined
      if (!report || locked.reports.has(report.id)) return false
      return ordinaryReport(report) !== undefined || throughCase(report.id, true) !== undefined
    },
    sees: ({ case_id, report_id }) =>
      (case_id !== null && seeCase(case_id) !== undefined) ||
      (report_id !== null && seeReport(report_id) !== undefined),
    isLockedOut: ({ case_id, report_id }) => locked.cases.has(case_id ?? '') || locked.reports.has(report_id ?? ''),
    worksOn: id =>
      seeReport(id) !== undefined &&
      (held.programmes.has('hub') ||
        (by.casesOfReport.get(id) ?? []).some(
          one => held.programmes.has(one.programme) && seeCase(one.id) !== undefined,
        )),
    seesRecord,
    seesPerson: remembered((id: string) => (by.recordsOfPerson.get(id) ?? []).some(one => seesRecord(one.record_id))),
    service: id => {
      const one = world.rows['directory.services'].find(each => each.id === id)
      const brings = asker.kind === 'job' && asker.name === 'directory'
      const isTheirs = one?.agency_id != null && one.agency_id === held.agency
      return { keeps: brings || held.programmes.has('directory') || isTheirs, published: one?.published ?? null }
    },
    ownsSession: token => by.sessions.get(token)?.user_id === held.user && held.user !== undefined,
  }
}

type Holdings = Pick<Standing, 'user' | 'agency' | 'programmes' | 'roles' | 'queues' | 'isStaff' | 'isOnDuty'> &
  Readonly<{ agreements: ReadonlySet<string> }>

/** Who has left, or is not a user at all, holds nothing. */
function holdings(world: World, asker: Asker, at: Date, on: string): Holdings {
  const { rows } = world
  const user = asker.kind === 'user' ? asker.id : undefined
  const person = rows.users.find(one => one.id === user)
  if (!person || (person.leaves_on !== null && person.leaves_on < on)) {
    const none: ReadonlySet<string> = new Set()
    const nothing = { programmes: none, roles: none, queues: none, agreements: none, agency: undefined }
    return { user, ...nothing, isStaff: false, isOnDuty: false }
  }
  const grants = rows.grants.filter(one => one.user_id === user && isInForce(one, on))
  const roles = new Set(grants.map(one => `${one.programme}:${one.role}`))
  const teams = rows.team_members.filter(one => one.user_id === user && isInForce(one, on))
  return {
    user,
    agency: person.agency_id,
    programmes: new Set(grants.map(one => one.programme)),
    roles,
    queues: new Set([
      ...roles,
      `user:${person.id}`,
      `agency:${person.agency_id}`,
      ...teams.map(one => `team:${one.team_id}`),
    ]),
    agreements: new Set(
      rows.agreements.filter(one => one.parties.includes(person.agency_id) && isInForce(one, on)).map(one => one.id),
    ),
    isStaff: true,
    isOnDuty: rows.duty.some(one => one.user_id === user && isOn(one, at)),
  }
}

type Locked = Readonly<Record<'cases' | 'reports' | 'records', ReadonlySet<string>>>

/**
 * What concerns a person with whom somebody has a conflict: the records that they have had since it began, unless somebody
 * undid that, and those that are of one person with one of these; the matters those are in, and the cases that came of such
 * reports.
 */
function lockedOut(world: World, user: string | undefined, at: Date): Locked {
  const { rows } = world
  const had = rows.conflicts
    .filter(one => one.user_id === user && isOn(one, at))
    .flatMap(({ person_id, starts_at: since }) =>
      rows.person_links.filter(
        one =>
          one.person_id === person_id &&
          (isOn(one, at) || (one.ended_by === null && Date.parse(one.ends_at ?? '') > Date.parse(since))),
      ),
    )
  const ids = new Set(had.map(one => one.record_id))
  const are = rows.person_links.filter(one => isOn(one, at))
  const persons = new Set(are.filter(one => ids.has(one.record_id)).map(one => one.person_id))
  const records = ids.union(new Set(are.filter(one => persons.has(one.person_id)).map(one => one.record_id)))
  const withThem = <Row extends { readonly record_id: string }>(parts: readonly Row[], matter: (row: Row) => string) =>
    new Set(parts.filter(one => records.has(one.record_id)).map(matter))
  const reports = withThem(rows.report_people, one => one.report_id)
  const came = rows.cases.filter(one => one.report_id !== null && reports.has(one.report_id)).map(one => one.id)
  return { records, reports, cases: withThem(rows.case_people, one => one.case_id).union(new Set(came)) }
}

const aDay = 86_400_000

/** From its first instant until, and not at, its last. */
const isOn = ({ starts_at, ends_at }: { readonly starts_at: string; readonly ends_at: string | null }, at: Date) =>
  Date.parse(starts_at) <= at.getTime() && (ends_at === null || Date.parse(ends_at) > at.getTime())

/** From its first day to its last, both included. */
const isInForce = (
  { starts_on, ends_on }: { readonly starts_on: string; readonly ends_on: string | null },
  on: string,
) => starts_on <= on && (ends_on === null || ends_on >= on)

/** The day that it is somewhere, YYYY-MM-DD. */
export function dayIn(zone: string, at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(at)
}

function remembered<T>(work: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>()
  return key => {
    const already = known.get(key)
    if (already !== undefined || known.has(key)) return already as T // it is there: `has` said so
    const found = work(key)
    known.set(key, found)
    return found
  }
}
