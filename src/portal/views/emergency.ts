import { dangerCallout, type Html, html } from '#web'
import type { PortalArea } from '../area.ts'

/** What to do in danger, in the area's own words; shorter where it only reminds. */
export function emergencyCallout({ emergency }: Pick<PortalArea, 'emergency'>, shorter = false): Html {
  return dangerCallout({
    title: emergency.title,
    html: shorter
      ? html`<p class="govuk-body">${emergency.cannotSpeak}</p>`
      : html`<p class="govuk-body">${emergency.text}</p>
        <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">If you cannot speak, cannot hear, or it is not an emergency</span></summary>
        <div class="govuk-details__text">${everyWay(emergency)}</div></details>`,
  })
}

/** Every way to reach the emergency services, and the number for what can wait. */
export const everyWay = ({ cannotSpeak, deaf, notUrgent }: PortalArea['emergency']): Html =>
  html`<p class="govuk-body">${cannotSpeak}</p><p class="govuk-body">${deaf}</p><p class="govuk-body">${notUrgent}</p>`
