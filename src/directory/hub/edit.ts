import { asId, NotFound, newId, type Problem, part, Refused, said, surroundingsAt, type Told } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  button,
  enterButton,
  form,
  goTo,
  type Html,
  html,
  idOf,
  page,
  problemSummary,
  questions,
  type Route,
  select,
  show,
  type Visit,
} from '#web'
import type { FinderArea } from '../finder.ts'
import { begin, type Kept, readKept, sayAnew } from '../queries.ts'
import { type KindOfService, kinds } from '../service.ts'
import { kindQuestion, sectionsFor, whyQuestion } from './questions.ts'
import { saidIn, typedFrom } from './said.ts'
import { asPublic } from './service.ts'
import { keeps, mayChange, serviceId } from './ways.ts'

/** Saying something of a service, new or known: on one page, looked at as the public would before it is kept. */
export const editRoutes = (area: FinderArea): readonly Route[] => [
  page({ at: '/hub/services/new', who: 'signed-in', audit: 'nothing' }, async visit => newPage(visit)),
  form({ at: '/hub/services/new', who: 'signed-in', audit: 'directory.add' }, visit => added(visit, area)),
  page({ at: '/hub/services/:id/edit', who: 'signed-in', audit: 'directory.read' }, async visit => {
    const one = await theirs(visit)
    return editPage(visit, area, { kind: one.kind, one, typed: typedFrom(one.said) })
  }),
  form({ at: '/hub/services/:id/edit', who: 'signed-in', audit: 'directory.say' }, visit => changed(visit, area)),
]

async function theirs(visit: Visit): Promise<Kept> {
  const reading = { action: 'directory.read' } as const
  return visit.as(
    'find-work',
    async tx => {
      const one = await readKept(tx, serviceId(visit))
      if (!mayChange(visit, one)) throw new NotFound('service')
      return one
    },
    reading,
  )
}

/** What it is, first and alone: a refuge is asked other things, and what it is can never be changed. */
function newPage(visit: Visit, problems: readonly Problem[] = []): Answer {
  return show(
    {
      title: problems.length ? 'Error: Add a service' : 'Add a service',
      kind: 'hub',
      before: trail('Add a service'),
      content: html`${problemSummary(problems)}<form method="post" action="/hub/services/new" class="sk-reading" novalidate><h1 class="govuk-heading-l">Add a service</h1>
      ${questions(kindQuestion, visit.given, problems, surroundingsAt(visit.house, visit.at))}${button({ text: 'Continue' })}</form>`,
    },
    problems.length ? 422 : 200,
  )
}

async function added(visit: Visit, area: FinderArea): Promise<Answer> {
  const kind = said(part(visit.given, 'kind'))
  if (!isKind(kind)) return newPage(visit, [{ field: 'kind', message: 'Choose what it is' }])
  const deed = said(part(visit.given, 'do'))
  if (deed === '')
    return editPage(visit, area, {
      kind,
      typed: { only: 'no', interpreter: 'no', always: 'no', askers: ['victim', 'witness', 'worried'] },
    })
  const read = saidIn(visit.given, { pack: area, kind, isNew: true, around: surroundingsAt(visit.house, visit.at) })
  if ('problems' in read || deed === 'preview') return editPage(visit, area, { kind, typed: visit.given, read })
  const agency = keeps(visit) ? agencyIn(visit) : (visit.signedIn?.agencyId ?? null)
  // What is made in a demonstration is made up, and says so.
  const words = { ...read.said, ...(visit.house.madeUp && { madeUp: true as const }) }
  const id = asId(said(part(visit.given, 'key'))) ?? newId()
  await visit.as('find-work', tx => begin(tx, { id, kind, agency, said: words, why: read.why }))
  return goTo(`/hub/services/${id}`)
}

function agencyIn({ given, house }: Visit): string | null {
  const id = said(part(given, 'agency'))
  return house.agencies.some(one => one.id === id) ? id : null
}

async function changed(visit: Visit, area: FinderArea): Promise<Answer> {
  const one = await theirs(visit)
  const reading = { pack: area, kind: one.kind, isNew: false, around: surroundingsAt(visit.house, visit.at) }
  const read = saidIn(visit.given, reading)
  const editing = { kind: one.kind, one, typed: visit.given, read }
  if ('problems' in read || said(part(visit.given, 'do')) === 'preview') return editPage(visit, area, editing)
  const words = { ...read.said, ...(one.said.madeUp && { madeUp: true as const }) }
  const seen = Number(said(part(visit.given, 'seen')))
  try {
    await visit.as('find-work', tx => sayAnew(tx, one.id, { said: words, why: read.why, seen }))
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault
    const moved = {
      field: 'name',
      message: 'Somebody else has said something of it since. Read their version before you save yours',
    }
    return editPage(visit, area, { ...editing, read: { problems: [moved] }, movedTo: one })
  }
  return goTo(`/hub/services/${one.id}`)
}

type Editing = Readonly<{
  kind: KindOfService
  one?: Kept
  typed: Told
  read?: ReturnType<typeof saidIn>
  /** What somebody else said meanwhile; saving again is then to say it after them. */
  movedTo?: Kept
}>

function editPage(visit: Visit, area: FinderArea, { kind, one, typed, read, movedTo }: Editing): Answer {
  const problems = read && 'problems' in read ? read.problems : []
  const around = surroundingsAt(visit.house, visit.at)
  const title = one ? one.said.name : `Add a service: ${kinds[kind].toLowerCase()}`
  const seen = movedTo ? movedTo.latest : said(part(typed, 'seen')) || one?.latest
  const sections = [
    ...sectionsFor(area, kind === 'refuge'),
    { title: 'This version', ask: whyQuestion(one === undefined) },
  ]
  return show(
    {
      title: problems.length ? `Error: ${title}` : title,
      kind: 'hub',
      before: trail(title, one),
      content: html`${problemSummary(problems)}<h1 class="govuk-heading-l">${title}</h1>
      ${read && 'said' in read ? html`<h2 class="govuk-heading-m">As the public would read it</h2>${asPublic(visit, area, { id: one?.id ?? newId(), kind, agency: null, checked: one?.checked ?? null }, read.said)}` : undefined}
      ${movedTo && html`<h2 class="govuk-heading-m">As it was said meanwhile</h2>${asPublic(visit, area, movedTo, movedTo.said)}`}
      <form method="post" action="${one ? `/hub/services/${one.id}/edit` : '/hub/services/new'}" class="sk-reading" novalidate>${enterButton}
      ${one ? html`<input type="hidden" name="seen" value="${seen}">` : html`<input type="hidden" name="kind" value="${kind}"><input type="hidden" name="key" value="${said(part(typed, 'key')) || newId()}">${keeps(visit) ? whose(visit, said(part(typed, 'agency'))) : undefined}`}
      ${sections.map(({ title: heading, ask }) => (Object.keys(ask).length ? html`<h2 class="govuk-heading-m">${heading}</h2>${questions(ask, typed, problems, around, { again: true })}` : undefined))}
      <div class="govuk-button-group">${button({ text: 'Look at it first', name: 'do', value: 'preview', classes: 'govuk-button--secondary' })}${button({ text: one ? 'Save as a new version' : 'Save as a draft', name: 'do', value: 'save', preventDoubleClick: true })}<a class="govuk-link" href="${one ? `/hub/services/${one.id}` : '/hub/services'}">Leave it</a></div></form>`,
    },
    problems.length ? 422 : 200,
  )
}

const whose = ({ house }: Visit, value: string): Html =>
  select({
    id: idOf('agency'),
    name: 'agency',
    value,
    label: { text: 'Whose own service it is', classes: 'govuk-label--s' },
    hint: { text: 'Its people may then say what it does themselves.' },
    items: [
      { value: '', text: 'Nobody’s who takes part here' },
      ...house.agencies.map(({ id, name }) => ({ value: id, text: name })),
    ],
  })

const trail = (title: string, one?: Kept): Html =>
  breadcrumbs({
    items: [
      { text: 'Services', href: '/hub/services' },
      ...(one ? [{ text: one.said.name, href: `/hub/services/${one.id}` }] : []),
      { text: one ? 'Say something else of it' : title },
    ],
  })

const isKind = (text: string): text is KindOfService => Object.hasOwn(kinds, text)
