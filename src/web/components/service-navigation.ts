import { attributes, filled, type Html, html, isHtml } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, type Sparse, shown } from './parts.ts'

export type NavigationItem = Content & Loose<{ href: string; current: boolean; active: boolean; attributes: Extra }>
export type ServiceNavigationOptions = Loose<{
  serviceName: string
  serviceUrl: string
  navigation: Sparse<NavigationItem>
  navigationLabel: string
  navigationId: string
  navigationClasses: string
  collapseNavigationOnMobile: boolean
  menuButtonText: string
  menuButtonLabel: string
  ariaLabel: string
  slots: Loose<{
    start: Html
    end: Html | Loose<{ html: Html; align: 'inline' | string }>
    navigationStart: Html
    navigationEnd: Html
  }>
  classes: string
  attributes: Extra
}>

/** The service's name and its main places; a menu on a narrow screen where script runs. */
export function serviceNavigation(options: ServiceNavigationOptions): Html {
  const { start, end } = options.slots ?? {}
  const endHtml = isHtml(end) ? end : end?.html
  const inlined = end !== undefined && !isHtml(end) && end.align === 'inline'
  const container = classes('govuk-width-container', inlined && 'govuk-service-navigation__inlining-container')
  const own = attributes({
    class: classes('govuk-service-navigation', options.classes),
    'data-module': 'govuk-service-navigation',
  })
  const inner = html`<div class="${container}">${start}<div class="govuk-service-navigation__container">
    ${options.serviceName ? serviceName(options.serviceName, options.serviceUrl) : undefined} ${places(options)}
    </div>${endHtml}</div>`
  // With a name there is more than navigation here, so the whole is a landmark of its own.
  return options.serviceName || filled(start) || filled(endHtml)
    ? html`<section aria-label="${options.ariaLabel ?? 'Service information'}"${own}${extra(options.attributes)}>${inner}</section>`
    : html`<div${own}${extra(options.attributes)}>${inner}</div>`
}

function serviceName(name: string, url: string | undefined): Html {
  const words = url
    ? html`<a href="${url}" class="govuk-service-navigation__link">${name}</a>`
    : html`<span class="govuk-service-navigation__text">${name}</span>`
  return html`<span class="govuk-service-navigation__service-name">${words}</span>`
}

function places(options: ServiceNavigationOptions): Html | undefined {
  const { navigationStart, navigationEnd } = options.slots ?? {}
  const items = options.navigation?.flatMap(one => (one ? [item(one)] : [])) ?? []
  if (items.length === 0 && !filled(navigationStart) && !filled(navigationEnd)) return undefined
  const menu = options.menuButtonText || 'Menu'
  const id = options.navigationId || 'navigation'
  const collapse = options.collapseNavigationOnMobile ?? items.length > 1
  const names = classes('govuk-service-navigation__wrapper', options.navigationClasses)
  return html`<nav aria-label="${options.navigationLabel || menu}" class="${names}">
    ${collapse && toggle(menu, options.menuButtonLabel, id)}
    <ul class="govuk-service-navigation__list" id="${id}">${navigationStart} ${items} ${navigationEnd}</ul></nav>`
}

function toggle(menu: string, label: string | undefined, id: string): Html {
  const own = attributes({
    type: 'button',
    class: 'govuk-service-navigation__toggle govuk-js-service-navigation-toggle',
    'aria-controls': id,
    'aria-label': label && label !== menu ? label : undefined,
    hidden: true,
    'aria-hidden': true,
  })
  return html`<button${own}>${menu}</button>`
}

function item(one: NavigationItem): Html {
  const here = one.active || one.current
  const current = attributes({ 'aria-current': here ? (one.current ? 'page' : 'true') : undefined })
  // Bold, so that where we are is still told apart when a person's own colours replace ours.
  const words = here
    ? html`<strong class="govuk-service-navigation__active-fallback">${shown(one)}</strong>`
    : shown(one)
  const link = one.href
    ? html`<a class="govuk-service-navigation__link" href="${one.href}"${current}${extra(one.attributes)}>${words}</a>`
    : shown(one) && html`<span class="govuk-service-navigation__text"${current}>${words}</span>`
  return html`<li class="${classes('govuk-service-navigation__item', here && 'govuk-service-navigation__item--active')}">${link}</li>`
}
