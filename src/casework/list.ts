import { type Before, type CaseListed, casesSeen, findByReference, part, said } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  button,
  dueBadge,
  errorSummary,
  goTo,
  type Html,
  html,
  input,
  mark,
  page,
  pagination,
  programmeTitle,
  type Route,
  select,
  shortly,
  show,
  tag,
  type Visit,
  type WorklistRow,
  worklist,
} from '#web'
import { mayOpen } from './new.ts'

/**
 * Every case that its reader may see, whether or not anything is due in it: one whose promises are all kept waits in no
 * worklist, and must still be found to be closed. It names nobody; a case is opened for a stated purpose.
 */
export const casesPage: Route = page({ at: '/hub/cases', who: 'signed-in', audit: 'case.list' }, async visit => {
  const typed = (visit.query.reference ?? '').slice(0, 60)
  return typed.trim() ? found(visit, typed) : listed(visit)
})

const words = {
  title: 'Cases',
  none: 'No report or case that you may see has that reference. Check it, or ask whoever gave it to you',
}

async function found(visit: Visit, typed: string): Promise<Answer> {
  const one = await visit.as('find-work', tx => findByReference(tx, typed))
  return one ? goTo(`/hub/${one.is}s/${one.id}`) : listed(visit, typed)
}

async function listed(visit: Visit, missing?: string): Promise<Answer> {
  const closed = visit.query.state === 'closed'
  const before = visit.query.before ? beforeIn(visit) : undefined
  if (visit.query.before && !before) return goTo('/hub/cases')
  const filter = { programme: visit.query.programme || undefined, closed }
  const { cases, next } = await visit.as('find-work', tx => casesSeen(tx, filter, before))
  return show({
    title: missing ? `Error: ${words.title}` : words.title,
    kind: 'hub',
    wide: true,
    before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: words.title }] }),
    content: html`${missing ? errorSummary({ titleText: 'There is a problem', errorList: [{ text: words.none, href: '#reference' }] }) : undefined}
      <h1 class="govuk-heading-l">${words.title}</h1>${mayOpen(visit).length ? button({ text: 'Open a case', href: '/hub/cases/new' }) : undefined}${finder(missing)}${filterForm(visit)}
      ${
        cases.length
          ? worklist(
              cases.map(one => rowOf(one, visit)),
              closed ? 'Closed cases' : 'Open cases',
            )
          : empty(visit, closed)
      }
      ${pagination({
        ...(before && { previous: { href: address(visit), text: 'Back to the first page' } }),
        ...(next && { next: { href: address(visit, next) } }),
      })}`,
  })
}

const finder = (missing: string | undefined): Html =>
  html`<form class="sk-filter" action="/hub/cases" role="search" aria-label="Find by reference">${input({
    name: 'reference',
    id: 'reference',
    value: missing ?? '',
    label: { text: 'Reference of a report or case' },
    hint: { text: 'Such as SK-7F2K-9QXT or CA-7F2K-9QXT' },
    classes: 'govuk-input--width-20',
    autocomplete: 'off',
    spellcheck: false,
    ...(missing && { errorMessage: { text: words.none } }),
  })}${button({ text: 'Find', classes: 'govuk-button--secondary' })}</form>`

function filterForm({ query, house }: Visit): Html {
  const programmes = [...house.programmes.values()].filter(one => one.case)
  return html`<form class="sk-filter" action="/hub/cases" data-sk-filter role="search" aria-label="Filter the cases">
    ${select({
      name: 'state',
      label: { text: 'Which' },
      value: query.state === 'closed' ? 'closed' : '',
      items: [
        { value: '', text: 'Open' },
        { value: 'closed', text: 'Closed' },
      ],
    })}
    ${select({
      name: 'programme',
      label: { text: 'Programme' },
      value: query.programme ?? '',
      items: [{ value: '', text: 'All' }, ...programmes.map(({ id, title }) => ({ value: id, text: title }))],
    })}
    ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}</form>`
}

function rowOf(one: CaseListed, visit: Visit): WorklistRow {
  const { house } = visit
  const state = house.programmes.get(one.programme)?.case?.states[one.state] ?? one.state
  return {
    title: one.reference,
    reference: programmeTitle(one.programme, house),
    href: `/hub/cases/${one.id}`,
    clock: one.dueAt
      ? dueBadge(one.dueAt, { at: visit.at, house })
      : html`${one.closedAt ? undefined : mark('Nothing is due', 'plain')}`,
    marks: tag({ text: state, classes: one.closedAt ? 'govuk-tag--grey' : '' }),
    facts: [
      `Opened ${shortly(one.openedAt, visit)}`,
      ...(one.closedAt ? [`Closed ${shortly(one.closedAt, visit)}`] : []),
    ],
  }
}

const empty = (visit: Visit, closed: boolean): Html =>
  html`<div class="sk-empty"><h2 class="govuk-heading-m">${visit.query.before ? 'That is all of them' : closed ? 'No closed case' : 'No open case'}</h2>
    <p class="govuk-body">You see the cases of your own programmes, and those in which your agency takes part.</p></div>`

function address({ query, house }: Visit, before?: Before): string {
  const asked = new URLSearchParams()
  for (const name of ['state', 'programme']) if (query[name]) asked.set(name, query[name])
  if (before)
    asked.set('before', house.sealer.wrap({ openedAt: before.openedAt.toISOString(), id: before.id }, 'cases'))
  return asked.size ? `/hub/cases?${asked}` : '/hub/cases'
}

/** Where the page before ended, if the address is one of ours. */
function beforeIn({ query, house }: Visit): Before | undefined {
  const before = house.sealer.unwrap(query.before ?? '', 'cases')
  const openedAt = new Date(said(part(before, 'openedAt')))
  const id = said(part(before, 'id'))
  return id && !Number.isNaN(openedAt.getTime()) ? { openedAt, id } : undefined
}
