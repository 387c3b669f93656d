/* Small marks beside a title. */
import { type Html, html } from '../html.ts'

/** A value of law or practice that nobody has yet checked against its source. */
export const unverifiedBadge = (text = 'Unverified'): Html =>
  html`<span class="sk-mark sk-mark--unverified"><span aria-hidden="true">?</span> ${text}</span>`

/** A plain mark: the name of a programme, an agency or a source. */
export const mark = (text: string, tone: 'calm' | 'warm' | 'plain' = 'calm'): Html =>
  html`<span class="sk-mark sk-mark--${tone}">${text}</span>`
