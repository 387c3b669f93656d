import { NotFound, part, Refused, said } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  button,
  form,
  goTo,
  type Html,
  html,
  input,
  page,
  type Route,
  shortly,
  show,
  type Visit,
} from '#web'
import { serviceCard, serviceList } from '../card-view.ts'
import { type FinderArea, showingOn } from '../finder.ts'
import { readAgain } from '../known.ts'
import { check, publish, readKept, withdraw } from '../queries.ts'
import type { Said, Service } from '../service.ts'
import { keeps, mayChange, serviceId, stateMarks } from './ways.ts'

/** One service: as the public would read it, what was done with it, and what may be done. */
export const serviceRoutes = (area: FinderArea): readonly Route[] => [
  page({ at: '/hub/services/:id', who: 'signed-in', audit: 'directory.read' }, visit => servicePage(visit, area)),
  form({ at: '/hub/services/:id', who: { holds: ['directory'] }, audit: 'directory.keep' }, kept),
]

type Whole = Awaited<ReturnType<typeof readKept>>

async function servicePage(visit: Visit, area: FinderArea): Promise<Answer> {
  const one = await visit.as('find-work', tx => readKept(tx, serviceId(visit)))
  return show({
    title: one.said.name,
    kind: 'hub',
    before: breadcrumbs({ items: [{ text: 'Services', href: '/hub/services' }, { text: one.said.name }] }),
    content: html`<h1 class="govuk-heading-l">${one.said.name}</h1><p>${stateMarks(one, visit)}</p>
      ${asPublic(visit, area, one, one.said)}
      ${mayChange(visit, one) ? html`<p>${button({ text: 'Say something else of it', href: `/hub/services/${one.id}/edit` })}</p>` : undefined}
      ${keeps(visit) ? deeds(one) : undefined}${mayChange(visit, one) ? history(visit, area, one) : undefined}`,
  })
}

/** How the public would read these words, with everything unfolded below it. */
export function asPublic(
  visit: Visit,
  area: FinderArea,
  one: Pick<Whole, 'id' | 'kind' | 'agency' | 'checkedOn'>,
  words: Said,
  level: 2 | 4 = 2,
): Html {
  const service: Service = { ...one, said: words, changedAt: visit.at }
  return html`<section aria-label="As the public reads it">${serviceList([serviceCard(service, showingOn(visit, visit.house, area), undefined, level)])}</section>`
}

function deeds(one: Whole): Html {
  const act = (what: string, words: string, note: Html | undefined, tone = '') =>
    html`<form method="post" action="/hub/services/${one.id}"><input type="hidden" name="version" value="${one.latest}">${note}${button({ text: words, name: 'do', value: what, classes: tone, preventDoubleClick: true })}</form>`
  const note = (name: string, words: string) =>
    input({ id: name, name: 'note', label: { text: words }, autocomplete: 'off', classes: 'govuk-input--width-30' })
  return html`<h2 class="govuk-heading-m">What to do with it</h2>
    ${one.published === one.latest ? undefined : act('publish', one.state === 'published' ? 'Publish the later version' : 'Publish it', undefined)}
    ${one.state === 'published' ? act('check', 'I rang and looked today: all of it is right', note('check-note', 'Who said so (optional)'), 'govuk-button--secondary') : undefined}
    ${one.state === 'published' ? act('withdraw', 'Withdraw it from the public', note('withdraw-note', 'Why it is withdrawn'), 'govuk-button--warning') : undefined}`
}

const did: Readonly<Record<string, string>> = { published: 'Published', withdrawn: 'Withdrawn', checked: 'Checked' }

function history(visit: Visit, area: FinderArea, one: Whole): Html {
  const entries = [
    ...one.versions.map(version => ({ at: version.at, words: versionView(visit, area, one, version) })),
    ...one.deeds.map(({ at, deed, version, by, note }) => ({
      at,
      words: html`<strong>${did[deed] ?? deed}${version ? ` version ${version}` : undefined}</strong> by ${by ?? 'the area’s pack'}, ${shortly(at, visit)}${note ? html`: ${note}` : undefined}`,
    })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return html`<h2 class="govuk-heading-m">What was said and done</h2><ul class="govuk-list govuk-list--spaced">${entries.map(({ words }) => html`<li>${words}</li>`)}</ul>`
}

const versionView = (
  visit: Visit,
  area: FinderArea,
  one: Whole,
  { version, said: words, why, by, at }: Whole['versions'][number],
): Html =>
  html`<strong>Version ${version}</strong> by ${by ?? 'the area’s pack'}, ${shortly(at, visit)}${why ? html`: ${why}` : undefined}
  <details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Read version ${version}</span></summary><div class="govuk-details__text">${asPublic(visit, area, one, words, 4)}</div></details>`

async function kept(visit: Visit): Promise<Answer> {
  const id = serviceId(visit)
  const line = (name: string) => said(part(visit.given, name)).slice(0, 300)
  const version = Number(line('version'))
  await visit.as('find-work', async tx => {
    const now = await readKept(tx, id)
    // What they looked at is what they speak of, and nothing that came since.
    if (now.latest !== version) throw new Refused('already-done')
    if (line('do') === 'publish') return publish(tx, id, version)
    if (line('do') === 'check' && now.published !== null) return check(tx, id, now.published, line('note'))
    if (line('do') === 'withdraw' && now.published !== null) return withdraw(tx, id, line('note'))
    throw new NotFound('deed')
  })
  readAgain(visit.database)
  return goTo(`/hub/services/${id}`)
}
