/** The plan in public: every outcome, every measure, and the figures for programs and spreadsheets. */

import { localDate, NotFound, talliedAt } from '#kernel'
import { type Answer, breadcrumbs, type Html, json, page, type Route, show, type Visit } from '#web'
import { csvOf } from './csv.ts'
import { type Plan, planJson } from './plan.ts'
import { type Counted, type Published, publishAll } from './publish.ts'
import { type OwnMeasure, ownMeasures, readOwn } from './queries.ts'
import { measurePage } from './views/measure-page.ts'
import { planPage } from './views/plan-page.ts'

/** What the caller hands in: the area's plan, its official series, and measures that belong to no programme. */
export type PlanRoom = {
  readonly plan: Plan
  readonly official: readonly Counted[]
  readonly others: readonly OwnMeasure[]
}

/** /plan, /plan.json, and for each measure a page, .csv and .json. All public: they hold published figures only. */
export function planRoutes(room: PlanRoom): readonly Route[] {
  const figures = together(remembered(room))
  return [
    page({ at: '/plan', who: 'anyone', audit: 'nothing' }, async visit =>
      show({
        title: room.plan.title,
        kind: 'public',
        wide: true,
        content: (await figures(visit)).plan,
      }),
    ),
    page({ at: '/plan.json', who: 'anyone', audit: 'nothing' }, async visit =>
      json(planJson((await figures(visit)).published)),
    ),
    page({ at: '/plan/measures/:id', who: 'anyone', audit: 'nothing' }, async visit =>
      answerMeasure(room, (await figures(visit)).published, visit),
    ),
  ]
}

/** Ids hold a dot themselves, so the ending is read off here and not by the router. */
function answerMeasure({ plan }: PlanRoom, all: readonly Published[], { params, house }: Visit): Answer {
  const [, id, ending] = /^([a-z-]+\.[a-z-]+?)(?:\.(csv|json))?$/.exec(params.id ?? '') ?? []
  const measure = all.find(it => it.id === id)
  if (measure === undefined) throw new NotFound()
  if (ending === 'json') return json(planJson([measure]))
  if (ending === 'csv')
    return { is: 'file', bytes: csvOf(measure), type: 'text/csv; charset=utf-8', fileName: `${measure.id}.csv` }
  return show({
    title: measure.title,
    kind: 'public',
    before: breadcrumbs({ items: [{ text: plan.title, href: '/plan' }] }),
    content: measurePage({
      measure,
      companion: all.find(it => it.id === measure.pairedWith) ?? null,
      outcomes: plan.outcomes.filter(it => it.measures.includes(measure.id)),
      zone: house.zone,
    }),
  })
}

type Figures = { readonly key: string; readonly published: readonly Published[]; readonly plan: Html }

/** Published anew when something was counted, or a month began; a visit between asks only when that last was. */
function remembered({ plan, official, others }: PlanRoom): (visit: Visit) => Promise<Figures> {
  let last: Figures | undefined
  return async ({ at, house, database }) => {
    const own = ownMeasures(house, others)
    const now = { at, zone: house.zone }
    const counted = await talliedAt(
      database,
      own.map(({ measure }) => measure),
      at,
    )
    const key = [localDate(at, now).slice(0, 7), ...counted.map(it => it?.getTime())].join()
    if (last?.key === key) return last
    const published = publishAll([...(await readOwn(database, own, at)), ...official], now)
    last = { key, published, plan: planPage(plan, published, house.zone) }
    return last
  }
}

/** Visitors who come while figures are being read wait for those, so that a crowd costs the database one look. */
function together<T>(read: (visit: Visit) => Promise<T>): (visit: Visit) => Promise<T> {
  let reading: Promise<T> | undefined
  return visit => {
    reading ??= read(visit).finally(() => {
      reading = undefined
    })
    return reading
  }
}
