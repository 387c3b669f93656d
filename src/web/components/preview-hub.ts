/* Pages for a hub worker, as the previews show them. */
import { type Html, html } from '../html.ts'
import { alertBanner } from './banners.ts'
import { button } from './button.ts'
import { card } from './card.ts'
import { type ClockState, clockBadge } from './clock-badge.ts'
import { tiles } from './figures.ts'
import { input } from './input.ts'
import { mark, unverifiedBadge } from './marks.ts'
import { pagination } from './pagination.ts'
import { select } from './select.ts'
import { tag } from './tag.ts'
import { timeline } from './timeline.ts'
import { type WorklistRow, worklist } from './worklist.ts'

const states: readonly ClockState[] = ['running', 'soon', 'overdue', 'met', 'late', 'missed', 'lifted']

/** What a hub worker begins the day with. */
export function work(): Html {
  return html`${alertBanner({ text: 'A report received at 14:02 says that a named person intends to kill. Nobody has taken it.', href: '/hub/reports/9' })}
    <h1 class="govuk-heading-l">Worklist</h1>
    ${tiles([
      { label: 'Waiting for a first look', value: 14, note: '3 due within the hour', tone: 'watch' },
      { label: 'Overdue', value: 2, tone: 'alarm' },
      { label: 'Met in time this week', value: '96 %', note: '118 of 123 that fell due', tone: 'good' },
      { label: 'Open cases', value: '500+' },
    ])}
    <form class="sk-filter" data-sk-filter>${input({ name: 'find', type: 'search', label: { text: 'Find in this list' }, classes: 'govuk-input--width-20' })}
    ${select({ name: 'programme', label: { text: 'Programme' }, items: [{ text: 'All' }, { text: 'Hate' }, { text: 'Stalking' }] })} ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}</form>
    ${worklist(waiting())}
    ${pagination({ items: [{ number: 1, href: '#', current: true }, { number: 2, href: '#' }, { ellipsis: true }, { number: 9, href: '#' }], next: { href: '#' } })}
    <h2 class="govuk-heading-m">Clocks</h2><p>${states.map(state => html`${clockBadge({ state, text: '3 days' })} `)}</p>
    <p>${['grey', 'green', 'red', 'yellow', 'purple', 'blue'].map(tone => html`${tag({ text: tone, classes: `govuk-tag--${tone}` })} `)}</p>`
}

/** One case, from its newest entry back. */
export function caseFile(): Html {
  return html`<div class="sk-beside"><div><span class="govuk-caption-l">Hate · SK-7F2K-9QXT</span><h1 class="govuk-heading-l">Shouted at over a hearing aid</h1>
    ${timeline([
      {
        when: '22 Nov, 09:14',
        dateTime: '2026-11-22T09:14Z',
        kind: 'step',
        title: { text: 'Contact made with the family' },
        by: 'Owen Prakash, Police',
        marks: clockBadge({ state: 'met', text: '4 hours early' }),
        body: { text: 'Mother would rather be written to. She wants the school told, and nobody else.' },
      },
      {
        when: '21 Nov, 16:30',
        kind: 'decision',
        title: { text: 'Referred to the hate crime programme' },
        by: 'Ines Thackeray, Children’s social care',
        body: { text: 'Perceived by the victim’s mother as hostility towards disability. No immediate risk.' },
      },
      {
        when: '21 Nov, 16:31',
        kind: 'share',
        title: { text: 'Summary shown to Penny Marsh School' },
        by: 'Ines Thackeray',
        marks: mark('Public task', 'plain'),
      },
      { when: '21 Nov, 11:02', kind: 'clock', title: { text: 'First look: due within one working day' } },
      { when: '21 Nov, 10:58', kind: 'alert', title: { text: 'Marked as urgent, then lifted' } },
      {
        when: '21 Nov, 10:57',
        kind: 'correction',
        title: { text: 'The street was wrong: Market Place, not Market Street' },
      },
      { when: '20 Nov, 22:40', kind: 'note', title: { text: 'Report received from the public form' } },
    ])}</div>
    <aside aria-label="This case">${card({ title: { text: 'Next' }, tone: 'calm', body: { html: html`<p>Record the outcome of contact</p>${button({ text: 'Record contact' })}` } })}
    ${card({ title: { text: 'People' }, body: { html: html`<p><strong>Tomasz Łuczak</strong>, 9<br>Victim</p><p><strong>Ŵena Łuczak</strong><br>Mother, made the report</p>` }, footer: html`Names are shown to you because your agency takes part.` })}</aside></div>`
}

function waiting(): readonly WorklistRow[] {
  return [
    {
      href: '#1',
      title: 'Threat made by message to a former partner',
      reference: 'SK-4HQD-77WN',
      summary: 'Says he knows the school run and that she “will not see Christmas”.',
      facts: ['Brambleford', 'Received 14:02', 'From the public form'],
      urgent: true,
      clock: clockBadge({ state: 'overdue', text: 'by 22 minutes' }),
      marks: mark('Stalking'),
    },
    {
      href: '#2',
      title: 'Boy of 14 seen getting into cars outside Ostlewick station',
      reference: 'SK-9XT2-KM4C',
      summary: 'Third report in a month from rail staff; two different cars.',
      facts: ['Ostlewick', 'Received 11:40', 'Transport police'],
      clock: clockBadge({ state: 'soon', text: '38 minutes left' }),
      marks: html`${mark('Exploitation')} ${unverifiedBadge('Limit unverified')}`,
    },
    {
      href: '#3',
      title: 'Shouted at over a hearing aid in the market',
      reference: 'SK-7F2K-9QXT',
      facts: ['Brambleford', 'Received yesterday', 'No contact wanted'],
      clock: clockBadge({ state: 'running', text: '5 hours left' }),
      marks: mark('Hate'),
    },
  ]
}
