import type { Told } from '#kernel'
import {
  button,
  clockList,
  contactRules,
  dayWritten,
  details,
  type Html,
  html,
  type Look,
  nameOf,
  panelLink,
  panelOf,
  sayBorn,
  statedWhy,
  summaryList,
  tag,
  unverifiedBadge,
  type Visit,
  warningText,
  when,
} from '#web'
import { daysUntil } from './days.ts'
import { orders } from './definition.ts'
import { kindIn, type OrderKind } from './kinds.ts'
import { concernsOf } from './lengths.ts'
import type { OrderShown } from './order-queries.ts'
import { stepsInOrder } from './order-steps.ts'
import { bindsNow, isPast, sayForbidden, sayRequired, type Terms } from './terms.ts'

export type OrderWhole = OrderShown & Readonly<{ terms: Terms; today: string }>

const shape = orders.case
const soon = 14

/** An order, the first things first: does it bind anybody now, whom it protects from whom, what it forbids, and what if. */
export function orderView(visit: Visit, look: Look, order: OrderWhole): Html {
  const { shown, stands } = order
  const kind = kindIn(stands)
  const to = `/hub/orders/${shown.id}`
  return html`<span class="govuk-caption-l">${kind?.title ?? 'Protective order'}</span>
    <h1 class="govuk-heading-l sk-headline">Order ${shown.reference} ${tag({ text: shape?.states[shown.state] ?? shown.state, classes: shown.closedAt ? 'govuk-tag--grey' : '' })}</h1>
    ${statedWhy(look, shown.id, to)}
    ${standing(visit, order, kind)}
    ${concerns(visit, order).map(text => warningText({ text, classes: 'sk-order__warning' }))}
    <div class="sk-beside"><div>
      ${panelOf('The order', 'order', summaryList({ classes: 'sk-order', rows: rows(order, kind) }))}
      ${steps(order)}
    </div><aside aria-label="About this order">
      ${panelOf('Due next', 'due', dueNext(visit, order))}
      ${panelOf('Ways on', 'ways', waysOn(to, shown.id))}
      ${panelOf('Linked', 'linked', linked(visit, order))}
    </aside></div>`
}

const titles = (): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(shape?.clocks ?? {}).map(([name, clock]) => [name, clock.title]))

/** The one sentence that is read out first. */
function standing(visit: Visit, { shown, stands, today }: OrderWhole, kind: OrderKind | undefined): Html {
  const binds = bindsNow(shown.state, stands, kind, today)
  return html`<div class="${binds ? 'sk-standing sk-standing--binds' : 'sk-standing'}"><p class="sk-standing__words">${sayStanding(visit, shown.state, stands, kind, today)}</p></div>`
}

function sayStanding(
  { house }: Visit,
  state: string,
  stands: Told,
  kind: OrderKind | undefined,
  today: string,
): string {
  const until =
    stands.lasts === 'day' ? `until the end of ${dayWritten(String(stands.expires))}` : 'until further order'
  const hearing =
    typeof stands.hearingAt === 'string' && state !== 'served'
      ? ` The hearing is on ${when(new Date(stands.hearingAt), { house })}.`
      : ''
  if (state === 'active' && isPast(stands, today))
    return `Not in force: its last day was ${dayWritten(String(stands.expires))}. Record that it has expired.`
  if (state === 'active') return `In force, ${until}${left(stands, today)}.`
  if (state === 'granted')
    return `Made, but not yet served. It lasts ${until}. Do not arrest for a breach of it until the subject has been served or is known to know of it.`
  if (state === 'issued')
    return `The notice (${kind?.notice?.short ?? 'notice'}) has not been served. Nobody is bound by it yet.`
  if (bindsNow(state, stands, kind, today))
    return `The notice (${kind?.notice?.short}) is in force until the court decides${state === 'adjourned' ? ', although the hearing was adjourned' : ''}.${hearing}`
  return `Nothing is in force here.${['listed', 'adjourned'].includes(state) ? hearing : ''}`
}

function left(stands: Told, today: string): string {
  if (stands.lasts !== 'day') return ''
  const days = daysUntil(String(stands.expires), today)
  return days === 0 ? ': today is its last day' : days <= 60 ? `: ${days} ${days === 1 ? 'day' : 'days'} left` : ''
}

/** What somebody could get wrong, each in a sentence. */
function concerns({ house }: Visit, { shown, stands, terms }: OrderWhole): readonly string[] {
  const began = terms.attempts ? ` It has been tried ${terms.attempts === 1 ? 'once' : `${terms.attempts} times`}.` : ''
  return [
    ...(['issued', 'granted'].includes(shown.state)
      ? [
          `Not served.${began} If the subject is met: serve it, say what it forbids, and record the time and who saw it.`,
        ]
      : []),
    ...(stands.bail === 'conflict'
      ? [`Bail conditions differ from this order: ${terms.bailTerms ?? 'see the case'}`]
      : []),
    ...(stands.childContact === 'conflicts'
      ? [
          `A family court order about a child says otherwise. Both courts must know: ${terms.childTerms ?? 'see the case'}`,
        ]
      : []),
    ...concernsOf(stands, { people: shown.people, prohibitions: terms.prohibitions }, house),
  ]
}

const ended: ReadonlySet<string> = new Set(['refused', 'expired', 'discharged', 'superseded', 'closed'])

function rows({ shown, stands, terms, today }: OrderWhole, kind: OrderKind | undefined) {
  const over = ended.has(shown.state) || (shown.state === 'active' && isPast(stands, today))
  const people = (part: string) => shown.people.filter(one => one.part === part)
  const row = (text: string, value: Html | string | undefined) =>
    value ? { key: { text }, value: typeof value === 'string' ? { text: value } : { html: value } } : undefined
  const many = (sentences: readonly string[]) =>
    sentences.length
      ? html`<ul class="sk-order__list">${sentences.map(one => html`<li class="sk-words">${one}</li>`)}</ul>`
      : undefined
  const until = (clause: { until?: string | undefined }) => (clause.until ? `, until ${dayWritten(clause.until)}` : '')
  return [
    row('Protects', whom(people('protected'), true)),
    row('And', whom(people('child'), false)),
    row('From', whom(people('subject'), false) ?? 'Nobody is named yet'),
    row(over ? 'Forbade' : 'Forbids', many(terms.prohibitions.map(one => `${sayForbidden(one)}${until(one)}`))),
    row(over ? 'Required' : 'Requires', many(terms.requirements.map(one => `${sayRequired(one)}${until(one)}`))),
    row(
      over ? 'If it was broken while in force' : 'If it is broken',
      kind &&
        html`<strong>${kind.power}</strong> Contact that the protected person begins is no breach by them, and the subject must keep to the order all the same.
        <span class="sk-order__source">${kind.source} ${kind.confidence === 'check' ? unverifiedBadge() : undefined}</span>${kind.note ? html`<span class="sk-order__source">${kind.note}</span>` : undefined}`,
    ),
    row('Court', [terms.court, terms.courtReference].filter(Boolean).join(', ')),
    row('Made elsewhere', terms.force && `By ${terms.force}`),
    row(
      'Bail',
      stands.bail === 'overlap' ? `Bail conditions bind them as well: ${terms.bailTerms ?? 'see the case'}` : '',
    ),
    row('What it is', kind && html`${kind.test} ${kind.applies}.${kind.ages ? ` ${kind.ages}.` : ''}`),
  ]
}

function whom(people: OrderWhole['shown']['people'], withContact: boolean): Html | undefined {
  if (people.length === 0) return undefined
  return html`<div class="sk-order__people">${people.map(
    ({ record }) => html`<div><span class="sk-order__name">${nameOf(record)}</span>
    <p class="sk-facts__line">${sayBorn(record.born)}${record.given && record.description ? `. ${record.description}` : ''}</p>${withContact ? contactRules(record) : undefined}</div>`,
  )}</div>`
}

/** What is owed, nearest first, then what is always at hand; everything else is one press away. */
function steps({ shown, clocks }: OrderWhole): Html | undefined {
  if (!shape) return undefined
  const { first, others } = stepsInOrder(shown.steps, clocks)
  if (first.length + others.length === 0) return undefined
  const href = (name: string) => `/hub/cases/${shown.id}/steps/${name}`
  const title = (name: string) => shape?.steps[name]?.title ?? name
  return html`<nav class="sk-next" aria-label="Next steps"><div class="govuk-button-group">${first.map((name, i) =>
    button({ text: title(name), href: href(name), classes: i ? 'govuk-button--secondary' : '' }),
  )}</div>${
    others.length
      ? details({
          summaryText: 'Something else has happened',
          html: html`<ul class="govuk-list">${others.map(name => html`<li><a class="govuk-link" href="${href(name)}">${title(name)}</a></li>`)}</ul>`,
        })
      : undefined
  }</nav>`
}

function dueNext(visit: Visit, { clocks }: OrderWhole): Html {
  const until = visit.at.getTime() + soon * 86_400_000
  const due = clocks.filter(clock => clock.result === null && clock.dueAt.getTime() < until)
  if (due.length === 0) return html`<p class="govuk-body">Nothing in the next ${soon} days.</p>`
  return clockList(due, titles(), { at: visit.at, house: visit.house })
}

const waysOn = (to: string, id: string): Html =>
  html`<ul class="govuk-list"><li>${panelLink(`${to}/zone`, 'Exclusion zone')}</li>
    <li>${panelLink(`${to}/paper`, 'Copy for the subject')}</li>
    <li>${panelLink(`/hub/cases/${id}`, 'Everything in the case')}</li></ul>`

/** The orders and breaches it is linked with, by reference. */
function linked({ house }: Visit, { shown }: OrderWhole): Html {
  const { openedFrom, opened } = shown
  const place = (id: string, programme: string | null) => `/hub/${programme === 'orders' ? 'orders' : 'cases'}/${id}`
  const state = (programme: string, name: string) => house.programmes.get(programme)?.case?.states[name] ?? name
  if (!openedFrom && opened.length === 0) return html`<p class="govuk-body">No other case is linked.</p>`
  return html`<ul class="govuk-list">
    ${openedFrom?.reference ? html`<li>Came of <a class="govuk-link" href="${place(openedFrom.id, openedFrom.programme)}">${openedFrom.reference}</a>, as ${openedFrom.as}</li>` : undefined}
    ${opened.map(one => html`<li><a class="govuk-link" href="${place(one.id, one.programme)}">${one.reference}</a>, ${one.as}: ${state(one.programme, one.state)}</li>`)}</ul>`
}
