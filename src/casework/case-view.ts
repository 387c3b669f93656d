import type { CaseShown } from '#kernel'
import {
  actionList,
  agencyName,
  button,
  clockList,
  documentList,
  doneNotice,
  type Html,
  html,
  insetText,
  type Look,
  mark,
  nameOf,
  panelLink,
  panelOf,
  recordFacts,
  shareList,
  statedWhy,
  tag,
  type Visit,
  when,
} from '#web'
import { type CaseWhole, programmeOf, worksOn } from './case.ts'
import { chronology } from './chronology.ts'

const done = {
  taken: 'The step has been recorded in the chronology.',
  corrected: 'The correction has been recorded. The earlier entry stays, struck through.',
  'action-set': 'The action has been set, and is in that agency’s worklist.',
  shared: 'What you shared has been recorded.',
  kept: 'The document has been added.',
}

/** A case: what may be done now, whom it is about, what has been promised, and everything that has happened. */
export function caseView(visit: Visit, look: Look, whole: CaseWhole): Html {
  const { shown } = whole
  const programme = programmeOf(visit, shown)
  const around = { at: visit.at, house: visit.house }
  const works = worksOn(visit, shown)
  const add = (to: string, text: string) => (works ? panelLink(`/hub/cases/${shown.id}/${to}`, text) : undefined)
  const titles = Object.fromEntries(Object.entries(programme.case.clocks).map(([name, clock]) => [name, clock.title]))
  return html`${doneNotice(visit, done)}
    <span class="govuk-caption-l">${programme.title}</span>
    <h1 class="govuk-heading-l sk-headline">Case ${shown.reference} ${tag({ text: programme.case.states[shown.state] ?? shown.state, classes: shown.closedAt ? 'govuk-tag--grey' : '' })}</h1>
    ${statedWhy(look, shown.id, `/hub/cases/${shown.id}`)}
    ${works ? undefined : insetText({ text: 'Your agency takes part in this case: you can read it, and answer for your own actions.' })}
    ${steps(visit, shown)}
    <div class="sk-beside"><div>
      ${panelOf('People', 'people', people(visit, shown))}
      ${panelOf('What has happened', 'chronology', chronology(visit, shown))}
    </div><aside aria-label="About this case">
      ${panelOf('Clocks', 'clocks', clockList(whole.clocks, titles, around))}
      ${panelOf(
        'Actions',
        'actions',
        actionList(whole.actions, around, action => works || action.ownerAgency === visit.signedIn?.agencyId),
        add('actions', 'Set an action'),
      )}
      ${panelOf('Documents', 'documents', documentList(whole.documents, shown.id, around), add('documents', 'Add a document'))}
      ${panelOf('Shared', 'shared', shareList(whole.shares, around), add('shares', 'Share something'))}
      ${panelOf('Who takes part', 'agencies', agencies(visit, shown))}
    </aside></div>`
}

/** Exactly the steps that this person may take now. */
function steps(visit: Visit, shown: CaseShown): Html | undefined {
  const shape = programmeOf(visit, shown).case
  if (shown.steps.length === 0)
    return shown.closedAt ? html`<p class="govuk-body">Closed ${when(shown.closedAt, visit)}.</p>` : undefined
  return html`<nav class="sk-next" aria-label="Next steps"><div class="govuk-button-group">${shown.steps.map(
    (name, i) =>
      button({
        text: shape.steps[name]?.title ?? name,
        href: `/hub/cases/${shown.id}/steps/${name}`,
        classes: i ? 'govuk-button--secondary' : '',
      }),
  )}</div></nav>`
}

function people(visit: Visit, shown: CaseShown): Html {
  const parts = programmeOf(visit, shown).case.people
  if (shown.people.length === 0) return html`<p class="govuk-body">Nobody is named in this case.</p>`
  return html`${shown.people.map(
    ({
      part,
      record,
    }) => html`<div class="sk-person"><div class="sk-person__top"><h3 class="sk-person__name">${nameOf(record)}</h3>
    <span class="sk-person__marks">${mark(parts[part]?.title ?? part)}</span></div>${recordFacts(record)}</div>`,
  )}`
}

function agencies(visit: Visit, shown: CaseShown): Html {
  return html`${shown.leadAgency ? html`<p class="sk-facts__line">Led by <strong>${agencyName(shown.leadAgency, visit.house)}</strong></p>` : undefined}
    ${shown.agencies.length ? html`<ul class="govuk-list">${shown.agencies.map(id => html`<li>${agencyName(id, visit.house)}</li>`)}</ul>` : html`<p class="govuk-body">No other agency takes part yet.</p>`}
    <p class="sk-facts__line">Opened ${when(shown.openedAt, visit)}${shown.reportId && shown.reportReference ? html`, from report <a class="govuk-link" href="/hub/reports/${shown.reportId}">${shown.reportReference}</a>` : undefined}</p>`
}
