import type { Database, Installation } from '#kernel'
import { live } from './act.ts'
import { players } from './cast.ts'
import { chanceFrom } from './chance.ts'
import { firstMoment, type Life, livesOf } from './lives.ts'
import { streetsOf } from './places.ts'
import { onDuty, rota, writeStaff } from './staff.ts'

export { castList, type Part, type Player, players } from './cast.ts'

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
}>
export type Seeded = Readonly<{ users: number; reports: number }>

const weeks = 7 * 86_400_000

/**
 * Fills an empty database with a small made-up county: its people at work, and a year and a half of reports walked through the
 * real functions at the times they are said to have happened. The same seed and moment make the same county. Throws
 * where anybody is there already.
 */
export async function seedCounty({
  ownerUrl,
  database,
  house,
  until,
  seed = 1,
  months = 18,
}: Seeding): Promise<Seeded> {
  const since = firstMoment(house, { until, months })
  const shifts = rota(house, since, new Date(until.getTime() + 6 * weeks))
  await writeStaff(ownerUrl, since.toISOString().slice(0, 10), shifts)
  const lives = livesOf(chanceFrom(seed), house, streetsOf(house), { until, months })
  await inTurn(
    lives.flatMap(life => live(life, { database, house, dutyAt: at => onDuty(shifts, at) })),
    until,
  )
  return { users: players.length, reports: lives.length }
}

/** Something that happens at a moment of one life. */
export type Happening = Readonly<{ at: Date; life: Life; happen(): Promise<void> }>

const atOnce = 4

/**
 * Lets everything happen in the order of its time, a few at once: never two of one life, nor two of one person, so that
 * how it comes out does not hang on who is quicker.
 */
async function inTurn(happenings: readonly Happening[], until: Date): Promise<void> {
  const waiting = happenings.filter(({ at }) => at <= until).sort((a, b) => a.at.getTime() - b.at.getTime())
  for (let next = 0; next < waiting.length; ) {
    const batch = new Map<string, Happening>()
    while (batch.size < atOnce && next < waiting.length) {
      const person = firstOf(waiting[next]!.life).key
      if (batch.has(person)) break
      batch.set(person, waiting[next++]!)
    }
    await Promise.all([...batch.values()].map(({ happen }) => happen()))
  }
}

const firstOf = (life: Life): Life => (life.again ? firstOf(life.again) : life)
