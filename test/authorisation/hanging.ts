import { agencies, idOf } from './names.ts'
import type { People } from './people.ts'
import type { AllRows } from './rows.ts'
import type { Fate } from './spans.ts'
import type { Staff } from './staff.ts'

export type Hanging = Omit<AllRows, keyof Staff | keyof People | 'reports' | 'cases'>
type Around = Pick<AllRows, 'reports' | 'cases' | 'users' | 'teams' | 'grants' | 'agreements' | 'person_records'>

/** Everything that hangs on a matter, and who has a part in it. */
export function hangingOn(fate: Fate, around: Around): Hanging {
  const { reports, cases } = around
  const rows = { ...takingPart(fate, around), ...owedOn(fate, around), readers: readersOf(fate, around) }
  return {
    ...rows,
    report_links: pairs(fate, reports, 15).map(([report_a, report_b]) => ({ report_a, report_b })),
    case_links: pairs(fate, cases, 15).map(([case_a, case_b]) => ({ case_a, case_b, kind: 'sibling' })),
    decisions: reports.map((report, place) => ({ id: idOf(30, place), report_id: report.id })),
    chronology: cases.flatMap((one, place) =>
      [0, 1].map(more => ({
        id: idOf(31, place * 10 + more),
        case_id: one.id,
        hidden_from: fate.percent(30) ? [`${one.programme}:${fate.one(['clerk', 'keeper'])}`, 'nothing:nobody'] : [],
      })),
    ),
    alerts: reports.filter(one => one.threat).map((one, place) => ({ id: idOf(32, place), report_id: one.id })),
    audit: Array.from({ length: 8 }, (_, place) => ({ note: `row-${place}` })),
    jobs: [{ id: idOf(35, 0) }],
    tallies: [{ definition: 'x', period: '2026-10' }],
    tally_counts: [{ definition: 'x' }],
    tally_revisions: [{ definition: 'x', period: '2026-10' }],
    'orders.zones': cases.filter(one => one.programme === 'orders').map(one => ({ case_id: one.id, version: 1 })),
    'directory.services': services,
    // Each with one version more than the public sees.
    'directory.versions': services.flatMap(({ id }) => [1, 2].map(version => ({ service_id: id, version }))),
    'directory.deeds': services.map(({ id }, place) => ({ id: idOf(45, place), service_id: id })),
    'newsletter.issues': [
      { id: idOf(39, 0), state: 'draft', number: null, sent_at: null },
      { id: idOf(39, 1), state: 'sent', number: 1, sent_at: fate.instant(-30) },
    ],
    'newsletter.subscribers': [{ id: idOf(29, 0) }],
    'newsletter.letters': [],
    'referral.drafts': [{ hash: 'one' }],
    'conversation.messages': reports.flatMap((one, place) =>
      (['reporter', 'service'] as const).map((side, more) => ({
        id: idOf(28, place * 10 + more),
        report_id: one.id,
        side,
      })),
    ),
    'conversation.survey_counts': [{ question: 'whole' }],
    monitoring: [{ question: 'age' }],
    'messages.messages': messagesOn(reports),
    'messages.events': messagesOn(reports).map(({ id, report_id }) => ({ message_id: id, report_id })),
    'messages.shown': [
      { id: idOf(38, 99), report_id: null },
      ...reports.slice(0, 10).map((one, place) => ({ id: idOf(38, place), report_id: one.id })),
    ],
    'messages.templates': ['received', 'reply', 'survey', 'feedback'].map(id => ({ id })),
    outbox: reports.slice(0, 5).map((one, place) => ({ id: idOf(33, place), subject: one.id })),
  }
}

const messagesOn = (reports: Around['reports']): Hanging['messages.messages'] =>
  reports.slice(0, 12).map((one, place) => ({ id: idOf(37, place), report_id: one.id }))

/** Services of agencies and of nobody, in every state. */
const services: Hanging['directory.services'] = [null, ...agencies].flatMap((agency_id, place) =>
  (['draft', 'published', 'withdrawn'] as const).map((state, more) => ({
    id: idOf(44, place * 3 + more),
    kind: 'helpline' as const,
    agency_id,
    state,
    published: state === 'published' ? 1 : null,
  })),
)

type Parts = Pick<Hanging, 'report_people' | 'case_people' | 'case_agencies'>

function takingPart(fate: Fate, { reports, cases, person_records, agreements }: Around): Parts {
  return {
    report_people: reports.flatMap((report, place) =>
      fate.some(person_records, 1, 2).map((record, more) => ({
        id: idOf(40, place * 10 + more),
        report_id: report.id,
        record_id: record.id,
      })),
    ),
    case_people: cases.flatMap((one, place) =>
      fate.some(person_records, 0, 2).map((record, more) => ({
        id: idOf(41, place * 10 + more),
        case_id: one.id,
        record_id: record.id,
        ...fate.span(),
      })),
    ),
    case_agencies: cases.flatMap(one =>
      fate.some(agencies, 0, 3).map(agency_id => ({
        case_id: one.id,
        agency_id,
        agreement_id: fate.percent(50) ? fate.one(fate.percent(40) ? agreements.slice(-1) : agreements).id : null,
        ...fate.span(),
      })),
    ),
  }
}

// In hours about the moment: a day at most, but for some that were written past the rule and have run out all the same.
const glass: readonly (readonly [from: number, until: number])[] = [
  [-23, 1],
  [-24, 0],
  [-1, 2],
  [0, 1],
  [1, 24],
  [-30, 40],
  [-24, 2],
  [0, 25],
]

function readersOf(fate: Fate, { reports, cases, users }: Around): Hanging['readers'] {
  const matters = [
    ...cases.map(one => ({ case_id: one.id, report_id: null, ordinary: one.sensitivity === 'ordinary' })),
    ...reports.map(one => ({ case_id: null, report_id: one.id, ordinary: one.sensitivity === 'ordinary' })),
  ]
  let place = 0
  return matters.flatMap(({ case_id, report_id, ordinary }) =>
    fate.some(users, 0, ordinary ? 1 : 5).flatMap(user => {
      place += 1
      const broken = fate.percent(60)
      const [from, until] = fate.one(glass)
      const one = {
        id: idOf(34, place),
        case_id,
        report_id,
        user_id: user.id,
        glass_broken: broken,
        ...(broken ? { starts_at: fate.instant(from), ends_at: fate.instant(until) } : fate.span()),
      }
      // Some who broke the glass were named once, or will be.
      const [since, over] = fate.one([
        [-300, -2],
        [2, 3],
      ] as const)
      const named = { starts_at: fate.instant(since), ends_at: fate.instant(over) }
      return broken && !ordinary ? [one, { ...one, ...named, id: idOf(36, place), glass_broken: false }] : [one]
    }),
  )
}

type Owed = Pick<Hanging, 'clocks' | 'actions' | 'checks' | 'shares' | 'documents' | 'work' | 'disposals'>

/** What hangs on a case, on a report, or on a case and the report it came of. */
function owedOn(fate: Fate, { reports, cases, users, teams, grants }: Around): Owed {
  const single = [
    ...cases.map(one => ({ case_id: one.id, report_id: null })),
    ...reports.map(one => ({ case_id: null, report_id: one.id })),
  ]
  const both = cases.filter(one => one.report_id !== null).map(one => ({ case_id: one.id, report_id: one.report_id }))
  const gone = single.filter((_, place) => place % 5 === 0)
  // Nothing is left to be done about what is disposed of.
  const lives = (one: { case_id: string | null; report_id: string | null }) =>
    !gone.some(({ case_id, report_id }) => (case_id ?? report_id) === (case_id ? one.case_id : one.report_id))
  const each = (kind: number, on: readonly { case_id: string | null; report_id: string | null }[]) =>
    on.map((matter, place) => ({ id: idOf(kind, place), ...matter }))
  const queues = () => [
    'nobody:here',
    `agency:${fate.one(agencies)}`,
    `team:${fate.one(teams).id}`,
    `user:${fate.one(users).id}`,
    ...fate.some(grants, 2, 2).map(one => `${one.programme}:${one.role}`),
  ]
  return {
    clocks: each(50, [...single, ...both]),
    actions: each(51, [...single, ...both]).map(one => ({ ...one, owner_agency: fate.one(agencies) })),
    checks: each(52, [...single, ...both]).map(one => ({ ...one, agency_id: fate.one(agencies) })),
    shares: each(53, [...single, ...both]),
    documents: each(54, single),
    work: [
      ...each(55, [...single, ...both].filter(lives)).map(one => ({
        ...one,
        queue: fate.one(queues()),
        service_id: null,
      })),
      ...services.slice(0, 4).map(({ id }, place) => ({
        ...{ id: idOf(56, place), case_id: null, report_id: null },
        ...{ queue: 'directory:editor', service_id: id },
      })),
    ],
    disposals: each(56, gone),
  }
}

function pairs(fate: Fate, of: readonly { readonly id: string }[], count: number): readonly [string, string][] {
  const found = new Map<string, [string, string]>()
  for (let left = count; left > 0; left -= 1) {
    const [one = '', other = ''] = fate
      .some(of, 2, 2)
      .map(each => each.id)
      .toSorted()
    found.set(`${one}${other}`, [one, other])
  }
  return [...found.values()]
}
