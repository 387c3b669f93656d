import { dangerCallout, type Html, html, type Language } from '#web'
import type { PortalArea } from '../area.ts'

/** The rarer ways folded away, or only what to know when calling. */
type Shown = 'folded' | 'brief'

/** What to do in danger, in the area's own words. */
export function emergencyCallout(
  language: Language,
  { emergency }: Pick<PortalArea, 'emergency'>,
  shown: Shown = 'folded',
): Html {
  const { say } = language
  return dangerCallout({
    title: say(emergency.title),
    html: {
      brief: html`<p class="govuk-body">${say(emergency.cannotSpeak)}</p>`,
      folded: html`<p class="govuk-body">${say(emergency.text)}</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${say('If you cannot speak, cannot hear, or it is not an emergency')}</span></summary>
        <div class="govuk-details__text">${everyWay(language, emergency)}</div></details>`,
    }[shown],
  })
}

/** Every way to reach the emergency services, and the number for what can wait. */
export const everyWay = ({ say }: Language, { cannotSpeak, deaf, notUrgent }: PortalArea['emergency']): Html =>
  html`<p class="govuk-body">${say(cannotSpeak)}</p><p class="govuk-body">${say(deaf)}</p><p class="govuk-body">${say(notUrgent)}</p>`
