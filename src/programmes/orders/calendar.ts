import { localDate, sayTime } from '#kernel'
import {
  type Answer,
  clockBadge,
  dayWritten,
  dueBadge,
  type Html,
  html,
  mark,
  page,
  pagination,
  programmeTitle,
  type Route,
  shortly,
  show,
  type Visit,
  type WorklistRow,
  worklist,
} from '#web'
import { breaches } from './breaches.ts'
import { daysAfter, monthAfter, weeksOf } from './days.ts'
import { orders } from './definition.ts'
import { kindOf } from './kinds.ts'
import { type OrderEvent, orderEvents } from './queries.ts'
import { ordersNav, startsAt, whoSeesOrders } from './ways.ts'

/** What is due in the next seven days, and a month of it on a calendar. Both name nobody. */
export const calendarRoutes: readonly Route[] = [
  page({ at: '/hub/orders/due', who: whoSeesOrders, audit: 'order.due' }, duePage),
  page({ at: '/hub/orders/calendar', who: whoSeesOrders, audit: 'order.calendar' }, calendarPage),
]

const long = new Date(0)

async function duePage(visit: Visit): Promise<Answer> {
  const today = localDate(visit.at, visit.house)
  const until = daysAfter(today, 7)
  // What is late is due before anything else, however long ago it was.
  const events = await visit.as('find-work', tx => orderEvents(tx, long, startsAt(until, visit), 200))
  const late = events.filter(event => event.what === 'clock' && event.at < visit.at)
  const coming = events.filter(event => event.at >= visit.at)
  const list = (some: readonly OrderEvent[], label: string) =>
    worklist(
      some.map(event => rowOf(event, visit)),
      label,
      3,
    )
  return show({
    title: 'Orders: due this week',
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Due this week</h1>${ordersNav('/hub/orders/due')}
      ${late.length ? html`<h2 class="govuk-heading-m">Late</h2>${list(late, 'Late')}` : undefined}
      <h2 class="govuk-heading-m">Until ${dayWritten(daysAfter(until, -1))}</h2>
      ${coming.length ? list(coming, 'Due this week') : html`<div class="sk-empty"><h3 class="govuk-heading-s">Nothing is due in the next seven days</h3><p class="govuk-body">Hearings, notifications, warnings before an end, and who is to be told appear here.</p></div>`}`,
  })
}

async function calendarPage(visit: Visit): Promise<Answer> {
  const today = localDate(visit.at, visit.house)
  const asked = visit.query.month ?? ''
  const month = /^20\d\d-(0[1-9]|1[0-2])$/.test(asked) ? asked : today.slice(0, 7)
  const weeks = weeksOf(month)
  const [first, last] = [weeks[0]![0]!, weeks.at(-1)![6]!]
  const events = await visit.as('find-work', tx =>
    orderEvents(tx, startsAt(first, visit), startsAt(daysAfter(last, 1), visit)),
  )
  const byDay = Map.groupBy(events, event => localDate(event.at, visit.house))
  const title = dayWritten(`${month}-01`).replace(/^\d+ /, '')
  const to = (months: number) => {
    const other = monthAfter(month, months)
    return {
      href: `/hub/orders/calendar?month=${other}`,
      text: months < 0 ? 'Month before' : 'Month after',
      labelText: dayWritten(`${other}-01`).replace(/^\d+ /, ''),
    }
  }
  return show({
    title: `Orders: ${title}`,
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Calendar</h1>${ordersNav('/hub/orders/calendar')}
      <table class="${byDay.size ? 'sk-calendar' : 'sk-calendar sk-calendar--empty'}" role="table"><caption class="govuk-table__caption govuk-table__caption--m">${title}</caption>
      <thead role="rowgroup"><tr role="row">${weekdays.map(name => html`<th scope="col" role="columnheader"><abbr title="${name}">${name.slice(0, 3)}</abbr></th>`)}</tr></thead>
      <tbody role="rowgroup">${weeks.map(week => html`<tr role="row" class="${week.some(date => byDay.has(date)) ? '' : 'sk-calendar__week--empty'}">${week.map(date => cell(date, { month, today, events: byDay.get(date) ?? [] }, visit))}</tr>`)}</tbody></table>
      ${events.some(event => localDate(event.at, visit.house).startsWith(month)) ? undefined : html`<p class="govuk-body">Nothing is due, heard or ends in ${title}.</p>`}
      ${pagination({ previous: to(-1), next: to(1), landmarkLabel: 'Months' })}`,
  })
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

type Day = Readonly<{ month: string; today: string; events: readonly OrderEvent[] }>

/** A day: on a narrow screen it is a line of a list, and a day without anything is left out there. */
function cell(date: string, { month, today, events }: Day, visit: Visit): Html {
  const other = date.startsWith(month) ? '' : ' sk-calendar__day--other'
  const empty = events.length ? '' : ' sk-calendar__day--empty'
  const here = date === today ? ' sk-calendar__day--today' : ''
  const said = html`<span aria-hidden="true" class="sk-calendar__number">${Number(date.slice(8))}</span><span class="sk-calendar__date">${dayWritten(date)}${date === today ? ', today' : ''}</span>`
  return html`<td role="cell" class="sk-calendar__day${other}${empty}${here}">${said}${
    events.length
      ? html`<ul class="sk-calendar__list">${events.map(
          event =>
            html`<li class="sk-calendar__event sk-calendar__event--${event.what}"><a class="govuk-link" href="${placeOf(event)}">${titleOf(event)}<span class="sk-calendar__what"> ${event.what === 'hearing' ? `${sayTime(event.at, visit.house)}, ` : ''}${event.reference}</span></a></li>`,
        )}</ul>`
      : undefined
  }</td>`
}

function rowOf(event: OrderEvent, visit: Visit): WorklistRow {
  const around = { at: visit.at, house: visit.house }
  const badge: Record<OrderEvent['what'], () => Html> = {
    clock: () => dueBadge(event.at, around),
    hearing: () => mark(shortly(event.at, around), 'plain'),
    ends: () => clockBadge({ state: 'soon', text: `Last day ${dayWritten(localDate(event.at, visit.house))}` }),
  }
  return {
    title: titleOf(event),
    aloud: event.reference,
    reference: event.reference,
    href: placeOf(event),
    clock: badge[event.what](),
    marks: mark(kindOf(event.kind)?.short ?? programmeTitle(event.programme, visit.house)),
    facts: event.what === 'clock' ? [`By ${shortly(event.at, around)}`] : [],
  }
}

const placeOf = ({ programme, id }: OrderEvent): string => `/hub/${programme === 'orders' ? 'orders' : 'cases'}/${id}`

function titleOf({ what, clock = '', programme, kind }: OrderEvent): string {
  if (what === 'hearing') return 'Hearing'
  if (what === 'ends') return `${kindOf(kind)?.short ?? 'Order'} ends`
  const clocks = (programme === 'orders' ? orders : breaches).case?.clocks ?? {}
  return Object.hasOwn(clocks, clock) ? clocks[clock]!.title : clock
}
