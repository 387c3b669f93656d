import { cpus, loadavg } from 'node:os'
import type { GroupFigures } from '../../src/matching/truth-groups.ts'
import { machine } from '../readme.ts'
import type { Run } from './measure.ts'
import { byHand, splinkSets, splinkWords } from './splink.ts'

// Of the minute before, since what is measured is load itself.
const [loadBefore = 0] = loadavg()

/** A run in a line, for whoever watches. */
export function lineOf({ name, width, figures, seconds, megabytes }: Run): string {
  const { best, chosen, clusters } = figures
  return (
    `${name}, ${width}: F1 ${share(best.f1)} best, ${share(chosen.f1)} chosen; recall ${share(figures.recallAtP99)} at P99, ` +
    `${share(figures.recallAtP999)} at P99.9; blocking ${share(figures.blockingRecall)}; twins merged ${clusters.twinsMerged} of ` +
    `${clusters.twins}; ${total(seconds).toFixed(1)} s, ${megabytes.toFixed(0)} MB`
  )
}

/** The few lines for the README. */
export function readmeTable(runs: readonly Run[]): string {
  const counties = ['made-up 100k, ordinary', 'made-up 1m, ordinary']
  const chosen = runs.filter(({ name }) => isSet(name) || counties.some(county => name.startsWith(county)))
  const rows = chosen.map(run => {
    const { figures, name, width } = run
    const called = isSet(name) ? name : `${name}, ${width}`
    return `| ${called} | ${share(figures.best.f1)} | ${share(figures.chosen.f1)} | ${splinkSets.get(name)?.f1 ?? ''} | ${share(figures.recallAtP99)} | ${time(run)} | ${run.megabytes.toFixed(0)} |`
  })
  return `\`npm run bench -- match\`, on ${machine()}: who is who, held against the truth, by a model learnt without it in the
same run. Every figure, each group of people, and how Splink was measured: [how right matching is](docs/matching-accuracy.md).${busy()}

| records | F1, best | F1 at the threshold it chose | Splink 4.0.16, best F1 | recall at 99 % precision | s | MB |
| --- | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}

${aims(runs)}`
}

/** What was wanted of a million people told of by eight facts, as in the comparison with Splink, and of all their columns. */
function aims(runs: readonly Run[]): string {
  const said = (
    [
      ['tight', 5],
      ['wide', 8],
    ] as const
  ).map(([width, seconds]) => {
    const of = (name: string) => runs.find(run => run.name === name && run.width === width)
    const is = (run: Run | undefined) =>
      run && total(run.seconds) <= seconds && run.megabytes <= 800 ? 'reached' : '**not reached**'
    return `${width} in ${seconds} s: ${is(of('made-up 1m, ordinary, fewer facts'))}, with all columns ${is(of('made-up 1m, ordinary'))}`
  })
  return `The aims for a million people by the eight facts of the comparison with Splink ("fewer facts"), load to clusters, within 800 MB: ${said.join('; ')}.`
}

/** docs/matching-accuracy.md as it follows from the runs. */
export function accuracyPage(runs: readonly Run[], seed: number): string {
  const sets = runs.filter(({ name }) => isSet(name))
  const counties = runs.filter(({ name }) => !isSet(name))
  const shown = counties.filter(
    ({ name, width }) => name.startsWith('made-up 100k') && width === 'wide' && !name.endsWith('facts'),
  )
  return `${opening(seed)}

## Sets that others publish on

${table(sets)}

${besideSplink(sets)}

## The made-up county

${table(counties)}

${timeTable(counties)}

## Stated, and so

A probability ought to be right as often as it says. The error is the mean distance between the two, over thirteen bands.

${calibrationTable(counties.filter(({ width }) => width === 'wide'))}

## Twins and families

A false link does most harm where two people are most alike. Made-up counties have families; how the false links of each are
akin, at the threshold chosen, and how many of the twins of whom both have records came to share a cluster:

${kinTable(counties)}

## Fairness

At the threshold chosen, with wide blocking, for 100,000 records. *Lost* is what blocking never compared. A name's origin is
not its bearer's. Groups are of unequal size: a difference that a few hundred pairs show may be chance.

${shown.map(fairness).join('\n\n')}

${splinkWords}`
}

const isSet = (name: string): boolean => !name.startsWith('made-up')
const share = (of: number): string => (Number.isNaN(of) ? '' : of.toFixed(4))
const cent = (of: number): string => (Number.isNaN(of) ? '' : `${(100 * of).toFixed(1)} %`)
const many = (of: number): string => of.toLocaleString('en-GB')
const total = (seconds: Run['seconds']): number => Object.values(seconds).reduce((sum, one) => sum + one, 0)
const time = ({ seconds }: Run): string => total(seconds).toFixed(1)

/** Says so where the machine did other work besides: its seconds are not this program's then. */
function busy(): string {
  return loadBefore > cpus().length / 2
    ? ' **The machine was at other work when this began: seconds may be several times too many.**'
    : ''
}

function opening(seed: number): string {
  return `# How right matching is

\`npm run bench -- match\` makes this page; here on ${machine()}.

Nobody can say of real records how often they were matched rightly; of invented ones everybody can. In every run the model is learnt from the very records it is used on, without their
truth, and the threshold is the one it chose itself. The made-up county is of seed ${seed}, which nothing was tuned on;
\`ordinary\` and \`careless\` are how well its records were kept ([simulate/records](../simulate/records/README.md)).

**How to read the tables.** Recall counts every true pair, those among them that were never compared: *found* is the share
that was. *Best* is the highest F1 at any threshold, which nobody can know without the truth; *chosen* is F1 at the threshold
that the model chose. *R@P99* is the highest recall at which 99 links in 100 are right, *R@P99.9* at which 999 in 1,000 are.
*Clusters* are people as they were drawn together, pair by pair (F1) and as whole persons (exact). The width is how far
blocking goes; \`all\` compares everybody, as \`safekeep match\` does with up to 3,000 records.`
}

function table(runs: readonly Run[]): string {
  const rows = runs.map(({ name, width, figures }) => {
    const { best, chosen, clusters } = figures
    const cells = [name, width, many(figures.pairs), share(figures.blockingRecall)].concat([
      `**${share(best.f1)}** (${share(best.precision)}, ${share(best.recall)})`,
      `${share(chosen.f1)} (${share(chosen.precision)}, ${share(chosen.recall)})`,
      ...[share(figures.recallAtP99), share(figures.recallAtP999), share(clusters.f1), share(clusters.bF1)],
      cent(clusters.exact),
    ])
    return `| ${cells.join(' | ')} |`
  })
  return `| records | width | pairs scored | found | best F1 (precision, recall) | chosen F1 (precision, recall) | R@P99 | R@P99.9 | clusters F1 | B-cubed F1 | exact |
| --- | --- | --: | --: | --- | --- | --: | --: | --: | --: | --: |
${rows.join('\n')}`
}

function besideSplink(runs: readonly Run[]): string {
  const rows = runs.flatMap(({ name, figures }) => {
    const splink = splinkSets.get(name)
    return splink
      ? [
          `| ${name} | ${share(figures.best.f1)} | ${splink.f1} | ${share(figures.blockingRecall)} | ${splink.found} | ${share(figures.recallAtP99)} | ${splink.p99} |`,
        ]
      : []
  })
  return `Beside Splink on the same files:

| records | best F1 | Splink's | found | Splink's | R@P99 | Splink's |
| --- | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}

${byHand}`
}

const phases = ['load', 'pairs', 'chances', 'learning', 'scoring', 'clusters'] as const

function timeTable(runs: readonly Run[]): string {
  const rows = runs.map(run => {
    const cells = phases.map(phase => (run.seconds[phase] ?? 0).toFixed(2))
    return `| ${run.name} | ${run.width} | ${cells.join(' | ')} | **${time(run)}** | ${run.megabytes.toFixed(0)} |`
  })
  return `Seconds by phase, from the first byte of the file to clusters, and the most memory that was held.${busy()}

| records | width | ${phases.join(' | ')} | in all, s | MB |
| --- | --- | ${phases.map(() => '--:').join(' | ')} | --: | --: |
${rows.join('\n')}`
}

function calibrationTable(runs: readonly Run[]): string {
  const rows = runs.map(({ name, figures: { near99, from99, calibrationError, chosen } }) => {
    const stated = [near99, from99].map(one => `${cent(one.right)} of ${many(one.pairs)}`)
    return `| ${name} | ${share(calibrationError)} | ${stated.join(' | ')} | ${share(chosen.threshold)} |`
  })
  return `| records | error | of pairs stated at 0.985 to 0.995, right | of those at 0.99 or more | threshold chosen |
| --- | --: | --: | --: | --: |
${rows.join('\n')}`
}

function kinTable(runs: readonly Run[]): string {
  const rows = runs.flatMap(({ name, width, falseLinks, figures: { clusters } }) => {
    if (!falseLinks) return []
    const { twin, sibling, chance } = falseLinks
    const merged = `${clusters.twinsMerged} of ${clusters.twins} (${cent(clusters.twinsMerged / clusters.twins)})`
    const cells = [twin, sibling, falseLinks['parent and child'], falseLinks['same family'], chance].map(many)
    return [`| ${name} | ${width} | ${cells.join(' | ')} | ${merged} |`]
  })
  return `| records | width | twins | siblings | parent and child | others of a family | chance | twins merged |
| --- | --- | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}`
}

function fairness({ name, groups }: Run): string {
  const rows = Object.entries(groups ?? {}).flatMap(([by, each]) => each.map(one => groupRow(by, one)))
  return `**${name}**

| by | group | records | true pairs | lost | recall | precision | F1 |
| --- | --- | --: | --: | --: | --: | --: | --: |
${rows.join('\n')}`
}

function groupRow(
  by: string,
  { group, records, truePairs, blockingRecall, recall, precision, f1 }: GroupFigures,
): string {
  const says = spelt.get(group) ?? group
  return `| ${by} | ${says} | ${many(records)} | ${many(truePairs)} | ${cent(1 - blockingRecall)} | ${share(recall)} | ${share(precision)} | ${share(f1)} |`
}

const spelt: ReadonlyMap<string, string> = new Map([
  ['african', 'African'],
  ['british', 'British and Irish'],
  ['chinese', 'Chinese'],
  ['muslim', 'Muslim, of South Asia, Arabia and Somalia'],
  ['slavic', 'Polish and other Slavic'],
  ['southAsian', 'South Asian, Hindu and Sikh'],
  ['other', 'others'],
  ['f', 'women and girls'],
  ['m', 'men and boys'],
  ['true', 'no fixed abode, or a hostel'],
  ['false', 'a fixed abode'],
])
