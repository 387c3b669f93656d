import { attributes, button, type Html, html, type Language } from '#web'

/** A form's id, so that the way back may stand above the page's content and still send what was typed. */
export const formId = 'question'

/** `files`: it takes files, which forms send in a way of their own. */
export type FormParts = Readonly<{ action: string; sealed: string; content: Html; files?: true | undefined }>

/** A form of ours: sent to an address that says nothing, carrying the draft, remembered by no browser. */
export const draftForm = ({ action, sealed, content, files }: FormParts): Html =>
  html`<form id="${formId}" method="post" action="${action}"${attributes({ enctype: files && 'multipart/form-data' })} novalidate autocomplete="off">
    <input type="hidden" name="draft" value="${sealed}">${content}</form>`

/**
 * The way back, which loses nothing typed. The Enter key presses a form's first button, wherever it stands: that is one
 * that goes on, which stands before the other languages.
 */
export const backButton = ({ say }: Language): Html =>
  html`<button form="${formId}" type="submit" name="do" value="back" formnovalidate class="govuk-back-link sk-back-button">${say('Back')}</button>`

/** A button that reads as a link. */
export const linkButton = (value: string, words: Html): Html =>
  html`<button type="submit" name="do" value="${value}" formnovalidate class="sk-link-button">${words}</button>`

export const continueButton = ({ say }: Language): Html =>
  button({ text: say('Continue'), name: 'do', value: 'next', preventDoubleClick: true })
