/* Pages for the public, as the previews show them. */
import { type Html, html } from '../html.ts'
import { dangerCallout, hero } from './banners.ts'
import { button } from './button.ts'
import { card, cards } from './card.ts'
import { characterCount } from './character-count.ts'
import { checkboxes, radios } from './choices.ts'
import { dateInput } from './date-input.ts'
import { details } from './details.ts'
import { errorSummary } from './error-summary.ts'
import { fileUpload } from './file-upload.ts'
import { input } from './input.ts'
import { insetText } from './inset-text.ts'
import { notificationBanner } from './notification-banner.ts'
import { panel } from './panel.ts'
import { phaseBanner } from './phase-banner.ts'
import { select } from './select.ts'
import { summaryList } from './summary-list.ts'
import { textarea } from './textarea.ts'
import { warningText } from './warning-text.ts'

/** The way in. */
export function home(): Html {
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

/** Many questions on one page, as no page of ours has them, with or without mistakes. */
export function question(wrong: boolean): Html {
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
    ${reach(error('Select how we may reach you'))}
    ${dateInput({ id: 'when', namePrefix: 'when', ...error('Enter the day it happened'), fieldset: { legend: { text: 'When did it happen?', classes: 'govuk-fieldset__legend--m' } }, hint: { text: 'For example, 27 9 2026. A guess will do.' } })}
    ${because()}
    ${characterCount({ name: 'account', maxlength: 2000, rows: 6, label: { text: 'What happened?', classes: 'govuk-label--m' }, hint: { text: 'In your own words. It does not have to be in order.' } })}
    ${select({ name: 'where', label: { text: 'Nearest town' }, items: ['Brambleford', 'Ostlewick', 'Penny Marsh'].map(text => ({ text })) })}
    ${textarea({ name: 'else', label: { text: 'Anything else' }, rows: 2 })}
    ${fileUpload({ name: 'picture', label: { text: 'A picture or a screenshot' } })}
    ${details({ summaryText: 'Who will see this', text: 'People at the hub whose work it is to keep others safe. Each time somebody looks, we write down who and why.' })}
    <div class="govuk-button-group">${button({ text: 'Continue', preventDoubleClick: true })}${button({ text: 'Save for later', classes: 'govuk-button--secondary' })}</div>
    </form></div></div>`
}

/** All that was answered, before it is sent. */
export function answers(): Html {
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

/** The end of the journey. */
export const sent = (): Html => html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
  ${panel({ titleText: 'We have your report', html: html`Your words to come back with<br><strong>SK-7F2K-9QXT</strong>` })}
  <h2 class="govuk-heading-m">What happens now</h2><p class="govuk-body">Somebody at the hub will read it within one working day.</p>
  ${notificationBanner({ text: 'We will not contact you, as you asked.' })}</div></div>`

function reach(error: Readonly<{ errorMessage?: { text: string } }>): Html {
  return radios({
    name: 'reach',
    ...error,
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
  })
}

function because(): Html {
  return checkboxes({
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
  })
}
