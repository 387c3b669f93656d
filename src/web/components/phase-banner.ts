import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'
import { type TagOptions, tag } from './tag.ts'

export type PhaseBannerOptions = Content & Loose<{ tag: TagOptions; classes: string; attributes: Extra }>

/** How finished the service is. */
export function phaseBanner(options: PhaseBannerOptions): Html {
  const names = classes('govuk-phase-banner govuk-width-container', options.classes)
  const phase = { text: options.tag?.text, html: options.tag?.html }
  return html`<div class="${names}"${extra(options.attributes)}><p class="govuk-phase-banner__content">
    ${tag({ ...phase, classes: classes('govuk-phase-banner__content__tag', options.tag?.classes) })}
    <span class="govuk-phase-banner__text">${shown(options)}</span></p></div>`
}
