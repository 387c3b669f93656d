/* The moment that is asked for while very many reports come in: by each form that takes them, in a page of its own. */
import { part, said } from '#kernel'
import { assetUrl } from './assets.ts'
import { button } from './components/button.ts'
import { challengeFor, type Flood, stillToWait, workBits } from './flood.ts'
import { attributes, type Html, html } from './html.ts'
import type { Language } from './language.ts'
import type { Visit } from './route.ts'

/** What is to be worked on before a form is taken, or how many seconds are still to wait. */
export type Moment = Readonly<{ challenge: string; seconds: number }>

/** The moment that this send costs; nothing where none is asked, or it is over. `sendKey` is of this form and these words. */
export function momentBefore(visit: Visit, flood: Flood, sendKey: string): Moment | undefined {
  const { given, at, house } = visit
  if (!flood.isOn(visit.source, at)) return undefined
  const known = { challenge: said(part(given, 'challenge')), answer: said(part(given, 'answer')) }
  const seconds = stillToWait(house.sealer, sendKey, known, at)
  if (seconds === 0) return undefined
  // One that was given out for these words keeps counting; another is worth nothing.
  const fresh = { challenge: challengeFor(house.sealer, sendKey, at), answer: '' }
  return seconds < stillToWait(house.sealer, sendKey, fresh, at)
    ? { challenge: known.challenge, seconds }
    : { challenge: fresh.challenge, seconds }
}

/** What says so, inside the form that is sent again: by script once the work is done, or by its button (`do=send`). */
export function momentContent({ say }: Language, { challenge, seconds }: Moment, send: string): Html {
  const box = attributes({ 'data-sk-work': assetUrl('work.js'), 'data-challenge': challenge, 'data-bits': workBits })
  return html`<h1 class="govuk-heading-l">${say('One moment')}</h1>
    <div${box}><input type="hidden" name="challenge" value="${challenge}"><input type="hidden" name="answer" value="">
    <p class="govuk-body">${say('Very many reports are coming in, perhaps from a machine. Your report has not been sent yet.')}</p>
    <p class="govuk-body">${say('If nothing happens by itself, wait {seconds} seconds and then press “{button}”. Nothing you told us is lost.', { seconds, button: send })}</p>
    <p class="govuk-body">${say('If somebody is in danger now, call 999. Do not wait for this page.')}</p></div>
    ${button({ text: send, name: 'do', value: 'send', preventDoubleClick: true })}`
}
