import {
  asId,
  type CaseId,
  correct,
  type EntryId,
  type EntryShown,
  Invalid,
  NotFound,
  type Problem,
  part,
  readCase,
  said,
  stepNamed,
  surroundingsAt,
} from '#kernel'
import {
  type Answer,
  answerList,
  button,
  characterCount,
  enterButton,
  form,
  goTo,
  html,
  type Look,
  notFoundPage,
  page,
  panelOf,
  problemSummary,
  questions,
  type Route,
  regrouped,
  type Visit,
  when,
} from '#web'
import { inCase, onCase, programmeOf } from './case.ts'
import { answersIn } from './step.ts'

const at = '/hub/cases/:id/entries/:entry/correct'

/** Correcting an entry: a later entry says what it should have said, and why; the earlier one stays. */
export const correctRoutes: readonly Route[] = [
  page({ at, who: 'signed-in', audit: 'case.read' }, visit => onEntry(visit, (...ids) => correctPage(visit, ...ids))),
  form({ at, who: 'signed-in', audit: 'case.correct' }, visit => onEntry(visit, (...ids) => corrected(visit, ...ids))),
]

type OnEntry = (id: CaseId, entryId: EntryId, look: Look) => Promise<Answer>

async function onEntry(visit: Visit, answer: OnEntry): Promise<Answer> {
  const entry = asId<'entry'>(visit.params.entry ?? '')
  return entry ? onCase(visit, (id, look) => answer(id, entry, look)) : notFoundPage(visit)
}

async function correctPage(
  visit: Visit,
  id: CaseId,
  entryId: EntryId,
  look: Look,
  problems: readonly Problem[] = [],
): Promise<Answer> {
  const shown = await look(async tx => {
    const read = await readCase(tx, id)
    if (!read.mayCorrect) throw new NotFound('case')
    return read
  }, 'case.read')
  const entry = shown.chronology.find(one => one.id === entryId)
  const step = entry && stepNamed(programmeOf(visit, shown).case, entry.step)
  if (!entry || !step) return notFoundPage(visit)
  const regroup = regrouped(visit.given)
  const given = regroup?.given ?? (problems.length ? visit.given : entry.answers)
  const reason = problems.find(one => one.field === 'correcting')
  const content = html`${problemSummary(problems.map(own))}<div class="sk-beside"><form method="post" action="/hub/cases/${id}/entries/${entryId}/correct" novalidate>
    <span class="govuk-caption-l">Case ${shown.reference}</span><h1 class="govuk-heading-l">Correct this entry</h1>
    <p class="govuk-body">The entry stays as it was, struck through, and leads to yours. This corrects what was written down: it does not undo what was done.</p>
    ${enterButton}${questions(step.ask, given, problems, surroundingsAt(visit.house, visit.at), { focus: regroup?.focus })}
    ${characterCount({ id: 'take-correcting', name: 'take.correcting', value: said(part(part(visit.given, 'take'), 'correcting')), maxlength: 10_000, threshold: 75, rows: 3, label: { text: 'Why is this being corrected?', classes: 'govuk-label--s' }, ...(reason && { errorMessage: { text: reason.message } }) })}
    <div class="govuk-button-group">${button({ text: 'Record the correction', preventDoubleClick: true })}<a class="govuk-link" href="/hub/cases/${id}">Leave it</a></div></form>
    <aside aria-label="The entry as it stands">${asItStands(visit, entry, step.title, answerList(step.ask, entry.answers, visit.house))}</aside></div>`
  return inCase(shown, `${problems.length ? 'Error: ' : ''}Correct this entry`, content, {
    status: problems.length ? 422 : 200,
    wide: true,
  })
}

const asItStands = (visit: Visit, entry: EntryShown, title: string, answers: ReturnType<typeof answerList>) =>
  panelOf(
    'As it stands',
    'stands',
    html`<p class="sk-facts__line"><strong>${title}</strong></p><p class="sk-facts__line">${entry.by}, ${when(entry.happenedAt, visit)}</p>${answers}`,
  )

const own = (problem: Problem): Problem =>
  problem.field === 'correcting' ? { ...problem, field: 'take.correcting' } : problem

async function corrected(visit: Visit, id: CaseId, entryId: EntryId, look: Look): Promise<Answer> {
  if (regrouped(visit.given)) return correctPage(visit, id, entryId, look)
  try {
    await look(async tx => {
      const shown = await readCase(tx, id)
      const entry = shown.chronology.find(one => one.id === entryId)
      const step = entry && stepNamed(programmeOf(visit, shown).case, entry.step)
      if (!step) throw new NotFound('entry')
      const why = said(part(part(visit.given, 'take'), 'correcting'))
      await correct(tx, { caseId: id, entryId, raw: answersIn(step, visit.given), why })
    })
  } catch (fault) {
    if (fault instanceof Invalid) return correctPage(visit, id, entryId, look, fault.problems)
    throw fault
  }
  return goTo(`/hub/cases/${id}?done=corrected#chronology`)
}
