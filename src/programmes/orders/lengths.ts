import { dueAt, type Installation, limitAt, localDate, startOfDay, type Told } from '#kernel'
import { kindIn } from './kinds.ts'

/**
 * What does not fit between the length of an order, as it was recorded, and what the law allows its kind: a sentence for
 * each. The court decides; whoever recorded it may have mistyped a day.
 */
export function lengthConcerns(
  stands: Told,
  house: Pick<Installation, 'limits' | 'calendar' | 'zone'>,
): readonly string[] {
  const kind = kindIn(stands)
  const { expires, lasts } = stands
  const madeOn = madeOnIn(stands, house)
  if (!kind || madeOn === undefined || lasts === undefined) return []
  const end = lasts === 'day' && typeof expires === 'string' ? expires : undefined
  const bound = (id: string) => {
    const limit = limitAt(house.limits, id, startOfDay(madeOn, house), house.zone)
    return localDate(dueAt(limit.value, startOfDay(madeOn, house), house.calendar(limit.calendar)), house)
  }
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
