import type { ReportShown } from '#kernel'
import {
  button,
  details,
  type Html,
  holds,
  html,
  nameOf,
  panelOf,
  recordFacts,
  select,
  shortly,
  tag,
  type Visit,
} from '#web'
import { channelOf, sayWhen, whys } from './may-go.ts'
import type { Contact, MessageShown } from './queries.ts'
import { templateOf } from './templates.ts'

/** The whole page: what became of each message, beside how whoever reported may be reached. */
export function messagesView(
  visit: Visit,
  report: ReportShown,
  all: readonly MessageShown[],
  ways: readonly Contact[],
): Html {
  const who = report.people.filter(person => person.reporter)
  return html`<span class="govuk-caption-l">Report ${report.reference}</span>
    <h1 class="govuk-heading-l">Messages</h1>
    <div class="sk-beside"><div>
      ${all.length === 0 ? html`<div class="sk-empty"><h2 class="govuk-heading-m">Nothing has been sent</h2><p class="govuk-body">Whoever reported hears from us by a message only where they gave a way that is safe.</p></div>` : undefined}
      ${all.map(one => sheet(purposeOf(one), oneMessage(visit, report, one)))}
    </div><aside aria-label="How they may be reached">
      ${who.map(({ record }) => panelOf(nameOf(record), `who-${record.id}`, html`${recordFacts(record)}${whenList(ways.filter(way => way.recordId === record.id))}`))}
    </aside></div>`
}

/** One of several alike: a heading, and no landmark, of which there would be too many by one name. */
export const sheet = (title: string, body: Html): Html =>
  html`<div class="sk-panel"><div class="sk-panel__top"><h2 class="sk-panel__title">${title}</h2></div>${body}</div>`

/** When a message may go by each way: as it was understood, so that a misreading is seen. */
function whenList(ways: readonly Contact[]): Html | undefined {
  const said = ways.flatMap(way => {
    const channel = channelOf(way)
    return channel ? [`${channel === 'email' ? 'Email' : 'Text'}: ${sayWhen(way, channel, false)}`] : []
  })
  return said.length
    ? html`<ul class="govuk-list">${said.map(one => html`<li class="sk-facts__line">${one}.</li>`)}</ul>`
    : undefined
}

/** The latest messages in a line each. */
export const messageList = (all: readonly MessageShown[], visit: Visit): Html =>
  all.length === 0
    ? html`<p class="govuk-body">Nothing has been sent.</p>`
    : html`<ul class="sk-facts">${all.map(
        one => html`<li class="sk-facts__item"><p class="sk-facts__title">${purposeOf(one)}</p>${stateOf(one)}
          <p class="sk-facts__line">${lineOf(one, visit)}</p></li>`,
      )}</ul>`

const purposeOf = ({ template }: MessageShown): string => templateOf(template)?.purpose ?? template

function oneMessage(visit: Visit, report: ReportShown, one: MessageShown): Html {
  const words = one.words && (one.channel === 'text' ? one.words.short : one.words.text)
  return html`${stateOf(one)}<p class="sk-facts__line">${lineOf(one, visit)}</p>
    ${waysOut(visit, report, one)}
    ${
      words === undefined
        ? html`<p class="sk-facts__line">Its words have been disposed of.</p>`
        : details({
            summaryText: one.channel ? 'What it says' : 'What they were told',
            html: html`<p class="govuk-body sk-words">${words}</p>`,
          })
    }`
}

const tones: Readonly<Record<string, readonly [string, string]>> = {
  waiting: ['Waiting to be sent', 'govuk-tag--blue'],
  sent: ['Sent', 'govuk-tag--green'],
  delivered: ['Delivered', 'govuk-tag--green'],
  held: ['Waits for you', 'govuk-tag--yellow'],
  refused: ['Not sent', 'govuk-tag--red'],
  failed: ['Not sent', 'govuk-tag--red'],
  undeliverable: ['Could not be delivered', 'govuk-tag--red'],
  settled: ['Done in person', 'govuk-tag--green'],
}

function stateOf({ state }: MessageShown): Html {
  const [text, classes] = tones[state] ?? [state, '']
  return tag({ text, classes })
}

const byWhat = { email: 'By email', text: 'By text' } as const
const settledBy: Readonly<Record<string, string>> = {
  called: 'by telephone',
  'in-person': 'in person',
  agency: 'through their agency',
  written: 'in writing',
  'not-needed': 'not needed any more',
}

function lineOf(one: MessageShown, visit: Visit): string {
  const way = one.channel ? byWhat[one.channel] : 'In person'
  if (one.state === 'settled' && one.settledAt)
    return `${settledBy[one.settledHow ?? ''] ?? ''}, ${one.settledBy ?? 'somebody'}, ${shortly(one.settledAt, visit)}`.replace(
      /^./,
      first => first.toUpperCase(),
    )
  if (one.state === 'waiting')
    return one.dueAt > visit.at
      ? `${way}, not before ${shortly(one.dueAt, visit)}`
      : `${way}, on its way since ${shortly(one.queuedAt, visit)}`
  if (one.sentAt) return `${way}, ${shortly(one.sentAt, visit)}`
  return `${way}, asked for ${shortly(one.queuedAt, visit)}`
}

/** What could not be sent, why, and what somebody did instead. */
function waysOut(visit: Visit, report: ReportShown, one: MessageShown): Html | undefined {
  if (!['held', 'refused', 'failed', 'undeliverable'].includes(one.state)) return undefined
  const why = one.why && Object.hasOwn(whys, one.why) ? whys[one.why as keyof typeof whys] : undefined
  const unsaid = visit.query.unsaid === one.id
  return html`<p class="govuk-body"><strong>${why ?? 'It was not sent'}.</strong> Read the rules of safe contact first, then call, or tell them in another safe way.</p>
    ${
      visit.signedIn && holds(visit.signedIn, 'hub')
        ? html`<form method="post" action="/hub/reports/${report.id}/messages/${one.id}">
      ${select({
        id: `how-${one.id}`,
        name: 'how',
        label: { text: 'What did you do instead?' },
        items: [
          { value: '', text: 'Select' },
          { value: 'called', text: 'I told them by telephone' },
          { value: 'in-person', text: 'I told them in person' },
          { value: 'agency', text: 'They were told through an agency' },
          { value: 'written', text: 'I wrote to them in another way' },
          { value: 'not-needed', text: 'It is not needed any more' },
        ],
        ...(unsaid && { errorMessage: { text: 'Select what you did instead' } }),
      })}${button({ text: 'Record it', classes: 'govuk-button--secondary', preventDoubleClick: true })}</form>`
        : undefined
    }`
}
