import { type Answer, type Html, html, type Shown, show } from '#web'
import type { PortalArea } from '../area.ts'

export type Framed = Readonly<{
  /** What the tab shows: it must say nothing to whoever looks over a shoulder. */
  tab: string
  content: Html
  before?: Html
  status?: number
  /** Kept out of search engines, with a plain icon and no name in the tab. */
  discreet?: boolean
}>

/** A page of the front door: always with the way out. */
export function framed(
  area: Pick<PortalArea, 'exitTo'>,
  { tab, content, before, status = 200, discreet }: Framed,
): Answer {
  const page: Shown = {
    title: tab,
    tabTitle: tab,
    kind: 'public',
    exit: { redirectUrl: area.exitTo },
    ...(discreet && { discreet: true, unlisted: true }),
    ...(before && { before }),
    content,
  }
  return show(page, status)
}

/** Words at a width for reading. */
export const column = (content: Html): Html =>
  html`<div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content}</div></div>`
