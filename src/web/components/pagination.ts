import { attributes, type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, type Sparse, shown } from './parts.ts'

export type PageLink = Content & Loose<{ href: string; labelText: string; attributes: Extra }>
export type PageItem = Loose<{
  number: number | string
  visuallyHiddenText: string
  href: string
  current: boolean
  ellipsis: boolean
  attributes: Extra
}>
export type PaginationOptions = Loose<{
  items: Sparse<PageItem>
  previous: PageLink
  next: PageLink
  landmarkLabel: string
  classes: string
  attributes: Extra
}>

/** The way through a long list; without `items`, the page before and the page after stand one above the other. */
export function pagination(options: PaginationOptions): Html {
  const { previous, next, items } = options
  const block = !items && Boolean(next || previous)
  const names = classes('govuk-pagination', block && 'govuk-pagination--block', options.classes)
  const list = items?.map(item => (item && Object.keys(item).length > 0 ? page(item) : undefined))
  return html`<nav class="${names}" aria-label="${options.landmarkLabel || 'Pagination'}"${extra(options.attributes)}>
    ${previous?.href && arrow('prev', previous, block)}
    ${list && html`<ul class="govuk-pagination__list">${list}</ul>`}
    ${next?.href && arrow('next', next, block)}</nav>`
}

function page(item: PageItem): Html {
  if (item.ellipsis) {
    return html`<li class="${itemClass(item)} govuk-pagination__item--ellipsis">⋯</li>`
  }
  const own = attributes({
    class: 'govuk-link govuk-pagination__link',
    href: item.href ?? '',
    'aria-label': item.visuallyHiddenText ?? `Page ${item.number}`,
    'aria-current': item.current ? 'page' : undefined,
  })
  return html`<li class="${itemClass(item)}"><a${own}${extra(item.attributes)}>${item.number}</a></li>`
}

const itemClass = (item: PageItem): string =>
  classes('govuk-pagination__item', item.current && 'govuk-pagination__item--current')

function arrow(type: 'prev' | 'next', link: PageLink, block: boolean): Html {
  const title = classes(
    'govuk-pagination__link-title',
    block && !link.labelText && 'govuk-pagination__link-title--decorated',
  )
  const standard = html`${type === 'prev' ? 'Previous' : 'Next'}<span class="govuk-visually-hidden"> page</span>`
  const first = block || type === 'prev'
  return html`<div class="govuk-pagination__${type}">
    <a class="govuk-link govuk-pagination__link" href="${link.href}" rel="${type}"${extra(link.attributes)}>
    ${first && icons[type]} <span class="${title}">${shown(link) || standard}</span>
    ${
      link.labelText && block
        ? html`<span class="govuk-visually-hidden">:</span> <span class="govuk-pagination__link-label">${link.labelText}</span>`
        : undefined
    } ${!first && icons[type]}</a></div>`
}

const icon = (
  type: string,
  path: string,
): Html => html`<svg class="govuk-pagination__icon govuk-pagination__icon--${type}"
  xmlns="http://www.w3.org/2000/svg" height="13" width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13">
  <path d="${path}"></path></svg>`
const icons = {
  prev: icon(
    'prev',
    'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  ),
  next: icon(
    'next',
    'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
  ),
}
