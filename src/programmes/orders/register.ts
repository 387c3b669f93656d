import { localDate, part, said } from '#kernel'
import {
  type Answer,
  button,
  clockBadge,
  dayWritten,
  goTo,
  type Html,
  html,
  mark,
  page,
  pagination,
  type Route,
  select,
  shortly,
  show,
  tag,
  type Visit,
  type WorklistRow,
  worklist,
} from '#web'
import { daysUntil } from './days.ts'
import { orders } from './definition.ts'
import { kindOf, kindTitles } from './kinds.ts'
import {
  type AfterOrder,
  type Attention,
  attentions,
  type OrderFilter,
  type OrderListed,
  ordersSeen,
} from './queries.ts'
import { type District, ordersNav, whoSeesOrders } from './ways.ts'

/** The register: every order that its reader may see, the nearest end first. It names nobody. */
export const registerPage = (districts: readonly District[]): Route =>
  page({ at: '/hub/orders', who: whoSeesOrders, audit: 'order.list', menu: 'Orders' }, visit =>
    registered(visit, districts),
  )

const within = [7, 14, 30, 60] as const
const needs: Readonly<Record<Attention, string>> = {
  unserved: 'Not served',
  notification: 'Names and address not given',
  untold: 'Protected person not told',
  unreviewed: 'Ends soon, not looked at again',
  breached: 'A breach is open',
  past: 'Last day has passed',
}
const states: Readonly<Record<string, string>> = orders.case?.states ?? {}

async function registered(visit: Visit, districts: readonly District[]): Promise<Answer> {
  const filter = filterIn(visit)
  const after = visit.query.after ? afterIn(visit) : undefined
  if (visit.query.after && !after) return goTo('/hub/orders')
  const { orders: found, next } = await visit.as('find-work', tx => ordersSeen(tx, filter, after))
  const isFiltered = Object.values(filter).some(Boolean)
  return show({
    title: 'Orders',
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Orders</h1>${ordersNav('/hub/orders', visit)}
      ${filterForm(visit, districts, isFiltered)}
      ${
        found.length
          ? worklist(
              found.map(one => rowOf(one, visit, districts)),
              'Orders, the nearest end first',
            )
          : nothing(isFiltered, after !== undefined)
      }
      ${pagination({
        ...(after && { previous: { href: address(visit), text: 'Back to the first page' } }),
        ...(next && { next: { href: address(visit, next) } }),
      })}`,
  })
}

function filterIn({ query }: Visit): OrderFilter {
  return {
    kind: kindOf(query.kind) ? query.kind : undefined,
    state: Object.hasOwn(states, query.state ?? '') ? query.state : undefined,
    district: query.district || undefined,
    within: within.find(days => String(days) === query.within),
    needs: attentions.find(one => one === query.needs),
  }
}

const filterNames = ['needs', 'within', 'kind', 'state', 'district'] as const

function filterForm({ query }: Visit, districts: readonly District[], isFiltered: boolean): Html {
  const options = (name: string, label: string, first: string, items: readonly (readonly [string, string])[]) =>
    select({
      name,
      label: { text: label },
      value: query[name] ?? '',
      items: [{ value: '', text: first }, ...items.map(([value, text]) => ({ value, text }))],
    })
  return html`<form class="sk-filter" action="/hub/orders" data-sk-filter role="search" aria-label="Filter the orders">
    ${options('needs', 'Needs', 'Anything', Object.entries(needs))}
    ${options(
      'within',
      'Ends within',
      'Any time',
      within.map(days => [String(days), `${days} days`] as const),
    )}
    ${options('kind', 'Kind', 'All', Object.entries(kindTitles))}
    ${options('state', 'State', 'All that are open', Object.entries(states))}
    ${options(
      'district',
      'District',
      'All',
      districts.map(({ id, name }) => [id, name] as const),
    )}
    ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}
    ${isFiltered ? html`<a class="govuk-link sk-filter__clear" href="/hub/orders">Clear the filter</a>` : undefined}</form>`
}

function rowOf(one: OrderListed, visit: Visit, districts: readonly District[]): WorklistRow {
  const district = districts.find(each => each.id === one.district)?.name
  const kind = kindOf(one.kind)
  return {
    title: kind?.title ?? 'Kind not yet decided',
    aloud: one.reference,
    reference: one.reference,
    href: `/hub/orders/${one.id}`,
    clock: nearest(one, visit),
    marks: html`${tag({ text: states[one.state] ?? one.state, classes: toneOf(one.state) })}${one.interim ? mark('Interim', 'warm') : undefined}`,
    facts: [...(district ? [district] : []), `Opened ${shortly(one.openedAt, visit)}`],
  }
}

/** What comes next of an order: its last day, or its hearing. */
function nearest(one: OrderListed, visit: Visit): Html {
  if (one.hearingAt) return mark(`Hearing ${shortly(one.hearingAt, visit)}`, 'plain')
  if (!one.expiresOn || !['granted', 'active'].includes(one.state)) return html``
  const days = daysUntil(one.expiresOn, localDate(visit.at, visit.house))
  const ends = `Ends ${dayWritten(one.expiresOn)}`
  if (days < 0) return clockBadge({ state: 'overdue', text: `Last day was ${dayWritten(one.expiresOn)}` })
  const left = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`
  return clockBadge({ state: days <= 14 ? 'soon' : 'running', text: days <= 60 ? `${ends}, ${left}` : ends })
}

const toneOf = (state: string): string =>
  state === 'active' ? 'govuk-tag--green' : ['issued', 'granted'].includes(state) ? 'govuk-tag--yellow' : ''

const nothing = (isFiltered: boolean, isLater: boolean): Html =>
  html`<div class="sk-empty"><h2 class="govuk-heading-m">${isLater ? 'That is all of them' : isFiltered ? 'No order fits the filter' : 'No open order'}</h2>
    <p class="govuk-body">${isFiltered ? 'Widen the filter to see others.' : 'An order is sought from a case, or opened by hand.'}</p></div>`

function address({ query, house }: Visit, after?: AfterOrder): string {
  const asked = new URLSearchParams()
  for (const name of filterNames) if (query[name]) asked.set(name, query[name])
  if (after) asked.set('after', house.sealer.wrap(after, 'orders'))
  return asked.size ? `/hub/orders?${asked}` : '/hub/orders'
}

/** Where the page before ended, if the address is one of ours. */
function afterIn({ query, house }: Visit): AfterOrder | undefined {
  const after = house.sealer.unwrap(query.after ?? '', 'orders')
  const [expires, id] = [said(part(after, 'expires')), said(part(after, 'id'))]
  return expires && id ? { expires, id } : undefined
}
