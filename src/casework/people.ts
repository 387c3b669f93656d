import {
  asId,
  type CaseId,
  type EntryId,
  Invalid,
  NotFound,
  newId,
  type Problem,
  part,
  peopleAround,
  putInCase,
  readCase,
  said,
  surroundingsAt,
  type Tx,
  takeFromCase,
} from '#kernel'
import { type Answer, form, goTo, type Look, page, type Route, regrouped, type Visit } from '#web'
import { type CaseProgramme, inCase, onCase, programmeOf } from './case.ts'
import { stale, together } from './new.ts'
import { peopleTold } from './new-asked.ts'
import { type Moving, outView, putView } from './people-view.ts'

const [into, out] = ['/hub/cases/:id/people/new', '/hub/cases/:id/people/out']

/** Who comes into a case after it was opened, and who leaves it: for whoever works in its programme. */
export const peopleRoutes: readonly Route[] = [
  page({ at: into, who: 'signed-in', audit: 'case.read' }, visit => onCase(visit, (...on) => putPage(visit, ...on))),
  form({ at: into, who: 'signed-in', audit: 'case.people' }, visit => onCase(visit, (...on) => putIn(visit, ...on))),
  page({ at: out, who: 'signed-in', audit: 'case.read' }, visit => onCase(visit, (...on) => outPage(visit, ...on))),
  form({ at: out, who: 'signed-in', audit: 'case.people' }, visit => onCase(visit, (...on) => takenOut(visit, ...on))),
]

async function moving(visit: Visit, tx: Tx, id: CaseId): Promise<Moving> {
  const shown = await readCase(tx, id)
  if (!shown.mayCorrect) throw new NotFound('case')
  return { shown, programme: withRoom(programmeOf(visit, shown), shown.people), around: await peopleAround(tx, id) }
}

/** The parts that somebody may still be put into: one that holds one person and has them is not offered. */
function withRoom(programme: CaseProgramme, standing: readonly Readonly<{ part: string }>[]): CaseProgramme {
  const free = Object.entries(programme.case.people)
    .filter(([name, { many }]) => many || !standing.some(one => one.part === name))
    .map(([name, { title, many }]) => [name, { title, ...(many && { many }) }] as const)
  return { ...programme, case: { ...programme.case, people: Object.fromEntries(free) } }
}

async function putPage(visit: Visit, id: CaseId, look: Look, found: readonly Problem[] = []): Promise<Answer> {
  const now = await look(tx => moving(visit, tx, id), 'case.read')
  const isAsked = ({ field }: Problem) => Object.hasOwn(now.programme.case.people, field.split('.')[1] ?? '')
  const problems = found.map(one =>
    !one.field.startsWith('people.') || isAsked(one) ? one : { ...one, field: 'people' },
  )
  const content = putView(visit, now, keyOf(visit, id), problems)
  return inCase(now.shown, titled('Add somebody to this case', problems), content, {
    status: problems.length ? 422 : 200,
  })
}

async function putIn(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  if (regrouped(visit.given)) return putPage(visit, id, look)
  const key = keyIn(visit, id)
  try {
    await look(async tx => {
      const { shown, around } = await moving(visit, tx, id)
      const programme = programmeOf(visit, shown)
      const known = { people: around.map(record => ({ record })) }
      const told = peopleTold(programme.case, visit.given, known, surroundingsAt(visit.house, visit.at))
      const own = [...told.problems, ...(key ? [] : [stale])]
      try {
        await putInCase(tx, { id: key ?? newId<'entry'>(), caseId: id, people: told.people, why: whyIn(visit) })
      } catch (fault) {
        if (!(fault instanceof Invalid)) throw fault
        const found = told.problems.length ? fault.problems.filter(one => one.field !== 'people') : fault.problems
        throw new Invalid(together({ programme }, own, found))
      }
      // Only now, so that everything that is wrong is said at once.
      if (own.length) throw new Invalid(own)
    })
  } catch (fault) {
    if (fault instanceof Invalid) return putPage(visit, id, look, fault.problems)
    throw fault
  }
  return goTo(`/hub/cases/${id}?done=put-in#people`)
}

async function outPage(visit: Visit, id: CaseId, look: Look, problems: readonly Problem[] = []): Promise<Answer> {
  const now = await look(tx => moving(visit, tx, id), 'case.read')
  if (now.shown.people.length === 0) return goTo(`/hub/cases/${id}`)
  const parts = programmeOf(visit, now.shown).case.people
  const content = outView(visit, now, parts, keyOf(visit, id), problems)
  return inCase(now.shown, titled('Take somebody out of this case', problems), content, {
    status: problems.length ? 422 : 200,
  })
}

async function takenOut(visit: Visit, id: CaseId, look: Look): Promise<Answer> {
  const key = keyIn(visit, id)
  const [name = '', record = ''] = said(part(visit.given, 'who')).split(' ')
  const recordId = asId<'record'>(record)
  const unsaid = [
    ...(recordId ? [] : [{ field: 'who', message: 'Select who is taken out' }]),
    ...(whyIn(visit) ? [] : [{ field: 'why', message: 'Enter the reason' }]),
    ...(key ? [] : [stale]),
  ]
  if (unsaid.length || !recordId || !key) return outPage(visit, id, look, unsaid)
  await look(tx => takeFromCase(tx, { id: key, caseId: id, part: name, recordId, why: whyIn(visit) }))
  return goTo(`/hub/cases/${id}?done=taken-out#people`)
}

const titled = (title: string, problems: readonly Problem[]) => `${problems.length ? 'Error: ' : ''}${title}`
const whyIn = (visit: Visit): string => said(part(visit.given, 'why'))
const about = 'people of a case'

/** The entry's id travels sealed with the form, for one person and one case: sent twice, it is done once. */
function keyOf(visit: Visit, caseId: CaseId): string {
  const sent = said(part(visit.given, 'key'))
  if (keyIn(visit, caseId)) return sent
  return visit.house.sealer.wrap({ id: newId<'entry'>(), caseId, by: visit.signedIn?.userId }, about)
}

function keyIn({ given, house, signedIn }: Visit, caseId: CaseId): EntryId | undefined {
  const key = said(part(given, 'key'))
  const sealed = key ? house.sealer.unwrap(key, about) : undefined
  const ours = said(part(sealed, 'caseId')) === caseId && said(part(sealed, 'by')) === signedIn?.userId
  return ours ? asId<'entry'>(said(part(sealed, 'id'))) : undefined
}
