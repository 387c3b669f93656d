import { copyAtOnce, copyInto } from './copy.ts'
import { worldOf } from './county.ts'
import { crowdOf } from './crowd.ts'
import { emit } from './emit.ts'
import { extrasOf } from './extras.ts'
import { type Filling, type Share, truthsOf } from './filling.ts'
import { inOrder } from './in-order.ts'
import { livesOf } from './lives.ts'
import { type Marks, marksFrom } from './marks.ts'
import type { Ledger } from './matter.ts'
import { remembering } from './places.ts'
import { replay } from './replay.ts'
import type { Shift } from './staff.ts'

/** What was worked out for all who make a county: whether it is a great one, and the versions of the wordings. */
export type Prepared = Readonly<{ big: boolean; wordings: readonly (readonly [string, string])[] }>

/** Makes a share of a county's lives and copies their rows; how many rows each table was given. */
export async function copyShare(
  filling: Filling,
  { big, wordings }: Prepared,
  share: Share,
): Promise<Readonly<Record<string, number>>> {
  const { ownerUrl, until, audited = 2, onProgress = () => {} } = filling
  const house = { ...filling.house, places: remembering(filling.house.places) }
  const made = madeFrom({ ...filling, house }, share)
  const { world, crowd } = made
  const copying = big ? copyInto(ownerUrl) : copyAtOnce(ownerUrl)
  const marks = marksFrom(world.seed, share)
  const ledger = ledgerOf({ house, until, ...made }, marks)
  const ordered = inOrder(copying.sink)
  const emitting = { house, wordings: new Map(wordings), audited, sink: ordered.sink, marks }
  const more = (filling.extras ?? true) ? extrasOf(crowd, marks, house) : undefined
  try {
    let lives = 0
    for (const life of livesOf(world)) {
      const matter = replay(ledger, life)
      more?.before(matter)
      emit(emitting, matter)
      more?.after(ordered.sink, matter)
      ordered.reached(life.at)
      if (++lives % 100 === 0) await copying.breathe()
      if (lives % 50_000 === 0) onProgress(`${lives} reports, ${world.reckoner.day(life.at)}`)
    }
    ordered.end()
    return await copying.end()
  } catch (fault) {
    await copying.abort()
    throw fault
  }
}

/** The world, its rota and its staff, as they are for a share of it. */
export function madeFrom(filling: Filling, share: Share) {
  const { house, until, seed = 1, months = 36, fresh = false, staff = 300 } = filling
  const { world, shifts } = worldOf({ house, until, seed, months, truths: truthsOf(filling), fresh })
  return { world: { ...world, share }, shifts, crowd: crowdOf(house, staff) }
}

type Made = ReturnType<typeof madeFrom> & Pick<Filling, 'house' | 'until'>

function ledgerOf({ house, world, shifts, crowd, until }: Made, marks: Marks): Ledger {
  return {
    house,
    reckoner: world.reckoner,
    marks,
    until,
    dutyAt: at => shifts[lastBegun(shifts, at)]!.userId,
    player: (part, life) => crowd.player(part, life.number),
    agencyOf: crowd.agencyOf,
    known: new WeakMap(),
  }
}

/** Shifts are in order and without a gap. */
function lastBegun(shifts: readonly Shift[], at: Date): number {
  let [low, high] = [0, shifts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (shifts[middle]!.startsAt <= at) low = middle + 1
    else high = middle
  }
  return low - 1
}
