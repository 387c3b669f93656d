import { dangerCallout, type Html, html } from '#web'
import type { PortalArea } from '../area.ts'

/** Every way at once, the rarer ones folded away, or only what to know when calling. */
type Shown = 'whole' | 'folded' | 'brief'

/** What to do in danger, in the area's own words. */
export function emergencyCallout({ emergency }: Pick<PortalArea, 'emergency'>, shown: Shown = 'folded'): Html {
  return dangerCallout({
    title: emergency.title,
    html: {
      brief: html`<p class="govuk-body">${emergency.cannotSpeak}</p>`,
      whole: html`<p class="govuk-body">${emergency.text}</p>${everyWay(emergency)}`,
      folded: html`<p class="govuk-body">${emergency.text}</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">If you cannot speak, cannot hear, or it is not an emergency</span></summary>
        <div class="govuk-details__text">${everyWay(emergency)}</div></details>`,
    }[shown],
  })
}

/** Every way to reach the emergency services, and the number for what can wait. */
export const everyWay = ({ cannotSpeak, deaf, notUrgent }: PortalArea['emergency']): Html =>
  html`<p class="govuk-body">${cannotSpeak}</p><p class="govuk-body">${deaf}</p><p class="govuk-body">${notUrgent}</p>`
