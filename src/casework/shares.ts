import {
  asId,
  type CaseId,
  joinCase,
  lockCase,
  newId,
  type Problem,
  part,
  type ShareShown,
  said,
  share,
  sharesOf,
} from '#kernel'
import {
  type Answer,
  basisSelect,
  button,
  characterCount,
  checkboxes,
  form,
  goTo,
  html,
  input,
  type Look,
  page,
  problemSummary,
  type Route,
  select,
  type Visit,
} from '#web'
import { inCase, mustWorkOn, onCase, programmeOf } from './case.ts'

const at = '/hub/cases/:id/shares'

/** Sharing: a disclosure is a deed with a power and a purpose, and may let an agency take part from then on. */
export const shareRoutes: readonly Route[] = [
  page({ at, who: 'signed-in', audit: 'case.read' }, visit => onCase(visit, (id, look) => sharePage(visit, id, look))),
  form({ at, who: 'signed-in', audit: 'case.share' }, visit => onCase(visit, (id, look) => shared(visit, id, look))),
]

async function sharePage(visit: Visit, id: CaseId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
  const shown = await look(tx => mustWorkOn(tx, id), 'case.read')
  const line = (name: string) => said(part(visit.given, name))
  const wrong = (name: string) => {
    const problem = problems.find(one => one.field === name)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  const content = html`${problemSummary(problems)}<form method="post" action="/hub/cases/${id}/shares" class="sk-reading" novalidate>
    <input type="hidden" name="id" value="${asId(line('id')) ?? newId()}">
    <span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">Share something with an agency</h1>
    ${select({ name: 'agency', value: line('agency'), label: { text: 'With which agency?', classes: 'govuk-label--s' }, items: [{ value: '', text: 'Select' }, ...visit.house.agencies.map(one => ({ value: one.id, text: one.name }))], ...wrong('agency') })}
    ${input({ name: 'what', value: line('what'), label: { text: 'What is shared?', classes: 'govuk-label--s' }, hint: { text: 'For example: the address, and that there is a risk to the children' }, autocomplete: 'off', ...wrong('what') })}
    ${characterCount({ name: 'purpose', value: line('purpose'), maxlength: 2000, threshold: 75, rows: 3, label: { text: 'What for?', classes: 'govuk-label--s' }, hint: { text: 'Share what is needed for this and no more.' }, ...wrong('purpose') })}
    ${basisSelect(visit, line('power'), wrong('power'), 'power')}
    ${checkboxes({ name: 'join', values: [line('join')], classes: 'govuk-checkboxes--small', items: [{ value: 'yes', text: 'Let them take part in this case', hint: { text: 'Their people then see all of it, until they leave it.' } }] })}
    <div class="govuk-button-group">${button({ text: 'Record what is shared', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${id}">Leave it</a></div></form>`
  return inCase(shown, `${problems.length ? 'Error: ' : ''}Share something`, content, {
    status: problems.length ? 422 : 200,
  })
}

async function shared(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  const line = (name: string) => said(part(visit.given, name))
  const [agency, what, purpose, power] = [line('agency'), line('what'), line('purpose'), line('power')]
  const need = (holds: boolean, field: string, message: string) => (holds ? [] : [{ field, message }])
  const problems = [
    ...need(
      visit.house.agencies.some(one => one.id === agency),
      'agency',
      'Select an agency',
    ),
    ...need(what !== '' && what.length <= 500, 'what', 'Enter what is shared in 500 characters or fewer'),
    ...need(
      purpose !== '' && purpose.length <= 2000,
      'purpose',
      'Enter what it is shared for in 2,000 characters or fewer',
    ),
    ...need(
      visit.house.lawfulBases.some(one => one.id === power),
      'power',
      'Select the lawful basis',
    ),
  ]
  if (problems.length) return sharePage(visit, id, look, problems)
  await look(async tx => {
    const shown = await mustWorkOn(tx, id)
    await lockCase(tx, id)
    const sent = asId(line('id'))
    const before = (await sharesOf(tx, { caseId: id })).find(one => one.id === sent)
    // The same form again, because its answer was lost; with other words it is another disclosure.
    if (before && [agency, what, purpose, power].join('\0') === wordsOf(before)) return
    share(tx, { id: before ? undefined : sent, caseId: id, toAgency: agency, what, power, purpose })
    if (line('join') === 'yes') joinCase(tx, id, agency, programmeOf(visit, shown))
  })
  return goTo(`/hub/cases/${id}?done=shared`)
}

const wordsOf = ({ toAgency, what, purpose, power }: ShareShown): string => [toAgency, what, purpose, power].join('\0')
