import { type DecisionShown, type PersonInReport, type ReportShown, standingDecision } from '#kernel'
import {
  basisTitle,
  details,
  type Html,
  holds,
  html,
  mark,
  nameOf,
  programmeTitle,
  recordFacts,
  tag,
  type Visit,
  when,
} from '#web'
import { type Might, mightBeInShort, whomToAsk } from './suggested-view.ts'

export const whats = {
  refer: 'Refer',
  signpost: 'Signpost',
  'act-now': 'Act now',
  'no-further-action': 'No further action',
  hoax: 'Ask a supervisor whether it is a hoax',
  'hoax-agreed': 'Set aside as a hoax',
} as const
export const tolds = { yes: 'Yes', no: 'No, and it would not be safe or right to', 'not-yet': 'Not yet' } as const
export const views = {
  agrees: 'They agree',
  objects: 'They object',
  'not-asked': 'They have not been asked',
  'not-known': 'Not known',
} as const

/** Somebody in a report: what is known of them, who they are, and what was decided. */
export function personPanel(visit: Visit, report: ReportShown, person: PersonInReport, might?: Might): Html {
  const { record } = person
  const standing = standingDecision(report, record.id)
  const mine = visit.signedIn && holds(visit.signedIn, 'hub')
  const address = `/hub/reports/${report.id}/people/${record.id}`
  return html`<div class="sk-person" id="person-${record.id}"><div class="sk-person__top"><h3 class="sk-person__name">${nameOf(record)}</h3>
    <span class="sk-person__marks">${mark(partTitle(visit, report, person.part))} ${person.reporter ? mark('Made the report', 'plain') : undefined} ${standing ? decidedTag(standing, visit) : undefined}</span></div>
    ${recordFacts(record)}
    <p class="sk-facts__line">${record.personId ? html`Linked to ${mine ? html`<a class="govuk-link" href="/hub/people/${record.personId}">a known person</a>` : 'a known person'}.` : 'Nobody has said yet who this is.'}
      ${mine ? html`<a class="govuk-link" href="${address}">${record.personId ? 'See the link, or undo it' : 'Who is this?'}<span class="govuk-visually-hidden"> ${nameOf(record)}</span></a>` : undefined}</p>
    ${might ? (record.personId ? whomToAsk(might) : mightBeInShort(might, address)) : undefined}
    ${decisionsOn(visit, report, person, standing)}
    ${mine ? html`<p class="sk-facts__line"><a class="govuk-link" href="${address}/decide${standing ? `?change=${standing.id}` : ''}">${standing ? 'Change this decision' : 'Decide'}<span class="govuk-visually-hidden"> about ${nameOf(record)}</span></a></p>` : undefined}</div>`
}

const decidedTag = (standing: DecisionShown, visit: Visit): Html =>
  standing.what === 'hoax'
    ? tag({ text: 'Waits for a supervisor', classes: 'govuk-tag--yellow' })
    : tag({ text: `Decided: ${whatWords(standing, visit)}`, classes: 'govuk-tag--green' })

export const partTitle = ({ house }: Visit, report: Pick<ReportShown, 'kind'>, part: string): string =>
  house.programmes.get(report.kind)?.case?.people[part]?.title ?? part

/** "Refer to hate crime" and the like, of a decision made. */
export function whatWords(decision: Pick<DecisionShown, 'what' | 'programme'>, { house }: Visit): string {
  const what = Object.hasOwn(whats, decision.what) ? whats[decision.what as keyof typeof whats] : decision.what
  return decision.programme ? `${what} to ${programmeTitle(decision.programme, house)}` : what
}

/** The decision that stands, in full; those it took the place of stay to be read. */
function decisionsOn(
  visit: Visit,
  report: ReportShown,
  person: PersonInReport,
  standing: DecisionShown | undefined,
): Html | undefined {
  const earlier = report.decisions.filter(one => one.recordId === person.record.id && one.id !== standing?.id)
  if (!standing) return undefined
  return html`${decisionView(visit, standing)}
    ${earlier.length ? details({ summaryText: earlier.length === 1 ? 'The decision before it' : `The ${earlier.length} decisions before it`, html: html`${earlier.map(one => decisionView(visit, one))}` }) : undefined}`
}

/** A decision with its reason, its lawful basis, and the three facts about telling the person. */
export function decisionView(visit: Visit, one: DecisionShown): Html {
  const told = Object.hasOwn(tolds, one.told) ? tolds[one.told as keyof typeof tolds] : one.told
  const view = Object.hasOwn(views, one.view) ? views[one.view as keyof typeof views] : one.view
  return html`<div class="sk-decision"><p class="sk-decision__what"><strong>${whatWords(one, visit)}</strong>${one.caseId ? html` · <a class="govuk-link" href="/hub/cases/${one.caseId}">open the case</a>` : undefined}</p>
    <p class="sk-words">${one.rationale}</p>
    ${one.what === 'hoax' || one.what === 'hoax-agreed' ? html`<p class="sk-facts__line">It is said of the report, and says nothing of anybody in it.</p>` : undefined}
    <p class="sk-facts__line">${basisTitle(one.lawfulBasis, visit.house)}</p>
    <p class="sk-facts__line">Told: ${told}${one.notToldWhy ? ` (${one.notToldWhy})` : ''}. Their view: ${view.toLowerCase()}${one.overrideWhy ? ` (${one.overrideWhy})` : ''}.</p>
    <p class="sk-facts__line">${one.by}, ${when(one.at, visit)}</p></div>`
}
