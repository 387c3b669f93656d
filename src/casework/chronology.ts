import { type CaseShown, type EntryShown, openingEntry, part, peopleEntries, said, stepNamed } from '#kernel'
import {
  agencyName,
  answerList,
  basisTitle,
  type Html,
  html,
  nameOf,
  shortly,
  type TimelineEntry,
  tag,
  timeline,
  type Visit,
  when,
} from '#web'
import { programmeOf } from './case.ts'

/** Everything that happened on a case, the latest first; what was corrected stays to be read, struck through. */
export function chronology(visit: Visit, shown: CaseShown): Html {
  const entries = shown.chronology.toReversed().map(one => entry(visit, shown, one))
  return timeline(entries, 'Chronology', 3)
}

/** The entries that are no steps. */
const own: ReadonlyMap<string, string> = new Map([
  [openingEntry, 'Case opened'],
  [peopleEntries.putIn, 'Added to the case'],
  [peopleEntries.takenOut, 'Taken out of the case'],
])

function entry(visit: Visit, shown: CaseShown, one: EntryShown): TimelineEntry {
  const shape = programmeOf(visit, shown).case
  const title = stepNamed(shape, one.step)?.title ?? own.get(one.step) ?? one.step
  return {
    id: `entry-${one.id}`,
    kind: one.corrects ? 'correction' : one.decision ? 'decision' : 'step',
    when: shortly(one.happenedAt, visit),
    dateTime: one.happenedAt.toISOString(),
    by: `${one.by}, ${agencyName(one.agency, visit.house)}`,
    title: one.correctedBy ? { html: html`<s>${title}</s>` } : { text: title },
    marks: marks(one, shape.states),
    body: { html: body(visit, shown, one) },
  }
}

const marks = (one: EntryShown, states: Readonly<Record<string, string>>): Html =>
  html`${one.decision ? tag({ text: 'Decision', classes: 'govuk-tag--purple' }) : undefined}
    ${one.corrects ? tag({ text: 'Correction', classes: 'govuk-tag--yellow' }) : undefined}
    ${one.correctedBy ? tag({ text: 'Corrected', classes: 'govuk-tag--grey' }) : undefined}
    ${one.toState !== one.fromState && !one.corrects ? html`<span class="sk-muted sk-to">now: ${states[one.toState] ?? one.toState}</span>` : undefined}`

function body(visit: Visit, shown: CaseShown, one: EntryShown): Html {
  if (one.disposed) return html`<p>The words of this entry have been disposed of.</p>`
  const step = stepNamed(programmeOf(visit, shown).case, one.step)
  const asked = step && Object.keys(step.ask).length > 0
  const told = html`${whoMoved(visit, shown, one)}${asked ? answerList(step.ask, one.answers, visit.house) : undefined}
    ${one.rationale ? html`<p class="sk-words"><strong>${one.corrects ? 'Why it was corrected' : 'Why'}:</strong> ${one.rationale}</p>` : undefined}
    ${one.lawfulBasis && !one.corrects ? html`<p class="sk-facts__line">${basisTitle(one.lawfulBasis, visit.house)}</p>` : undefined}`
  const late = one.recordedAt.getTime() - one.happenedAt.getTime() > 60_000
  return html`${one.correctedBy ? html`<div class="sk-struck">${told}</div>` : told}
    ${late ? html`<p class="sk-facts__line">Written down ${when(one.recordedAt, visit)}</p>` : undefined}
    ${one.correctedBy ? html`<p class="sk-facts__line"><a class="govuk-link" href="#entry-${one.correctedBy}">See the entry that corrects it</a></p>` : undefined}
    ${one.corrects ? html`<p class="sk-facts__line"><a class="govuk-link" href="#entry-${one.corrects}">See the entry it corrects</a></p>` : undefined}
    ${step && shown.mayCorrect && !one.correctedBy ? html`<p class="sk-facts__line"><a class="govuk-link" href="/hub/cases/${shown.id}/entries/${one.id}/correct">Correct this entry<span class="govuk-visually-hidden"> of ${when(one.happenedAt, visit)}</span></a></p>` : undefined}`
}

/** Who came into the case or left it, by the parts kept; by name where they stand in it now. */
function whoMoved(visit: Visit, shown: CaseShown, one: EntryShown): Html | undefined {
  const moved = part(one.answers, 'people')
  if (one.step === openingEntry || !own.has(one.step) || !Array.isArray(moved)) return undefined
  const parts = programmeOf(visit, shown).case.people
  return html`<ul class="govuk-list">${moved.map((each: unknown) => {
    const title = parts[said(part(each, 'part'))]?.title ?? said(part(each, 'part'))
    const there = shown.people.find(({ record }) => record.id === said(part(each, 'record')))
    return html`<li>${title}${there ? html`: ${nameOf(there.record)}` : undefined}</li>`
  })}</ul>`
}
