import { part, said } from '#kernel'
import { type Answer, assetUrl, attributes, button, html, type Visit } from '#web'
import type { Draft } from './draft.ts'
import { challengeFor, type Flood, stillToWait, workBits } from './flood.ts'
import { draftPage, type Journey } from './showing.ts'

/** The page that asks for a moment while very many reports come in; nothing where none is asked, or it is over. */
export function momentFirst(journey: Journey, draft: Draft, visit: Visit, flood: Flood): Answer | undefined {
  if (!flood.isOn(visit.source, visit.at)) return undefined
  const { sealer } = journey.house
  const given = { challenge: said(part(visit.given, 'challenge')), answer: said(part(visit.given, 'answer')) }
  const seconds = stillToWait(sealer, draft.key, given, visit.at)
  if (seconds === 0) return undefined
  const known = given.challenge !== '' && seconds < fullWait(journey, draft, visit)
  return momentPage(journey, draft, known ? given.challenge : challengeFor(sealer, draft.key, visit.at), seconds)
}

const fullWait = ({ house }: Journey, draft: Draft, { at }: Visit): number =>
  stillToWait(house.sealer, draft.key, { challenge: challengeFor(house.sealer, draft.key, at), answer: '' }, at)

function momentPage(journey: Journey, draft: Draft, challenge: string, seconds: number): Answer {
  const { say } = journey.visit.language
  const box = attributes({ 'data-sk-work': assetUrl('work.js'), 'data-challenge': challenge, 'data-bits': workBits })
  return draftPage(journey, draft, {
    number: Object.keys(journey.report.ask).length + 1,
    tab: say('One moment'),
    content: html`<h1 class="govuk-heading-l">${say('One moment')}</h1>
      <div${box}><input type="hidden" name="challenge" value="${challenge}"><input type="hidden" name="answer" value="">
      <p class="govuk-body">${say('Very many reports are coming in, perhaps from a machine. Your report has not been sent yet.')}</p>
      <p class="govuk-body">${say('If nothing happens by itself, wait {seconds} seconds and then press “Send my report”. Nothing you told us is lost.', { seconds })}</p>
      <p class="govuk-body">${say('If somebody is in danger now, call 999. Do not wait for this page.')}</p></div>
      ${button({ text: say('Send my report'), name: 'do', value: 'send', preventDoubleClick: true })}`,
  })
}
