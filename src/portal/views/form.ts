import { button, type Html, html } from '#web'

/** A form's id, so that the way back may stand above the page's content and still send what was typed. */
export const formId = 'question'

export type FormParts = Readonly<{ action: string; sealed: string; content: Html }>

/** A form of ours: sent to an address that says nothing, carrying the draft, remembered by no browser. */
export const draftForm = ({ action, sealed, content }: FormParts): Html =>
  html`<form id="${formId}" method="post" action="${action}" novalidate autocomplete="off">
    <input type="hidden" name="draft" value="${sealed}">${content}</form>`

/**
 * The way back, which loses nothing typed. The Enter key presses a form's first button, wherever it stands, so one that
 * goes on comes before it, seen and heard by nobody.
 */
export const backButton = html`<button form="${formId}" type="submit" name="do" value="next" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">Continue</button>
  <button form="${formId}" type="submit" name="do" value="back" formnovalidate class="govuk-back-link sk-back-button">Back</button>`

/** A button that reads as a link. */
export const linkButton = (value: string, words: Html): Html =>
  html`<button type="submit" name="do" value="${value}" formnovalidate class="sk-link-button">${words}</button>`

export const continueButton = button({ text: 'Continue', name: 'do', value: 'next', preventDoubleClick: true })
