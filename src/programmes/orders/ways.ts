import { asId, type CaseId, startOfDay } from '#kernel'
import { type Answer, breadcrumbs, type Html, html, type Look, notFoundPage, show, type Visit, withPurpose } from '#web'

export type District = Readonly<{ id: string; name: string }>

/** Whoever works in the programme. Others who may see an order see it as a case, without its zone. */
export const whoSeesOrders = { holds: ['orders'] } as const

/** Opens the order that an address names, once its reader has said why. */
export async function onOrder(visit: Visit, answer: (id: CaseId, look: Look) => Promise<Answer>): Promise<Answer> {
  const id = asId<'case'>(visit.params.id ?? '')
  return id ? withPurpose(visit, id, look => answer(id, look)) : notFoundPage(visit)
}

const ways = [
  { href: '/hub/orders', text: 'Register' },
  { href: '/hub/orders/due', text: 'Due this week' },
  { href: '/hub/orders/calendar', text: 'Calendar' },
] as const

/** The three ways to look at all orders, and the way to open another. */
export const ordersNav = (here: (typeof ways)[number]['href'], _visit?: Visit): Html =>
  html`<nav class="sk-ways" aria-label="Orders"><ul class="sk-ways__list">${ways.map(
    ({ href, text }) =>
      html`<li>${href === here ? html`<a class="govuk-link sk-ways__link sk-ways__link--here" href="${href}" aria-current="page">${text}</a>` : html`<a class="govuk-link sk-ways__link" href="${href}">${text}</a>`}</li>`,
  )}</ul><a class="govuk-link" href="/hub/cases/new?programme=orders">Open an order</a></nav>`

/** A page of one order, under the way back to the register. */
export function inOrder(
  { id, reference }: Readonly<{ id: CaseId; reference: string }>,
  title: string,
  content: Html,
  { wide = false }: { wide?: boolean } = {},
): Answer {
  const register = { text: 'Orders', href: '/hub/orders' }
  const items = title
    ? [register, { text: reference, href: `/hub/orders/${id}` }, { text: title }]
    : [register, { text: reference }]
  return show({ title: title || `Order ${reference}`, kind: 'hub', wide, before: breadcrumbs({ items }), content })
}

/** The first instant of a day. */
export const startsAt = (day: string, { house }: Visit): Date => startOfDay(day, house)
