import { incidents } from '../simulate/true-values.ts'
import { planted } from '../simulate/truths.ts'
import type { Series } from './evidence-series.ts'
import { holds, middle, type Stretch, type Tally } from './evidence-tally.ts'

/** One kind of county: what is true in it, its series, and what came of them. */
export type World = Readonly<{
  title: string
  about: string
  series: readonly Series[]
  tallies: ReadonlyMap<string, Tally>
}>

/** The whole of docs/evidence.md. */
export function evidence(worlds: readonly World[]): string {
  const counties = Math.max(...worlds.flatMap(({ tallies }) => [...tallies.values()].map(one => one.counties)))
  return `${head(counties)}\n${worlds.map(section).join('\n')}\n${tail()}`
}

const head = (counties: number): string => `# Evidence

Does a measure read what is true? Nobody can say of a real county. Of a made-up one everybody can: its truths are written
down before anything happens in it (\`simulate/truths.ts\`), and the true value of each measure in each month follows from
them by arithmetic (\`simulate/true-values.ts\`). Here ${counties} counties of each kind below, each from a seed of its own, with
three years of some forty reports a month, were counted by the product's own statements over a real database and read
by the product's own \`src/plan\`: nothing on this page is worked out a second way.

\`npm run bench -- evidence\` makes this page; \`--check\` makes it again and compares. \`test/evidence.test.ts\` does the same
with a few counties.

**How to read the tables.** *True* is the value that the lives were drawn by, for the first two years and for the third.
*Read* is what the product counted, and the interval about it: Garwood's for a count, Wilson's for a share, at 95 %; each
number is the median over the counties. *Held* is how often that interval held the truth, and *by month* how often the
interval of a single month did: both should be 93 to 97 % (exact intervals of counts hold somewhat more). *Said to change*
is what the plan's reading said at the end: of a series in which nothing changes it should be under 5 %.
`

function section({ title, about, series, tallies }: World): string {
  const rows = series.flatMap(one => rowsOf(one, tallies.get(one.measure.id)!))
  return `## ${title}

${about}

| series | years | true | read | interval | held | by month | said to change |
| --- | --- | --: | --: | --- | --: | --: | --- |
${rows.join('\n')}
`
}

function rowsOf({ measure, changes }: Series, tally: Tally): readonly string[] {
  const { first, last } = tally.stretches
  const said = saidOf(changes, tally)
  const month = percent(tally.held, tally.months)
  return [
    `| ${measure.title} | 1, 2 | ${cells(first, measure.unit)} | ${month} | ${said} |`,
    `| | 3 | ${cells(last, measure.unit)} | | |`,
  ]
}

function cells(stretches: readonly Stretch[], unit: string): string {
  const { truth, value, interval } = middle(stretches)
  const text = (one: number) => (unit === 'count' ? one.toFixed(1) : `${(100 * one).toFixed(1)} %`)
  const held = percent(stretches.filter(holds).length, stretches.length)
  return `${text(truth)} | ${text(value)} | ${text(interval.from)} to ${text(interval.to)} | ${held}`
}

function saidOf(changes: Series['changes'], { said, counties }: Tally): string {
  const all = said['change likely'] + said['change very likely']
  if (!changes) return `${percent(all, counties)}: nothing changes`
  const wrong = said[changes === 'up' ? 'down' : 'up']
  const sure = `${percent(said['change very likely'], counties)} *very likely*`
  return `**${percent(said[changes], counties)}** ${changes}, as it does (${sure})${wrong ? `; ${wrong} the other way` : ''}`
}

const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

function tail(): string {
  const happens = incidents(planted, 'disability', { month: 0, calendar: 3 })
  const told = planted.strands.disability.told * happens
  return `## Where an interval does not hold what it says

- *Months of few.* Counts come whole, and an exact interval must hold at least what it says: of three or four reports a
  month it holds 97 to 99 in a hundred. Wilson's interval for a handful of people holds more or fewer than 95 as the
  share happens to fall between whole people.
- *People who come in pairs.* Two of a household are sometimes reported together, and again together, so that people
  targeted again are not quite independent: their interval holds some 94 in a hundred.
- *What is not here.* In these counties nothing is recorded late and every link between records is right. Where steps are
  written down weeks afterwards, a month reads low until they are; where one person stays two records, repeats read low
  for good.

## What no figure here can show

**Incidents that nobody reports.** One incident in ten that has to do with disability is reported in these counties, and
one in two of the others: some ${happens.toFixed(0)} happen in an April of the first year and ${told.toFixed(0)} are told of as the first reason. Every interval about
the reports holds the mean of the *reports*, and none comes near the incidents. A low count of a strand is no evidence of
safety; the measure says "reported to us", and means it.

**Which agency.** Where one district of five is slow, the figure for the whole county moves by some six points in a
hundred, which the plan finds in a minority of counties; and the district's own figure, though it falls by half, in fewer
still, since most of its months hold too few people to be shown. A supervisor sees it in the worklist, which withholds
nothing.

**Causes.** These counties hold a portal and a service that do what they do. A real one also holds everything else.
`
}
