import { type Purpose, part, purposeStated, purposes, said, type Tx } from '#kernel'
import { button } from './components/button.ts'
import { characterCount } from './components/character-count.ts'
import { radios } from './components/choices.ts'
import { input } from './components/input.ts'
import { select } from './components/select.ts'
import { problemSummary } from './forms.ts'
import { flattened } from './given.ts'
import { type Html, html } from './html.ts'
import { type Kept, keptIn } from './kept.ts'
import { type Answer, type AuditName, show, type Visit } from './route.ts'

/**
 * A transaction that looks at one record, for the reason its reader has stated. The audit calls it by the route's name;
 * a form that only shows its page again says so by `action`, since the deed it is named after has not been done.
 */
export type Look = (<T>(work: (tx: Tx) => Promise<T>, action?: AuditName) => Promise<T>) & { readonly purpose: Purpose }

/**
 * Asks why before a record is opened, once in a working day and session; then answers under that purpose. A form that
 * was sent meanwhile is kept, sealed, and offered back once the reason is stated.
 */
export async function withPurpose(
  visit: Visit,
  subject: string,
  answer: (look: Look) => Promise<Answer>,
): Promise<Answer> {
  const stated = visit.token && (await visit.database.openingOf(visit.token, subject, visit.at))
  if (!stated) return purposePage(visit, { subject, to: visit.path, kept: keptFrom(visit) })
  const { purpose, note } = stated
  const look = <T>(work: (tx: Tx) => Promise<T>, action?: AuditName): Promise<T> =>
    visit.as(purpose, work, { ...(note && { note }), ...(action && { action }) })
  return answer(Object.assign(look, { purpose }))
}

/** What the page that asks why sends: which record, the reason, and where to go then. */
export type Opening = Readonly<{
  subject: string
  to: string
  purpose: Purpose | undefined
  note: string
  kept: Kept | undefined
  problems: readonly Readonly<{ field: string; message: string }>[]
}>

/** Reads that form. Only an address of the hub is gone to. */
export function openingIn(visit: Visit): Opening {
  const stated = said(part(visit.given, 'purpose'))
  const purpose = purposeStated(stated)
  const note = said(part(visit.given, 'note')).slice(0, longestNote)
  const problems = purpose
    ? explained.has(purpose) && !note
      ? [{ field: 'note', message: 'Enter what you are checking, or which request you are answering' }]
      : []
    : [{ field: 'purpose', message: 'Select why you need to see this' }]
  return {
    subject: said(part(visit.given, 'subject')),
    to: hubPath(said(part(visit.given, 'to'))),
    purpose,
    note,
    kept: keptIn(visit),
    problems,
  }
}

/** The address if it lies in the hub, otherwise the worklist: nobody is led to another site by a link to ours. */
export const hubPath = (to: string): string => (/^\/hub(?:\/[\w-]+)*(?:\?[\w.=&%+-]*)?$/.test(to) ? to : '/hub')

/** Asks why somebody needs to see a record. The same page for what is there, what is not and what is not theirs. */
export function purposePage(
  visit: Visit,
  opening: Pick<Opening, 'subject' | 'to'> & { readonly kept?: string | undefined },
  problems: Opening['problems'] = [],
): Answer {
  return show(
    {
      title: problems.length ? 'Error: Why do you need to see this?' : 'Why do you need to see this?',
      kind: 'hub',
      content: html`${problemSummary(problems)}<form method="post" action="/hub/open" class="sk-reading">
        <input type="hidden" name="subject" value="${opening.subject}"><input type="hidden" name="to" value="${opening.to}">
        ${opening.kept ? html`<input type="hidden" name="kept" value="${opening.kept}">` : undefined}
        ${reasons(problems.length ? visit.given : {}, problems)} ${button({ text: 'Open the record', preventDoubleClick: true })}</form>`,
    },
    problems.length ? 422 : 200,
  )
}

/** The same question in a line, for a form that looks for people: `openingIn` reads its answer too. */
export function whyLooking({ given }: Visit, problems: Opening['problems']): Html {
  const wrong = (name: string) => {
    const problem = problems.find(one => one.field === name)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  return html`${select({
    name: 'purpose',
    value: said(part(given, 'purpose')),
    label: { text: 'Why do you need to see this?', classes: 'govuk-label--s' },
    items: [{ value: '', text: 'Select' }, ...asked],
    ...wrong('purpose'),
  })}${input({
    name: 'note',
    value: said(part(given, 'note')),
    label: { text: 'A note for the audit (optional)', classes: 'govuk-label--s' },
    hint: { text: 'Needed if you are supervising or answering a request.' },
    autocomplete: 'off',
    ...wrong('note'),
  })}`
}

const asked = Object.entries(purposes)
  .filter(([, purpose]) => purpose.asked)
  .map(([value, purpose]) => ({ value, text: purpose.title }))

/** Only what was typed here is shown again: a form sent meanwhile may have fields of the same names, with names in them. */
function reasons(given: unknown, problems: Opening['problems']): Html {
  const wrong = (name: string) => {
    const problem = problems.find(one => one.field === name)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  return html`${radios({
    name: 'purpose',
    value: said(part(given, 'purpose')),
    fieldset: {
      legend: { text: 'Why do you need to see this?', isPageHeading: true, classes: 'govuk-fieldset__legend--l' },
    },
    hint: {
      text: 'Your reason is kept in the audit with the time and your name. You are asked once for each record in a working day.',
    },
    items: asked,
    ...wrong('purpose'),
  })}
  ${characterCount({
    name: 'note',
    value: said(part(given, 'note')),
    maxlength: longestNote,
    threshold: 75,
    rows: 2,
    label: { text: 'A note for the audit', classes: 'govuk-label--s' },
    hint: { text: 'Needed if you are supervising or answering a request. Leave out names.' },
    ...wrong('note'),
  })}`
}

const longestNote = 500
const explained = new Set<Purpose>(['supervise', 'answer-the-person'])

function keptFrom(visit: Visit): string | undefined {
  const pairs = flattened(visit.given).filter(([name]) => name !== 'raw')
  if (pairs.length === 0) return undefined
  return visit.house.sealer.wrap({ path: visit.path, pairs } satisfies Kept, 'kept form')
}
