import {
  asId,
  decide,
  Invalid,
  missingFrom,
  type Problem,
  type RecordId,
  Refused,
  type ReportId,
  standingDecision,
  type Tx,
} from '#kernel'
import {
  type Answer,
  breadcrumbs,
  form,
  goTo,
  holds,
  type Look,
  nameOf,
  notFoundPage,
  page,
  type Route,
  show,
  type Visit,
} from '#web'
import { decideView } from './decide-view.ts'
import { type DecisionGiven, givenIn, readDecision } from './decision-given.ts'
import { personIn } from './identify.ts'
import { onReport } from './report.ts'

const at = '/hub/reports/:id/people/:record/decide'
const who = { holds: ['hub'] } as const

/** Deciding what is to be done about one person in a report; `told` hears of each decision, in its transaction. */
export const decideRoutes = (told: Told = async () => {}): readonly Route[] => [
  page({ at, who, audit: 'report.read' }, visit => onDecision(visit, (look, ids) => formPage(visit, look, ids))),
  form({ at, who, audit: 'report.decide' }, visit => onDecision(visit, (look, ids) => decided(visit, look, ids, told))),
]

type Told = (tx: Tx, reportId: ReportId) => Promise<void>

type Ids = Readonly<{ reportId: ReportId; recordId: RecordId }>

async function onDecision(visit: Visit, answer: (look: Look, ids: Ids) => Promise<Answer>): Promise<Answer> {
  const recordId = asId<'record'>(visit.params.record ?? '')
  return recordId ? onReport(visit, (reportId, look) => answer(look, { reportId, recordId })) : notFoundPage(visit)
}

type Wrong = Readonly<{ problems: readonly Problem[]; moved?: boolean }>

/** The form; where a decision stands already it is shown instead, with the way to change it. */
async function formPage(visit: Visit, look: Look, ids: Ids, wrong: Wrong = { problems: [] }): Promise<Answer> {
  const { report, person } = await look(tx => personIn(tx, ids.reportId, ids.recordId), 'report.read')
  const standing = standingDecision(report, ids.recordId)
  const isFresh = wrong.problems.length === 0 && !wrong.moved
  const given = isFresh ? { ...givenIn(visit), programme: ownProgramme(visit, report.kind) } : givenIn(visit)
  const changing = standing !== undefined && given.supersedes === standing.id
  return show(
    {
      title: `${wrong.problems.length ? 'Error: ' : ''}${changing ? 'Change the decision' : 'Decide'}`,
      kind: 'hub',
      wide: true,
      before: breadcrumbs({
        items: [
          { text: 'Worklist', href: '/hub' },
          { text: report.reference, href: `/hub/reports/${report.id}` },
          { text: `Decide about ${nameOf(person.record)}` },
        ],
      }),
      content: decideView(visit, { report, person, standing, changing, given, ...wrong }),
    },
    wrong.moved ? 409 : wrong.problems.length ? 422 : 200,
  )
}

/** Where a report of this kind is referred as a rule: chosen beforehand in the list, and decided by nobody yet. */
const ownProgramme = ({ house }: Visit, kind: string): string => (house.programmes.get(kind)?.case ? kind : '')

async function decided(visit: Visit, look: Look, ids: Ids, told: Told): Promise<Answer> {
  const given = givenIn(visit)
  const read = readDecision(given, visit)
  const { signedIn } = visit
  const unoffered = read.decision.what === 'hoax-agreed' && !(signedIn && holds(signedIn, 'hub:supervisor'))
  if (unoffered) throw new Refused('step-not-yours')
  const problems = inOrder([...read.problems, ...missingFrom(visit.house, read.decision)])
  if (problems.length) return formPage(visit, look, ids, { problems })
  try {
    await look(async tx => {
      await decide(tx, { ...ids, ...read.decision })
      await told(tx, ids.reportId)
    })
  } catch (fault) {
    if (fault instanceof Invalid) return formPage(visit, look, ids, { problems: fault.problems })
    if (!(fault instanceof Refused) || fault.refusal.code !== 'already-decided') throw fault
    const again = await look(tx => wasThisOne(tx, ids, given), 'report.read')
    if (!again) return formPage(visit, look, ids, { problems: [], moved: true })
  }
  return goTo(`/hub/reports/${ids.reportId}?done=decided`)
}

const order = ['what', 'programme', 'rationale', 'lawfulBasis', 'told', 'notToldWhy', 'view', 'overrideWhy', 'tell']
const placeOf = ({ field }: Problem): number => (order.includes(field) ? order.indexOf(field) : order.length)
const inOrder = (problems: readonly Problem[]): readonly Problem[] =>
  problems
    .filter((one, i) => problems.findIndex(other => other.field === one.field) === i)
    .sort((one, other) => placeOf(one) - placeOf(other))

/** The same form sent twice is one decision: its first sending is what stands. */
async function wasThisOne(tx: Tx, ids: Ids, given: DecisionGiven): Promise<boolean> {
  const { report } = await personIn(tx, ids.reportId, ids.recordId)
  const standing = standingDecision(report, ids.recordId)
  return (
    standing !== undefined &&
    standing.what === given.what &&
    standing.rationale === given.rationale &&
    standing.lawfulBasis === given.lawfulBasis &&
    (standing.supersedes ?? '') === given.supersedes &&
    standing.byUser === tx.user
  )
}
