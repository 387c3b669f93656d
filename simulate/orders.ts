import {
  type CaseId,
  type Database,
  type Installation,
  instantOn,
  isWorkingDay,
  localDate,
  type PersonTold,
  readCase,
  startCase,
  take,
  type UserId,
} from '#kernel'
import { castList } from './cast.ts'
import { hour, type OrderStory, type OrderStride, orderStories } from './order-stories.ts'

type Stage = Readonly<{ database: Database; house: Installation; until: Date }>

/**
 * A few made-up orders in all their states, walked through the real functions in the order of their time: one that ends in
 * nine days, one not served, one broken, one that lapsed before the next was made. None from before `since`.
 */
export async function liveOrders(stage: Stage, since: Date): Promise<number> {
  const stories = orderStories(days => localDate(new Date(stage.until.getTime() + days * 24 * hour), stage.house))
  const told = stories.filter(story => stage.until.getTime() - story.opened * hour > since.getTime())
  // Each is a matter of its own, so that a few may go on at once.
  const waiting = [...told.entries()]
  const some = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await liveOrder(stage, next[1], caseIdOf(next[0]))
  }
  await Promise.all([some(), some(), some(), some()])
  await askForOrders(stage)
  return told.length
}

/** Those who work with somebody whose life was threatened ask for an order now and then: here, of the last three at work. */
async function askForOrders(stage: Stage): Promise<void> {
  const officer = castList.officer.id
  const open = await as(stage, officer, 1, 'case.list', tx =>
    tx.db
      .selectFrom('cases as c')
      .innerJoin('reports as r', 'r.id', 'c.report_id')
      .select(['c.id', 'c.state'])
      .where('c.programme', '=', 'hate')
      .where('r.threat', '=', true)
      .where('c.closed_at', 'is', null)
      .where('c.opened_at', '<', ago(stage, 1))
      .orderBy('c.opened_at', 'desc')
      .limit(3)
      .execute(),
  )
  for (const { id, state } of open)
    await as(stage, officer, 1, 'case.seekOrder', tx =>
      take(tx, {
        ...{ caseId: id as CaseId, step: 'seekOrder', raw: {}, seen: state },
        ...{ rationale: 'A life was threatened, and it goes on', lawfulBasis: 'public-task' },
      }),
    )
}

/** The county's orders keep their ids from one making to the next, as its people do. */
const caseIdOf = (index: number) => `00000000-0000-7000-8000-00000000a0${String(index).padStart(2, '0')}` as CaseId

const ago = ({ until }: Stage, hours: number) => new Date(until.getTime() - hours * hour)

async function liveOrder(stage: Stage, story: OrderStory, id: CaseId): Promise<void> {
  const { protects, subject, district, why } = story
  const people = [
    { part: 'protected', told: personOf('protected', protects) },
    { part: 'subject', told: personOf('subject', subject) },
  ]
  const open = {
    id,
    programme: 'orders',
    people,
    district,
    contactable: true,
    rationale: why,
    lawfulBasis: 'public-task',
  }
  await as(stage, castList.ordersOfficer.id, story.opened, 'case.open', tx => startCase(tx, open))
  await walk(stage, id, 'orders', story.strides)
}

/** Takes the steps in turn; what a step opens is walked as soon as it is open. */
async function walk(stage: Stage, id: CaseId, programme: string, strides: readonly OrderStride[]): Promise<void> {
  const steps = stage.house.programmes.get(programme)?.case?.steps ?? {}
  let state = stage.house.programmes.get(programme)?.case?.start ?? ''
  for (const { hours, by, step, raw = {}, why, opens } of strides) {
    const reason = steps[step]?.decision ? { rationale: why ?? 'As discussed', lawfulBasis: 'public-task' } : {}
    await as(stage, castList[by].id, hours, `case.${step}`, tx =>
      take(tx, { caseId: id, step, raw: at(stage, raw), seen: state, ...reason }),
    )
    state = steps[step]?.to ?? state
    if (!opens) continue
    const { opened } = await as(stage, castList[by].id, hours, 'case.read', tx => readCase(tx, id))
    const last = opened.at(-1)
    if (last) await walk(stage, last.id, last.programme, opens)
  }
}

/** Courts sit at ten, from Monday to Friday. */
function courtDay(stage: Stage, hours: number): Date {
  const { house } = stage
  let day = localDate(ago(stage, hours), house)
  while (!isWorkingDay(day, house.calendar()))
    day = localDate(new Date(Date.parse(`${day}T12:00:00Z`) + 24 * hour), house)
  return instantOn(day, '10:00', house)
}

/** Moments are told as hours before the end, and sent as the form sends them. */
const at = (stage: Stage, raw: NonNullable<OrderStride['raw']>) =>
  Object.fromEntries(
    Object.entries(raw).map(([name, value]) => [
      name,
      typeof value === 'number' ? (name === 'hearingAt' ? courtDay : ago)(stage, value).toISOString() : value,
    ]),
  )

function as<T>(
  stage: Stage,
  by: UserId,
  hours: number,
  action: string,
  work: Parameters<typeof stage.database.as<T>>[1],
) {
  return stage.database.as(
    { actor: { kind: 'user', id: by }, action, purpose: 'work-on-case', at: ago(stage, hours) },
    work,
  )
}

const personOf = (part: string, [given, family, year, phone]: OrderStory['subject']): PersonTold => ({
  part,
  given,
  family,
  born: { precision: 'year', from: `${year}-01-01`, to: `${year}-12-31` },
  contacts: phone
    ? [{ kind: 'phone', value: phone, safeToUse: 'yes', safeTimes: 'Weekdays before 3pm', neverLeaveMessage: true }]
    : [],
})
