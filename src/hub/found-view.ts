import type { PersonFound, RecordShown } from '#kernel'
import { type Html, html, insetText, nameOf, sayBorn, type Visit, whatDay } from '#web'
import type { Found } from './people.ts'
import type { Where } from './queries.ts'

/** Those who were found, each with what tells them apart and where they stand; alike in a page and as somebody types. */
export function foundView(visit: Visit, { people, more, where }: Extract<Found, { is: 'found' }>): Html {
  if (people.length === 0)
    return html`<div class="sk-empty"><div role="status"><h2 class="govuk-heading-m">Nobody found</h2></div><p class="govuk-body">Nobody like that is among what you may see. Try less: part of the name, or only a birth year with it.</p></div>`
  return html`<div role="status"><h2 class="govuk-heading-m">${people.length === 1 ? 'One person' : `${people.length} people`}${more ? ', and more' : ''}</h2></div>
    ${more && insetText({ text: 'There are more than are shown here. Add something that is known of them.' })}
    <ol class="sk-found__list">${people.map((person, at) => personFound(visit, person, where[at] ?? []))}</ol>`
}

function personFound(visit: Visit, { personId, records }: PersonFound, where: readonly Where[]): Html {
  const names = [...new Set(records.map(nameOf))]
  return html`<li class="sk-found__one"><h3 class="sk-person__name">${
    personId ? html`<a class="govuk-link" data-sk-row href="/hub/people/${personId}">${names[0]}</a>` : names[0]
  }</h3>
    ${names.length > 1 ? html`<p class="sk-facts__line">Also ${names.slice(1).join(', ')}</p>` : undefined}
    ${records.map(record => html`<p class="sk-facts__line">${recordLine(visit, record)}</p>`)}
    <p class="sk-facts__line">${where.length ? html`In ${where.map((one, n) => html`${n ? ', ' : ''}<a class="govuk-link" data-sk-row href="/hub/${one.kind}/${one.id}">${one.reference}</a>`)}` : 'In no report or case that you may see.'}</p></li>`
}

/** What tells two people of one name apart. How they may be reached is read with its rules, on their record. */
const recordLine = (visit: Visit, record: RecordShown): string =>
  [
    sayBorn(record.born),
    record.sex,
    record.source === 'feed' ? 'index record' : undefined,
    `told ${whatDay(record.recordedAt, visit)}`,
  ]
    .filter(Boolean)
    .join(' · ')
