import type { Problem, RecordShown } from '#kernel'
import {
  button,
  characterCount,
  details,
  type Html,
  html,
  insetText,
  mark,
  nameOf,
  panelOf,
  problemSummary,
  radios,
  recordFacts,
  sayBorn,
  type Visit,
  whatDay,
} from '#web'
import { findForm } from './finding.ts'
import type { Candidate, Identifying } from './identify.ts'
import { partTitle } from './person-view.ts'
import { mightBe } from './suggested-view.ts'

/** Who is this? What was told on one side, those who might be the same on the other. */
export function identifyView(visit: Visit, shown: Identifying, problems: readonly Problem[]): Html {
  const { report, person, finding, different } = shown
  const address = `/hub/reports/${report.id}/people/${person.record.id}`
  return html`${problemSummary(problems)}
    <span class="govuk-caption-l">${report.reference} · ${partTitle(visit, report, person.part)}</span>
    <h1 class="govuk-heading-l">Who is ${nameOf(person.record)}?</h1>
    ${different.length ? saidDifferent(shown) : undefined}
    <div class="sk-beside"><div>
    ${panelOf('Who they might be', 'might', mightBe(shown.might))}
    ${person.record.personId ? linked(visit, person.record.personId, address, problems) : choose(visit, shown, address, problems)}
    </div><aside aria-label="What was told">
      ${panelOf('As told in this report', 'as-told', recordFacts(person.record))}
      ${panelOf('Look for somebody else', 'find', findForm(visit, address, finding, problems))}
    </aside></div>`
}

/** What stands against some of the links that could be made here, before anybody tries to make them. */
function saidDifferent({ person, different }: Identifying): Html {
  const read = different.flatMap(({ pairId }, n) =>
    pairId
      ? [
          html`${n ? ', ' : ''}<a class="govuk-link" href="/hub/matches/${pairId}">read what was said${different.length > 1 ? ` (${n + 1})` : ''}</a>`,
        ]
      : [],
  )
  return insetText({
    html: html`<strong>Somebody said that ${nameOf(person.record)} and ${different.length > 1 ? `${different.length} others` : 'another'} told of here are different people</strong>: ${read}. Nobody links them to one person until that is taken back.`,
  })
}

function choose(
  visit: Visit,
  { candidates, more, might, different }: Identifying,
  address: string,
  problems: readonly Problem[],
): Html {
  const given = visit.given
  return html`<form method="post" action="${address}/link">
    ${radios({
      name: 'same',
      value: typeof given.same === 'string' ? given.same : null,
      fieldset: {
        legend: {
          text: shownMight(might) ? 'Or is this somebody else we know?' : 'Is this somebody we know?',
          classes: 'govuk-fieldset__legend--m',
        },
      },
      hint: { text: words(candidates, more, shownMight(might) ? 'else ' : '') },
      items: [
        ...(candidates ?? []).map(one => ({
          value: one.found.records[0]!.id,
          text: one.found.records.map(nameOf).filter(unique).join(', '),
          hint: { html: candidateView(visit, one, different) },
        })),
        ...(candidates?.length ? [{ divider: 'or' }] : []),
        {
          value: 'new',
          text: 'Nobody we know yet',
          hint: { text: 'They become a new person, whom later reports can be linked to.' },
        },
      ],
      ...wrong(problems, 'same'),
    })}
    ${why('Why do you think so?', 'The same name alone is rarely enough.', visit, problems)}
    ${button({ text: 'Record who this is', preventDoubleClick: true })}</form>
    <p class="govuk-body sk-why">A link can be undone at any time, and nothing is merged.</p>`
}

const shownMight = ({ suggestions }: Identifying['might']): boolean =>
  suggestions.some(one => one.state !== 'different')

function words(candidates: readonly Candidate[] | undefined, more = false, others = ''): string {
  if (!candidates)
    return 'There is no family name to look for. Look for somebody by name, or say that nobody knows them yet.'
  if (candidates.length === 0) return `Nobody ${others}of that name and birth date is among what you may see.`
  if (more) return 'Many might be the same; these are the nearest. Look again with more of the name, or a birth date.'
  return candidates.length === 1 ? 'One person might be the same.' : `${candidates.length} people might be the same.`
}

/** What speaks for or against: every record of them, when and how they were told of, and how often they are met. */
const candidateView = (visit: Visit, { found, seen }: Candidate, different: Identifying['different']): Html =>
  html`${different.some(one => (one.person !== null && one.person === found.personId) || found.records.some(({ id }) => id === one.other)) ? mark('Said to be somebody else', 'warm') : undefined}<ul class="sk-records">${found.records.map(record => html`<li>${found.records.length > 1 ? html`<strong>${nameOf(record)}</strong> · ` : undefined}${recordLine(visit, record)}</li>`)}</ul>
    <span class="sk-records__seen">Seen in ${count(seen.reports.length, 'report')} and ${count(seen.cases.length, 'case')}: ${[...seen.reports, ...seen.cases].join(', ')}${found.personId ? undefined : '. Not linked to anybody yet'}</span>`

const recordLine = (visit: Visit, record: RecordShown): string =>
  [sayBorn(record.born), ...record.contacts.map(one => one.value), `told ${whatDay(record.recordedAt, visit)}`].join(
    ' · ',
  )

function linked(visit: Visit, personId: string, address: string, problems: readonly Problem[]): Html {
  return html`<p class="govuk-body-l">This record is linked to <a class="govuk-link" href="/hub/people/${personId}">a known person</a>.</p>
    ${details({
      summaryText: 'That is wrong: undo the link',
      open: problems.length > 0,
      html: html`<form method="post" action="${address}/unlink">${why('Why is it wrong?', 'The link stays in the history with your reason.', visit, problems)}
      ${button({ text: 'Undo the link', classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
    })}`
}

const why = (label: string, hint: string, visit: Visit, problems: readonly Problem[]): Html =>
  characterCount({
    name: 'reason',
    value: typeof visit.given.reason === 'string' ? visit.given.reason : '',
    maxlength: 1000,
    threshold: 75,
    rows: 3,
    label: { text: label, classes: 'govuk-label--m' },
    hint: { text: hint },
    ...wrong(problems, 'reason'),
  })

const wrong = (problems: readonly Problem[], name: string) => {
  const problem = problems.find(one => one.field === name)
  return problem ? { errorMessage: { text: problem.message } } : {}
}
const unique = (one: string, i: number, all: readonly string[]): boolean => all.indexOf(one) === i
const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`
