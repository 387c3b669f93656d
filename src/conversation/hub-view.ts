import { newId, type Problem, part, said } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  button,
  characterCount,
  details,
  doneNotice,
  dueBadge,
  english,
  type Html,
  html,
  insetText,
  type Look,
  languageOf,
  mark,
  panelOf,
  problemSummary,
  radios,
  select,
  show,
  statedWhy,
  tag,
  type Visit,
  when,
} from '#web'
import type { Conversation, MessageShown } from './hub-queries.ts'
import { deletionOf, longest, type Tellable, toldLast } from './said.ts'
import { templateOf, templates } from './templates.ts'
import { statusWords } from './views/overview.ts'
import { mayDecide, mayDispose, mayStop } from './who.ts'

const done = {
  told: 'It stands on their page now. They see it when they come back with their code.',
  granted: 'They are told that it will be deleted. Somebody else who answers for what is kept now deletes it.',
  refused: 'They are told that it is kept, and why.',
  'no-answer': 'It is noted that what they wrote needs no answer.',
  stopped: 'The code has been stopped. It opens nothing any more.',
}

export const statusTitles: Readonly<Record<Tellable, string>> = {
  read: 'Read by a person',
  passed: 'Passed to somebody who can help',
  decided: 'A decision was made',
  closed: 'Closed',
}

/** The conversation about a report: what was said, what is owed, and for those who work on it the forms to answer. */
export function conversationPage(
  visit: Visit,
  look: Look,
  conversation: Conversation,
  problems: readonly Problem[],
): Answer {
  const { reference, reportId, messages, mayWrite, key } = conversation
  const writes = mayWrite && key !== null
  return show(
    {
      title: `${problems.length ? 'Error: ' : ''}Conversation about ${reference}`,
      kind: 'hub',
      wide: true,
      before: breadcrumbs({
        items: [
          { text: 'Worklist', href: '/hub' },
          { text: reference, href: `/hub/reports/${reportId}` },
          { text: 'Conversation' },
        ],
      }),
      content: html`${doneNotice(visit, done)}${problemSummary(problems)}
      <span class="govuk-caption-l">Report ${reference}</span><h1 class="govuk-heading-l">Conversation with whoever reported</h1>
      ${statedWhy(look, reportId, `/hub/reports/${reportId}/conversation`)}
      ${owed(visit, conversation)}
      <div class="sk-beside"><div>
        ${writes ? panelOf('Write to them', 'write', writing(visit, conversation, problems)) : undefined}
        ${panelOf('What was said', 'said', saidSoFar(visit, messages))}
      </div><aside aria-label="About this conversation">
        ${deletion(visit, conversation, problems)}
        ${panelOf('What they are told', 'status', standing(conversation))}
        ${writes ? panelOf('Tell them how far it is', 'change', changing(visit, conversation, problems)) : undefined}
        ${panelOf('Their code', 'code', code(visit, conversation, writes))}
      </aside></div>`,
    },
    problems.length ? 422 : 200,
  )
}

/** What whoever reported waits for, nearest first. */
function owed(visit: Visit, { answerDue, deletionDue, reportId, mayWrite }: Conversation): Html | undefined {
  if (!answerDue && !deletionDue) return undefined
  const badge = (due: Date, what: string) => html`<p class="sk-facts__line">${what} ${dueBadge(due, visit)}</p>`
  return html`<div class="sk-standing">${answerDue && badge(answerDue, 'They have written and wait for an answer.')}${
    answerDue && mayWrite
      ? html`<form method="post" action="/hub/reports/${reportId}/conversation"><button type="submit" name="do" value="no-answer" class="govuk-link sk-as-link">What they wrote needs no answer</button></form>`
      : undefined
  }${deletionDue && badge(deletionDue, 'They have asked for their report to be deleted.')}</div>`
}

const formOf = (reportId: string, deed: string, content: Html): Html =>
  html`<form method="post" action="/hub/reports/${reportId}/conversation" novalidate>
    <input type="hidden" name="do" value="${deed}"><input type="hidden" name="once" value="${newId()}">${content}</form>`

type Typed = Readonly<{
  line(name: string): string
  wrong(name: string): { errorMessage?: { text: string } }
}>

/** What was typed into one of the page's forms, where that is the one that was sent. */
function typedIn(visit: Visit, deed: string, problems: readonly Problem[]): Typed {
  const sent = problems.length > 0 && said(part(visit.given, 'do')) === deed
  return {
    line: name => (sent ? said(part(visit.given, name)) : ''),
    wrong: name => {
      const problem = sent ? problems.find(one => one.field === name) : undefined
      return problem ? { errorMessage: { text: problem.message } } : {}
    },
  }
}

function writing(visit: Visit, { reportId, language }: Conversation, problems: readonly Problem[]): Html {
  const { line, wrong } = typedIn(visit, 'words', problems)
  const begun = templateOf(visit.query.template ?? '')
  return html`<p class="govuk-body">They read this with their code, perhaps on somebody else’s phone. Write nothing that would harm them if another person reads it: no name, no place, nothing of anybody else.</p>
    ${language === 'en' ? undefined : insetText({ html: html`They told us in ${languageOf(language).name}, and what you write is not translated by itself: have it put into their language, or write in the plainest words.` })}
    <form method="get" action="/hub/reports/${reportId}/conversation" class="sk-filter">${select({ name: 'template', label: { text: 'Begin with' }, value: begun?.id ?? '', items: [{ value: '', text: 'An empty page' }, ...templates.map(({ id, title }) => ({ value: id, text: title }))] })}${button({ text: 'Use it', classes: 'govuk-button--secondary' })}</form>
    ${formOf(
      reportId,
      'words',
      html`${characterCount({ name: 'words', value: line('words') || (problems.length ? '' : (begun?.words ?? '')), maxlength: longest, threshold: 75, rows: 7, label: { text: 'Your message', classes: 'govuk-label--s' }, ...wrong('words') })}
      ${button({ text: 'Put it on their page', preventDoubleClick: true })}`,
    )}`
}

function saidSoFar(visit: Visit, messages: readonly MessageShown[]): Html {
  if (messages.length === 0) return html`<p class="govuk-body">Nobody has written yet.</p>`
  return html`<ol class="sk-said">${messages.map(one => message(visit, one))}</ol>`
}

function message(visit: Visit, one: MessageShown): Html {
  const theirs = one.side === 'reporter'
  const seen = one.seenAt
    ? `${theirs ? `read by ${one.seenBy ?? 'somebody'}` : 'they saw it'} ${when(one.seenAt, visit)}`
    : theirs
      ? 'not read yet'
      : 'they have not seen it yet'
  return html`<li class="sk-said__one ${theirs ? 'sk-said__one--theirs' : 'sk-said__one--ours'}">
    <p class="sk-said__who"><strong>${theirs ? 'Whoever reported' : one.by}</strong> · ${when(one.at, visit)} · ${seen}
    ${one.helpful === null ? undefined : mark(one.helpful ? 'Found helpful' : 'Not found helpful', one.helpful ? 'plain' : 'warm')}${one.survey ? mark('Asked how it was') : undefined}</p>
    ${kindWords(one)}
    ${one.body ? one.body.words && html`<p class="govuk-body sk-words">${one.body.words}</p>` : html`<p class="govuk-body">The words have been disposed of.</p>`}
    ${one.body?.why && html`<p class="sk-facts__line sk-words">For those who work here: ${one.body.why}</p>`}</li>`
}

function kindWords({ kind, side, outcome }: MessageShown): Html | undefined {
  if (kind === 'named') return html`<p class="govuk-body">Gave their name: see the people in the report.</p>`
  if (kind === 'files') return html`<p class="govuk-body">Added files: see the documents of the report.</p>`
  if (kind === 'reach')
    return html`<p class="govuk-body">Said how they may be reached: see the people in the report.</p>`
  if (kind === 'deletion' && side === 'reporter')
    return html`<p>${tag({ text: 'Asked for deletion', classes: 'govuk-tag--yellow' })}</p>`
  if (kind === 'deletion')
    return html`<p>${tag({ text: outcome === 'granted' ? 'Deletion granted' : 'Deletion refused' })}</p>`
  // The table holds no other outcome of a status.
  return kind === 'status' ? html`<p>${tag({ text: statusTitles[outcome as Tellable] })}</p>` : undefined
}

/** What was told last. Until then their page goes by who has opened the report, which is not for everybody here to know. */
function standing({ messages }: Conversation): Html {
  const status = toldLast(messages)
  if (!status)
    return html`<p class="govuk-body">Nothing has been told yet. Their page says that the report has come, and once somebody has opened it, that a person has read it.</p>`
  return html`<p>${tag({ text: statusTitles[status] })}</p><p class="sk-facts__line">“${statusWords(english.say)[status]}”</p>`
}

function changing(visit: Visit, { reportId }: Conversation, problems: readonly Problem[]): Html {
  const { line, wrong } = typedIn(visit, 'status', problems)
  const ask = radios({
    name: 'ask',
    value: line('ask'),
    classes: 'govuk-radios--small',
    fieldset: { legend: { text: 'May they be asked how it was?', classes: 'govuk-fieldset__legend--s' } },
    items: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No', hint: { text: 'They are under 16, have died, or it would not be safe' } },
    ],
    ...wrong('ask'),
  })
  return formOf(
    reportId,
    'status',
    html`${radios({
      name: 'outcome',
      value: line('outcome'),
      classes: 'govuk-radios--small',
      fieldset: { legend: { text: 'What has happened?', classes: 'govuk-fieldset__legend--s' } },
      items: Object.entries(statusTitles).map(([value, text]) => ({
        value,
        text,
        ...(value === 'closed' && { conditional: { html: ask } }),
      })),
      ...wrong('outcome'),
    })}
    ${characterCount({ name: 'known', value: line('known'), maxlength: longest, threshold: 75, rows: 4, label: { text: 'What they may know of it', classes: 'govuk-label--s' }, hint: { text: 'Needed for a decision and for closing: what came of it. Leave out what would endanger anybody.' }, ...wrong('known') })}
    ${button({ text: 'Tell them', preventDoubleClick: true, classes: 'govuk-button--secondary' })}`,
  )
}

/** A request to delete: to decide on it, and, once somebody has granted it, to do it. */
function deletion(visit: Visit, conversation: Conversation, problems: readonly Problem[]): Html | undefined {
  const { messages, reportId, legalHold, key } = conversation
  const state = deletionOf(messages)
  if (state === 'none' || key === null) return undefined
  if (state === 'asked') {
    const body = mayDecide(visit)
      ? deciding(visit, conversation, problems)
      : html`<p class="govuk-body">A supervisor of the hub decides.</p>`
    return panelOf('Request to delete', 'deletion', body)
  }
  if (state === 'refused') return panelOf('Request to delete', 'deletion', html`<p class="govuk-body">Refused.</p>`)
  const granted = messages.find(one => one.kind === 'deletion')
  const may = mayDispose(visit) && granted?.byUser !== visit.signedIn?.userId && !legalHold
  return panelOf(
    'Request to delete',
    'deletion',
    html`<p class="govuk-body">Granted by ${granted?.by}. ${legalHold ? 'A legal hold forbids to delete it now.' : 'Somebody else who answers for what is kept deletes it.'}</p>
    ${may && formOf(reportId, 'dispose', html`<p class="govuk-body">The words of the report and of this conversation, their key, and where and when it happened are destroyed. Nobody can bring them back.</p>${button({ text: 'Delete it now', classes: 'govuk-button--warning', preventDoubleClick: true })}`)}`,
  )
}

function deciding(visit: Visit, { reportId, legalHold }: Conversation, problems: readonly Problem[]): Html {
  const { line, wrong } = typedIn(visit, 'deletion', problems)
  return html`${legalHold ? insetText({ text: 'This report is under a legal hold: it cannot be deleted while that stands.' }) : undefined}${formOf(
    reportId,
    'deletion',
    html`${radios({
      name: 'decision',
      value: line('decision'),
      classes: 'govuk-radios--small',
      fieldset: { legend: { text: 'What do you decide?', classes: 'govuk-fieldset__legend--s' } },
      items: [
        {
          value: 'granted',
          text: 'Delete it',
          hint: { text: 'Nobody is in danger, and nothing asks for it to be kept' },
        },
        {
          value: 'refused',
          text: 'Keep it',
          hint: { text: 'Somebody may be in danger, a court or the police need it, or the law says so' },
        },
      ],
      ...wrong('decision'),
    })}
    ${characterCount({ name: 'told', value: line('told'), maxlength: longest, threshold: 75, rows: 4, label: { text: 'What they are told, and why', classes: 'govuk-label--s' }, ...wrong('told') })}
    ${characterCount({ name: 'why', value: line('why'), maxlength: longest, threshold: 75, rows: 3, label: { text: 'The reason, for those who work here', classes: 'govuk-label--s' }, hint: { text: 'With the law that it rests on. They are not shown this.' }, ...wrong('why') })}
    ${button({ text: 'Record this decision', preventDoubleClick: true })}`,
  )}`
}

function code(visit: Visit, { hasCode, reportId }: Conversation, writes: boolean): Html {
  if (!hasCode)
    return html`<p class="govuk-body">It has been stopped, or the report is gone: nobody comes back by it.</p>`
  const may = writes && mayStop(visit)
  return html`<p class="govuk-body">Whoever has it sees what you write, and nothing of the report. Nobody here can see it.</p>
    ${may ? details({ summaryText: 'Somebody else may have it', html: formOf(reportId, 'stop', html`<p class="govuk-body">Stopped, it opens nothing, for whoever reported too. There is no other.</p>${button({ text: 'Stop the code', classes: 'govuk-button--warning', preventDoubleClick: true })}`) }) : undefined}`
}
