import type { Matched } from '../match.ts'
import type { People } from '../people.ts'
import { type AtThreshold, byThreshold, byWeight, fromEach } from './counted.ts'
import { count, figureOf, percent, type Table } from './figure.ts'
import { type Curve, thresholdLines, weightBars } from './lines.ts'
import { html } from './markup.ts'
import type { Section, Truth } from './section.ts'

/** Where the threshold lies, and what taking fewer or more pairs would mean. */
export function thresholdSection({ pairs, model }: Matched, people: People, truth: Truth | undefined): Section {
  const expected = byThreshold(pairs)
  const found = truth && byThreshold(pairs, truth.persons, people.sources)
  const drawn = found ? [...curves(expected, ' expected'), ...curves(found)] : curves(expected)
  return {
    id: 'threshold',
    heading: 'Where the line is drawn',
    body: html`<p>Two records are taken as one person from a probability of <strong>${rounded(model.threshold)}</strong> on.
      The line was said (<code>--threshold</code>) or comes with the model; one that was learnt here draws it without knowing the truth,
      where the probabilities promise the best balance between links that are right (precision) and links that are found (recall). Draw
      it higher where a wrong link does more harm than a missed one.</p>
      ${figureOf({
        id: 'thresholds',
        title: `Precision and recall ${found ? 'from each probability on' : 'as the probabilities promise them'}`,
        description:
          'Lines of precision and recall over the probability from which on pairs are taken. The table has the figures.',
        draw: room => thresholdLines(room, drawn, model.threshold),
        key: [
          ['precision', 'Precision: how many of the links are right'],
          ['recall', 'Recall: how many of those to be found are found'],
          ...(found ? [['precision expected', 'Thin lines: as the probabilities promise'] as const] : []),
          ['threshold', 'The threshold'],
        ],
        table: thresholdTable(pairs, model.threshold, found ? truth : undefined, people.sources),
      })}
      ${
        found
          ? undefined
          : html`<p>Nobody told this run whose each record is, so these figures are only as good as the probabilities,
      and recall is of the pairs that were compared. Look at a sample of pairs near the line before relying on it.</p>`
      }`,
  }
}

const curves = (points: readonly AtThreshold[], more = ''): readonly Curve[] => [
  { mark: `precision${more}`, points, of: ({ precision }) => precision },
  { mark: `recall${more}`, points, of: ({ recall }) => recall },
]

function thresholdTable(
  pairs: Matched['pairs'],
  threshold: number,
  truth: Truth | undefined,
  sources?: Int32Array,
): Table {
  const named = [...new Set([0.5, 0.8, 0.9, 0.95, 0.99, 0.999, threshold])].sort((a, b) => a - b)
  const rows = fromEach(named, pairs, truth?.persons, sources).map(({ probability, pairs, precision, recall }) => {
    const name = `${rounded(probability)}${probability === threshold ? ' (chosen)' : ''}`
    return [name, count(pairs), percent(precision), percent(recall)]
  })
  return { headings: ['From', 'Pairs', 'Precision', 'Recall'], rows }
}

const rounded = (probability: number): string => String(Number(probability.toPrecision(4)))

/** How the pairs' weights lie. */
export function weightSection({ pairs, model }: Matched, truth: Truth | undefined): Section {
  const bars = byWeight(pairs, truth?.persons)
  let least = Number.POSITIVE_INFINITY
  for (const [pair, probability] of pairs.probability.entries()) {
    if (probability >= model.threshold) least = Math.min(least, pairs.weight[pair]!)
  }
  return {
    id: 'weights',
    heading: 'How sure it is',
    body: html`<p>Each pair has a weight in bits: nought is even odds, and each bit more doubles the odds that the two are one person.
      Two hills with a valley between them mean that most pairs are plainly one thing or the other; pairs in the valley are those that
      people should look at.</p>
      ${figureOf({
        id: 'weight-bars',
        title: 'Pairs by weight',
        description:
          'Bars of the number of pairs by weight in bits, each line up ten times as many. The table has the figures.',
        draw: room => weightBars(room, bars, least),
        key: [
          ['bar', 'All pairs that were compared'],
          ...(truth ? [['same', 'Of them, records of one person'] as const] : []),
          ['threshold', 'The threshold'],
        ],
        table: {
          headings: ['Bits', 'Pairs', ...(truth ? ['Of one person'] : [])],
          rows: bars.map(({ from, pairs, same }) => [
            `${from} to ${from + 1}`.replaceAll('-', '−'),
            count(pairs),
            ...(same === undefined ? [] : [count(same)]),
          ]),
        },
      })}`,
  }
}
