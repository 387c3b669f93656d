import { type Problem, part, said, type Tx } from '#kernel'
import { type Searched, searchPeople } from '#matching'
import {
  type Answer,
  breadcrumbs,
  button,
  form,
  type Html,
  html,
  input,
  openingIn,
  page,
  problemSummary,
  type Route,
  render,
  show,
  type Visit,
  whyLooking,
} from '#web'
import { foundView } from './found-view.ts'
import { type Where, whereAre } from './queries.ts'

const hub = { holds: ['hub'] } as const

/**
 * Finding a person among what this reader may see, by whatever is known of them, for a reason stated with it. It is
 * posted, since a name must never stand in an address; where script runs, the same is asked as they type.
 */
export const peopleRoutes: readonly Route[] = [
  page({ at: '/hub/people', who: hub, audit: 'nothing' }, async visit => peoplePage(visit, undefined)),
  form({ at: '/hub/people', who: hub, audit: 'person.find' }, find),
  form({ at: '/hub/people/typed', who: hub, audit: 'person.find' }, findTyped),
]

/** What was found, and for each person the reports and cases in which they stand. */
export type Found =
  | Exclude<Searched, { is: 'found' }>
  | (Extract<Searched, { is: 'found' }> & { where: readonly (readonly Where[])[] })

async function find(visit: Visit): Promise<Answer> {
  const { purpose, note, problems } = openingIn(visit)
  const typed = typedIn(visit)
  const wrong = [...(typed ? [] : [{ field: 'sought', message: 'Enter something that is known of them' }]), ...problems]
  if (!purpose || wrong.length) return peoplePage(visit, undefined, wrong)
  const found = await visit.as(purpose, tx => lookFor(tx, typed), note ? { note } : {})
  if (found.is === 'found') return peoplePage(visit, found)
  return peoplePage(visit, undefined, [{ field: 'sought', message: whyNot(found) }])
}

/**
 * The same while somebody types: only what was found, to be put into the page. That somebody searches is in the audit with
 * the first answer for a purpose, whoever it shows, and each answer that shows somebody new is, since a row written later
 * could be lost; but not each letter, nor ever what was typed.
 */
async function findTyped(visit: Visit): Promise<Answer> {
  const { purpose, note, problems } = openingIn(visit)
  if (!purpose || problems.length) return fragment(html`<p class="govuk-body">Say first why you need to see this.</p>`)
  const onlyIfNewSince = new Date(visit.at.getTime() - oneSearch)
  const found = await visit.as(purpose, tx => lookFor(tx, typedIn(visit)), { onlyIfNewSince, ...(note && { note }) })
  return fragment(found.is === 'found' ? foundView(visit, found) : html`<p class="govuk-body">${whyNot(found)}.</p>`)
}

/** How long typing for one purpose is one search to the audit: five minutes, in milliseconds. */
const oneSearch = 300_000

const typedIn = ({ given }: Visit): string => said(part(given, 'sought')).slice(0, 100)

async function lookFor(tx: Tx, typed: string): Promise<Found> {
  const searched = await searchPeople(tx, typed)
  return searched.is === 'found' ? { ...searched, where: await whereAre(tx, searched.people) } : searched
}

const whyNot = (found: Exclude<Found, { is: 'found' }>): string =>
  found.is === 'vague' ? found.because : 'Enter a name, a birth date, a postcode or a number'

const fragment = (content: Html): Answer => ({
  is: 'file',
  bytes: render(content),
  type: 'text/html; charset=utf-8',
})

function peoplePage(visit: Visit, found: Found | undefined, problems: readonly Problem[] = []): Answer {
  return show(
    {
      title: problems.length ? 'Error: Find a person' : 'Find a person',
      kind: 'hub',
      before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: 'Find a person' }] }),
      content: html`${problemSummary(problems)}<h1 class="govuk-heading-l">Find a person</h1>
        ${searchForm(visit, problems)}
        <div id="found" class="sk-found" data-sk-found tabindex="-1">${found?.is === 'found' ? foundView(visit, found) : undefined}</div>`,
    },
    problems.length ? 422 : 200,
  )
}

function searchForm(visit: Visit, problems: readonly Problem[]): Html {
  const problem = problems.find(one => one.field === 'sought')
  return html`<form method="post" action="/hub/people" class="sk-find" role="search" aria-label="Find a person" data-sk-search="/hub/people/typed">
    ${whyLooking(visit, problems)}
    ${input({
      name: 'sought',
      value: typedIn(visit),
      label: { text: 'What is known of them', classes: 'govuk-label--m' },
      hint: {
        text: 'Any of: part of a name, a nickname, a birth date or year, a postcode or its beginning, the end of a telephone number, a number that is theirs. Put several together: jo smith 1984. That you searched, why, and whom you were shown is kept in the audit; what you typed is not.',
      },
      type: 'search',
      autocomplete: 'off',
      spellcheck: false,
      ...(problem && { errorMessage: { text: problem.message } }),
    })}${button({ text: 'Find', classes: 'govuk-button--secondary' })}</form>`
}
