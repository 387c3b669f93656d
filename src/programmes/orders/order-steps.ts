import type { ClockShown } from '#kernel'
import { orders } from './definition.ts'

/** Reached from anywhere on an order's page, however much else is to do. */
const atHand = ['breach', 'tryToServe'] as const
const mostFirst = 4

/**
 * The steps open now, those first that end a promise which runs, the nearest due before the rest; then those that carry the
 * case onward, and a breach. The others are kept out of the way. A zone is drawn on its own page.
 */
export function stepsInOrder(
  open: readonly string[],
  clocks: readonly ClockShown[],
): Readonly<{ first: readonly string[]; others: readonly string[] }> {
  const steps = orders.case?.steps ?? {}
  const running = clocks
    .filter(clock => clock.result === null)
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  const owed = running.flatMap(({ clock }) =>
    open.filter(name => name !== 'letEnd' && steps[name]?.stops.includes(clock)),
  )
  const onward = open.filter(name => onwardSteps.has(name))
  const wanted = [...new Set([...owed, ...onward])].slice(0, mostFirst - 1)
  const first = [...wanted, ...atHand.filter(name => open.includes(name) && !wanted.includes(name))]
  return { first, others: open.filter(name => !first.includes(name) && !steps[name]?.ownPage) }
}

/** The usual way from each state to the next. */
const onwardSteps: ReadonlySet<string> = new Set([
  ...['draft', 'decline', 'record', 'authorise', 'issue', 'serveNotice', 'list', 'apply'],
  ...['grant', 'refuse', 'adjourn', 'serveOrder', 'close'],
])
