import type pg from 'pg'
import { actorOf, keys, shownTo, tables } from './asked.ts'
import type { Asker, Rows, Table, World } from './rows.ts'
import { mayKnow, standingIn } from './rules.ts'
import type { Standing } from './standing.ts'

/** One row about which the rules and PostgreSQL say different things to somebody at a moment. */
export type Disagreement = Readonly<{
  seed: number
  asker: string
  at: string
  table: Table
  row: string
  /** The rule by which the model would let them know, or undefined when it would not. */
  rule: string | undefined
  shown: boolean
}>

export type Compared = Readonly<{
  decisions: number
  allowed: number
  /** How often each rule let somebody know of a row. */
  rules: ReadonlyMap<string, number>
  disagreements: readonly Disagreement[]
}>

/** Fewer askers or tables than all, and after how many disagreements it is enough. */
export type Less = Readonly<{
  askers?: readonly Asker[]
  moments?: readonly Date[]
  these?: readonly Table[]
  enough?: number
}>

/** Asks for every table as everybody at every moment that matters, and lays what is shown beside what may be known. */
export async function compare(app: pg.Client, world: World, less: Less = {}): Promise<Compared> {
  const {
    askers = askersOf(world),
    moments = momentsOf(world),
    these = tables,
    enough = Number.POSITIVE_INFINITY,
  } = less
  const rules = new Map<string, number>()
  const disagreements: Disagreement[] = []
  let [decisions, allowed] = [0, 0]
  for (const at of moments)
    for (const asker of askers) {
      const shown = await shownTo(app, asker, at, these)
      const who = standingIn(world, asker, at)
      for (const table of these) {
        const one = inTable(world, who, at, table, shown.get(table) ?? new Set())
        decisions += one.decisions
        disagreements.push(...one.disagreements)
        for (const rule of one.allowed) {
          allowed += 1
          rules.set(rule, (rules.get(rule) ?? 0) + 1)
        }
      }
      if (disagreements.length >= enough) return { decisions, allowed, rules, disagreements }
    }
  return { decisions, allowed, rules, disagreements }
}

function inTable<T extends Table>(world: World, who: Standing, at: Date, table: T, shown: ReadonlySet<string>) {
  const rows: readonly Rows[T][] = world.rows[table]
  const allowed: string[] = []
  const disagreements: Disagreement[] = []
  let matched = 0
  for (const row of rows) {
    const key = keys[table].of(row)
    const rule = mayKnow(who, table, row)
    const is = shown.has(key)
    if (rule) allowed.push(rule)
    if (is) matched += 1
    if (is === (rule !== undefined)) continue
    const asker = actorOf(who.asker)
    disagreements.push({
      seed: world.seed,
      asker,
      at: at.toISOString(),
      table,
      row: JSON.stringify(row),
      rule,
      shown: is,
    })
  }
  if (matched !== shown.size) throw new Error(`${table} shows rows that nobody wrote in world ${world.seed}.`)
  return { decisions: rows.length, allowed, disagreements }
}

/** Everybody in a world, and those who are nobody in it. */
export const askersOf = (world: World): readonly Asker[] => [
  { kind: 'nobody' },
  { kind: 'public' },
  { kind: 'job', name: 'sweep' },
  { kind: 'job', name: 'match' },
  { kind: 'job', name: 'index' },
  { kind: 'job', name: 'send-message' },
  { kind: 'job', name: 'directory' },
  { kind: 'api', name: 'feed' },
  { kind: 'user', id: '00000099-0000-7000-8000-000000000000' },
  ...world.rows.users.map((one): Asker => ({ kind: 'user', id: one.id })),
]

/** The moment that the world lies about, an hour on when some of it has just ended, and the day after. */
export const momentsOf = (world: World): readonly Date[] =>
  [0, 1, 24].map(hours => new Date(world.base.getTime() + hours * 3_600_000))

/** Disagreements as somebody reads them: each kind once, with one example and how many there are like it. */
export function said(found: readonly Disagreement[]): string {
  const kinds = Map.groupBy(found, one => `${one.table} ${one.rule ?? 'no rule'}`)
  const lines = [...kinds.values()].flatMap(([first, ...others]) => (first ? [sentence(first, others.length)] : []))
  return `The rules and PostgreSQL disagree about ${found.length} rows:\n${lines.join('\n')}`
}

const sentence = ({ seed, asker, at, table, row, rule, shown }: Disagreement, others: number): string =>
  [
    `world ${seed}, ${asker || 'nobody'} at ${at}, ${table} ${row}:`,
    `  the rules say ${rule ? `yes, by ${rule}` : 'no'}; PostgreSQL ${shown ? 'shows' : 'hides'} it` +
      (others > 0 ? ` (and ${others} more like it)` : ''),
  ].join('\n')
