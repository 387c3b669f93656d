import {
  asId,
  type CaseId,
  type CaseShown,
  Invalid,
  newId,
  type Problem,
  part,
  readAnswers,
  readCase,
  said,
  startCase,
  surroundingsAt,
  type Tx,
} from '#kernel'
import {
  type Answer,
  breadcrumbs,
  form,
  goTo,
  type Html,
  holds,
  notFoundPage,
  page,
  type Route,
  regrouped,
  show,
  type Visit,
  withPurpose,
} from '#web'
import type { CaseProgramme } from './case.ts'
import { aboutAsked, peopleTold } from './new-asked.ts'
import { chooseView, newView } from './new-view.ts'

const at = '/hub/cases/new'

/** Opening a case by hand: for whoever holds a role in its programme, with its people, a reason and a lawful basis. */
export const newCaseRoutes: readonly Route[] = [
  page({ at, who: 'signed-in', audit: 'case.read' }, visit => onNew(visit, newPage)),
  form({ at, who: 'signed-in', audit: 'case.open' }, visit => onNew(visit, opened)),
]

/** The programmes in which this person may open a case. */
export const mayOpen = ({ house, signedIn }: Visit): readonly CaseProgramme[] =>
  [...house.programmes.values()].flatMap(({ case: shape, ...one }) =>
    shape && signedIn && holds(signedIn, one.id) ? [{ ...one, case: shape }] : [],
  )

/** What a page of this form is made from; `from` is a case whose people may be put into the new one. */
export type NewCase = Readonly<{
  programme: CaseProgramme
  from: CaseShown | undefined
  key: string
  problems: readonly Problem[]
}>
type Run = <T>(work: (tx: Tx) => Promise<T>, action?: 'case.read') => Promise<T>
type OnNew = (visit: Visit, now: Omit<NewCase, 'problems'>, run: Run) => Promise<Answer>

/** The programme chosen, or the page that asks which; and the case it begins from, under the reason stated for that. */
async function onNew(visit: Visit, answer: OnNew): Promise<Answer> {
  const offered = mayOpen(visit)
  const asked = said(part(visit.given, 'programme')) || (visit.query.programme ?? '')
  const from = said(part(visit.given, 'from')) || (visit.query.from ?? '')
  const programme =
    offered.find(one => one.id === asked) ?? (asked === '' && offered.length === 1 ? offered[0] : undefined)
  if (!programme)
    return asked || offered.length === 0 ? notFoundPage(visit) : inNew('Open a case', chooseView(offered, from))
  const key = said(part(visit.given, 'key'))
  if (!from)
    return answer(visit, { programme, from: undefined, key }, (work, action) =>
      visit.as('work-on-case', work, { ...(action && { action }) }),
    )
  const id = asId<'case'>(from)
  if (!id) return notFoundPage(visit)
  return withPurpose(visit, id, async look => {
    const shown = await look(tx => readCase(tx, id), 'case.read')
    return answer(visit, { programme, from: shown, key }, look)
  })
}

const newPage: OnNew = async (visit, now) => newCase(visit, { ...now, problems: [] })

function newCase(visit: Visit, now: NewCase): Answer {
  const key = keyIn(visit, now) ? now.key : keyFor(visit, now)
  const title = `${now.problems.length ? 'Error: ' : ''}Open a case`
  return inNew(title, newView(visit, { ...now, key }), now.problems.length ? 422 : 200)
}

const inNew = (title: string, content: Html, status = 200): Answer => {
  const items = [
    { text: 'Worklist', href: '/hub' },
    { text: 'Cases', href: '/hub/cases' },
    { text: title.replace(/^Error: /, '') },
  ]
  return show({ title, kind: 'hub', before: breadcrumbs({ items }), content }, status)
}

const opened: OnNew = async (visit, now, run) => {
  if (regrouped(visit.given)) return newCase(visit, { ...now, problems: [] })
  const id = keyIn(visit, now)
  const around = surroundingsAt(visit.house, visit.at)
  const about = readAnswers(aboutAsked, visit.given, around)
  const { people, problems } = peopleTold(now.programme.case, visit.given, now.from, around)
  const own = [...problems, ...('problems' in about ? about.problems : []), ...(id ? [] : [stale])]
  const answers = 'answers' in about ? about.answers : undefined
  try {
    const { id: caseId } = await run(async tx => {
      const opened = await startCase(tx, {
        id: id ?? newId<'case'>(),
        programme: now.programme.id,
        people,
        district: answers?.where.kind === 'place' ? answers.where.place.district : null,
        contactable: answers?.contactable === 'yes',
        rationale: said(part(visit.given, 'rationale')),
        lawfulBasis: said(part(visit.given, 'lawfulBasis')),
      })
      // Only now, so that everything that is wrong is said at once.
      if (own.length) throw new Invalid(own)
      return opened
    })
    return goTo(`/hub/cases/${caseId}?done=opened`)
  } catch (fault) {
    if (!(fault instanceof Invalid)) throw fault
    return newCase(visit, { ...now, problems: together(now, own, fault.problems) })
  }
}

export const stale = { field: 'key', message: 'This page had been open too long. Look it over and send it again' }

/** Each fault once; that nobody is named in a part is not said where what was told of them could not be read. */
export function together(
  { programme }: Pick<NewCase, 'programme'>,
  own: readonly Problem[],
  found: readonly Problem[],
): readonly Problem[] {
  const ofPart = ({ field }: Problem) => Object.hasOwn(programme.case.people, field)
  const more = found
    .filter(one => !own.includes(one))
    .filter(one => !ofPart(one) || !own.some(({ field }) => field.startsWith(`people.${one.field}.`)))
    .map(one => (ofPart(one) ? { ...one, field: `people.${one.field}` } : one))
  return [...own, ...more]
}

const about = 'case to open'

/** The case's id travels sealed with the form, for one person and one programme: sent twice, it opens one case. */
const keyFor = ({ house, signedIn }: Visit, { programme }: Pick<NewCase, 'programme'>): string =>
  house.sealer.wrap({ id: newId<'case'>(), programme: programme.id, by: signedIn?.userId }, about)

function keyIn({ house, signedIn }: Visit, { programme, key }: Pick<NewCase, 'programme' | 'key'>): CaseId | undefined {
  const sealed = key ? house.sealer.unwrap(key, about) : undefined
  const ours = said(part(sealed, 'programme')) === programme.id && said(part(sealed, 'by')) === signedIn?.userId
  return ours ? asId<'case'>(said(part(sealed, 'id'))) : undefined
}
