import { type AuditRow, auditTrail, purposes, said } from '#kernel'
import {
  type Answer,
  agencyName,
  button,
  goTo,
  type Html,
  html,
  input,
  mark,
  page,
  pagination,
  type Route,
  shortly,
  show,
  tag,
  type Visit,
  wideTable,
} from '#web'
import { subjectOf } from './queries.ts'

/** Who looked at what, and why: for auditors, whose own reading is a row of it too. */
export const auditRoutes: readonly Route[] = [
  page({ at: '/hub/audit', who: { holds: ['audit'] }, audit: 'audit.read' }, auditPage),
]

async function auditPage(visit: Visit): Promise<Answer> {
  const asked = said(visit.query.subject ?? '').slice(0, 60)
  const before = /^\d{1,18}$/.test(visit.query.before ?? '') ? visit.query.before : undefined
  const { subject, rows } = await visit.as(
    'audit',
    async tx => {
      const subject = asked ? await subjectOf(tx, asked) : undefined
      return { subject, rows: asked && !subject ? [] : await auditTrail(tx, { subject, before }, size + 1) }
    },
    asked ? { note: `of ${asked}` } : {},
  )
  if (asked && subject && subject !== asked) return goTo(address(subject))
  return show({
    title: 'Audit',
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Audit</h1>
      <p class="govuk-body sk-reading">Who looked at what, when and why, the latest first. That you are reading this is a row of it too.</p>
      ${filter(asked)}${rows.length ? trail(visit, rows.slice(0, size)) : empty(asked)}
      ${pagination({
        ...(before && { previous: { href: address(asked), text: 'Back to the latest' } }),
        ...(rows.length > size && { next: { href: address(asked, rows[size - 1]!.position), text: 'Earlier' } }),
      })}`,
  })
}

const size = 50

function address(subject: string, before?: string): string {
  const query = new URLSearchParams({ ...(subject && { subject }), ...(before && { before }) })
  return query.size ? `/hub/audit?${query}` : '/hub/audit'
}

const filter = (asked: string): Html =>
  html`<form class="sk-filter" action="/hub/audit" role="search" aria-label="Filter the audit">
    ${input({ name: 'subject', value: asked, label: { text: 'Reference or id of a record' }, classes: 'govuk-input--width-30', autocomplete: 'off', spellcheck: false })}
    ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}${asked ? html`<a class="govuk-link sk-filter__clear" href="/hub/audit">Clear the filter</a>` : undefined}</form>`

const empty = (asked: string): Html =>
  html`<div class="sk-empty"><h2 class="govuk-heading-m">Nothing to show</h2><p class="govuk-body">${asked ? 'No record that you may see has that reference. With its id you can see who opened it, whatever it holds.' : 'Nobody has looked at anything yet.'}</p></div>`

const results = {
  done: { text: 'Done', classes: 'govuk-tag--grey' },
  refused: { text: 'Refused', classes: 'govuk-tag--yellow' },
  'not-found': { text: 'Not found', classes: 'govuk-tag--yellow' },
  failed: { text: 'Failed', classes: 'govuk-tag--red' },
} as const

function trail(visit: Visit, rows: readonly AuditRow[]): Html {
  return wideTable('Audit trail', {
    classes: 'sk-audit',
    head: ['When', 'Who', 'What', 'Why', 'Records', 'Result'].map(text => ({ text })),
    rows: rows.map(row => [
      { text: shortly(row.at, visit) },
      {
        html: html`${actorOf(row)}${row.agency ? html`<br><span class="sk-muted">${agencyName(row.agency, visit.house)}</span>` : undefined}`,
      },
      { text: row.action },
      {
        html: html`${whyOf(row)}${row.note ? html`<br><span class="sk-muted sk-words">${row.note}</span>` : undefined}`,
      },
      { html: subjects(row) },
      { html: tag(results[row.result as keyof typeof results] ?? { text: row.result }) },
    ]),
  })
}

const kinds: Readonly<Record<string, string>> = { public: 'Somebody reporting', job: 'This service', api: 'A program' }

/** A person by name; what is no person, by what it is and what it is called. */
function actorOf({ actor }: AuditRow): string {
  const [kind = '', name] = actor.split(':')
  if (!Object.hasOwn(kinds, kind)) return actor
  return name ? `${kinds[kind]} (${name})` : kinds[kind]!
}

function whyOf(row: AuditRow): Html {
  const purpose = Object.hasOwn(purposes, row.purpose)
    ? purposes[row.purpose as keyof typeof purposes].title
    : row.purpose
  return html`${purpose} ${row.regime === 'law-enforcement' ? mark('Law enforcement', 'plain') : undefined}`
}

/** The first few records of a row, each leading to everything that was done with it. */
function subjects(row: AuditRow): Html {
  const all = [
    ...row.reports.map(id => ({ kind: 'report', id })),
    ...row.cases.map(id => ({ kind: 'case', id })),
    ...row.records.map(id => ({ kind: 'person', id })),
  ]
  const more = all.length - 3
  return html`${all.slice(0, 3).map(({ kind, id }) => html`<a class="govuk-link sk-audit__record" href="${address(id)}">${kind} …${id.slice(-6)}</a>`)}${more > 0 ? html`<span class="sk-muted">and ${more} more</span>` : undefined}`
}
