import {
  type ActionId,
  actionsOf,
  asId,
  type CaseId,
  day,
  doAction,
  lockCase,
  NotFound,
  newId,
  type Problem,
  part,
  readAction,
  rolesHeld,
  said,
  setAction,
  surroundingsAt,
  type Tx,
} from '#kernel'
import {
  type Answer,
  actionState,
  agencyName,
  breadcrumbs,
  button,
  characterCount,
  dayWritten,
  doneNotice,
  form,
  goTo,
  type Html,
  html,
  type Look,
  notFoundPage,
  page,
  problemSummary,
  question,
  type Route,
  select,
  show,
  type Visit,
  when,
  withPurpose,
} from '#web'
import { inCase, mustWorkOn, onCase } from './case.ts'

/** Actions: what an agency has said that it would do, set on a case and answered for by that agency. */
export const actionRoutes: readonly Route[] = [
  page({ at: '/hub/cases/:id/actions', who: 'signed-in', audit: 'case.read' }, visit =>
    onCase(visit, (id, look) => setPage(visit, id, look)),
  ),
  form({ at: '/hub/cases/:id/actions', who: 'signed-in', audit: 'action.set' }, visit =>
    onCase(visit, (id, look) => set(visit, id, look)),
  ),
  page({ at: '/hub/actions/:action', who: 'signed-in', audit: 'action.read' }, visit =>
    onAction(visit, (id, look) => actionPage(visit, id, look)),
  ),
  form({ at: '/hub/actions/:action', who: 'signed-in', audit: 'action.done' }, visit =>
    onAction(visit, (id, look) => finish(visit, id, look)),
  ),
]

const dueDay = day('By when?', 'Enter the day by which it is to be done, with a day, a month and a year')

async function setPage(visit: Visit, id: CaseId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
  const shown = await look(tx => mustWorkOn(tx, id), 'case.read')
  const { given, house } = visit
  const content = html`${problemSummary(problems)}<form method="post" action="/hub/cases/${id}/actions" class="sk-reading" novalidate>
    <input type="hidden" name="id" value="${asId(said(part(given, 'id'))) ?? newId()}">
    <span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">Set an action</h1>
    ${characterCount({ name: 'what', value: said(part(given, 'what')), maxlength: 2000, threshold: 75, rows: 3, label: { text: 'What is to be done?', classes: 'govuk-label--s' }, ...wrong(problems, 'what') })}
    ${select({ name: 'agency', value: said(part(given, 'agency')), label: { text: 'By which agency?', classes: 'govuk-label--s' }, items: [{ value: '', text: 'Select' }, ...house.agencies.map(one => ({ value: one.id, text: one.name }))], ...wrong(problems, 'agency') })}
    ${question({ name: 'due', field: dueDay, given: part(given, 'due'), problem: problems.find(one => one.field === 'due'), around: surroundingsAt(house, visit.at) })}
    <div class="govuk-button-group">${button({ text: 'Set the action', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${id}">Leave it</a></div></form>`
  return inCase(shown, `${problems.length ? 'Error: ' : ''}Set an action`, content, {
    status: problems.length ? 422 : 200,
  })
}

async function set(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  const { given, house } = visit
  const [what, agency] = [said(part(given, 'what')), said(part(given, 'agency'))]
  const around = surroundingsAt(house, visit.at)
  const due = dueDay.read(part(given, 'due'), around)
  const problems = [
    ...(what && what.length <= 2000
      ? []
      : [{ field: 'what', message: 'Enter what is to be done in 2,000 characters or fewer' }]),
    ...(house.agencies.some(one => one.id === agency) ? [] : [{ field: 'agency', message: 'Select who is to do it' }]),
    ...(due.ok
      ? due.value < around.today
        ? [{ field: 'due', message: 'Enter a day that has not passed' }]
        : []
      : [{ field: 'due', message: due.message }]),
  ]
  if (!due.ok || problems.length) return setPage(visit, id, look, problems)
  const sent = asId<'action'>(said(part(given, 'id')))
  await look(async tx => {
    await mustWorkOn(tx, id)
    const { reference, district, programme } = await lockCase(tx, id)
    const before = (await actionsOf(tx, { caseId: id })).find(one => one.id === sent)
    // The same form again, because its answer was lost; with other words it is another action.
    if (before?.what === what && before.ownerAgency === agency && before.dueOn === due.value) return
    setAction(tx, {
      id: before ? undefined : sent,
      caseId: id,
      programme: programme.id,
      reference,
      district,
      ownerAgency: agency,
      what,
      dueOn: due.value,
    })
  })
  return goTo(`/hub/cases/${id}?done=action-set`)
}

async function onAction(visit: Visit, answer: (id: ActionId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'action'>(visit.params.action ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

const done = { 'action-done': 'You have recorded that this action is done.' }

type Action = Awaited<ReturnType<typeof readAction>>

async function actionPage(visit: Visit, id: ActionId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
  const { action, mine } = await look(async tx => {
    const action = await readAction(tx, id)
    return { action, mine: await answersFor(tx, visit, action) }
  }, 'action.read')
  return show(
    {
      title: `${problems.length ? 'Error: ' : ''}Action`,
      kind: 'hub',
      before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: 'Action' }] }),
      content: html`${doneNotice(visit, done)}${problemSummary(problems)}${actionView(visit, action, mine, problems)}`,
    },
    problems.length ? 422 : 200,
  )
}

function actionView(visit: Visit, action: Action, mine: boolean, problems: readonly Problem[]): Html {
  return html`<div class="sk-reading"><span class="govuk-caption-l">${agencyName(action.ownerAgency, visit.house)}</span>
    <h1 class="govuk-heading-l">Action</h1>
    <p class="govuk-body-l sk-words">${action.what}</p>
    <p>${actionState(action, visit)}</p>
    <p class="govuk-body">Due ${dayWritten(action.dueOn)}. Set by ${action.setBy}, ${when(action.setAt, visit)}${ofWhat(action)}.</p>
    ${action.doneAt ? html`<p class="govuk-body sk-words">Done ${when(action.doneAt, visit)} by ${action.doneBy}: ${action.evidence}</p>` : undefined}
    ${
      !action.doneAt && mine
        ? html`<form method="post" action="/hub/actions/${action.id}" novalidate>${characterCount({ name: 'evidence', value: said(part(visit.given, 'evidence')), maxlength: 2000, threshold: 75, rows: 4, label: { text: 'What was done?', classes: 'govuk-label--m' }, hint: { text: 'Say what shows that it was done.' }, ...wrong(problems, 'evidence') })}${button({ text: 'Record that it is done', preventDoubleClick: true })}</form>`
        : undefined
    }</div>`
}

function ofWhat(action: Action): Html | undefined {
  if (action.case)
    return html`, in case <a class="govuk-link" href="/hub/cases/${action.case.id}">${action.case.reference}</a>`
  if (action.report)
    return html`, on report <a class="govuk-link" href="/hub/reports/${action.report.id}">${action.report.reference}</a>`
  return undefined
}

async function finish(visit: Visit, id: ActionId, look: Look): Promise<Answer> {
  const evidence = said(part(visit.given, 'evidence'))
  if (!evidence || evidence.length > 2000)
    return actionPage(visit, id, look, [
      { field: 'evidence', message: 'Enter what was done in 2,000 characters or fewer' },
    ])
  await look(async tx => {
    const action = await readAction(tx, id)
    if (!(await answersFor(tx, visit, action))) throw new NotFound('action')
    await doAction(tx, id, evidence)
  })
  return goTo(`/hub/actions/${id}?done=action-done`)
}

/** Its own agency answers for an action; whoever works on the case, or in the hub, may write down that it was done. */
async function answersFor(tx: Tx, { signedIn }: Visit, action: Action): Promise<boolean> {
  if (action.ownerAgency === signedIn?.agencyId) return true
  const roles = await rolesHeld(tx)
  if (roles.some(role => role.startsWith('hub:'))) return true
  return action.case !== undefined && (await mayWork(tx, action.case.id as CaseId))
}

const mayWork = (tx: Tx, id: CaseId): Promise<boolean> =>
  mustWorkOn(tx, id).then(
    () => true,
    fault => {
      if (fault instanceof NotFound) return false
      throw fault
    },
  )

const wrong = (problems: readonly Problem[], field: string) => {
  const problem = problems.find(one => one.field === field)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
