import type { Database, Installation } from '#kernel'
import { type Happening, live } from './act.ts'
import { firstMoment } from './arrivals.ts'
import { players } from './cast.ts'
import { type Ground, groundOf } from './ground.ts'
import { liveHarms } from './harms.ts'
import { type Life, livesOf, type World } from './lives.ts'
import { liveNews } from './news.ts'
import { liveOrders } from './orders.ts'
import { type Reckoner, reckonerOf } from './reckoner.ts'
import { onDuty, rota, type Shift, writeStaff } from './staff.ts'
import { liveTalks } from './talks.ts'
import { planted, type Truths } from './truths.ts'

export { castList, type Part, type Player, players } from './cast.ts'
export { knownOf, type ToldOf } from './known.ts'

export type Seeding = Readonly<{
  /** The owner's, since the application may not make users. */
  ownerUrl: string
  database: Database
  house: Installation
  /** The county's last moment: what is done by then is done, and the rest is waiting. */
  until: Date
  seed?: number
  /** How many months before the last one; a year and a half when not given. */
  months?: number
  truths?: Truths
  /** What is told by hand beside the lives: orders, other harms, conversations, a newsletter. There unless said. */
  stories?: boolean
}>
export type Seeded = Readonly<{ users: number; reports: number }>

const weeks = 7 * 86_400_000

/** What is true of the small county that `npm start` shows: a handful of reports a month, and a rise half a year ago. */
export const smallCounty = (months: number): Truths => ({
  ...planted,
  monthly: 8,
  portal: { from: Math.max(0, months - 6), times: 1.6 },
  repeats: { before: 0.14 },
  slow: undefined,
})

/**
 * Fills an empty database with a small made-up county: its people at work, and a year and a half of reports walked
 * through the real functions at the times they are said to have happened. The same seed and moment make the same county.
 * Throws where anybody is there already.
 */
export async function seedCounty(seeding: Seeding): Promise<Seeded> {
  const { ownerUrl, database, house, until, stories = true } = seeding
  const { world, shifts } = worldOf({ ...seeding, fresh: true })
  await writeStaff(ownerUrl, world.reckoner.day(shifts[0]!.startsAt), shifts)
  const lives = [...livesOf(world)]
  await inTurn(
    lives.flatMap(life => live(life, { database, house, dutyAt: at => onDuty(shifts, at) })),
    until,
  )
  if (stories) await liveStories(seeding, lives, shifts[0]!.startsAt)
  return { users: players.length, reports: lives.length }
}

async function liveStories(stage: Seeding, lives: readonly Life[], since: Date): Promise<void> {
  await liveOrders(stage, since)
  await liveHarms(stage, since)
  await liveTalks(stage, lives, since)
  await liveNews(stage, since)
}

export type Making = Readonly<{
  house: Installation
  until: Date
  seed?: number
  months?: number
  truths?: Truths
  fresh: boolean
}>

/** A world for lives, and who is on duty in it. */
export function worldOf({ house, until, seed = 1, months = 18, truths, fresh }: Making): {
  world: World
  shifts: readonly Shift[]
} {
  const span = { until, months }
  const since = firstMoment(house, span)
  const { reckoner, ground } = groundwork(house, since, until)
  const world = { house, reckoner, ground, truths: truths ?? smallCounty(months), seed, span, fresh }
  return { world, shifts: rota(house, since, new Date(until.getTime() + 6 * weeks)) }
}

type Groundwork = Readonly<{ reckoner: Reckoner; ground: Ground | undefined }>
const laid = new WeakMap<Installation['limits'], Map<string, Groundwork>>()

/** What hangs on the house and the span alone, and takes a quarter of a second: made once for all counties of both. */
function groundwork(house: Installation, since: Date, until: Date): Groundwork {
  const here = laid.get(house.limits) ?? new Map<string, Groundwork>()
  laid.set(house.limits, here)
  const span = `${since.toISOString()} ${until.toISOString()}`
  const known = here.get(span)
  if (known) return known
  const made = { reckoner: reckonerOf(house, since, until), ground: groundOf(house) }
  here.set(span, made)
  return made
}

const atOnce = 4

/**
 * Lets everything happen in the order of its time, a few at once: never two of one life, nor two of one person, so that
 * how it comes out does not hang on who is quicker.
 */
async function inTurn(happenings: readonly Happening[], until: Date): Promise<void> {
  const waiting = happenings.filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime())
  for (let next = 0; next < waiting.length; ) {
    const batch: Happening[] = []
    const taken = new Set<object>()
    while (batch.length < atOnce && next < waiting.length) {
      const { life } = waiting[next]!
      const concerned = [life, ...life.form.victims]
      if (concerned.some(one => taken.has(one))) break
      for (const one of concerned) taken.add(one)
      batch.push(waiting[next++]!)
    }
    await Promise.all(batch.map(({ happen }) => happen()))
  }
}
