import {
  appearances,
  asId,
  type Born,
  findPeople,
  link,
  NotFound,
  type PersonFound,
  type PersonInReport,
  type Problem,
  part,
  type RecordId,
  Refused,
  type ReportId,
  type ReportShown,
  readReport,
  recordsById,
  said,
  surroundingsAt,
  type Tx,
  unlink,
} from '#kernel'
import { differencesOf, type SaidDifferent } from '#matching'
import {
  type Answer,
  breadcrumbs,
  form,
  goTo,
  type Look,
  nameOf,
  notFoundPage,
  page,
  type Route,
  show,
  type Visit,
} from '#web'
import { askedFor, born, type Finding, findingFrom } from './finding.ts'
import { identifyView } from './identify-view.ts'
import { whereAre } from './queries.ts'
import { onReport } from './report.ts'
import { mightBeEach } from './suggested.ts'
import type { Might } from './suggested-view.ts'

export type Candidate = Readonly<{
  found: PersonFound
  seen: Readonly<{ reports: readonly string[]; cases: readonly string[] }>
}>
export type Identifying = Readonly<{
  report: ReportShown
  person: PersonInReport
  finding: Finding
  /** Nothing where nobody has been looked for. */
  candidates: readonly Candidate[] | undefined
  /** More might be the same than are listed. */
  more?: boolean
  might: Might
  /** Of whom they were said to be another, and who that other is, where that may be told. */
  different: readonly SaidDifferent[]
}>

const hub = { holds: ['hub'] } as const
const at = '/hub/reports/:id/people/:record'

/** Who is this? A person decides, with a reason, and may undo it. */
export const identifyRoutes: readonly Route[] = [
  page({ at, who: hub, audit: 'person.identify' }, visit => identify(visit, undefined)),
  form({ at, who: hub, audit: 'person.identify' }, visit => identify(visit, askedFor(visit))),
  form({ at: `${at}/link`, who: hub, audit: 'person.link' }, visit => onPerson(visit, linkTo)),
  form({ at: `${at}/unlink`, who: hub, audit: 'person.unlink' }, visit => onPerson(visit, undo)),
]

type OnPerson = (visit: Visit, look: Look, reportId: ReportId, recordId: RecordId) => Promise<Answer>

function onPerson(visit: Visit, answer: OnPerson): Promise<Answer> {
  const record = asId<'record'>(visit.params.record ?? '')
  if (!record) return Promise.resolve(notFoundPage(visit))
  return onReport(visit, (id, look) => answer(visit, look, id, record))
}

/** The person of that record in that report; `NotFound` when the report has no such person. */
export async function personIn(tx: Tx, reportId: ReportId, recordId: RecordId) {
  const report = await readReport(tx, reportId)
  const person = report.people.find(one => one.record.id === recordId)
  if (!person) throw new NotFound('person in this report')
  return { report, person }
}

const identify = (visit: Visit, asked: Finding | undefined, problems: readonly Problem[] = []): Promise<Answer> =>
  onPerson(visit, async (_, look, reportId, recordId) => {
    const around = surroundingsAt(visit.house, visit.at)
    const when = asked ? born.read(asked.born, around) : undefined
    const wrong = when && !when.ok ? [{ field: 'born', message: when.message }] : problems
    try {
      const shown = await look(async tx => {
        const { report, person } = await personIn(tx, reportId, recordId)
        const finding = asked ?? findingFrom(person.record)
        const day: Born | undefined = asked ? (when?.ok ? when.value : undefined) : bornIn(person)
        const might = (await mightBeEach(tx, [recordId])).get(recordId) ?? {
          suggestions: [],
          hasMore: false,
          ask: [],
          others: new Map(),
        }
        const except = [recordId, ...might.others.keys()]
        const found =
          isOf(wrong, 'born', 'family') || !finding.family ? undefined : await candidatesFor(tx, finding, day, except)
        const different = await differencesOf(tx, [recordId])
        return { report, person, finding, candidates: found?.candidates, more: found?.more ?? false, might, different }
      }, 'person.identify')
      return identifyPage(visit, shown, wrong)
    } catch (fault) {
      if (!(fault instanceof Refused) || fault.refusal.code !== 'person-too-vague' || isOf(problems, 'family'))
        throw fault
      return identify(visit, asked, [{ field: 'family', message: fault.refusal.message }])
    }
  })

const isOf = (problems: readonly Problem[], ...fields: readonly string[]) =>
  problems.some(one => fields.includes(one.field))

const bornIn = ({ record: { born: when } }: PersonInReport): Born | undefined =>
  when ? { precision: 'exact', from: when.from, to: when.to } : undefined

async function candidatesFor(tx: Tx, finding: Finding, when: Born | undefined, except: readonly string[]) {
  const found = await findPeople(tx, { ...finding, born: when }, except)
  const seen = await Promise.all(
    found.people.map(person => (person.personId ? appearances(tx, person.personId) : standingIn(tx, person))),
  )
  return { candidates: found.people.map((person, i) => ({ found: person, seen: seen[i]! })), more: found.more }
}

/** Where the records of somebody who is nobody's yet stand. */
async function standingIn(tx: Tx, person: PersonFound): Promise<Candidate['seen']> {
  const [where = []] = await whereAre(tx, [person])
  const of = (kind: 'reports' | 'cases') => where.filter(one => one.kind === kind).map(one => one.reference)
  return { reports: of('reports'), cases: of('cases') }
}

function identifyPage(visit: Visit, shown: Identifying, problems: readonly Problem[]): Answer {
  const { report } = shown
  return show(
    {
      title: `${problems.length ? 'Error: ' : ''}Who is this?`,
      kind: 'hub',
      wide: true,
      before: breadcrumbs({
        items: [
          { text: 'Worklist', href: '/hub' },
          { text: report.reference, href: `/hub/reports/${report.id}` },
          { text: nameOf(shown.person.record) },
        ],
      }),
      content: identifyView(visit, shown, problems),
    },
    problems.length ? 422 : 200,
  )
}

const linkTo: OnPerson = async (visit, look, reportId, recordId) => {
  const reason = said(part(visit.given, 'reason')).slice(0, 1000)
  const same = said(part(visit.given, 'same'))
  if (!reason || !same) {
    const field = same ? 'reason' : 'same'
    return identify(visit, undefined, [
      { field, message: same ? 'Enter why you think so' : 'Select who this is, or that they are new' },
    ])
  }
  try {
    await look(async tx => {
      await personIn(tx, reportId, recordId)
      await link(tx, recordId, same === 'new' ? 'new' : await personOf(tx, same, reason), reason)
    })
  } catch (fault) {
    if (!(fault instanceof Refused) || fault.refusal.code !== 'said-different') throw fault
    return identify(visit, undefined, [{ field: 'same', message: `${fault.refusal.message}. ${whereToRead}` }])
  }
  return goTo(`/hub/reports/${reportId}?done=linked`)
}

/** The same to whoever may read it and to whoever may not: it names no record. */
const whereToRead =
  'What you may see of it is on this page and on the page of that person, where whoever sees both records finds it'

/** The person that a record belongs to; a record that is nobody's yet becomes the first of a new person. */
async function personOf(tx: Tx, recordId: string, reason: string) {
  const id = asId<'record'>(recordId)
  const [record] = id ? await recordsById(tx, [id]) : []
  if (!record) throw new NotFound('record')
  return record.personId ?? (await link(tx, record.id, 'new', reason))
}

const undo: OnPerson = async (visit, look, reportId, recordId) => {
  const reason = said(part(visit.given, 'reason')).slice(0, 1000)
  if (!reason) return identify(visit, undefined, [{ field: 'reason', message: 'Enter why this link is wrong' }])
  await look(async tx => {
    await personIn(tx, reportId, recordId)
    await unlink(tx, recordId, reason)
  })
  return goTo(`/hub/reports/${reportId}?done=unlinked`)
}
