/*
 * Every component on a few pages like the real ones, to be looked at and tried in a browser. Its people and places are
 * invented. `node bin/preview.ts <folder>` writes the pages; the browser tests open them.
 */
import { type Html, html } from '../html.ts'
import { type LayoutOptions, layout } from '../layout.ts'
import { backLink } from './back-link.ts'
import { alertBanner, dangerCallout, hero } from './banners.ts'
import { breadcrumbs } from './breadcrumbs.ts'
import { button } from './button.ts'
import { card, cards } from './card.ts'
import { characterCount } from './character-count.ts'
import { checkboxes, radios } from './choices.ts'
import { type ClockState, clockBadge } from './clock-badge.ts'
import { dateInput } from './date-input.ts'
import { details } from './details.ts'
import { errorSummary } from './error-summary.ts'
import { chartFigure, tiles } from './figures.ts'
import { fileUpload } from './file-upload.ts'
import { input } from './input.ts'
import { insetText } from './inset-text.ts'
import { mark, unverifiedBadge } from './marks.ts'
import { notificationBanner } from './notification-banner.ts'
import { pagination } from './pagination.ts'
import { panel } from './panel.ts'
import { phaseBanner } from './phase-banner.ts'
import { select } from './select.ts'
import { summaryList } from './summary-list.ts'
import { table } from './table.ts'
import { tag } from './tag.ts'
import { textarea } from './textarea.ts'
import { timeline } from './timeline.ts'
import { warningText } from './warning-text.ts'
import { worklist } from './worklist.ts'

const madeUp = 'Everyone here is invented. Nothing you send reaches the police or anyone else.'
const states: readonly ClockState[] = ['running', 'soon', 'overdue', 'met', 'late', 'missed', 'lifted']

/** The pages by name, each a whole document. */
export const previews: Readonly<Record<string, () => Html>> = {
  home: () => publicPage({ title: 'Tell someone', content: home(), exit: true }),
  question: () => publicPage({ title: 'How can we reach you safely?', content: question(false), ...journey }),
  mistakes: () => publicPage({ title: 'Error: How can we reach you safely?', content: question(true), ...journey }),
  answers: () => publicPage({ title: 'Check your answers', content: answers(), ...journey }),
  sent: () => publicPage({ title: 'We have your report', content: sent(), ...journey }),
  arabic: () => publicPage({ title: 'أخبر أحداً', content: question(true), lang: 'ar', dir: 'rtl', ...journey }),
  worklist: () => hubPage({ title: 'Worklist', content: work() }),
  case: () => hubPage({ title: 'Case', content: caseFile(), before: trail }),
  measures: () => publicPage({ title: 'How we are doing', content: measures() }),
}

const journey = { exit: true, discreet: true, before: backLink({ href: '#' }) } as const
const trail = breadcrumbs({ items: [{ text: 'Worklist', href: '#' }, { text: 'SK-7F2K-9QXT' }] })

function publicPage(options: Omit<LayoutOptions, 'kind'>): Html {
  return layout({ kind: 'public', madeUp, area: 'Quillshire', ...options })
}

function hubPage(options: Omit<LayoutOptions, 'kind'>): Html {
  const places = ['Worklist', 'Cases', 'People', 'Meetings', 'Measures']
  const navigation = places.map((text, i) => ({ text, href: '#', current: i === 0 }))
  const account = {
    name: 'Ines Thackeray',
    agency: 'Children’s social care',
    signOut: html`<a class="govuk-link" href="#">Sign out</a>`,
  }
  return layout({ kind: 'hub', wide: true, madeUp, area: 'Quillshire', navigation, account, ...options })
}

function home(): Html {
  return html`${hero({
    title: 'Tell someone what is happening',
    body: html`<p class="govuk-body-l">You can report hate, stalking, exploitation or fear for another person. You need not give your name, and you can stop at any time.</p>
    ${button({ text: 'Start', href: '#', isStartButton: true, classes: 'govuk-button--inverse' })}`,
  })}
    ${dangerCallout({ html: html`<p class="govuk-body">If you cannot speak, press 55 when asked. You can also text 999 if you have registered your phone.</p>` })}
    <h2 class="govuk-heading-l">What would you like to do?</h2>
    ${cards([
      card({
        title: { text: 'Report something that happened to you' },
        href: '#',
        body: { text: 'Takes about five minutes. You choose how, and whether, we may contact you.' },
      }),
      card({
        title: { text: 'Say that you are worried about someone' },
        href: '#',
        body: { text: 'A child, a neighbour, an older relative. You do not have to be sure.' },
      }),
      card({
        title: { text: 'Find out what became of a report' },
        href: '#',
        body: { text: 'With the words we gave you when you sent it.' },
        tone: 'calm',
      }),
    ])}
    ${phaseBanner({ tag: { text: 'Trial' }, text: 'This service is new. Tell us what would make it better.' })}`
}

function question(wrong: boolean): Html {
  const error = (text: string) => (wrong ? { errorMessage: { text } } : {})
  return html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
    ${
      wrong &&
      errorSummary({
        titleText: 'There is a problem',
        errorList: [
          { text: 'Select how we may reach you', href: '#reach' },
          { text: 'Enter the day it happened', href: '#when-day' },
        ],
      })
    }
    <form method="post" action="#">
    ${radios({
      name: 'reach',
      ...error('Select how we may reach you'),
      fieldset: {
        legend: { text: 'How can we reach you safely?', isPageHeading: true, classes: 'govuk-fieldset__legend--xl' },
      },
      hint: { text: 'We will only use what you choose here.' },
      items: [
        {
          value: 'phone',
          text: 'By phone',
          conditional: {
            html: input({
              name: 'phone',
              label: { text: 'Phone number' },
              type: 'tel',
              classes: 'govuk-input--width-20',
              autocomplete: 'tel',
            }),
          },
        },
        { value: 'post', text: 'Through someone I trust', hint: { text: 'A friend, a teacher, a support worker.' } },
        { divider: 'or' },
        { value: 'none', text: 'Please do not contact me' },
      ],
    })}
    ${dateInput({ id: 'when', namePrefix: 'when', ...error('Enter the day it happened'), fieldset: { legend: { text: 'When did it happen?', classes: 'govuk-fieldset__legend--m' } }, hint: { text: 'For example, 27 9 2026. A guess will do.' } })}
    ${checkboxes({
      name: 'because',
      fieldset: {
        legend: { text: 'Do you think it was because of any of these?', classes: 'govuk-fieldset__legend--m' },
      },
      items: [
        { value: 'faith', text: 'Faith or belief' },
        { value: 'disability', text: 'Disability' },
        { value: 'race', text: 'Race or where someone comes from' },
        { divider: 'or' },
        { value: 'none', text: 'None of these', behaviour: 'exclusive' },
      ],
    })}
    ${characterCount({ name: 'account', maxlength: 2000, rows: 6, label: { text: 'What happened?', classes: 'govuk-label--m' }, hint: { text: 'In your own words. It does not have to be in order.' } })}
    ${select({ name: 'where', label: { text: 'Nearest town' }, items: ['Brambleford', 'Ostlewick', 'Penny Marsh'].map(text => ({ text })) })}
    ${textarea({ name: 'else', label: { text: 'Anything else' }, rows: 2 })}
    ${fileUpload({ name: 'picture', label: { text: 'A picture or a screenshot' } })}
    ${details({ summaryText: 'Who will see this', text: 'People at the hub whose work it is to keep others safe. Each time somebody looks, we write down who and why.' })}
    <div class="govuk-button-group">${button({ text: 'Continue', preventDoubleClick: true })}${button({ text: 'Save for later', classes: 'govuk-button--secondary' })}</div>
    </form></div></div>`
}

function answers(): Html {
  const change = (what: string) => ({ items: [{ href: '#', text: 'Change', visuallyHiddenText: what }] })
  return html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds"><h1 class="govuk-heading-xl">Check your answers</h1>
    ${summaryList({
      card: { title: { text: 'What happened' } },
      rows: [
        { key: { text: 'When' }, value: { text: '27 September 2026' }, actions: change('when it happened') },
        { key: { text: 'Where' }, value: { text: 'Market Place, Brambleford' }, actions: change('where it happened') },
        {
          key: { text: 'Your account' },
          value: { text: 'A man followed me from the library and shouted at my son about his hearing aid.' },
          actions: change('your account'),
        },
      ],
    })}
    ${insetText({ text: 'You have not given your name. That is fine.' })}
    ${warningText({ text: 'If somebody else can see this screen, use the button that leaves the page.' })}
    ${button({ text: 'Send my report' })}</div></div>`
}

const sent = (): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
  ${panel({ titleText: 'We have your report', html: html`Your words to come back with<br><strong>SK-7F2K-9QXT</strong>` })}
  <h2 class="govuk-heading-m">What happens now</h2><p class="govuk-body">Somebody at the hub will read it within one working day.</p>
  ${notificationBanner({ text: 'We will not contact you, as you asked.' })}</div></div>`

function work(): Html {
  return html`${alertBanner({ text: 'A report received at 14:02 says that a named person intends to kill. Nobody has taken it.', href: '#' })}
    <h1 class="govuk-heading-l">Worklist</h1>
    ${tiles([
      { label: 'Waiting for a first look', value: 14, note: '3 due within the hour', tone: 'watch' },
      { label: 'Overdue', value: 2, tone: 'alarm' },
      { label: 'Met in time this week', value: '96 %', note: '118 of 123 that fell due', tone: 'good' },
      { label: 'Open cases', value: '500+' },
    ])}
    <form class="sk-filter" data-sk-filter>${input({ name: 'find', type: 'search', label: { text: 'Find in this list' }, classes: 'govuk-input--width-20' })}
    ${select({ name: 'programme', label: { text: 'Programme' }, items: [{ text: 'All' }, { text: 'Hate' }, { text: 'Stalking' }] })} ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}</form>
    ${worklist([
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
    ])}
    ${pagination({ items: [{ number: 1, href: '#', current: true }, { number: 2, href: '#' }, { ellipsis: true }, { number: 9, href: '#' }], next: { href: '#' } })}
    <h2 class="govuk-heading-m">Clocks</h2><p>${states.map(state => html`${clockBadge({ state, text: '3 days' })} `)}</p>
    <p>${['grey', 'green', 'red', 'yellow', 'purple', 'blue'].map(tone => html`${tag({ text: tone, classes: `govuk-tag--${tone}` })} `)}</p>`
}

function caseFile(): Html {
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

function measures(): Html {
  const points = [42, 47, 44, 51, 49, 46, 58, 63, 61, 66, 64, 69]
  const x = (i: number) => 40 + i * 52
  const y = (value: number) => 200 - (value - 30) * 4
  const svg = html`<svg viewBox="0 0 640 230" role="img" aria-label="Line chart: 42 in January rising to 69 in December">
    <rect class="sk-band" x="40" y="${y(68)}" width="572" height="${y(40) - y(68)}"/><path class="sk-axis" d="M40 10V200H620"/>
    <path class="sk-mean" d="M40 ${y(54)}H612"/><path class="sk-limit" d="M40 ${y(68)}H612M40 ${y(40)}H612"/><path class="sk-break" d="M326 12V200"/>
    <path class="sk-line" d="M${points.map((value, i) => `${x(i)} ${y(value)}`).join('L')}"/>
    ${points.map((value, i) => html`<circle class="${i > 10 ? 'sk-point sk-point--better' : 'sk-point'}" cx="${x(i)}" cy="${y(value)}" r="5"/>`)}
    <text x="40" y="222">January</text><text x="612" y="222" text-anchor="end">December</text></svg>`
  const head = [{ text: 'Month' }, { text: 'Met', format: 'numeric' }]
  const rows = points.map((value, i) => [{ text: `Month ${i + 1}` }, { text: value, format: 'numeric' }])
  return html`<h1 class="govuk-heading-xl">How we are doing</h1>
    ${chartFigure({ id: 'contact', caption: 'Victims contacted in time, of those due', reading: 'Better since July: twelve points in a row lie above what chance would give.', svg, table: table({ head, rows, firstCellIsHeader: true }), source: 'Counted from this service, December 2026.' })}
    ${table({
      caption: 'By place',
      captionClasses: 'govuk-table__caption--m',
      firstCellIsHeader: true,
      head: [{ text: 'Place' }, { text: 'Due', format: 'numeric' }, { text: 'Met', format: 'numeric' }],
      rows: [
        [{ text: 'Brambleford' }, { text: 61, format: 'numeric' }, { text: 58, format: 'numeric' }],
        [{ text: 'Ostlewick' }, { text: 62, format: 'numeric' }, { text: 60, format: 'numeric' }],
      ],
    })}`
}
