/** The plan in public: every outcome, every measure, and the figures for programs and spreadsheets. */

import { localDate, NotFound, talliedAt } from '#kernel'
import {
  type Answer,
  breadcrumbs,
  english,
  type Html,
  json,
  type Language,
  page,
  publicPage,
  type Route,
  type Visit,
} from '#web'
import { csvOf } from './csv.ts'
import { countedIn, planIn } from './in-language.ts'
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
    page({ at: '/plan', who: 'anyone', audit: 'nothing' }, async visit => {
      const { plan, content } = (await figures(visit))(visit.language)
      return publicPage(visit, { tab: plan.title, wide: true, content: content() })
    }),
    page({ at: '/plan.json', who: 'anyone', audit: 'nothing' }, async visit =>
      json(planJson((await figures(visit))(english).published)),
    ),
    page({ at: '/plan/measures/:id', who: 'anyone', audit: 'nothing' }, async visit =>
      answerMeasure(await figures(visit), visit),
    ),
  ]
}

/** Ids hold a dot themselves, so the ending is read off here and not by the router. Programs get English. */
function answerMeasure(figures: Figures, visit: Visit): Answer {
  const { params, house, language } = visit
  const [, id, ending] = /^([a-z-]+\.[a-z-]+?)(?:\.(csv|json))?$/.exec(params.id ?? '') ?? []
  const { plan, published } = figures(ending ? english : language)
  const measure = published.find(it => it.id === id)
  if (measure === undefined) throw new NotFound()
  if (ending === 'json') return json(planJson([measure]))
  if (ending === 'csv')
    return { is: 'file', bytes: csvOf(measure), type: 'text/csv; charset=utf-8', fileName: `${measure.id}.csv` }
  const labelText = language.say('Breadcrumb')
  return publicPage(visit, {
    tab: measure.title,
    before: breadcrumbs({ labelText, items: [{ text: plan.title, href: language.to('/plan') }] }),
    content: measurePage({
      measure,
      companion: published.find(it => it.id === measure.pairedWith) ?? null,
      outcomes: plan.outcomes.filter(it => it.measures.includes(measure.id)),
      language,
      zone: house.zone,
    }),
  })
}

/** What was counted, as each language says it: worked out when it is first asked for, and kept. */
type Figures = (language: Language) => Said
type Said = { readonly plan: Plan; readonly published: readonly Published[]; content(): Html }

/** Published anew when something was counted, or a month began; a visit between asks only when that last was. */
function remembered({ plan, official, others }: PlanRoom): (visit: Visit) => Promise<Figures> {
  let last: { readonly key: string; readonly figures: Figures } | undefined
  return async ({ at, house, database }) => {
    const own = ownMeasures(house, others)
    const now = { at, zone: house.zone }
    const counted = await talliedAt(
      database,
      own.map(({ measure }) => measure),
      at,
    )
    const key = [localDate(at, now).slice(0, 7), ...counted.map(it => it?.getTime())].join()
    if (last?.key === key) return last.figures
    const all = [...(await readOwn(database, own, at)), ...official]
    last = {
      key,
      figures: kept(language => saidIn(language, plan, publishAll(countedIn(language, all), now, language), now)),
    }
    return last.figures
  }
}

function saidIn(language: Language, plan: Plan, published: readonly Published[], { zone }: { zone: string }): Said {
  const said = planIn(language, plan)
  let content: Html | undefined
  return {
    plan: said,
    published,
    content: () => {
      content ??= planPage(said, published, language, zone)
      return content
    },
  }
}

/** Made once for each language. */
function kept<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<string, T>()
  return language => {
    const one = made.get(language.tag) ?? make(language)
    made.set(language.tag, one)
    return one
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
