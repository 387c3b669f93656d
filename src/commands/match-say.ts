import { type Figures, type PeopleRead, saysFault } from '#matching/engine'
import type { Answer } from './match-answer.ts'

/** What is wrong with the rows, one line for each kind of fault. */
export function sayFaults({ counted, leftOut }: PeopleRead): readonly string[] {
  const each = counted.map(({ kind, column, rows }) => {
    const { what, became } = saysFault[kind]
    return `  ${many(rows, 'row')}: ${what}${column ? ` (column "${column}")` : ''}; ${became}`
  })
  return each.length === 0 ? [] : [`Some rows have faults, and ${many(leftOut, 'row')} had to be left out:`, ...each]
}

/** What was found, in a few lines for whoever waited. */
export function sayMatched({ people, matched, reading }: Answer): readonly string[] {
  const { pairs, clusters, model, seconds } = matched
  const from = pairs.probability.reduce((sum, one) => sum + (one >= model.threshold ? 1 : 0), 0)
  const sizes = new Int32Array(people.count)
  for (const cluster of clusters) sizes[cluster]!++
  const persons = sizes.reduce((sum, size) => sum + (size > 0 ? 1 : 0), 0)
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0)
  const phases = Object.entries({ reading, ...seconds }).map(([phase, took]) => `${phase} ${took.toFixed(1)}`)
  const memory = process.resourceUsage().maxRSS / 1024 / 1024
  return [
    line('Records', count(people.count)),
    line('Pairs compared', count(pairs.left.length)),
    line('Threshold', `${model.threshold.toFixed(4)}; ${many(from, 'pair')} as likely or more`),
    line('Persons', `${count(persons)}; the largest has ${many(largest, 'record')}`),
    line('Seconds', phases.join(', ')),
    line('Memory', `${memory.toFixed(2)} GB at most`),
  ]
}

/** How right it was, where the truth is known. */
export function sayTruth(figures: Figures, column: string): readonly string[] {
  const { chosen, best, near99, clusters } = figures
  const accuracy = ({ precision, recall, f1, threshold }: Figures['chosen']): string =>
    `precision ${share(precision)}, recall ${share(recall)}, F1 ${share(f1)}, from probability ${share(threshold)}`
  return [
    '',
    `Held against "${column}"`,
    line(
      'True pairs',
      `${count(figures.truePairs)}; ${share(figures.blockingRecall)} of them were compared (blocking recall)`,
    ),
    line('At the threshold', accuracy(chosen)),
    line('At the best', accuracy(best)),
    line('Recall', `${share(figures.recallAtP99)} at 99 % precision, ${share(figures.recallAtP999)} at 99.9 %`),
    line(
      'Calibration',
      `error ${share(figures.calibrationError)}; stated near 0.99, right ${share(near99.right)} of ${many(near99.pairs, 'time')}`,
    ),
    line(
      'Clusters',
      `precision ${share(clusters.precision)}, recall ${share(clusters.recall)}, F1 ${share(clusters.f1)}`,
    ),
    ...(Number.isNaN(clusters.exact)
      ? []
      : [line('', `B-cubed F1 ${share(clusters.bF1)}; ${share(clusters.exact)} of persons exactly right`)]),
  ]
}

export const many = (number: number, one: string): string => `${count(number)} ${number === 1 ? one : `${one}s`}`
const count = (number: number): string => number.toLocaleString('en-GB')
const share = (number: number): string => (Number.isNaN(number) ? 'none' : number.toFixed(4))
const line = (name: string, text: string): string => `${name.padEnd(18)}${text}`
