import type { Matched } from '../match.ts'
import type { People } from '../people.ts'
import type { Figures } from '../truth.ts'
import type { GroupFigures } from '../truth-groups.ts'
import { bitsRange, levelBars, shareBars } from './bars.ts'
import { byLevel, bySize, type ComparisonFigures, knownShares } from './counted.ts'
import { bitsIn, count, type Figure, figureOf, keyOf, percent, tableOf } from './figure.ts'
import { statedAgainstRight } from './lines.ts'
import { html } from './markup.ts'
import type { Section, Truth } from './section.ts'

/** What each comparison's levels say. */
export function levelSection(matched: Matched): Section {
  const all = byLevel(matched).filter(({ levels }) => levels.length > 0)
  const range = bitsRange(all)
  return {
    id: 'levels',
    heading: 'What each comparison says',
    body: html`<p>To the right of nought a level speaks for one person, to the left against it. The bar compares with strangers. The marks
      compare with people of one home and with twins: where a mark lies far to the left of its bar's end, families agree on this too,
      and the level says much less than it seems.</p>${keyOf([
        ['bar', 'For one person, beside strangers'],
        ['bar against', 'Against one person, beside strangers'],
        ['household', 'Beside others of one home'],
        ['twins', 'Beside twins'],
      ])}${all.map((one, at) => figureOf(levelFigure(one, range, at)))}`,
  }
}

function levelFigure(one: ComparisonFigures, range: readonly [number, number], at: number): Figure {
  return {
    id: `level-${at}`,
    title: `${said(one.name)}: bits for each level`,
    description: `Bars of bits for or against one person, for each level. In ${percent(one.missing)} of pairs it is missing and says nothing.`,
    draw: room => levelBars(room, one, range),
    table: {
      headings: [
        'Level',
        'Pairs',
        'One person',
        'One home',
        'Twins',
        'Strangers',
        'Bits',
        'Beside a home',
        'Beside twins',
      ],
      rows: one.levels.map(({ says, pairs, shares, bits, bitsAgainstHousehold, bitsAgainstTwins }) => [
        says,
        count(pairs),
        ...[shares.same, shares.household, shares.twin, shares.chance].map(percent),
        ...[bits, bitsAgainstHousehold, bitsAgainstTwins].map(one => (one === undefined ? 'none' : bitsIn(one))),
      ]),
    },
  }
}

/** Whether what is stated holds, where it can be known. */
export function calibrationSection(truth: Truth | undefined): Section {
  const bands = truth?.figures.calibration.filter(({ pairs }) => pairs > 0) ?? []
  return {
    id: 'calibration',
    heading: 'Whether a stated probability holds',
    body: truth
      ? html`<p>On the slanting line a claim holds. Above it the claims are shy, below it they say too much. On the mean they are
      ${percent(truth.figures.calibrationError)} off.${near99(truth.figures)}</p>
      ${figureOf({
        id: 'calibration-dots',
        title: 'Stated, and so',
        description: 'Dots of how often pairs of a stated probability were of one person. The table has the figures.',
        draw: room => statedAgainstRight(room, bands),
        key: [['dot', 'Pairs of about one stated probability; larger where they are more']],
        table: {
          headings: ['Stated', 'Pairs', 'On the mean', 'So'],
          rows: bands.map(({ from, to, pairs, stated, right }) => [
            `${from} to ${to}`,
            count(pairs),
            percent(stated),
            percent(right),
          ]),
        },
      })}`
      : html`<p>That can be seen only where it is known of some pairs whether they are one person. Of people who are told by name, give
      the truth in a column (<code>--truth</code>); else review a sample.</p>`,
  }
}

const near99 = ({ near99: { pairs, right } }: Figures): string =>
  pairs === 0 ? '' : ` Of ${count(pairs)} pairs stated to be about 99 % likely, ${percent(right)} were right.`

/** How many records people have. */
export function clusterSection({ clusters }: Matched): Section {
  const sizes = [...bySize(clusters)]
  const persons = sizes.reduce((sum, [, many]) => sum + many, 0)
  const large = sizes.reduce((sum, [size, many]) => sum + (size > 8 ? many : 0), 0)
  const rows = sizes.map(([size, many]) => ({
    name: size === 1 ? '1 record' : `${size} records`,
    share: many / persons,
    says: count(many),
  }))
  return {
    id: 'clusters',
    heading: 'How many records a person has',
    body: html`${figureOf({
      id: 'cluster-bars',
      title: 'People by the number of their records',
      description: 'Bars of how many people have one record, two, three and so on. The table has the figures.',
      draw: room => shareBars(room, rows.slice(0, 12)),
      table: {
        headings: ['Records', 'People', 'Share'],
        rows: rows.map(({ name, says, share }) => [name, says, percent(share)]),
      },
    })}<p>${
      large === 0
        ? 'Nobody has more than eight records.'
        : html`<strong>${count(large)}</strong> have more than eight records. Look at
      them: a hostel's telephone, or an identifier that a system gave out by default, can draw strangers together.`
    }</p>`,
  }
}

/** What could be compared at all. */
export function missingSection(people: People): Section {
  const shares = knownShares(people)
  const rows = shares.map(([name, share]) => ({ name: said(name), share, says: percent(share) }))
  return {
    id: 'missing',
    heading: 'What was known',
    body: html`<p>A fact that is missing, unreadable or a placeholder says nothing for or against anybody.</p>
    ${figureOf({
      id: 'known',
      title: 'Of how many records each fact is known',
      description: 'Bars of the share of records of which each fact is known. The table has the figures.',
      draw: room => shareBars(room, rows),
      table: { headings: ['Fact', 'Known'], rows: rows.map(({ name, says }) => [name, says]) },
    })}`,
  }
}

/** Whether it is as right for everybody. */
export function fairnessSection(groups: Readonly<Record<string, readonly GroupFigures[]>>): Section {
  return {
    id: 'fairness',
    heading: 'Whether it is as right for everybody',
    body: html`<p>Whoever is found less often is helped less often; whoever is wrongly linked more often is wronged more often. Small
      groups vary by chance.</p>
      ${Object.entries(groups).map(([by, figures]) => {
        const rows = figures.map(({ group, recall }) => ({
          name: group,
          share: Number.isNaN(recall) ? 0 : recall,
          says: percent(recall),
        }))
        return figureOf({
          id: `fair-${by.replace(/[^a-z0-9]/gi, '-')}`,
          title: `Recall by ${by}`,
          description: `Bars of how many true pairs were found, by ${by}. The table has precision and false links too.`,
          draw: room => shareBars(room, rows),
          table: {
            headings: [said(by), 'Records', 'True pairs', 'Precision', 'Recall', 'False links'],
            rows: figures.map(one => [
              one.group,
              ...[one.records, one.truePairs].map(count),
              ...[one.precision, one.recall].map(percent),
              count(one.falseLinks),
            ]),
          },
        })
      })}`,
  }
}

/** How long it took. */
export function timeSection({ seconds }: Matched): Section {
  const rows = Object.entries(seconds).map(([phase, took]) => [said(phase), took.toFixed(2)])
  return {
    id: 'time',
    heading: 'How long it took',
    body: tableOf('Seconds by phase', { headings: ['Phase', 'Seconds'], rows }),
  }
}

const names: Readonly<Record<string, string>> = {
  birthDate: 'Date of birth',
  nhsNumber: 'NHS number',
  middleNames: 'Middle names',
  formerSurname: 'Former surname',
  uprn: 'UPRN',
  email: 'E-mail',
}

/** A fact or phase as a person says it; a column as its owner does. */
export const said = (name: string): string => names[name] ?? name.charAt(0).toUpperCase() + name.slice(1)
