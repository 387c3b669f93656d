/* What surrounds a record: the notice that something was done, the reason stated, and a panel with a heading. */
import { purposes } from '#kernel'
import { notificationBanner } from '../components/notification-banner.ts'
import { type Html, html } from '../html.ts'
import type { Look } from '../opening.ts'
import type { Visit } from '../route.ts'

/** The notice for `?done=code`: only words of ours, whatever the address says. */
export function doneNotice(visit: Visit, words: Readonly<Record<string, string>>): Html | undefined {
  const code = visit.query.done ?? ''
  if (!Object.hasOwn(words, code)) return undefined
  return notificationBanner({ type: 'success', titleText: 'Done', text: words[code] })
}

/** Why this record is open, where its reader sees it, with the way to state another reason. */
export const statedWhy = (look: Look, subject: string, to: string): Html =>
  html`<p class="sk-why">You are here: <strong>${purposes[look.purpose].title.replace(/^To /, 'to ')}</strong>.
    <a class="govuk-link" href="/hub/why?subject=${subject}&amp;to=${encodeURIComponent(to)}">State another reason</a></p>`

/** One part of a record, under a heading that a screen reader can go to. */
export const panelOf = (title: string, id: string, body: Html, more?: Html): Html =>
  html`<section class="sk-panel" aria-labelledby="${id}"><div class="sk-panel__top"><h2 class="sk-panel__title" id="${id}">${title}</h2>${more}</div>${body}</section>`

/** A link in the head of a panel. */
export const panelLink = (href: string, text: string): Html =>
  html`<a class="govuk-link sk-panel__link" href="${href}">${text}</a>`
