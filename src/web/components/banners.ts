/* What stands above a page: an alarm, a warning that nothing here is real, the way to 999, and a welcome. */
import { attributes, type Html, html } from '../html.ts'
import { logo } from './logo.ts'
import { type Content, type Loose, shown } from './parts.ts'

export type AlertBannerOptions = Content &
  Loose<{ title: string; href: string; linkText: string; headingLevel: 2 | 3; id: string }>

/** A threat to life, which must be seen whatever else is on the page. */
export function alertBanner(options: AlertBannerOptions): Html {
  const level = options.headingLevel ?? 2
  const title = options.title ?? 'Threat to life'
  const named = options.id ? { 'aria-labelledby': options.id } : { 'aria-label': title }
  const link =
    options.href &&
    html`<a class="govuk-link sk-alert__link" href="${options.href}">${options.linkText ?? 'Open it now'}</a>`
  return html`<section class="sk-alert"${attributes(named)}>
    <svg class="sk-alert__sign" viewBox="0 0 40 36" width="40" height="36" aria-hidden="true" focusable="false">
    <path d="M20 3 37 33H3z"/><path d="M20 14v9M20 27.4v.6"/></svg>
    <div class="sk-alert__words"><h${level} class="sk-alert__title"${attributes({ id: options.id })}>${title}</h${level}>
    <div class="sk-alert__text">${shown(options)}</div>${link || undefined}</div></section>`
}

/** Says on every page of a demonstration that its people, places and figures are invented. */
export const madeUpBanner = (text: string, tag = 'Demonstration'): Html =>
  html`<aside class="sk-made-up" aria-label="${tag}"><div class="govuk-width-container sk-made-up__inner">
    <strong class="sk-made-up__tag">${tag}</strong> <span class="sk-made-up__text">${text}</span></div></aside>`

/** What to do in danger, before anything else on a public page. */
export const dangerCallout = (options: Content & Loose<{ title: string; headingLevel: 2 | 3 }>): Html => {
  const level = options.headingLevel ?? 2
  return html`<section class="sk-danger"><h${level} class="sk-danger__title">${options.title ?? 'If you are in danger now, call 999'}</h${level}>
    <div class="sk-danger__text">${shown(options)}</div></section>`
}

/** The welcome on a front page: its heading, a sentence or two and the one thing most come to do. */
export const hero = ({ title, body }: { readonly title: string; readonly body: Html }): Html =>
  html`<div class="sk-hero">${logo}<h1 class="sk-hero__title">${title}</h1>${body}</div>`
