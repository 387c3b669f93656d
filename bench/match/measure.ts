import { type Kind, kindOf, kinds } from '../../simulate/records/people.ts'
import type { Width } from '../../src/matching/comparison.ts'
import { match } from '../../src/matching/match.ts'
import type { People } from '../../src/matching/people.ts'
import { readPeople } from '../../src/matching/table/index.ts'
import { type Figures, heldAgainst, rightness, type Said } from '../../src/matching/truth.ts'
import { byGroup, type GroupFigures } from '../../src/matching/truth-groups.ts'
import { kinOf, type MadeUp, type Truths, truthsIn } from './made-up.ts'
import { openSets, readSet } from './sets.ts'

/** What one run found: figures, seconds by phase, and the most memory it held. */
export type Run = Readonly<{
  name: string
  width: Width
  records: number
  figures: Figures
  seconds: Readonly<Record<string, number>>
  megabytes: number
  groups?: Readonly<Record<string, readonly GroupFigures[]>>
  falseLinks?: Readonly<Record<Kind, number>>
}>

/** One run, as a process of its own is asked for it: only so is the memory that of this run. */
export type Asked =
  | Readonly<{ set: string; threads: number }>
  | Readonly<{ file: string; map: MadeUp['map']; name: string; width: Width; threads: number }>

export async function measure(asked: Asked): Promise<Run> {
  return 'set' in asked ? await measureSet(asked.set, asked.threads) : await measureFile(asked)
}

// As `safekeep match` does when it is not told: few records are all compared with each other.
const fewEnough = 3_000

async function measureSet(name: string, threads: number): Promise<Run> {
  const set = openSets.find(one => one.name === name)
  if (!set) throw new Error(`There is no set "${name}".`)
  const began = performance.now()
  const { people, truth } = await readSet(set, threads)
  const load = (performance.now() - began) / 1000
  const width = people.count <= fewEnough ? 'all' : 'wide'
  const { said, seconds } = await matched(people, width, threads)
  const figures = heldAgainst(truth, said)
  return { name: set.says, width, records: people.count, figures, seconds: { load, ...seconds }, megabytes: peak() }
}

async function measureFile({ file, map, name, width, threads }: Extract<Asked, { file: string }>): Promise<Run> {
  const began = performance.now()
  const { people } = await readPeople({ input: file, map, threads })
  const load = (performance.now() - began) / 1000
  const { said, seconds } = await matched(people, width, threads)
  const megabytes = peak() // before the truth is read, which the product never does
  const truths = await truthsIn(file, people.count)
  const whole: Said = { ...said, twins: truths.twins }
  const groups = {
    'name origin': byGroup(truths.person, whole, truths.origin),
    sex: byGroup(truths.person, whole, truths.sex),
    age: byGroup(truths.person, whole, truths.ageBand),
    'fixed abode': byGroup(truths.person, whole, truths.noFixedAbode),
  }
  return {
    ...{ name, width, records: people.count, figures: heldAgainst(truths.person, whole) },
    ...{ seconds: { load, ...seconds }, megabytes, groups, falseLinks: falseLinksBy(truths, whole) },
  }
}

async function matched(people: People, width: Width, threads: number) {
  const { pairs, clusters, model, seconds } = await match(people, { width, threads })
  const said: Said = { ...pairs, clusters, threshold: model.threshold, sources: people.sources }
  return { said, seconds }
}

const peak = (): number => process.resourceUsage().maxRSS / 1000

/** How those who were wrongly linked at the chosen threshold are akin. */
function falseLinksBy(truths: Truths, said: Said): Readonly<Record<Kind, number>> {
  const counts = Object.fromEntries(kinds.map(kind => [kind, 0])) as Record<Kind, number> // every kind is there
  const right = rightness(truths.person, said)
  for (let pair = 0; pair < right.length; pair++) {
    if (right[pair] !== 0 || said.probability[pair]! < said.threshold) continue
    counts[kindOf(kinOf(truths, said.left[pair]!), kinOf(truths, said.right[pair]!))]++
  }
  return counts
}
