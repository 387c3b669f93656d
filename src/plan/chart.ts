/** From a published measure to what a chart and its table show. */
import { type ChartPoint, english, type Language, type Say, shortMonthIn, type XmrChart } from '#web'
import { type Cell, cellText, periodText, withUnit } from './measure.ts'
import type { Published } from './publish.ts'
import { plotted, stretchesOf } from './reading.ts'
import type { Signal, Stretch } from './xmr.ts'

/** The chart of a measure; its description is the sentence that stands beside it. */
export function chartOf(published: Published, language: Language = english): XmrChart {
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
    points: series.map((cell, at) => pointOf(published, cell, values[at]!.value, signals.get(at) ?? [], language)),
    limits: stretches.flatMap(limitsOf),
    breaks: breaksOf(published, language),
    inUnit: value => withUnit(value, unit, language),
  }
}

/** Where recording changed, by place; a change before the first figure divides nothing. */
function breaksOf({ breaks, series }: Pick<Published, 'breaks' | 'series'>, { say }: Language): XmrChart['breaks'] {
  return breaks.flatMap(({ at, label, verified }) => {
    const before = series.findIndex(cell => cell.period >= at)
    return before > 0 ? [{ before, label: verified ? label : say('{change} (unverified)', { change: label }) }] : []
  })
}

function pointOf(
  { unit, every }: Published,
  cell: Cell,
  value: number | null,
  signals: readonly Signal[],
  language: Language,
): ChartPoint {
  const { say } = language
  const notes = [...signals.map(signal => said(say, signal)), ...(cell.provisional ? [say('Not over yet')] : [])]
  return {
    label: capital(periodText(cell.period, every, language)),
    short: every === 'month' ? shortMonthIn(language, `${cell.period}-01`) : cell.period,
    value,
    text: cellText(cell, unit, language),
    mark: markOf(cell, signals),
    note: notes.length === 0 ? undefined : notes.join('; '),
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

const said = (say: Say, { rule, towards }: Signal): string =>
  ({
    outside: { up: say('Above the upper limit'), down: say('Below the lower limit') },
    shift: {
      up: say('One of eight or more in a row above the average'),
      down: say('One of eight or more in a row below the average'),
    },
    trend: {
      up: say('One of six or more in a row, each higher'),
      down: say('One of six or more in a row, each lower'),
    },
    'two-of-three': {
      up: say('One of two in three far above the average'),
      down: say('One of two in three far below the average'),
    },
  })[rule][towards]

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
