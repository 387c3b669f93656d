import { type Html, html } from '../html.ts'

/** Our mark: two arms around a light, as a harbour keeps a boat. It is drawn in the colour of the words beside it. */
export const logo: Html = html`<svg class="sk-logo" viewBox="0 0 48 48" width="40" height="40" aria-hidden="true" focusable="false">
  <path class="sk-logo__arm" d="M9.5 13.5A18.5 18.5 0 0 0 21 41.6"/>
  <path class="sk-logo__arm sk-logo__arm--near" d="M38.5 13.5A18.5 18.5 0 0 1 27 41.6"/>
  <path class="sk-logo__arm" d="M17 21.5a10.4 10.4 0 1 0 14 0"/>
  <circle class="sk-logo__light" cx="24" cy="17.5" r="5"/></svg>`
