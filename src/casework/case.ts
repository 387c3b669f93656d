import {
  type ActionShown,
  actionsOf,
  asId,
  type CaseId,
  type CaseShape,
  type CaseShown,
  type ClockShown,
  clocksOf,
  type DocumentShown,
  documentsOf,
  NotFound,
  type Programme,
  readCase,
  rolesHeld,
  type ShareShown,
  sharesOf,
  type Tx,
} from '#kernel'
import {
  type Answer,
  breadcrumbs,
  type Html,
  holds,
  type Look,
  notFoundPage,
  page,
  panelOf,
  type Route,
  show,
  type Visit,
  withPurpose,
} from '#web'
import { caseView } from './case-view.ts'

export type CaseProgramme = Programme & { readonly case: CaseShape }
export type CaseWhole = Readonly<{
  shown: CaseShown
  clocks: readonly ClockShown[]
  actions: readonly ActionShown[]
  shares: readonly ShareShown[]
  documents: readonly DocumentShown[]
  beside: readonly Html[]
}>

/** What another room shows beside a case; nothing where it has nothing to say of it. */
export type CasePanel = Readonly<{
  id: string
  title: string
  body(tx: Tx, visit: Visit, shown: CaseShown): Promise<Html | undefined>
}>

/** The page of a case. */
export const casePage = (panels: readonly CasePanel[]): Route =>
  page({ at: '/hub/cases/:id', who: 'signed-in', audit: 'case.read' }, visit =>
    onCase(visit, async (id, look) => {
      const whole = await look(async tx => {
        const [shown, clocks, actions, shares, documents] = await Promise.all([
          readCase(tx, id),
          clocksOf(tx, { caseId: id }),
          actionsOf(tx, { caseId: id }),
          sharesOf(tx, { caseId: id }),
          documentsOf(tx, { caseId: id }),
        ])
        const bodies = await Promise.all(panels.map(one => one.body(tx, visit, shown)))
        const beside = panels.flatMap((one, at) => (bodies[at] ? [panelOf(one.title, one.id, bodies[at])] : []))
        return { shown, clocks, actions, shares, documents, beside }
      })
      return inCase(whole.shown, '', caseView(visit, look, whole), { wide: true })
    }),
  )

/** Opens the case that an address names, once its reader has said why. */
export async function onCase(visit: Visit, answer: (id: CaseId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'case'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

/** A page within a case, under the way back to it. */
export function inCase(
  shown: Pick<CaseShown, 'id' | 'reference'>,
  title: string,
  content: Html,
  { status = 200, wide = false }: { status?: number; wide?: boolean } = {},
): Answer {
  const worklist = { text: 'Worklist', href: '/hub' }
  const items = title
    ? [worklist, { text: shown.reference, href: `/hub/cases/${shown.id}` }, { text: title.replace(/^Error: /, '') }]
    : [worklist, { text: shown.reference }]
  return show(
    { title: title || `Case ${shown.reference}`, kind: 'hub', wide, before: breadcrumbs({ items }), content },
    status,
  )
}

/** The programme of a case; a case of a programme that this installation no longer runs is not there. */
export function programmeOf(visit: Visit, shown: Pick<CaseShown, 'programme'>): CaseProgramme {
  const programme = visit.house.programmes.get(shown.programme)
  if (!programme?.case) throw new NotFound('programme')
  return { ...programme, case: programme.case }
}

/** Whoever works on a case adds to it; an agency that only takes part reads it and answers for its own actions. */
export const worksOn = (visit: Visit, shown: Pick<CaseShown, 'mayCorrect'>): boolean =>
  shown.mayCorrect || (visit.signedIn !== undefined && holds(visit.signedIn, 'hub'))

/** Throws `NotFound` for whoever only reads this case, within the transaction that would add to it. */
export async function mustWorkOn(tx: Tx, id: CaseId): Promise<CaseShown> {
  const shown = await readCase(tx, id)
  const roles = await rolesHeld(tx)
  if (!shown.mayCorrect && !roles.some(role => role.startsWith('hub:'))) throw new NotFound('case')
  return shown
}
