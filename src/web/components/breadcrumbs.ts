import { type Html, html } from '../html.ts'
import { type Content, classes, type Extra, extra, type Loose, shown } from './parts.ts'

export type BreadcrumbsOptions = Loose<{
  collapseOnMobile: boolean
  labelText: string
  classes: string
  attributes: Extra
}> & { readonly items: readonly (Content & Loose<{ href: string; attributes: Extra }>)[] }

/** Where this page lies, from the top. */
export function breadcrumbs(options: BreadcrumbsOptions): Html {
  const collapse = options.collapseOnMobile && 'govuk-breadcrumbs--collapse-on-mobile'
  const names = classes('govuk-breadcrumbs', options.classes, collapse)
  const items = options.items.map(item =>
    item.href
      ? html`<li class="govuk-breadcrumbs__list-item"><a class="govuk-breadcrumbs__link" href="${item.href}"${extra(item.attributes)}>${shown(item)}</a></li>`
      : html`<li class="govuk-breadcrumbs__list-item" aria-current="page">${shown(item)}</li>`,
  )
  return html`<nav class="${names}"${extra(options.attributes)} aria-label="${options.labelText ?? 'Breadcrumb'}">
    <ol class="govuk-breadcrumbs__list">${items}</ol></nav>`
}
