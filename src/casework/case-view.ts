import type { CaseShown } from '#kernel'
import {
  actionList,
  agencyName,
  answerList,
  button,
  careNotes,
  clockList,
  documentList,
  doneNotice,
  type Html,
  html,
  insetText,
  type Look,
  mark,
  mayCome,
  nameOf,
  panelLink,
  panelOf,
  programmeTitle,
  recordFacts,
  shareList,
  statedWhy,
  tag,
  type Visit,
  when,
} from '#web'
import { type CaseWhole, programmeOf, worksOn } from './case.ts'
import { chronology } from './chronology.ts'
import { mayOpen } from './new.ts'

const done = {
  opened: 'The case has been opened.',
  taken: 'The step has been recorded in the chronology.',
  corrected: 'The correction has been recorded. The earlier entry stays, struck through.',
  'action-set': 'The action has been set, and is in that agency’s worklist.',
  'put-in': 'They have been added to this case.',
  'taken-out': 'They have been taken out of this case. What was done while they were in it stays.',
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
    ${careNotes(shown.programme, visit.house)}
    ${ownPages(visit, shown)}
    ${works ? undefined : insetText({ text: 'Your agency takes part in this case: you can read it, and answer for your own actions.' })}
    ${steps(visit, shown)}
    <div class="sk-beside"><div>
      ${stands(visit, shown)}
      ${panelOf('People', 'people', people(visit, shown), peopleLinks(visit, shown))}
      ${panelOf('What has happened', 'chronology', chronology(visit, shown))}
    </div><aside aria-label="About this case">
      ${whole.beside}
      ${panelOf('Clocks', 'clocks', clockList(whole.clocks, titles, around))}
      ${panelOf(
        'Actions',
        'actions',
        actionList(whole.actions, around, action => works || action.ownerAgency === visit.signedIn?.agencyId),
        add('actions', 'Set an action'),
      )}
      ${panelOf('Documents', 'documents', documentList(whole.documents, shown.id, around), add('documents', 'Add a document'))}
      ${panelOf('Shared', 'shared', shareList(whole.shares, around), add('shares', 'Share something'))}
      ${shown.opened.length ? panelOf('Opened from this case', 'opened', openedFromIt(visit, shown)) : undefined}
      ${panelOf('Who takes part', 'agencies', agencies(visit, shown))}
    </aside></div>`
}

/** The pages that the programme has of its own for this case. */
const ownPages = ({ casePages, signedIn }: Visit, shown: CaseShown): Html =>
  html`${casePages
    .filter(one => one.programme === shown.programme && mayCome(one.who, signedIn))
    .map(
      one =>
        html`<p class="govuk-body"><a class="govuk-link" href="${one.at.replace(':id', shown.id)}">${one.text}</a></p>`,
    )}`

/** The steps that this person may take now, but for those that a page of the programme's own takes. */
function steps(visit: Visit, shown: CaseShown): Html | undefined {
  const shape = programmeOf(visit, shown).case
  const offered = shown.steps.filter(name => !shape.steps[name]?.ownPage)
  if (offered.length === 0)
    return shown.closedAt ? html`<p class="govuk-body">Closed ${when(shown.closedAt, visit)}.</p>` : undefined
  return html`<nav class="sk-next" aria-label="Next steps"><div class="govuk-button-group">${offered.map((name, i) =>
    button({
      text: shape.steps[name]?.title ?? name,
      href: `/hub/cases/${shown.id}/steps/${name}`,
      classes: i ? 'govuk-button--secondary' : '',
    }),
  )}</div></nav>`
}

/** What stands for the case as of now: the latest answers to the questions that say so, as they were worded. */
function stands(visit: Visit, shown: CaseShown): Html | undefined {
  const asked = Object.values(programmeOf(visit, shown).case.steps).flatMap(step => Object.entries(step.ask))
  const standing = asked.filter(([name, field]) => field.stands && Object.hasOwn(shown.stands, name))
  if (standing.length === 0) return undefined
  return panelOf('What stands', 'stands', answerList(Object.fromEntries(standing), shown.stands, visit.house))
}

/** Those of them that this reader may see: `opened` holds no others. */
const openedFromIt = (visit: Visit, { opened }: CaseShown): Html =>
  html`<ul class="sk-facts">${opened.map(
    one =>
      html`<li class="sk-facts__item"><p class="sk-facts__title"><a class="govuk-link" href="/hub/cases/${one.id}">${one.reference}</a></p>
      <p class="sk-facts__line">As ${one.as}: ${programmeTitle(one.programme, visit.house)}, ${stateOf(visit, one).toLowerCase()}</p></li>`,
  )}</ul>`

const stateOf = (visit: Visit, { programme, state }: Readonly<{ programme: string; state: string }>): string =>
  visit.house.programmes.get(programme)?.case?.states[state] ?? state

/** The case it was opened from: by its reference only for whoever may see that one. */
function beginning(visit: Visit, { openedFrom }: CaseShown): Html | undefined {
  if (!openedFrom) return undefined
  const { id, as, reference, programme } = openedFrom
  if (!reference || !programme) return html`, as ${as}, from a case that you cannot open`
  return html`, as ${as}, from case <a class="govuk-link" href="/hub/cases/${id}">${reference}</a> (${programmeTitle(programme, visit.house)})`
}

/** Who works in the programme says who is in the case; whoever may open another may do so with them. */
const peopleLinks = (visit: Visit, { id, people, mayCorrect }: CaseShown): Html =>
  html`${mayCorrect ? panelLink(`/hub/cases/${id}/people/new`, 'Add somebody') : undefined}
    ${mayCorrect && people.length ? panelLink(`/hub/cases/${id}/people/out`, 'Take somebody out') : undefined}
    ${people.length && mayOpen(visit).length ? panelLink(`/hub/cases/new?from=${id}`, 'Open a case with them') : undefined}`

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
    <p class="sk-facts__line">Opened ${when(shown.openedAt, visit)}${shown.reportId && shown.reportReference ? html`, from report <a class="govuk-link" href="/hub/reports/${shown.reportId}">${shown.reportReference}</a>` : undefined}${beginning(visit, shown)}</p>`
}
