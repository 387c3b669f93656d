import type { Installation } from '#kernel'
import { type Html, html } from '../html.ts'

/** What whoever handles a report or case of this kind must never forget, where its programme says something. */
export function careNotes(programme: string, { programmes }: Pick<Installation, 'programmes'>): Html | undefined {
  const care = programmes.get(programme)?.report?.door?.care
  if (!care?.length) return undefined
  return html`<section class="govuk-inset-text" aria-labelledby="care"><h2 class="govuk-heading-s" id="care">Handle with care</h2>
    <ul class="govuk-list govuk-list--bullet">${care.map(words => html`<li>${words}</li>`)}</ul></section>`
}
