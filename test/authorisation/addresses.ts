import type { World } from './rows.ts'
import type { Fate } from './spans.ts'
import type { Standing } from './standing.ts'

/** One address to ask for: the ids that it names, and whether its asker may know of it. */
export type Address = Readonly<{ url: string; ids: readonly string[]; may: boolean }>

/** Of whom an address with something in it speaks: the whole of what there is, and which of it somebody may know of. */
type Of = Readonly<{ starts: string; all(world: World, who: Standing): readonly Address[]; missing: string }>

const nobody = '00000077-0000-7000-8000-000000000077'
const entry = (ids: readonly string[], may: boolean, ...parts: readonly string[]): Address => ({
  url: parts.join('/'),
  ids,
  may,
})

/** Each kind of address, the more particular before the more general. */
export const kinds: readonly Of[] = [
  {
    starts: '/hub/newsletter/:issue',
    all: ({ rows }, who) =>
      rows['newsletter.issues'].map(({ id }) => entry([id], who.programmes.has('newsletter'), '/hub/newsletter', id)),
    missing: `/hub/newsletter/${nobody}`,
  },
  {
    starts: '/hub/reports/:id/messages/:message',
    all: ({ rows }, who) =>
      rows['messages.messages'].map(({ id, report_id }) =>
        entry([report_id, id], who.report(report_id) !== undefined, '/hub/reports', report_id, 'messages', id),
      ),
    missing: `/hub/reports/${nobody}/messages/${nobody}`,
  },
  {
    starts: '/hub/reports/:id/people/:record',
    all: ({ rows }, who) =>
      rows.report_people.map(({ report_id, record_id }) =>
        entry(
          [report_id, record_id],
          who.report(report_id) !== undefined,
          '/hub/reports',
          report_id,
          'people',
          record_id,
        ),
      ),
    missing: `/hub/reports/${nobody}/people/${nobody}`,
  },
  {
    starts: '/hub/reports/:id',
    all: ({ rows }, who) => rows.reports.map(({ id }) => entry([id], who.report(id) !== undefined, '/hub/reports', id)),
    missing: `/hub/reports/${nobody}`,
  },
  {
    starts: '/hub/cases/:id/steps/:step',
    all: ({ rows }, who) =>
      rows.cases
        .filter(one => one.programme !== 'orders')
        .map(({ id }) => entry([id], who.case(id) !== undefined, '/hub/cases', id, 'steps', 'note')),
    missing: `/hub/cases/${nobody}/steps/note`,
  },
  {
    starts: '/hub/cases/:id/entries/:entry',
    all: ({ rows }, who) =>
      rows.chronology.map(({ id, case_id, hidden_from }) =>
        entry(
          [case_id, id],
          who.case(case_id) !== undefined && !hidden_from.some(role => who.roles.has(role)),
          '/hub/cases',
          case_id,
          'entries',
          id,
        ),
      ),
    missing: `/hub/cases/${nobody}/entries/${nobody}`,
  },
  {
    starts: '/hub/cases/:id',
    all: ({ rows }, who) => rows.cases.map(({ id }) => entry([id], who.case(id) !== undefined, '/hub/cases', id)),
    missing: `/hub/cases/${nobody}`,
  },
  {
    starts: '/hub/orders/:id',
    all: ({ rows }, who) =>
      rows.cases.map(({ id, programme }) =>
        entry([id], programme === 'orders' && who.case(id) !== undefined, '/hub/orders', id),
      ),
    missing: `/hub/orders/${nobody}`,
  },
  {
    starts: '/hub/people/:person',
    all: ({ rows }, who) =>
      [...new Set(rows.person_links.map(one => one.person_id))].map(person => {
        const theirs = rows.person_links.filter(one => one.person_id === person && one.ends_at === null)
        return entry(
          [person],
          who.programmes.has('hub') && theirs.some(one => who.seesRecord(one.record_id)),
          '/hub/people',
          person,
        )
      }),
    missing: `/hub/people/${nobody}`,
  },
  {
    starts: '/hub/matches/:id',
    all: ({ rows }, who) =>
      rows['matching.suggestions'].map(({ id, record_a, record_b }) =>
        entry([id], who.seesRecord(record_a) && who.seesRecord(record_b), '/hub/matches', id),
      ),
    missing: `/hub/matches/${nobody}`,
  },
  {
    starts: '/hub/actions/:action',
    all: ({ rows }, who) =>
      rows.actions.map(row => {
        const owed = who.agency === row.owner_agency
        return entry([row.id], !who.isLockedOut(row) && (who.sees(row) || owed), '/hub/actions', row.id)
      }),
    missing: `/hub/actions/${nobody}`,
  },
  {
    starts: '/hub/documents/:document',
    // Of what was disposed of, no file is left to be shown to anybody.
    all: ({ rows }, who) =>
      rows.documents
        .filter(one => !rows.disposals.some(gone => gone.case_id === one.case_id && gone.report_id === one.report_id))
        .map(row => entry([row.id], who.sees(row), '/hub/documents', row.id)),
    missing: `/hub/documents/${nobody}`,
  },
  {
    starts: '/hub/alerts/:id',
    all: ({ rows }, who) =>
      rows.alerts.map(row => {
        const may = (who.programmes.has('hub') || who.isOnDuty) && !who.isLockedOut({ case_id: null, ...row })
        return entry([row.id], may, '/hub/alerts', row.id)
      }),
    missing: `/hub/alerts/${nobody}`,
  },
  {
    starts: '/hub/services/:id/edit',
    all: ({ rows }, who) =>
      rows['directory.services'].map(({ id }) => entry([id], who.service(id).keeps, '/hub/services', id, 'edit')),
    missing: `/hub/services/${nobody}/edit`,
  },
  {
    starts: '/hub/services/:id',
    all: ({ rows }, who) =>
      rows['directory.services'].map(({ id, published }) =>
        entry([id], published !== null || who.service(id).keeps, '/hub/services', id),
      ),
    missing: `/hub/services/${nobody}`,
  },
  {
    starts: '/hub/work/:id',
    all: ({ rows }, who) =>
      rows.work.map(row =>
        entry([row.id], !who.isLockedOut(row) && (who.sees(row) || who.queues.has(row.queue)), '/hub/work', row.id),
      ),
    missing: `/hub/work/${nobody}`,
  },
]

export type Asked = Readonly<{ known: readonly Address[]; unknown: readonly Address[]; missing: string }>

/** What to ask of a route that names something: some that may be known, some that may not, and one that is nowhere. */
export function addressesOf(at: string, world: World, who: Standing, fate: Fate): Asked | undefined {
  const kind = kinds.find(one => at.startsWith(one.starts))
  if (!kind) return undefined
  const rest = at.slice(kind.starts.length)
  if (rest.includes(':')) return undefined
  const all = kind.all(world, who).map(one => ({ ...one, url: one.url + rest }))
  return {
    known: fate.some(
      all.filter(one => one.may),
      0,
      2,
    ),
    unknown: fate.some(
      all.filter(one => !one.may),
      0,
      3,
    ),
    missing: kind.missing + rest,
  }
}
