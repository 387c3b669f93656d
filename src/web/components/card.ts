import { attributes, type Html, html } from '../html.ts'
import { type Content, classes, type Loose, shown } from './parts.ts'

export type CardOptions = Loose<{
  /** Where the title leads; the whole card can then be clicked. */
  href: string
  headingLevel: 2 | 3 | 4
  /** Small words above the title. */
  kicker: string
  /** Tags and badges beside the title. */
  marks: Html
  body: Content
  footer: Html
  tone: 'plain' | 'calm' | 'warm'
  classes: string
  id: string
}> & { readonly title: Content }

/** One thing among several of its kind. */
export function card(options: CardOptions): Html {
  const level = options.headingLevel ?? 2
  const own = attributes({
    id: options.id,
    class: classes('sk-card', `sk-card--${options.tone ?? 'plain'}`, options.href && 'sk-card--link', options.classes),
  })
  const title = shown(options.title)
  const body = shown(options.body)
  return html`<div${own}>${options.kicker ? html`<p class="sk-card__kicker">${options.kicker}</p>` : undefined}
    <div class="sk-card__top"><h${level} class="sk-card__title">${
      options.href ? html`<a class="govuk-link sk-card__link" href="${options.href}">${title}</a>` : title
    }</h${level}>${options.marks}</div>
    ${body ? html`<div class="sk-card__body">${body}</div>` : undefined}
    ${options.footer && html`<div class="sk-card__footer">${options.footer}</div>`}</div>`
}

/** Cards beside one another where there is room. */
export const cards = (list: readonly Html[]): Html =>
  html`<ul class="sk-cards">${list.map(one => html`<li class="sk-cards__item">${one}</li>`)}</ul>`
