/** From a published measure to what a chart and its table show. */
import type { ChartPoint, XmrChart } from '#web'
import { type Cell, cellText, periodText, withUnit } from './measure.ts'
import type { Published } from './publish.ts'
import { plotted, stretchesOf } from './reading.ts'
import type { Rule, Signal, Stretch } from './xmr.ts'

/** The chart of a measure; its description is the sentence that stands beside it. */
export function chartOf(published: Published): XmrChart {
  const { id, title, unit, series, reading } = published
  const stretches = stretchesOf(published, series)
  const signals = Map.groupBy(
    stretches.flatMap(it => it.signals),
    it => it.at,
  )
  const values = plotted(unit, series)
  return {
    id: `chart-${id.replaceAll('.', '-')}`,
    title,
    description: reading,
    points: series.map((cell, at) => pointOf(published, cell, values[at]!.value, signals.get(at) ?? [])),
    limits: stretches.flatMap(limitsOf),
    breaks: breaksOf(published),
    inUnit: value => withUnit(value, unit),
  }
}

/** Where recording changed, by place; a change before the first figure divides nothing. */
function breaksOf({ breaks, series }: Pick<Published, 'breaks' | 'series'>): XmrChart['breaks'] {
  return breaks.flatMap(({ at, label, verified }) => {
    const before = series.findIndex(cell => cell.period >= at)
    return before > 0 ? [{ before, label: verified ? label : `${label} (unverified)` }] : []
  })
}

function pointOf({ unit, every }: Published, cell: Cell, value: number | null, signals: readonly Signal[]): ChartPoint {
  const notes = [
    ...signals.map(({ rule, towards }) => said[rule][towards]),
    ...(cell.provisional ? ['Not over yet'] : []),
  ]
  return {
    label: capital(periodText(cell.period, every)),
    short: shortPeriod(cell.period, every),
    value,
    text: cellText(cell, unit),
    mark: markOf(cell, signals),
    note: notes.length === 0 ? undefined : notes.join('. '),
  }
}

function markOf(cell: Cell, signals: readonly Signal[]): ChartPoint['mark'] {
  if (cell.provisional) return 'provisional'
  if (signals.length > 0) return 'signal'
  return cell.withheld ? 'withheld' : 'plain'
}

function limitsOf({ limits, places }: Stretch): XmrChart['limits'] {
  if (limits === null) return []
  const { mean, lower, upper } = limits
  return [{ from: places[0]!, to: places[places.length - 1]!, mean, lower, upper }]
}

const said: Readonly<Record<Rule, Readonly<Record<Signal['towards'], string>>>> = {
  outside: { up: 'Above the upper limit', down: 'Below the lower limit' },
  shift: {
    up: 'One of eight or more in a row above the average',
    down: 'One of eight or more in a row below the average',
  },
  trend: { up: 'One of six or more in a row, each higher', down: 'One of six or more in a row, each lower' },
  'two-of-three': {
    up: 'One of two in three far above the average',
    down: 'One of two in three far below the average',
  },
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function shortPeriod(period: string, every: Published['every']): string {
  return every === 'month' ? `${months[Number(period.slice(5)) - 1]} ${period.slice(2, 4)}` : period
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
