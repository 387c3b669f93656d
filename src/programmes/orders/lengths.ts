import { type CaseShown, dueAt, type Installation, limitAt, localDate, startOfDay, type Told } from '#kernel'
import type { Clause } from './clauses.ts'
import { kindIn } from './kinds.ts'

type House = Pick<Installation, 'limits' | 'calendar' | 'zone'>

/**
 * What does not fit between an order, as it was recorded, and what the law allows its kind: how long it lasts, how long it
 * forbids travel, and how old those in it are; a sentence for each. The court decides; whoever recorded it may have
 * mistyped a day.
 */
export function concernsOf(
  stands: Told,
  { people, prohibitions }: Pick<CaseShown, 'people'> & Readonly<{ prohibitions: readonly Clause[] }>,
  house: House,
): readonly string[] {
  return [
    ...lengthConcerns(stands, house),
    ...travelConcerns(stands, prohibitions, house),
    ...ageConcerns(stands, people, house),
  ]
}

/** As `concernsOf`, of the length alone. */
export function lengthConcerns(stands: Told, house: House): readonly string[] {
  const kind = kindIn(stands)
  const { expires, lasts } = stands
  const madeOn = madeOnIn(stands, house)
  if (!kind || madeOn === undefined || lasts === undefined) return []
  const end = lasts === 'day' && typeof expires === 'string' ? expires : undefined
  const bound = (id: string) => lastDay(id, madeOn, house)
  const concerns: string[] = []
  if (end !== undefined && end < madeOn) concerns.push('Its last day is before the day it was made.')
  if (kind.least && end !== undefined && end < bound(kind.least) && stands.interim !== 'interim')
    concerns.push(`It ends earlier than the law allows a ${kind.short}. Check its last day against the order.`)
  if (kind.most && (end === undefined || end > bound(kind.most)))
    concerns.push(`It lasts longer than the law allows a ${kind.short}. Check its last day against the order.`)
  return concerns
}

/** The day on which it was made: as it is known of one made elsewhere, else the day it was heard. */
export function madeOnIn({ madeOn, heardAt }: Told, house: Pick<Installation, 'zone'>): string | undefined {
  if (typeof madeOn === 'string') return madeOn
  return typeof heardAt === 'string' ? localDate(new Date(heardAt), house) : undefined
}

function travelConcerns(stands: Told, prohibitions: readonly Clause[], house: House): readonly string[] {
  const travel = kindIn(stands)?.travel
  const madeOn = madeOnIn(stands, house)
  if (!travel || madeOn === undefined) return []
  const most = lastDay(travel, madeOn, house)
  const end = (clause: Clause) => clause.until ?? (stands.lasts === 'day' ? String(stands.expires) : undefined)
  return prohibitions
    .filter(clause => clause.what === 'travel' && (end(clause) ?? '9999') > most)
    .map(() => 'Its ban on travel lasts longer than the law allows. Check its last day against the order.')
}

/** Only where even the oldest that somebody may be is too young on the day it was made. */
function ageConcerns(stands: Told, people: CaseShown['people'], house: House): readonly string[] {
  const kind = kindIn(stands)
  const madeOn = madeOnIn(stands, house)
  if (!kind || madeOn === undefined) return []
  const least = { subject: kind.subjectFrom, protected: kind.protectedFrom }
  return people.flatMap(({ part, record }) => {
    const years = part === 'subject' || part === 'protected' ? least[part] : undefined
    if (years === undefined || !record.born) return []
    const from = `${Number(record.born.from.slice(0, 4)) + years}${record.born.from.slice(4)}`
    const who = part === 'subject' ? 'The subject' : 'The protected person'
    return madeOn < from
      ? [`${who} was under ${years} when it was made: check that a ${kind.short} could be made.`]
      : []
  })
}

function lastDay(id: string, madeOn: string, house: House): string {
  const from = startOfDay(madeOn, house)
  const limit = limitAt(house.limits, id, from, house.zone)
  return localDate(dueAt(limit.value, from, house.calendar(limit.calendar)), house)
}
