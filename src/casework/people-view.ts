import { type CaseShape, type CaseShown, type Problem, part, type RecordShown, said, surroundingsAt } from '#kernel'
import {
  button,
  characterCount,
  enterButton,
  type Html,
  html,
  insetText,
  nameOf,
  problemSummary,
  radios,
  regrouped,
  sayBorn,
  type Visit,
  warningText,
} from '#web'
import type { CaseProgramme } from './case.ts'
import { knownView, partsOf } from './new-view.ts'

/** A case whose people change: its programme with the parts that have room, and whom one may want to put into it. */
export type Moving = Readonly<{ shown: CaseShown; programme: CaseProgramme; around: readonly RecordShown[] }>

/** The form that puts people into a case: some that are known, in a part each, and some told of now. */
export function putView(
  visit: Visit,
  { shown, programme, around }: Moving,
  key: string,
  problems: readonly Problem[],
): Html {
  const again = regrouped(visit.given)
  const given = again?.given ?? visit.given
  return html`${problemSummary(problems)}<form method="post" action="/hub/cases/${shown.id}/people/new" class="sk-reading" novalidate>
    ${enterButton}<span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">Add somebody to this case</h1>
    ${shown.sensitivity === 'ordinary' ? insetText({ text: 'Everybody who sees this case will see them, and how they can be reached.' }) : warningText({ text: 'This case is kept from most people. Everybody who sees it will see whoever you add.', iconFallbackText: 'Warning' })}
    <input type="hidden" id="key" name="key" value="${key}"><div id="people" tabindex="-1">
    ${around.length ? html`<h2 class="govuk-heading-m">Already known here</h2>${knownView(around, programme, given, 'Do not add')}` : undefined}
    <h2 class="govuk-heading-m">${around.length ? 'Or somebody not known here yet' : 'Who is it?'}</h2>
    ${partsOf({ programme, problems }, given, surroundingsAt(visit.house, visit.at), again?.focus)}</div>
    ${why(visit, 'Why are they added?', problems)}
    <div class="govuk-button-group">${button({ text: 'Add to this case', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${shown.id}">Leave it</a></div></form>`
}

/** The form that takes somebody out of a part. */
export const outView = (
  visit: Visit,
  { shown }: Moving,
  parts: CaseShape['people'],
  key: string,
  problems: readonly Problem[],
): Html =>
  html`${problemSummary(problems)}<form method="post" action="/hub/cases/${shown.id}/people/out" class="sk-reading" novalidate>
    <span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">Take somebody out of this case</h1>
    <p class="govuk-body">For somebody who does not belong in it, or no longer does. What is already written stays, and what they were told or sent cannot be taken back.</p>
    <input type="hidden" id="key" name="key" value="${key}">
    ${radios({
      name: 'who',
      value: said(part(visit.given, 'who')),
      fieldset: { legend: { text: 'Who?', classes: 'govuk-fieldset__legend--s' } },
      items: shown.people.map(({ part: name, record }) => ({
        value: `${name} ${record.id}`,
        text: nameOf(record),
        hint: { text: [parts[name]?.title ?? name, sayBorn(record.born)].filter(Boolean).join(', ') },
      })),
      ...wrong(problems, 'who'),
    })}
    ${why(visit, 'Why are they taken out?', problems)}
    <div class="govuk-button-group">${button({ text: 'Take out of this case', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${shown.id}">Leave it</a></div></form>`

const why = (visit: Visit, text: string, problems: readonly Problem[]): Html =>
  characterCount({
    name: 'why',
    value: said(part(visit.given, 'why')),
    maxlength: 10_000,
    threshold: 75,
    rows: 3,
    label: { text, classes: 'govuk-label--s' },
    hint: { text: 'It stays in the chronology. Leave out names.' },
    ...wrong(problems, 'why'),
  })

const wrong = (problems: readonly Problem[], field: string) => {
  const problem = problems.find(one => one.field === field)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
