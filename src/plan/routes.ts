/** The plan in public: every outcome, every measure, and the figures for programs and spreadsheets. */

import { NotFound } from '#kernel'
import { type Answer, breadcrumbs, json, page, type Route, show, type Visit } from '#web'
import { csvOf } from './csv.ts'
import { type Plan, planJson } from './plan.ts'
import { type Counted, type Published, publishAll } from './publish.ts'
import { countOwn, type OwnMeasure } from './queries.ts'
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
  const published = together(visit => publishedNow(room, visit))
  return [
    page({ at: '/plan', who: 'anyone', audit: 'nothing' }, async visit =>
      show({
        title: room.plan.title,
        kind: 'public',
        wide: true,
        content: planPage(room.plan, await published(visit)),
      }),
    ),
    page({ at: '/plan.json', who: 'anyone', audit: 'nothing' }, async visit => json(planJson(await published(visit)))),
    page({ at: '/plan/measures/:id', who: 'anyone', audit: 'nothing' }, async visit =>
      answerMeasure(room, await published(visit), visit),
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

/** Counted afresh for each visit, from the year in which the first plan began. */
async function publishedNow({ plan, official, others }: PlanRoom, visit: Visit): Promise<readonly Published[]> {
  const { at, house, database } = visit
  const now = { at, zone: house.zone }
  const first = plan.versions.map(it => it.from).sort()[0] ?? at.toISOString().slice(0, 4)
  const programmes = [...house.programmes.values()].flatMap(({ title, measures }) =>
    measures.map(measure => ({ measure, source: `Our own work: ${title}` })),
  )
  const own = await countOwn(database, [...programmes, ...others], `${first}-01-01`, now)
  return publishAll([...own, ...official], now)
}

/** Visitors who come while figures are being counted wait for those, so that a crowd costs the database one count. */
function together<T>(count: (visit: Visit) => Promise<T>): (visit: Visit) => Promise<T> {
  let counting: Promise<T> | undefined
  return visit => {
    counting ??= count(visit).finally(() => {
      counting = undefined
    })
    return counting
  }
}
