import type { Installation } from '#kernel'
import { arrivals, type Span } from './arrivals.ts'
import type { Part } from './cast.ts'
import { type Chance, chanceFrom } from './chance.ts'
import { alone, type Share } from './filling.ts'
import type { Ground } from './ground.ts'
import { householdsOf } from './people.ts'
import { type Pools, poolsOf } from './pools.ts'
import type { Reckoner } from './reckoner.ts'
import { type Form, formFrom } from './told.ts'
import { always, inMonth, reportedStrands, type Truths } from './truths.ts'
import { wayOf } from './ways.ts'

/** A step of a case, as it will be taken. */
export type Stride = Readonly<{
  at: Date
  by: Part
  step: string
  raw: Readonly<Record<string, unknown>>
  rationale?: string
}>
export type Verdict = 'refer' | 'signpost' | 'act-now' | 'no-further-action'

/** The programmes that lives are of. */
export const programmesLived: ReadonlySet<string> = new Set(['hate'])

/** One report and what will become of it. What would come after the county's last moment does not. */
export type Life = Readonly<{
  /** The programme whose form it is. */
  programme: string
  number: number
  key: string
  at: Date
  form: Form
  seenAt: Date | undefined
  triage: Readonly<{ at: Date; by: Part; what: Verdict; setsAction: boolean }> | undefined
  strides: readonly Stride[]
}>

export type World = Readonly<{
  house: Pick<Installation, 'zone' | 'calendar'>
  reckoner: Reckoner
  ground: Ground | undefined
  truths: Truths
  seed: number
  span: Span
  /** A few reports of the last day that nobody has read, one of them a threat, instead of whatever chance left. */
  fresh: boolean
  /** Which of the lives, where several make them: each its own part of every month, and all together a whole one. */
  share?: Share
}>

const hour = 3_600_000

/** Every life of a county, by the time of its report; the same world gives the same lives. */
export function* livesOf(world: World): Generator<Life> {
  const { house, truths, span, fresh, share = alone } = world
  const chance = chanceFrom(world.seed + 1_000_003 * share.index)
  const pools = poolsOf(householdsOf(world.seed, world.ground), share)
  const last = span.until.getTime() - (fresh ? 20 * hour : 0)
  let number = share.index
  // Counts that come of independent shares of a rate add up to a count that comes of the whole rate.
  const shared = { ...truths, monthly: truths.monthly / share.of }
  for (const { month, moments } of arrivals(chance, house, shared, span)) {
    for (const at of moments) {
      if (at.getTime() >= last) continue
      yield lifeFrom(chance, { world, pools, at, month, number })
      number += share.of
    }
  }
  if (fresh) yield* freshOnes(chance, { world, pools, at: span.until, month: span.months, number })
}

type Around = Readonly<{ world: World; pools: Pools; at: Date; month: number; number: number }>

function lifeFrom(chance: Chance, around: Around): Life {
  const { at, month, number, pools } = around
  const { reckoner, truths } = around.world
  const threat = chance.holds(always.threat)
  const again = chance.holds(inMonth(truths.repeats, month))
  const form = formAt(chance, around, { threat, again })
  if (form.victims.length) pools.met(at, form.victims, pools.homeOf(form.victims))
  const triageAt = reckoner.after(chance.percent(90) ? chance.between(3, 60) / 10 : chance.between(110, 200) / 10, at)
  const what = verdictOn(chance, form)
  return {
    programme: 'hate',
    number,
    key: `county-${number}`,
    at,
    form,
    seenAt: threat ? new Date(at.getTime() + chance.weighed(untilSeen) * 60_000) : undefined,
    triage: { at: triageAt, by: chance.one(['triage', 'triageToo'] as const), what, setsAction: chance.percent(20) },
    strides: what === 'refer' ? wayOf(chance, form, triageAt, around.world) : [],
  }
}

/** Minutes. Late now and then: the rota has one person, who may be driving. */
const untilSeen = [
  [6, 3],
  [11, 3],
  [14, 2],
  [31, 1],
  [52, 1],
] as const

function formAt(chance: Chance, { world, pools, at }: Around, { threat, again }: { threat: boolean; again: boolean }) {
  return formFrom(chance, {
    day: world.reckoner.day(at),
    ground: world.ground,
    strands: reportedStrands(world.truths),
    threat,
    again: many => (again ? pools.again(chance, at, many) : undefined),
    fresh: pools.fresh,
  })
}

function verdictOn(chance: Chance, form: Form): Verdict {
  if (form.threat && chance.holds(always.actedOn)) return 'act-now'
  if (!form.named && chance.holds(always.nothing)) return 'no-further-action'
  return chance.holds(always.signposted) ? 'signpost' : 'refer'
}

/** What waits when somebody first looks: a few reports of the last day, and a threat that nobody has seen. */
function* freshOnes(chance: Chance, around: Around): Generator<Life> {
  const minutes = [19 * 60 + 11, 15 * 60 + 42, 9 * 60 + 5, 3 * 60 + 28, 74, 6]
  for (const [index, ago] of minutes.entries()) {
    const at = new Date(around.at.getTime() - ago * 60_000)
    const number = around.number + index
    const form = formAt(chance, { ...around, at }, { threat: index === minutes.length - 1, again: false })
    const untouched = { seenAt: undefined, triage: undefined, strides: [] }
    yield { programme: 'hate', number, key: `county-${number}`, at, form, ...untouched }
  }
}
