import { said } from '#kernel'
import {
  type Answer,
  agencyName,
  button,
  english,
  type Html,
  html,
  input,
  page,
  type Route,
  select,
  show,
  type Visit,
  wideTable,
} from '#web'
import { dayOf } from '../card-view.ts'
import { type Kept, kept } from '../queries.ts'
import { kinds } from '../service.ts'
import { isStale } from '../stale.ts'
import { keeps, mayChange, stateMarks } from './ways.ts'

/** The directory as staff see it: what is published, and what they keep themselves. */
export const listRoute: Route = page(
  { at: '/hub/services', who: 'signed-in', audit: 'directory.list', menu: 'Services' },
  listed,
)

const shows = {
  all: 'All',
  draft: 'Drafts',
  published: 'Published',
  withdrawn: 'Withdrawn',
  stale: 'To be checked',
  mine: 'Mine to keep',
}

async function listed(visit: Visit): Promise<Answer> {
  const all = await visit.as('find-work', kept)
  const words = said(visit.query.q).toLowerCase().slice(0, 100).split(/\s+/).filter(Boolean)
  const which = Object.hasOwn(shows, visit.query.show ?? '') ? visit.query.show! : 'all'
  const found = all.filter(one => fits(one, which, visit) && hasWords(one, words))
  return show({
    title: 'Services',
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Services</h1>
      <p class="govuk-body sk-reading">Who can help, as the public finds it. A number that is wrong can cost somebody the one call they dare to make: ring it before you say that it is checked.</p>
      <form class="sk-filter" action="/hub/services" data-sk-filter role="search" aria-label="Filter the services">
        ${input({ name: 'q', value: visit.query.q ?? '', label: { text: 'Words' }, classes: 'govuk-input--width-20', autocomplete: 'off', spellcheck: false })}
        ${select({ name: 'show', label: { text: 'Which' }, value: which, items: Object.entries(shows).map(([value, text]) => ({ value, text })) })}
        ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}${words.length || which !== 'all' ? html`<a class="govuk-link sk-filter__clear" href="/hub/services">Clear the filter</a>` : undefined}</form>
      <p>${button({ text: 'Add a service', href: '/hub/services/new', classes: 'govuk-button--secondary' })}</p>
      ${found.length ? rows(found, visit) : html`<div class="sk-empty"><h2 class="govuk-heading-m">Nothing here fits the filter</h2><p class="govuk-body">Use fewer words, or look at all of them.</p></div>`}`,
  })
}

const hasWords = ({ said: { name, about, by = '' } }: Kept, words: readonly string[]): boolean =>
  words.every(word => `${name} ${about} ${by}`.toLowerCase().includes(word))

function fits(one: Kept, which: string, visit: Visit): boolean {
  if (which === 'all') return true
  if (which === 'mine') return mayChange(visit, one) && (!keeps(visit) || one.agency === visit.signedIn?.agencyId)
  if (which === 'stale') return one.state === 'published' && isStale(one.checked, visit.at, visit.house)
  return one.state === which
}

const rows = (found: readonly Kept[], visit: Visit): Html =>
  wideTable('Services', {
    head: ['Name', 'What it is', 'Now', 'Last checked', 'Check again by', 'Whose'].map(text => ({ text })),
    firstCellIsHeader: true,
    rows: found.map(one => [
      { html: html`<a class="govuk-link" href="/hub/services/${one.id}">${one.said.name}</a>` },
      { text: kinds[one.kind] },
      { html: stateMarks(one, visit) },
      { text: one.checked ? dayOf(one.checked.on, english) : 'Not yet' },
      { text: one.checked ? dayOf(one.checked.againOn, english) : '' },
      { text: one.agency ? agencyName(one.agency, visit.house) : (one.said.by ?? '') },
    ]),
  })
