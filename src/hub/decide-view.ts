import { type DecisionShown, type PersonInReport, type Problem, part, type ReportShown, said } from '#kernel'
import {
  answerList,
  basisSelect,
  button,
  characterCount,
  checkboxes,
  dateInput,
  details,
  type Html,
  holds,
  html,
  idOf,
  input,
  insetText,
  nameOf,
  panelOf,
  problemSummary,
  radios,
  recordFacts,
  select,
  type Visit,
  warningText,
} from '#web'
import type { ActionGiven, DecisionGiven } from './decision-given.ts'
import { askedInEnglish, inLanguage } from './in-language.ts'
import { decisionView, partTitle, tolds, views, whats } from './person-view.ts'

export type Deciding = Readonly<{
  report: ReportShown
  person: PersonInReport
  standing: DecisionShown | undefined
  changing: boolean
  given: DecisionGiven
  problems: readonly Problem[]
  /** Somebody else decided while this was being written. */
  moved?: boolean
}>

/** One form for the whole decision, beside the report it is about. */
export function decideView(visit: Visit, deciding: Deciding): Html {
  const { report, person, standing, changing, problems, moved } = deciding
  return html`${problemSummary(problems)}
    <span class="govuk-caption-l">${report.reference} · ${partTitle(visit, report, person.part)}</span>
    <h1 class="govuk-heading-l">${changing ? 'Change the decision' : 'Decide'} about ${nameOf(person.record)}</h1>
    <div class="sk-beside"><div>
      ${standing ? already(visit, deciding, standing) : undefined}
      ${standing && !changing && !moved ? undefined : formOf(visit, deciding)}
    </div><aside aria-label="The report">
      ${panelOf(nameOf(person.record), 'who', recordFacts(person.record))}
      ${report.answers ? panelOf('What was told', 'told', html`${inLanguage(report)}${answerList(askedInEnglish(report).questions, report.answers, visit.house)}`) : undefined}
    </aside></div>`
}

function already(visit: Visit, { report, person, changing, moved }: Deciding, standing: DecisionShown): Html {
  const change = `/hub/reports/${report.id}/people/${person.record.id}/decide?change=${standing.id}`
  return html`${moved ? warningText({ text: 'Somebody else has decided this meanwhile. Nothing that you typed has been lost, and nothing of it has been sent. To replace their decision with yours, send it again below.' }) : undefined}
    ${panelOf(changing || moved ? 'The decision this would replace' : 'What was decided', 'decided', decisionView(visit, standing))}
    ${changing || moved ? undefined : html`<div class="govuk-button-group">${button({ text: 'Change this decision', href: change, classes: 'govuk-button--secondary' })}<a class="govuk-link" href="/hub/reports/${report.id}">Back to the report</a></div>`}`
}

function formOf(visit: Visit, deciding: Deciding): Html {
  const { report, person, standing, given, problems, changing } = deciding
  return html`<form method="post" action="/hub/reports/${report.id}/people/${person.record.id}/decide" novalidate>
    ${standing ? html`<input type="hidden" name="supersedes" value="${standing.id}">` : undefined}
    ${whatToDo(visit, deciding)}
    ${characterCount({ name: 'rationale', value: given.rationale, maxlength: 10_000, threshold: 75, rows: 5, label: { text: changing ? 'Why, and what has changed?' : 'Why?', classes: 'govuk-label--m' }, hint: { text: 'What you weighed, and what you decided. Others will rely on this.' }, ...wrong(problems, 'rationale') })}
    ${basisSelect(visit, given.lawfulBasis, wrong(problems, 'lawfulBasis'))}
    ${aboutThem(given, problems)}${wishes(visit, report)}${agencies(visit, given, problems)}${actions(visit, given, problems)}
    <div class="govuk-button-group">${button({ text: changing ? 'Replace the decision' : 'Record the decision', preventDoubleClick: true })}<a class="govuk-link" href="/hub/reports/${report.id}">Leave it for now</a></div></form>`
}

const hints = {
  refer: 'Opens a case, with its own clocks',
  signpost: 'They are told who can help, and go there themselves',
  'act-now': 'Somebody must do something at once: set it as an action below',
  'no-further-action': 'The reason stays on the record',
  hoax: 'Say below why you think so. It stays open, its clock runs, and nobody is told until a supervisor has looked',
  'hoax-agreed':
    'The report and its history stay, whoever sent it can still write, nobody in it is marked, and no figure counts it',
} as const

/** A hoax is agreed to by a supervisor, of what somebody else thought; neither where a case was opened. */
const isOffered = (what: string, { signedIn }: Visit, { report, standing }: Deciding): boolean =>
  what === 'hoax'
    ? report.cases.length === 0 && standing?.what !== 'hoax' && standing?.what !== 'hoax-agreed'
    : what !== 'hoax-agreed' ||
      (standing?.what === 'hoax' &&
        standing.byUser !== signedIn?.userId &&
        !!signedIn &&
        holds(signedIn, 'hub:supervisor'))

function whatToDo(visit: Visit, deciding: Deciding): Html {
  const { house } = visit
  const { given, problems } = deciding
  const programmes = [...house.programmes.values()].filter(one => one.case)
  const where = select({
    name: 'programme',
    label: { text: 'Where to' },
    value: given.programme,
    items: [{ value: '', text: 'Select' }, ...programmes.map(({ id, title }) => ({ value: id, text: title }))],
    ...wrong(problems, 'programme'),
  })
  return radios({
    name: 'what',
    value: given.what,
    ...legend('What is to be done?'),
    items: Object.entries(whats)
      .filter(([value]) => isOffered(value, visit, deciding))
      .map(([value, text]) => ({
        value,
        text,
        hint: { text: hints[value as keyof typeof hints] },
        ...(value === 'refer' && { conditional: { html: where } }),
      })),
    ...wrong(problems, 'what'),
  })
}

/** Three separate facts, and never one box called consent: the basis above, whether they were told, and their view. */
function aboutThem(given: DecisionGiven, problems: readonly Problem[]): Html {
  const reason = (name: 'notToldWhy' | 'overrideWhy', text: string) => ({
    conditional: {
      html: characterCount({
        name,
        value: given[name],
        maxlength: 10_000,
        threshold: 75,
        rows: 2,
        label: { text },
        ...wrong(problems, name),
      }),
    },
  })
  return html`${radios({
    name: 'told',
    classes: 'govuk-radios--small',
    value: given.told,
    ...legend('Have they been told what will be done with their report?'),
    items: Object.entries(tolds).map(([value, text]) => ({
      value,
      text,
      ...(value === 'no' && reason('notToldWhy', 'Why not?')),
    })),
    ...wrong(problems, 'told'),
  })}
  ${radios({
    name: 'view',
    classes: 'govuk-radios--small',
    value: given.view,
    ...legend('What is their view?'),
    items: Object.entries(views).map(([value, text]) => ({
      value,
      text,
      ...(value === 'objects' && reason('overrideWhy', 'Why go ahead all the same?')),
    })),
    ...wrong(problems, 'view'),
  })}`
}

/** What whoever reported said to being passed on, beside the choice of who is told. The same names in every report. */
function wishes({ house }: Visit, report: ReportShown): Html | undefined {
  if (!report.answers) return undefined
  const { questions } = askedInEnglish(report)
  const asked = Object.fromEntries(
    ['police', 'support', 'supportWhom'].flatMap(name =>
      questions[name] && part(report.answers, name) !== undefined ? [[name, questions[name]]] : [],
    ),
  )
  if (Object.keys(asked).length === 0) return undefined
  return insetText({
    html: html`<h2 class="govuk-heading-s">What whoever reported said to this</h2>${answerList(asked, report.answers, house)}
      <p class="govuk-body">A service that they named is the only one they meant. Nothing here is a lawful basis by itself.</p>`,
  })
}

const agencies = ({ house }: Visit, given: DecisionGiven, problems: readonly Problem[]): Html =>
  checkboxes({
    name: 'tell',
    values: given.tell,
    classes: 'govuk-checkboxes--small sk-columns',
    ...legend('Which agencies are to be told?'),
    hint: {
      text: 'It is written down that you disclosed the report and this decision to them. Where a case is opened they take part in it and can see both; otherwise they cannot see them here, so tell them yourself.',
    },
    items: house.agencies.map(({ id, name }) => ({ value: id, text: name })),
    ...wrong(problems, 'tell'),
  })

function actions(visit: Visit, given: DecisionGiven, problems: readonly Problem[]): Html {
  const rows = given.actions.map((action, i) => actionRow(visit, action, i, problems))
  const started =
    given.actions.some(one => one.agency || one.what) || problems.some(one => one.field.startsWith('actions.'))
  return details({ summaryText: 'Set actions for agencies', open: started, classes: 'sk-actions', html: html`${rows}` })
}

function actionRow({ house }: Visit, action: ActionGiven, i: number, problems: readonly Problem[]): Html {
  const name = (last: string) => `actions.${i}.${last}`
  const due = name('due')
  const boxes = (['day', 'month', 'year'] as const).map(one => ({
    id: one === 'day' ? idOf(due) : `${idOf(due)}-${one}`,
    name: `${due}.${one}`,
    label: { day: 'Day', month: 'Month', year: 'Year' }[one],
    classes: one === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
    value: said(part(action.due, one)),
  }))
  return html`<fieldset class="govuk-fieldset sk-action"><legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Action ${i + 1}</legend>
    ${input({ id: idOf(name('what')), name: name('what'), value: action.what, label: { text: 'What is to be done' }, autocomplete: 'off', ...wrong(problems, name('what')) })}
    ${select({ id: idOf(name('agency')), name: name('agency'), value: action.agency, label: { text: 'By which agency' }, items: [{ value: '', text: 'Select' }, ...house.agencies.map(one => ({ value: one.id, text: one.name }))], ...wrong(problems, name('agency')) })}
    ${dateInput({ id: `${idOf(due)}-boxes`, fieldset: { legend: { text: 'By when' } }, items: boxes, ...wrong(problems, due) })}</fieldset>`
}

const legend = (text: string) => ({ fieldset: { legend: { text, classes: 'govuk-fieldset__legend--m' } } })

function wrong(problems: readonly Problem[], field: string) {
  const problem = problems.find(one => one.field === field)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
