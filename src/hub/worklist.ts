import {
  type After,
  asId,
  part,
  said,
  type Tx,
  takeOn,
  type WorkFilter,
  type WorkShown,
  worklist as workIn,
  workWaiting,
} from '#kernel'
import {
  type Answer,
  button,
  dueBadge,
  form,
  goTo,
  type Html,
  html,
  hubPath,
  mark,
  notFoundPage,
  page,
  pagination,
  programmeTitle,
  type Route,
  select,
  shortly,
  show,
  tiles,
  type Visit,
  type WorklistRow,
  worklist,
} from '#web'

type District = Readonly<{ id: string; name: string }>

/** What another room counts over the worklist of whoever looks. */
export type MoreTiles = (tx: Tx) => Promise<Parameters<typeof tiles>[0]>

/** What waits for this person, nearest deadline first. */
export const worklistRoutes = (districts: readonly District[], more: MoreTiles): readonly Route[] => [
  page({ at: '/hub', who: 'signed-in', audit: 'worklist.read' }, visit => worklistPage(visit, districts, more)),
  form({ at: '/hub/work/:id', who: 'signed-in', audit: 'work.take' }, taken),
]

const most = 500
const kinds = {
  triage: 'Reports to triage',
  step: 'Steps of cases',
  action: 'Actions',
  reply: 'Answers to whoever reported',
  deletion: 'Requests to delete',
  message: 'Messages not sent',
  feedback: 'Feedback owed',
  service: 'Services to check',
} as const

async function worklistPage(visit: Visit, districts: readonly District[], more: MoreTiles): Promise<Answer> {
  const filter = filterIn(visit)
  const after = visit.query.after ? afterIn(visit) : undefined
  if (visit.query.after && !after) return goTo('/hub')
  const [{ work, next }, waiting, others] = await visit.as('find-work', tx =>
    Promise.all([workIn(tx, filter, after), workWaiting(tx, most), more(tx)]),
  )
  const isFiltered = Object.values(filter).some(Boolean)
  return show({
    title: 'Worklist',
    kind: 'hub',
    wide: true,
    content: html`<h1 class="govuk-heading-l">Worklist</h1>
      ${counts(waiting, others)}${filterForm(visit, districts)}
      ${work.length ? html`<p class="sk-why">Opening a report says that you are triaging it; opening a case, that you are working on it.</p>${worklist(work.map(one => rowOf(one, visit, districts)))}` : nothing(visit, isFiltered, after !== undefined)}
      ${next || after ? pages(visit, next, after !== undefined) : undefined}`,
  })
}

function counts({ all, late }: { all: number; late: number }, others: Parameters<typeof tiles>[0]): Html {
  const bounded = (count: number) => (count >= most ? `${most}+` : count)
  return tiles([
    { label: 'Waiting for you', value: bounded(all) },
    {
      label: 'Overdue',
      value: bounded(late),
      tone: late ? 'alarm' : 'good',
      ...(late === 0 && { note: 'Nothing is late' }),
    },
    ...others,
  ])
}

function filterIn({ query }: Visit): WorkFilter {
  return {
    programme: query.programme || undefined,
    kind: Object.hasOwn(kinds, query.kind ?? '') ? query.kind : undefined,
    district: query.district || undefined,
    mine: query.mine === 'yes',
  }
}

function filterForm({ query, house }: Visit, districts: readonly District[]): Html {
  const all = { value: '', text: 'All' }
  const options = (name: string, label: string, items: readonly { value: string; text: string }[]) =>
    select({ name, label: { text: label }, value: query[name] ?? '', items: [all, ...items] })
  const programmes = [...house.programmes.values()].map(({ id, title }) => ({ value: id, text: title }))
  return html`<form class="sk-filter" action="/hub" data-sk-filter role="search" aria-label="Filter the worklist">
    ${options(
      'kind',
      'What',
      Object.entries(kinds).map(([value, text]) => ({ value, text })),
    )}
    ${options('programme', 'Programme', programmes)}
    ${options(
      'district',
      'District',
      districts.map(({ id, name }) => ({ value: id, text: name })),
    )}
    ${select({
      name: 'mine',
      label: { text: 'Whose' },
      value: query.mine ?? '',
      items: [
        { value: '', text: 'Anybody’s' },
        { value: 'yes', text: 'Only mine' },
      ],
    })}
    ${button({ text: 'Filter', classes: 'govuk-button--secondary' })}
    ${['kind', 'programme', 'district', 'mine'].some(name => query[name]) ? html`<a class="govuk-link sk-filter__clear" href="/hub">Clear the filter</a>` : undefined}</form>`
}

function rowOf(work: WorkShown, visit: Visit, districts: readonly District[]): WorklistRow {
  const { house } = visit
  const around = { at: visit.at, house }
  const district = districts.find(one => one.id === work.district)?.name
  return {
    title: titleOf(work),
    aloud: `${work.reference}, ${work.kind === 'triage' ? 'opens to triage' : 'opens to work on it'}`,
    reference: work.reference,
    // A service is nobody's record: nobody need say why they open it.
    ...(work.serviceId ? { href: `/hub/services/${work.serviceId}` } : { href: '/hub/open', post: opens(work) }),
    urgent: work.threat,
    clock: dueBadge(work.dueAt, around),
    marks: html`${work.kind === 'triage' || work.serviceId ? undefined : mark(programmeTitle(work.programme, house))}${whose(work, visit)}`,
    facts: [
      ...(district ? [district] : []),
      `${work.kind === 'triage' ? 'Came in' : 'Since'} ${shortly(work.addedAt, visit)}`,
    ],
  }
}

/** Whose it is, and a button to take it on, to take it over or to put it back. */
function whose(work: WorkShown, { signedIn, path }: Visit): Html {
  const { owner } = work
  const mine = owner?.id === signedIn?.userId
  const deed = mine ? 'Put back' : owner ? 'Take over' : 'Take on'
  return html`<form method="post" action="/hub/work/${work.id}" class="sk-worklist__whose">${owner ? html`<span class="sk-muted">${mine ? 'Yours' : owner.name}</span>` : undefined}
    <input type="hidden" name="owner" value="${owner?.id}"><input type="hidden" name="to" value="${hubPath(path)}"><button type="submit" name="on" value="${mine ? 'no' : 'yes'}" class="govuk-link sk-as-link">${deed}<span class="govuk-visually-hidden"> ${work.reference}</span></button></form>`
}

async function taken(visit: Visit): Promise<Answer> {
  const id = asId(visit.params.id ?? '')
  if (!id) return notFoundPage(visit)
  const line = (name: string) => said(part(visit.given, name))
  await visit.as('find-work', tx => takeOn(tx, id, line('on') === 'yes', line('owner') || null))
  return goTo(hubPath(line('to')))
}

const titleOf = (work: WorkShown): string => titles[work.kind]?.(work.title) ?? work.title

const titles: Readonly<Record<string, (title: string) => string>> = {
  triage: title => `${title} report`,
  reply: title => `Somebody has written about their report: ${title}`,
  deletion: title => `Request to delete a report: ${title}`,
}

/** Opening a row says why: that is what its kind of work is. */
function opens(work: WorkShown): Readonly<Record<string, string>> {
  if (work.kind === 'action' && work.actionId)
    return { subject: work.actionId, purpose: 'work-on-case', to: `/hub/actions/${work.actionId}` }
  if (Object.hasOwn(beside, work.kind))
    return {
      subject: work.reportId ?? '',
      purpose: 'triage',
      to: `/hub/reports/${work.reportId}/${beside[work.kind as keyof typeof beside]}`,
    }
  if (work.caseId) return { subject: work.caseId, purpose: 'work-on-case', to: `/hub/cases/${work.caseId}` }
  return { subject: work.reportId ?? '', purpose: 'triage', to: `/hub/reports/${work.reportId}` }
}

/** Pages of other rooms beside a report. */
const beside = {
  message: 'messages',
  feedback: 'feedback',
  reply: 'conversation',
  deletion: 'conversation',
} as const

const nothing = (visit: Visit, isFiltered: boolean, isLater: boolean): Html =>
  html`<div class="sk-empty"><h2 class="govuk-heading-m">${isLater ? 'That is all of it' : isFiltered ? 'Nothing here fits the filter' : 'Nothing is waiting for you'}</h2>
    <p class="govuk-body">${isLater ? 'What was here has been dealt with meanwhile.' : isFiltered ? 'Widen the filter to see what else is waiting.' : whatComes(visit)}</p></div>`

/** What will be shown here: of threats to life, only to whoever they are shown to. */
const whatComes = ({ signedIn }: Visit): Html =>
  html`New work appears here when the page is opened again, nearest deadline first. ${signedIn?.onDuty ? 'You are on duty: a threat to life that nobody has seen is shown at the top of every page.' : undefined}
  The cases that you may see, with or without a deadline, are under <a class="govuk-link" href="/hub/cases">Cases</a>.`

function pages(visit: Visit, next: After | undefined, isLater: boolean): Html {
  const address = (after?: After) => {
    const query = new URLSearchParams()
    for (const name of ['kind', 'programme', 'district', 'mine'])
      if (visit.query[name]) query.set(name, visit.query[name])
    if (after)
      query.set('after', visit.house.sealer.wrap({ dueAt: after.dueAt.toISOString(), id: after.id }, 'worklist'))
    return query.size ? `/hub?${query}` : '/hub'
  }
  return pagination({
    ...(isLater && { previous: { href: address(), text: 'Back to the first page' } }),
    ...(next && { next: { href: address(next) } }),
  })
}

/** Where the page before ended, if the address is one of ours. */
function afterIn({ query, house }: Visit): After | undefined {
  const after = house.sealer.unwrap(query.after ?? '', 'worklist')
  if (typeof after !== 'object' || after === null || !('dueAt' in after) || !('id' in after)) return undefined
  return { dueAt: new Date(String(after.dueAt)), id: String(after.id) }
}
