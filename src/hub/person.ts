import {
  asId,
  NotFound,
  type PersonId,
  type Problem,
  part,
  type RecordId,
  type RecordShown,
  recordsById,
  said,
  type Tx,
  unlink,
} from '#kernel'
import { type PartOfPerson, pairsAmong, personMadeOf, type Taken, takenFrom } from '#matching'
import {
  type Answer,
  agencyName,
  breadcrumbs,
  button,
  characterCount,
  details,
  doneNotice,
  form,
  goTo,
  type Html,
  html,
  type Look,
  mark,
  nameOf,
  notFoundPage,
  page,
  panelOf,
  problemSummary,
  type Route,
  recordFacts,
  show,
  statedWhy,
  type Visit,
  when,
  withPurpose,
} from '#web'
import { type Apart, apartFrom, apartView } from './apart.ts'
import { leadsTo, namesOf, type Told, toldOf, type Where, whereAre } from './queries.ts'

const hub = { holds: ['hub'] } as const
const at = '/hub/people/:person'

/** A person, who is nothing but the records that are linked to them: which, since when, and by whose word. */
export const personRoutes: readonly Route[] = [
  page({ at, who: hub, audit: 'person.read' }, visit => onPerson(visit, (look, id) => personPage(visit, look, id))),
  form({ at: `${at}/unlink`, who: hub, audit: 'person.unlink' }, visit =>
    onPerson(visit, (look, id) => parted(visit, look, id)),
  ),
]

/** Another record, by name, with which one may be compared, and where. */
type Beside = Readonly<{ name: string; href: string; state: Pairs[number]['state'] }>
type Linked = PartOfPerson &
  Readonly<{ record: RecordShown; told: Told; where: readonly Where[]; by: string; beside: readonly Beside[] }>
type Whole = Readonly<{
  linked: readonly Linked[]
  taken: readonly (Taken & Readonly<{ name: string; href?: string }>)[]
  apart: readonly Apart[]
}>

function onPerson(visit: Visit, answer: (look: Look, id: PersonId) => Promise<Answer>): Promise<Answer> {
  const id = asId<'person'>(visit.params.person ?? '')
  return id ? withPurpose(visit, id, look => answer(look, id)) : Promise.resolve(notFoundPage(visit))
}

/** Who a person became of whom nothing is left, where this reader sees anything of those. */
async function becameOf(tx: Tx, id: PersonId): Promise<PersonId> {
  const now = await leadsTo(tx, id)
  if (now === id || (await personMadeOf(tx, now)).length === 0) throw new NotFound('person')
  return now
}

/** What is linked to a person, or who they became. */
async function linkedTo(tx: Tx, id: PersonId): Promise<Whole | PersonId> {
  const parts = await personMadeOf(tx, id)
  if (parts.length === 0) return becameOf(tx, id)
  const ids = parts.map(one => one.recordId)
  const taken = await takenFrom(tx, id)
  const others = taken.map(one => one.recordId)
  const [records, gone] = await Promise.all([recordsById(tx, ids), recordsById(tx, others)])
  const [told, where, pairs, apart, names] = await Promise.all([
    toldOf(tx, ids),
    whereAre(
      tx,
      records.map(record => ({ personId: id, records: [record] })),
    ),
    pairsAmong(tx, [...ids, ...others]),
    apartFrom(tx, id, ids),
    namesOf(
      tx,
      parts.flatMap(one => one.decidedBy ?? []),
    ),
  ])
  const linked = parts.flatMap(one => {
    const place = records.findIndex(record => record.id === one.recordId)
    const [record, its] = [records[place], told.get(one.recordId)]
    const by = one.decidedBy ? (names.get(one.decidedBy) ?? 'Somebody') : `Model ${one.modelId ?? ''}, and no person`
    const beside = besideOf(one.recordId, pairs, records)
    return record && its ? [{ ...one, record, told: its, where: where[place] ?? [], by, beside }] : []
  })
  return {
    linked,
    apart,
    taken: gone.map(record => {
      const [pair] = besideOf(record.id, pairs, records)
      return {
        ...taken.find(one => one.recordId === record.id)!,
        name: nameOf(record),
        ...(pair && { href: pair.href }),
      }
    }),
  }
}

type Pairs = Awaited<ReturnType<typeof pairsAmong>>

/** At most three of a person's records with which another was compared: first those said to be different, then the most doubtful. */
function besideOf(id: RecordId, pairs: Pairs, records: readonly RecordShown[]): readonly Beside[] {
  const found = pairs.flatMap(pair => {
    const other = pair.records.includes(id)
      ? records.find(record => record.id !== id && pair.records.includes(record.id))
      : undefined
    return other ? [{ name: nameOf(other), href: `/hub/matches/${pair.id}`, state: pair.state }] : []
  })
  return found.slice(0, 3)
}

async function personPage(visit: Visit, look: Look, id: PersonId, problems: readonly Problem[] = []): Promise<Answer> {
  const whole = await look(tx => linkedTo(tx, id), 'person.read')
  if (typeof whole === 'string') return goTo(`/hub/people/${whole}`)
  const { linked, taken, apart } = whole
  const name = linked[0] ? nameOf(linked[0].record) : 'Somebody'
  const titles = titlesOf(linked)
  return show(
    {
      title: problems.length ? 'Error: A person' : 'A person',
      kind: 'hub',
      wide: true,
      before: breadcrumbs({
        items: [{ text: 'Worklist', href: '/hub' }, { text: 'Find a person', href: '/hub/people' }, { text: name }],
      }),
      content: html`${doneNotice(visit, { unlinked: 'The link has been undone, and no program makes it again. What was there before it is as it was.' })}${problemSummary(problems)}
        <h1 class="govuk-heading-l">${name}</h1>${statedWhy(look, id, `/hub/people/${id}`)}
        <p class="govuk-body sk-reading">${linked.length === 1 ? 'One record that you may see is' : `${linked.length} records that you may see are`} linked to this person. Each keeps its own words; nothing is merged.</p>
        ${linked.map((one, n) => recordPanel(visit, id, one, `record-${n}`, titles[n] ?? '', problems))}
        ${
          apart.length
            ? panelOf(
                'Said to be somebody else',
                'apart',
                apartView(apart, record => titles[linked.findIndex(one => one.recordId === record)] ?? name),
              )
            : undefined
        }
        ${taken.length ? panelOf('Taken from this person', 'taken', takenView(visit, taken)) : undefined}`,
    },
    problems.length ? 422 : 200,
  )
}

/** What each record is headed by: its name, and where another has the same, which of them it is. */
function titlesOf(linked: readonly Linked[]): readonly string[] {
  const names = linked.map(one => nameOf(one.record))
  return names.map((name, at) => {
    const alike = names.filter(other => other === name).length
    const place = names.slice(0, at + 1).filter(other => other === name).length
    return alike > 1 ? `${name}, ${place} of ${alike}` : name
  })
}

function recordPanel(
  visit: Visit,
  id: PersonId,
  one: Linked,
  at: string,
  title: string,
  problems: readonly Problem[],
): Html {
  const { record, told, where } = one
  return panelOf(
    title,
    at,
    html`${recordFacts(record)}
      ${told.addresses.length ? html`<p class="sk-facts__line">Lives: ${told.addresses.join('; ')}</p>` : undefined}
      ${told.agencyId ? html`<p class="sk-facts__line">Index record of ${agencyName(told.agencyId, visit.house)}</p>` : undefined}
      <p class="sk-facts__line">${where.length ? html`In ${where.map((place, i) => html`${i ? ', ' : ''}<a class="govuk-link" href="/hub/${place.kind}/${place.id}">${place.reference}</a>`)}` : 'In no report or case that you may see.'}</p>
      <p class="sk-facts__line sk-muted">Linked ${when(one.from, visit)} by ${one.by}: ${one.reason}</p>
      ${one.beside.length ? compareWith(record, one.beside) : undefined}
      ${undoForm(visit, id, record, problems)}`,
  )
}

const marks: Readonly<Partial<Record<Beside['state'], string>>> = {
  different: 'Said to be somebody else',
  unsure: 'Somebody was not sure',
}

/** Why a record may be of this person, pair by pair; where somebody said that it is not, that comes first. */
const compareWith = (record: RecordShown, beside: readonly Beside[]): Html =>
  html`<p class="sk-facts__line">Compare with ${beside.map(
    (one, n) =>
      html`${n ? ', ' : ''}<a class="govuk-link" href="${one.href}">${one.name}<span class="govuk-visually-hidden">, ${nameOf(record)}’s record ${n + 1}</span></a>${marks[one.state] ? html` ${mark(marks[one.state]!, 'warm')}` : undefined}`,
  )}</p>`

const takenView = (visit: Visit, taken: Whole['taken']): Html =>
  html`<ul class="sk-records">${taken.map(
    one =>
      html`<li><strong>${one.href ? html`<a class="govuk-link" href="${one.href}">${one.name}<span class="govuk-visually-hidden">, compare the two records</span></a>` : one.name}</strong><p class="sk-words sk-facts__line">${one.reason}</p><p class="sk-facts__line sk-muted">${when(one.at, visit)}. No program links them again; to say that it was right after all, compare them.</p></li>`,
  )}</ul>`

function undoForm(visit: Visit, id: PersonId, record: RecordShown, problems: readonly Problem[]): Html {
  const field = `reason-${record.id}`
  const problem = problems.find(one => one.field === field)
  return details({
    summaryText: 'That is wrong: undo the link',
    open: problem !== undefined,
    html: html`<form method="post" action="/hub/people/${id}/unlink"><input type="hidden" name="record" value="${record.id}">
      ${characterCount({
        id: field,
        name: 'reason',
        value: problem ? said(part(visit.given, 'reason')) : '',
        maxlength: 1000,
        threshold: 75,
        rows: 3,
        label: { text: 'Why is it wrong?', classes: 'govuk-label--s' },
        hint: { text: 'The link stays in the history with your reason.' },
        ...(problem && { errorMessage: { text: problem.message } }),
      })}${button({ text: 'Undo the link', classes: 'govuk-button--warning', preventDoubleClick: true })}</form>`,
  })
}

async function parted(visit: Visit, look: Look, id: PersonId): Promise<Answer> {
  const record = asId<'record'>(said(part(visit.given, 'record')))
  const reason = said(part(visit.given, 'reason')).slice(0, 1000)
  if (!record) return notFoundPage(visit)
  if (!reason)
    return personPage(visit, look, id, [{ field: `reason-${record}`, message: 'Enter why this link is wrong' }])
  const left = await look(tx => unlinkFrom(tx, id, record, reason))
  return goTo(left ? `/hub/people/${id}?done=unlinked` : '/hub/people')
}

/** Ends the link of one of this person's records; how many others that this reader sees are left. */
async function unlinkFrom(tx: Tx, id: PersonId, record: RecordId, reason: string): Promise<number> {
  const parts = await personMadeOf(tx, id)
  if (!parts.some(one => one.recordId === record)) throw new NotFound('record')
  await unlink(tx, record, reason)
  return parts.length - 1
}
