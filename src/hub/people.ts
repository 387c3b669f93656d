import { findPeople, type PersonFound, type Problem, Refused, surroundingsAt, type Tx } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  form,
  type Html,
  html,
  insetText,
  nameOf,
  openingIn,
  page,
  panelOf,
  problemSummary,
  type Route,
  recordFacts,
  show,
  type Visit,
  whatDay,
  whyLooking,
} from '#web'
import { askedFor, born, type Finding, findForm } from './finding.ts'
import { type Where, whereAre } from './queries.ts'

const hub = { holds: ['hub'] } as const

/** Finding a person: by a form that is posted, for a reason stated with it, among what this reader may see. */
export const peopleRoutes: readonly Route[] = [
  page({ at: '/hub/people', who: hub, audit: 'nothing' }, async visit => peoplePage(visit, noOne, undefined)),
  form({ at: '/hub/people', who: hub, audit: 'person.find' }, find),
]

const noOne: Finding = { given: '', family: '', born: '' }

type Found = PersonFound & { readonly where: readonly Where[] }
type AllFound = Readonly<{ found: readonly Found[]; more: boolean }>

async function find(visit: Visit): Promise<Answer> {
  const finding = askedFor(visit)
  const when = born.read(finding.born, surroundingsAt(visit.house, visit.at))
  const { purpose, note, problems } = openingIn(visit)
  const wrong = [...(when.ok ? [] : [{ field: 'born', message: when.message }]), ...problems]
  if (!when.ok || !purpose || wrong.length) return peoplePage(visit, finding, undefined, wrong)
  const look = async (tx: Tx): Promise<AllFound> => {
    const { people, more } = await findPeople(tx, { ...finding, born: when.value })
    const where = await whereAre(tx, people)
    return { found: people.map((person, i) => ({ ...person, where: where[i]! })), more }
  }
  try {
    return peoplePage(visit, finding, await visit.as(purpose, look, note ? { note } : {}))
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    return peoplePage(visit, finding, undefined, [{ field: 'family', message: fault.refusal.message }])
  }
}

function peoplePage(
  visit: Visit,
  finding: Finding,
  found: AllFound | undefined,
  problems: readonly Problem[] = [],
): Answer {
  return show(
    {
      title: problems.length ? 'Error: Find a person' : 'Find a person',
      kind: 'hub',
      before: breadcrumbs({ items: [{ text: 'Worklist', href: '/hub' }, { text: 'Find a person' }] }),
      content: html`${problemSummary(problems)}<h1 class="govuk-heading-l">Find a person</h1>
        <p class="govuk-body sk-reading">A last name, or a first name with a date of birth, is the least. Capitals, accents and hyphens do not matter. Every search is kept in the audit, with your reason.</p>
        ${findForm(visit, '/hub/people', finding, problems, whyLooking(visit, problems))}${found ? results(visit, found) : undefined}`,
    },
    problems.length ? 422 : 200,
  )
}

function results(visit: Visit, { found, more }: AllFound): Html {
  if (found.length === 0)
    return html`<div class="sk-empty"><h2 class="govuk-heading-m">Nobody found</h2><p class="govuk-body">Nobody of that name and birth date is among what you may see. Try less of the name, or leave out the date.</p></div>`
  return html`<h2 class="govuk-heading-m">${found.length === 1 ? 'One person' : `${found.length} people`}</h2>
    ${more && insetText({ text: 'There are more than are shown here. Look again with more of the name, or a birth date.' })}
    ${found.map((person, i) =>
      panelOf(
        nameOf(person.records[0]!),
        `person-${i}`,
        html`${person.records.map(record => html`<div class="sk-person"><p class="sk-facts__line"><strong>${nameOf(record)}</strong> · told ${whatDay(record.recordedAt, visit)}</p>${recordFacts(record)}</div>`)}
        <p class="sk-facts__line">${person.where.length ? html`In ${person.where.map((one, n) => html`${n ? ', ' : ''}<a class="govuk-link" href="/hub/${one.kind}/${one.id}">${one.reference}</a>`)}` : 'In no report or case that you may see.'}</p>`,
      ),
    )}`
}
