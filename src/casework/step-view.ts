import { asId, newId, type Problem, part, type Refusal, said, surroundingsAt } from '#kernel'
import {
  answerList,
  basisSelect,
  basisTitle,
  button,
  characterCount,
  dateInput,
  details,
  enterButton,
  type Html,
  html,
  input,
  insetText,
  panelOf,
  problemSummary,
  questions,
  type Visit,
} from '#web'
import { programmeOf } from './case.ts'
import { answersIn, type Stepping } from './step.ts'

/** The form of one step: its questions, the reason if it is a decision, and when it happened if not just now. */
export function stepView(visit: Visit, now: Stepping): Html {
  const { shown, name, step, given, problems } = now
  const own = part(given, 'take')
  return html`${problemSummary(problems)}<form method="post" action="/hub/cases/${shown.id}/steps/${name}" class="sk-reading" novalidate>
    <span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">${step.title}</h1>
    <input type="hidden" name="take.id" value="${asId(said(part(own, 'id'))) ?? newId()}"><input type="hidden" name="take.seen" value="${said(part(own, 'seen')) || shown.state}">
    ${enterButton}${questions(step.ask, given, problems, surroundingsAt(visit.house, visit.at), { focus: now.focus })}
    ${step.decision ? deciding(visit, own, problems) : undefined}
    ${step.when ? undefined : earlier(own, problems)}
    <div class="govuk-button-group">${button({ text: step.decision ? 'Record the decision' : 'Record this', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${shown.id}">Leave it</a></div></form>`
}

const deciding = (visit: Visit, own: unknown, problems: readonly Problem[]): Html =>
  html`${characterCount({ id: 'take-rationale', name: 'take.rationale', value: said(part(own, 'rationale')), maxlength: 10_000, threshold: 75, rows: 4, label: { text: 'Why?', classes: 'govuk-label--s' }, hint: { text: 'This is a decision: the reason and the lawful basis stay with it.' }, ...wrong(problems, 'take.rationale') })}
    ${basisSelect(visit, said(part(own, 'lawfulBasis')), wrong(problems, 'take.lawfulBasis'), 'take.lawfulBasis')}`

/** Most things are written down as they happen; what happened earlier keeps both times. */
function earlier(own: unknown, problems: readonly Problem[]): Html {
  const typed = part(own, 'day')
  const some = ['day', 'month', 'year'].some(one => said(part(typed, one))) || said(part(own, 'time')) !== ''
  return details({
    summaryText: 'It happened earlier than now',
    open: some,
    html: html`${dateInput({
      id: 'take-day-boxes',
      fieldset: { legend: { text: 'When did it happen?', classes: 'govuk-fieldset__legend--s' } },
      items: (['day', 'month', 'year'] as const).map(one => ({
        id: one === 'day' ? 'take-day' : `take-day-${one}`,
        name: `take.day.${one}`,
        label: { day: 'Day', month: 'Month', year: 'Year' }[one],
        autocomplete: 'off',
        classes: one === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
        value: said(part(typed, one)),
      })),
      ...wrong(problems, 'take.day'),
    })}
    ${input({ id: 'take-time', name: 'take.time', value: said(part(own, 'time')), label: { text: 'Time, like 14:30 (optional)' }, classes: 'govuk-input--width-5', autocomplete: 'off' })}`,
  })
}

/** Refused: what was typed stays to be read and copied, since nothing of it was recorded. */
export function movedView(visit: Visit, { shown, step, given }: Stepping, refusal: Refusal): Html {
  const states = programmeOf(visit, shown).case.states
  const own = part(given, 'take')
  const [rationale, basis] = [said(part(own, 'rationale')), said(part(own, 'lawfulBasis'))]
  return html`<div class="sk-reading"><h1 class="govuk-heading-l">This has not been recorded</h1>
    <p class="govuk-body-l">${refusal.message}.</p>
    <p class="govuk-body">The case is now: <strong>${states[shown.state] ?? shown.state}</strong>.</p>
    ${panelOf(
      'What you had typed',
      'typed',
      html`${insetText({ text: `${step.title}: nothing of this has been recorded. You can copy it from here.` })}
      ${answerList(step.ask, answersIn(step, given), visit.house)}
      ${rationale ? html`<p class="sk-words"><strong>Why:</strong> ${rationale}</p>` : undefined}${basis ? html`<p class="sk-facts__line">${basisTitle(basis, visit.house)}</p>` : undefined}`,
    )}
    ${button({ text: 'Look at the case again', href: `/hub/cases/${shown.id}` })}</div>`
}

export const notNowView = ({ shown, step }: Stepping): Html =>
  html`<div class="sk-reading"><h1 class="govuk-heading-l">This cannot be done now</h1>
    <p class="govuk-body">“${step.title}” cannot be done in the present state of the case, or not by you.</p>
    ${button({ text: 'Look at the case', href: `/hub/cases/${shown.id}` })}</div>`

const wrong = (problems: readonly Problem[], field: string) => {
  const problem = problems.find(one => one.field === field)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
