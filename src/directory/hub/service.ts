import { localDate, NotFound, part, Refused, said } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  button,
  form,
  goTo,
  type Html,
  html,
  idOf,
  input,
  page,
  problemSummary,
  type Route,
  select,
  shortly,
  show,
  type Visit,
} from '#web'
import { serviceCard, serviceList } from '../card-view.ts'
import { type FinderArea, showingOn } from '../finder.ts'
import { readAgain } from '../known.ts'
import { check, publish, readKept, withdraw } from '../queries.ts'
import type { Said, Service } from '../service.ts'
import { longest, lookAgain, monthsAfter } from '../stale.ts'
import { takeOut, tellsPlace, tellsWhere } from '../telling.ts'
import { keeps, mayChange, serviceId, stateMarks } from './ways.ts'

/** One service: as the public would read it, what was done with it, and what may be done. */
export const serviceRoutes = (area: FinderArea): readonly Route[] => [
  page({ at: '/hub/services/:id', who: 'signed-in', audit: 'directory.read' }, visit => servicePage(visit, area)),
  form({ at: '/hub/services/:id', who: { holds: ['directory'] }, audit: 'directory.keep' }, visit => kept(visit, area)),
]

type Whole = Awaited<ReturnType<typeof readKept>>

async function servicePage(visit: Visit, area: FinderArea, wrong?: Wrong): Promise<Answer> {
  const one = await visit.as('find-work', tx => readKept(tx, serviceId(visit)))
  const mayChangeIt = mayChange(visit, one)
  return show(
    {
      title: wrong ? `Error: ${one.said.name}` : one.said.name,
      kind: 'hub',
      before: breadcrumbs({ items: [{ text: 'Services', href: '/hub/services' }, { text: one.said.name }] }),
      content: html`${wrong && problemSummary([wrong])}<h1 class="govuk-heading-l">${one.said.name}</h1><p>${stateMarks(one, visit)}</p>
      ${wordsNow(visit, area, one)}
      ${mayChangeIt ? html`<p>${button({ text: 'Say something else of it', href: `/hub/services/${one.id}/edit` })}</p>` : undefined}
      ${keeps(visit) ? deeds(one, wrong) : undefined}${mayChangeIt ? history(visit, area, one) : undefined}`,
    },
    wrong ? 422 : 200,
  )
}

/** What the public reads now, and beside it what was said since, so that nobody takes the one for the other. */
function wordsNow(visit: Visit, area: FinderArea, one: Whole): Html {
  const now = one.versions.find(({ version }) => version === one.published)
  if (!now || now.version === one.latest) return asPublic(visit, area, one, one.said)
  return html`<h2 class="govuk-heading-m">What the public reads now: version ${now.version}</h2>${asPublic(visit, area, one, now.said, 3)}
    <h2 class="govuk-heading-m">Not published yet: version ${one.latest}</h2>${asPublic(visit, area, { ...one, checked: null }, one.said, 3)}`
}

/** How the public would read these words, with everything unfolded below it. */
export function asPublic(
  visit: Visit,
  area: FinderArea,
  one: Pick<Whole, 'id' | 'kind' | 'agency' | 'checked'>,
  words: Said,
  level: 2 | 3 | 4 = 2,
): Html {
  const service: Service = { ...one, said: words, changedAt: visit.at }
  return html`<section aria-label="As the public would read it">${serviceList([serviceCard(service, showingOn(visit, visit.house, area), undefined, level)])}</section>`
}

const again = select({
  id: idOf('again'),
  name: 'again',
  label: { text: 'Look again, at the latest' },
  value: String(longest),
  items: Object.entries(lookAgain).map(([value, text]) => ({ value, text })),
})

const readFirst = html`<p class="govuk-body sk-reading">Read every word first. What looks like an address is refused, but words can say where a refuge is and look like none: “behind the old brewery”.</p>`

/** A note that is wanted, or that says what it may not. */
type Wrong = Readonly<{ field: 'check-note' | 'withdraw-note'; message: string; typed: string }>

const notPublished = html`<p class="govuk-body">The latest version cannot be published. ${takeOut}.</p>`

function deeds(one: Whole, wrong: Wrong | undefined): Html {
  const { id, kind, state, latest, published } = one
  const act = (what: string, version: number, words: string, note: Html | undefined, tone = '') =>
    html`<form method="post" action="/hub/services/${id}" novalidate><input type="hidden" name="version" value="${version}">${note}${button({ text: words, name: 'do', value: what, classes: tone, preventDoubleClick: true })}</form>`
  const note = (field: Wrong['field'], label: string) =>
    input({
      ...(wrong?.field === field && { errorMessage: { text: wrong.message }, value: wrong.typed }),
      ...{
        id: idOf(field),
        name: 'note',
        label: { text: label },
        autocomplete: 'off',
        classes: 'govuk-input--width-30',
      },
    })
  const later = state === 'published' ? 'Publish the later version' : 'Publish it'
  return html`<h2 class="govuk-heading-m">What to do with it</h2>
    ${published === latest ? undefined : tellsPlace(kind, one.said) ? notPublished : act('publish', latest, later, kind === 'refuge' ? readFirst : undefined)}
    ${published !== null && act('check', published, 'I rang and looked today: all that the public reads is right', html`${note('check-note', 'Who said so (optional)')}${again}`, 'govuk-button--secondary')}
    ${published !== null && act('withdraw', published, 'Withdraw it from the public', note('withdraw-note', 'Why it is withdrawn'), 'govuk-button--warning')}`
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

async function kept(visit: Visit, area: FinderArea): Promise<Answer> {
  const id = serviceId(visit)
  const line = (name: string) => said(part(visit.given, name)).slice(0, 300)
  const [deed, version, note] = [line('do'), Number(line('version')), line('note')]
  const wrong = await visit.as('find-work', async tx => {
    const one = await readKept(tx, id)
    const { latest, published, kind } = one
    // What they looked at is what they speak of, and nothing that came since.
    if (version !== (deed === 'publish' ? latest : published)) throw new Refused('already-done')
    const isWrong = wrongIn(deed, note, kind)
    if (isWrong) return isWrong
    if (deed === 'publish' && !tellsPlace(kind, one.said)) return publish(tx, id, version)
    if (deed === 'check') return check(tx, id, { version, note, againOn: againOn(tx, line('again')) })
    if (deed === 'withdraw') return withdraw(tx, id, note)
    throw new NotFound('deed')
  })
  if (wrong) return servicePage(visit, area, { ...wrong, typed: note })
  readAgain(visit.database)
  return goTo(`/hub/services/${id}`)
}

/** The day on which to look again: as far away as may be, where nothing that may be chosen was. */
const againOn = ({ at, house }: Pick<Visit, 'at' | 'house'>, chosen: string): string =>
  monthsAfter(localDate(at, house), Object.hasOwn(lookAgain, chosen) ? Number(chosen) : longest)

function wrongIn(deed: string, note: string, kind: Whole['kind']): Omit<Wrong, 'typed'> | undefined {
  const field = deed === 'withdraw' ? 'withdraw-note' : 'check-note'
  if (kind === 'refuge' && tellsWhere(note)) return { field, message: takeOut }
  return deed === 'withdraw' && note === '' ? { field, message: 'Enter why it is withdrawn' } : undefined
}
