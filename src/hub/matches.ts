import { type RecordId, type RecordShown, recordsById, type Tx } from '#kernel'
import { reviewQueue, type Suggestion, type Waiting, type WaitingOnly } from '#matching'
import {
  type Answer,
  breadcrumbs,
  button,
  goTo,
  type Html,
  html,
  type Look,
  mark,
  nameOf,
  page,
  pagination,
  type Route,
  sayBorn,
  select,
  show,
  statedWhy,
  type Visit,
  type WorklistRow,
  withPurpose,
  worklist,
} from '#web'
import { familyWarning, howSure, whyInWords } from './likeness-view.ts'
import { reviewing } from './pair.ts'

const hub = { holds: ['hub'] } as const

/** What waits for somebody to say whether two records are of one person: what matters most and is least clear first. */
export const matchesRoutes: readonly Route[] = [
  page({ at: '/hub/matches', who: hub, audit: 'matches.read', menu: 'Possible matches' }, visit =>
    withPurpose(visit, reviewing, look => queuePage(visit, look)),
  ),
]

const parts: Readonly<Record<WaitingOnly, string>> = {
  open: 'Not looked at yet',
  unsure: 'Somebody was not sure',
  index: 'With my agency’s index',
}

type Shown = Readonly<{ waiting: Waiting; records: readonly RecordShown[] }>

async function queuePage(visit: Visit, look: Look): Promise<Answer> {
  const after = afterIn(visit)
  if (visit.query.after && !after) return goTo('/hub/matches')
  const only = Object.hasOwn(parts, visit.query.only ?? '') ? (visit.query.only as WaitingOnly) : undefined // just asked
  const { waiting, next } = await look(async tx => {
    const found = await reviewQueue(tx, { only, ...(after && { after }) })
    return { waiting: await withRecords(tx, found.waiting), next: found.next }
  })
  return show({
    title: 'Possible matches',
    kind: 'hub',
    wide: true,
    before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: 'Possible matches' }] }),
    content: html`<h1 class="govuk-heading-l">Possible matches</h1>
      ${statedWhy(look, reviewing, '/hub/matches')}
      <p class="govuk-body sk-reading">Two records that may be of one person. A threat to life, a child and an open case come first, and among those what is least clear. Only a person says who somebody is.</p>
      ${filterForm(visit)}
      ${waiting.length ? html`<p class="sk-why">${countOf(waiting.length, next !== undefined)}</p>${worklist(waiting.map(rowOf), 'Possible matches')}` : nothing(Boolean(only), after !== undefined)}
      ${next || after ? pages(visit, next, after !== undefined) : undefined}`,
  })
}

async function withRecords(tx: Tx, waiting: readonly Waiting[]): Promise<readonly Shown[]> {
  const shown = await recordsById(tx, [...new Set(waiting.flatMap(one => one.records))])
  const by = new Map<RecordId, RecordShown>(shown.map(record => [record.id, record]))
  return waiting.map(one => ({ waiting: one, records: one.records.flatMap(id => by.get(id) ?? []) }))
}

function rowOf({ waiting, records }: Shown): WorklistRow {
  const [one, other] = records
  return {
    title: [one, other].map(record => (record ? nameOf(record) : 'Somebody')).join(' and '),
    aloud: ', compare the two records',
    reference: howSure(waiting.probability),
    href: `/hub/matches/${waiting.id}`,
    summary: [`${whyInWords(waiting.because)}.`, familyWarning(waiting.because)].filter(Boolean).join(' '),
    marks: marksOf(waiting),
    facts: records.map(record => sayBorn(record.born)).filter((born, at, all) => all.indexOf(born) === at),
  }
}

const marksOf = ({ state }: Suggestion): Html => (state === 'unsure' ? mark('Somebody was not sure', 'warm') : html``)

const countOf = (count: number, isMore: boolean): string =>
  isMore ? `The ${count} that matter most; more are on the next page.` : `${count} ${count === 1 ? 'waits' : 'wait'}.`

function filterForm({ query }: Visit): Html {
  const items = Object.entries(parts).map(([value, text]) => ({ value, text }))
  return html`<form class="sk-filter" action="/hub/matches" data-sk-filter role="search" aria-label="Filter the possible matches">
    ${select({ name: 'only', label: { text: 'Which' }, value: query.only ?? '', items: [{ value: '', text: 'All' }, ...items] })}
    ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}
    ${query.only ? html`<a class="govuk-link sk-filter__clear" href="/hub/matches">Clear the filter</a>` : undefined}</form>`
}

const nothing = (isFiltered: boolean, isLater: boolean): Html =>
  html`<div class="sk-empty"><h2 class="govuk-heading-m">${isLater ? 'That is all of it' : isFiltered ? 'Nothing here fits the filter' : 'Nothing waits'}</h2>
    <p class="govuk-body">${isFiltered ? 'Widen the filter to see what else waits.' : 'Whoever is told of is compared with everybody known before, within moments. Pairs that may be one person appear here.'}</p></div>`

type After = NonNullable<Awaited<ReturnType<typeof reviewQueue>>['next']>

function pages(visit: Visit, next: After | undefined, isLater: boolean): Html {
  const address = (after?: After) => {
    const query = new URLSearchParams()
    if (visit.query.only) query.set('only', visit.query.only)
    if (after) query.set('after', visit.house.sealer.wrap(after, 'matches'))
    return query.size ? `/hub/matches?${query}` : '/hub/matches'
  }
  return pagination({
    ...(isLater && { previous: { href: address(), text: 'Back to the first page' } }),
    ...(next && { next: { href: address(next) } }),
  })
}

/** Where the page before ended, if the address is one of ours. */
function afterIn({ query, house }: Visit): After | undefined {
  const after = house.sealer.unwrap(query.after ?? '', 'matches')
  if (typeof after !== 'object' || after === null || !('worth' in after) || !('id' in after)) return undefined
  return { worth: Number(after.worth), id: String(after.id) }
}
