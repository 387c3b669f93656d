import {
  button,
  details,
  doneNotice,
  type Html,
  html,
  input,
  insetText,
  panelOf,
  problemSummary,
  shortly,
  tag,
  textarea,
  type Visit,
  wideTable,
} from '#web'
import { issueMail } from './letter.ts'
import { onPage } from './markup.ts'
import type { Counts, Issue } from './queries.ts'

type Counted = Readonly<{ by: ReadonlyMap<string, Counts>; readers: number }>
export type Problem = Readonly<{ field: string; message: string }>

/** What is being written, over what had been written when: nothing, of a new one. */
export type Written = Pick<Issue, 'title' | 'words'> & Readonly<{ seen: Date | undefined }>

/** Every issue with what became of it, and how many take it. */
export function listView(visit: Visit, all: readonly Issue[], { by, readers }: Counted): Html {
  const none: Counts = { sent: 0, waiting: 0, bounced: 0, failed: 0, stopped: 0 }
  return html`<h1 class="govuk-heading-l">Newsletter</h1>
    <p class="govuk-body sk-reading">${taken(readers)}. Who they are is known to nobody, and whether anybody opened it is not counted: nothing in a letter could tell.</p>
    ${button({ text: 'Write an issue', href: '/hub/newsletter/new' })}
    ${
      all.length === 0
        ? html`<div class="sk-empty"><h2 class="govuk-heading-m">There is no issue yet</h2><p class="govuk-body">Once one is sent, anybody may read it at /news.</p></div>`
        : wideTable('Issues', {
            caption: 'Issues',
            captionClasses: 'govuk-visually-hidden',
            firstCellIsHeader: true,
            head: ['Issue', 'Sent', 'Sent to', 'Bounced', 'Not sent', 'Waiting', 'Stopped after it'].map(text => ({
              text,
            })),
            rows: all.map(one => {
              const counts = by.get(one.id) ?? none
              const link = html`<a class="govuk-link" href="/hub/newsletter/${one.id}${one.number ? '/preview' : ''}">${one.title}</a>`
              if (!one.sentAt)
                return [
                  { html: link },
                  { html: tag({ text: 'Draft', classes: 'govuk-tag--blue' }) },
                  ...Array(5).fill({ text: '' }),
                ]
              return [
                { html: link },
                { text: shortly(one.sentAt, visit) },
                ...[counts.sent, counts.bounced, counts.failed, counts.waiting, counts.stopped].map(many => ({
                  text: `${many}`,
                })),
              ]
            }),
          })
    }`
}

const taken = (readers: number): string =>
  readers === 0 ? 'Nobody takes it' : `${readers === 1 ? 'One address takes' : `${readers} addresses take`} it`

/** A plain editor: a title and words; beside them what somebody else wrote meanwhile. */
export function editView(
  id: string,
  { title, words, seen }: Written,
  problems: readonly Problem[],
  theirs?: Issue,
): Html {
  const wrong = (field: string) => {
    const problem = problems.find(one => one.field === field)
    return problem ? { errorMessage: { text: problem.message } } : {}
  }
  return html`${problemSummary(problems)}<h1 class="govuk-heading-l">Write an issue</h1>
    <form method="post" action="/hub/newsletter/${id}" novalidate class="sk-reading">
      <input type="hidden" name="seen" value="${seen?.toISOString() ?? ''}">
      ${input({ name: 'title', value: title, label: { text: 'Title', classes: 'govuk-label--m' }, hint: { text: 'It is the subject of the letter too. Somebody else may see it: name nobody.' }, ...wrong('title') })}
      ${textarea({ name: 'words', value: words, rows: 18, label: { text: 'Words', classes: 'govuk-label--m' }, ...wrong('words') })}
      ${details({
        summaryText: 'Headings, lists and links',
        html: html`<p class="govuk-body">Leave an empty line between paragraphs. A line that begins with ## is a heading; lines that begin with - are a list. A link is [its words](https://its-address).</p>`,
      })}
      <div class="govuk-button-group">${button({ text: 'Keep it, and look at it', preventDoubleClick: true })}<a class="govuk-link" href="/hub/newsletter">Leave it</a></div></form>
    ${theirs && panelOf('As it stands', 'theirs', html`<h3 class="govuk-heading-s">${theirs.title}</h3><p class="govuk-body sk-words">${theirs.words}</p>`)}`
}

const done = {
  kept: 'Your draft has been kept. Nobody else has been sent it.',
  tried: 'A letter is on its way to that address.',
  sent: 'It is public now, and on its way to everybody who takes it.',
  changed: 'It was not sent: somebody has changed it since you looked. Look at it again.',
}

/** The issue as it will be read: on the page, in a mail program, and where only words are shown. */
export function previewView(
  visit: Visit,
  issue: Issue,
  { by, readers }: Counted,
  wrong?: { given: string; message: string },
): Html {
  const address = visit.house.address ?? ''
  const { subject, text } = issueMail(issue, address, undefined)
  const counts = by.get(issue.id)
  return html`${doneNotice(visit, done)}${wrong && problemSummary([{ field: 'email', message: wrong.message }])}
    <span class="govuk-caption-l">${issue.number ? html`Issue ${issue.number}, sent ${issue.sentAt && shortly(issue.sentAt, visit)}` : 'Draft'}</span>
    <h1 class="govuk-heading-l">${issue.title}</h1>
    <div class="sk-beside"><div>
      ${panelOf('As a page, and in a mail program', 'as-page', onPage(issue.words))}
      ${panelOf('Where only words are shown', 'as-text', html`<p class="sk-facts__line">Subject: ${subject}</p><p class="govuk-body sk-words">${text}</p>`)}
    </div><aside aria-label="What to do with it">
      ${
        issue.number
          ? panelOf(
              'What became of it',
              'counts',
              html`<p class="govuk-body">${counts?.sent ?? 0} sent, ${counts?.waiting ?? 0} on the way, ${counts?.bounced ?? 0} bounced, ${counts?.failed ?? 0} not sent. ${counts?.stopped ?? 0} stopped after it.</p><p class="govuk-body"><a class="govuk-link" href="/news/${issue.number}">Read it as the public does</a></p>`,
            )
          : actions(visit, issue, readers, wrong)
      }</aside></div>`
}

function actions(visit: Visit, issue: Issue, readers: number, wrong?: { given: string; message: string }): Html {
  const mail = visit.house.carrier?.channels.includes('email') && visit.house.address !== undefined
  return html`${panelOf('Change it', 'change', html`<p class="govuk-body"><a class="govuk-link" href="/hub/newsletter/${issue.id}">Go on writing</a></p>`)}
    ${
      mail
        ? panelOf(
            'Try it',
            'try',
            html`<form method="post" action="/hub/newsletter/${issue.id}/try" novalidate>${input({ name: 'email', type: 'email', autocomplete: 'email', value: wrong?.given ?? '', label: { text: 'Send it to one address, to look at' }, ...(wrong && { errorMessage: { text: wrong.message } }) })}${button({ text: 'Send it there', classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`,
          )
        : insetText({ text: 'No e-mail leaves this installation, so an issue is only public on its page.' })
    }
    ${panelOf(
      'Send it',
      'send',
      html`<p class="govuk-body">${taken(readers)} now. From then on anybody may read it, and nothing in it can be changed.</p>
      <form method="post" action="/hub/newsletter/${issue.id}/send"><input type="hidden" name="seen" value="${issue.writtenAt.toISOString()}">${button({ text: 'Send it to everybody', classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
    )}`
}
