import { type Installation, localDate, type Problem } from '#kernel'
import { type Answer, attributes, column, dayIn, type Html, html, type Language, publicPage, type Visit } from '#web'
import { sealPass } from '../pass.ts'

/** A form's id, so that the way back may stand above the page's content and still send what was typed. */
const formId = 'return'

export type Framed = Readonly<{
  content: Html
  problems?: readonly Problem[]
  status?: number
  /** What the code's page carries on; without it the page stands before the code. */
  hash: Buffer
  /** Which page this is, so that another language shows the same. */
  on: string
  /** What was typed for a message and not sent yet, on a page that has no place for it. */
  typed?: string
  /** It takes files, which forms send in a way of their own. */
  files?: true
  /** The button that the Enter key presses, where the way back stands above it. */
  enter?: string
}>

/** A page of a conversation, its content in the one form that carries the pass. The tab says nothing. */
export function framed(
  visit: Visit,
  { content, problems = [], status, hash, on, typed, files, enter }: Framed,
): Answer {
  const { language, house, at } = visit
  const { say } = language
  return publicPage(visit, {
    tab: problems.length > 0 ? `${say('Error:')} ${say('Messages')}` : say('Messages'),
    discreet: true,
    status: status ?? (problems.length > 0 ? 422 : 200),
    again: { form: formId, action: '/return' },
    ...(enter && { before: back(language, enter) }),
    content:
      column(html`<form id="${formId}" method="post" action="${language.to('/return')}"${attributes({ enctype: files && 'multipart/form-data' })} novalidate autocomplete="off">
      <input type="hidden" name="pass" value="${sealPass(house.sealer, hash, at)}"><input type="hidden" name="on" value="${on}">${typed && html`<input type="hidden" name="words" value="${typed}">`}${content}</form>`),
  })
}

/** The Enter key presses a form's first button, so one that goes on comes before the way back, seen and heard by nobody. */
const back = ({ say }: Language, enter: string): Html =>
  html`<button form="${formId}" type="submit" name="do" value="${enter}" class="govuk-visually-hidden" tabindex="-1" aria-hidden="true">${say('Continue')}</button>
  <button form="${formId}" type="submit" name="do" value="show" formnovalidate class="govuk-back-link sk-back-button">${say('Back')}</button>`

/** A button that reads as a link. */
export const linkButton = (value: string, words: Html): Html =>
  html`<button type="submit" name="do" value="${value}" formnovalidate class="sk-link-button">${words}</button>`

/** A day as its language writes it: the hour would say too much to whoever looks over a shoulder. */
export const onDay = (language: Language, at: Date, house: Pick<Installation, 'zone'>): string =>
  dayIn(language, localDate(at, house))
