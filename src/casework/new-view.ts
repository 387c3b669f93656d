import {
  isBlank,
  type Problem,
  part,
  type RecordShown,
  type Surroundings,
  said,
  surroundingsAt,
  type Told,
} from '#kernel'
import {
  basisSelect,
  button,
  characterCount,
  details,
  enterButton,
  type Html,
  html,
  idOf,
  nameOf,
  problemSummary,
  questions,
  regrouped,
  sayBorn,
  select,
  type Visit,
  warningText,
} from '#web'
import type { CaseProgramme } from './case.ts'
import type { NewCase } from './new.ts'
import { aboutAsked, partChosen, peopleAsked } from './new-asked.ts'

/** Which programme: only those in which this person holds a role. */
export const chooseView = (offered: readonly CaseProgramme[], from: string): Html =>
  html`<h1 class="govuk-heading-l">Open a case</h1><p class="govuk-body-l">In which programme?</p>
    <ul class="govuk-list sk-choices">${offered.map(
      ({ id, title }) =>
        html`<li><a class="govuk-link" href="/hub/cases/new?programme=${id}${from ? `&from=${from}` : ''}">${title}</a></li>`,
    )}</ul>`

/** The form: who is in it, where it lies, and why it is opened; everything that is wrong at its head. */
export function newView(visit: Visit, now: NewCase): Html {
  const { programme, from, key, problems } = now
  const again = regrouped(visit.given)
  const given = again?.given ?? visit.given
  const around = surroundingsAt(visit.house, visit.at)
  return html`${problemSummary(problems)}<form method="post" action="/hub/cases/new" class="sk-reading" novalidate>
    ${enterButton}<span class="govuk-caption-l">${programme.title}</span><h1 class="govuk-heading-l">Open a case</h1>
    <p class="govuk-body">To open a case is a decision: your reason and the lawful basis stay with it. Where somebody reported it, decide on the report instead.</p>
    <input type="hidden" name="programme" value="${programme.id}"><input type="hidden" id="key" name="key" value="${key}">
    ${from ? peopleOf(now, given) : undefined}
    <h2 class="govuk-heading-m">${from ? 'Anybody else in it' : 'Who is in it'}</h2>
    ${partsOf(now, given, around, again?.focus)}
    <h2 class="govuk-heading-m">About it</h2>
    ${questions(aboutAsked, given, problems, around)}
    ${why(visit, given, problems)}
    <div class="govuk-button-group">${button({ text: 'Open the case', preventDoubleClick: true })}<a class="govuk-link" href="${from ? `/hub/cases/${from.id}` : '/hub/cases'}">Leave it</a></div></form>`
}

/** A part that must be filled stands open; any other opens when it is wanted, and stays so while there is something in it. */
export function partsOf(
  { programme, problems }: Pick<NewCase, 'programme' | 'problems'>,
  given: Told,
  around: Surroundings,
  focus: string | undefined,
): Html {
  const told = asTold(part(given, 'people'))
  return html`${Object.entries(peopleAsked(programme.case)).map(([name, field]) => {
    const asked = questions({ [name]: field }, told, problems, around, { under: 'people.', focus })
    const { title, concerned } = programme.case.people[name]!
    if (concerned) return asked
    const path = `people.${name}`
    const isWrong = problems.some(one => one.field === path || one.field.startsWith(`${path}.`))
    const isLedTo = focus === idOf(path) || (focus?.startsWith(`${idOf(path)}-`) ?? false)
    return details({
      summaryText: `${title} (optional)`,
      open: isWrong || isLedTo || !isBlank(part(told, name)),
      html: asked,
    })
  })}`
}

const asTold = (given: unknown): Told => (typeof given === 'object' && given !== null ? (given as Told) : {}) // read by name only

/** Those in the case it begins from, each with the part that they may have in this one. */
function peopleOf({ from, programme }: NewCase, given: Told): Html {
  const records = (from?.people ?? []).map(({ record }) => record)
  const once = records.filter((one, i) => records.findIndex(other => other.id === one.id) === i)
  return html`<input type="hidden" name="from" value="${from?.id ?? ''}"><h2 class="govuk-heading-m">Those in case ${from?.reference}</h2>
    ${from && from.sensitivity !== 'ordinary' ? warningText({ text: `Case ${from.reference} is kept from most people. Whoever you put into the new case will be seen by everybody who sees that.`, iconFallbackText: 'Warning' }) : undefined}
    ${knownView(once, programme, given, 'Not in this case')}`
}

/** People of whom there is a record, each with the part that they may have. */
export const knownView = (
  known: readonly RecordShown[],
  { case: shape }: CaseProgramme,
  given: Told,
  none: string,
): Html =>
  html`${known.map(record =>
    select({
      id: `known-${record.id}`,
      name: `known.${record.id}`,
      value: partChosen(given, record.id),
      label: { text: nameOf(record), classes: 'govuk-label--s' },
      hint: { text: sayBorn(record.born) },
      items: [
        { value: '', text: none },
        ...Object.entries(shape.people).map(([value, { title }]) => ({ value, text: title })),
      ],
    }),
  )}`

const why = (visit: Visit, given: Told, problems: readonly Problem[]): Html =>
  html`${characterCount({ name: 'rationale', value: said(part(given, 'rationale')), maxlength: 10_000, threshold: 75, rows: 4, label: { text: 'Why is it opened?', classes: 'govuk-label--s' }, ...wrong(problems, 'rationale') })}
    ${basisSelect(visit, said(part(given, 'lawfulBasis')), wrong(problems, 'lawfulBasis'))}`

const wrong = (problems: readonly Problem[], field: string) => {
  const problem = problems.find(one => one.field === field)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
