import { setTimeout as pause } from 'node:timers/promises'
import { runs } from '../embedded-life.ts'
import type { Moment } from './between.ts'
import type { Load } from './load.ts'
import { eventually, held, type Misfortune, type Outcome, underLoad, untilWorking } from './misfortune.ts'
import { type Point, points } from './points.ts'
import type { Stage } from './stage.ts'

const victims = ['web', 'database', 'backend'] as const
type Victim = (typeof victims)[number]
const pairs = points.length * victims.length

/** Kill -9 at named points, the checks of structure after each; what was told is held to at the end as well. */
export const killedAtPoints: Misfortune = {
  name: 'kill -9 of the product, of PostgreSQL and of one of its processes, between two statements',
  play: (stage, rounds) =>
    underLoad(stage, async load => {
      const order = everyPair(stage)
      const recoveries: number[] = []
      const killed = { web: 0, database: 0, backend: 0 }
      for (let round = 0; round < rounds; round++) {
        const pair = order[round % order.length]
        if (!pair) break
        recoveries.push(await killedAt(stage, load, pair.point, pair.victim))
        killed[pair.victim]++
        await held(stage, `after ${pair.victim} was killed at: ${pair.point.name}`)
      }
      const noted = `${Math.min(rounds, pairs)} of ${pairs} pairs of point and victim: the product ${killed.web} times, PostgreSQL ${killed.database}, one of its processes ${killed.backend}`
      return { times: rounds, recoveries, noted } satisfies Outcome
    }),
}

/** Kill -9 at instants that nobody chose, between any two instructions. */
export const killedAtAnyInstant: Misfortune = {
  name: 'kill -9 of the product or of PostgreSQL at an instant nobody chose, and of both at once',
  play: (stage, rounds) =>
    underLoad(stage, async load => {
      const recoveries: number[] = []
      const times = Math.max(3, Math.ceil(rounds / 8))
      for (let round = 0; round < times; round++) {
        await pause(stage.chance.between(1, 120))
        const began = performance.now()
        const [web, database] = [round % 3 !== 1, round % 3 !== 0]
        if (database) process.kill(stage.product.postmaster(), 'SIGKILL')
        if (web) {
          await stage.product.kill()
          await stage.product.start()
        }
        recoveries.push(await untilWorking(load, began))
        await held(stage, `after a kill of ${web ? 'the product' : ''}${database ? ' PostgreSQL' : ''}`)
      }
      return { times, recoveries }
    }),
}

async function killedAt(stage: Stage, load: Load, point: Point, victim: Victim): Promise<number> {
  const { product, between } = stage
  let began = 0
  let struck: number | undefined
  between.injure((moment: Moment) => {
    if (began > 0 || !point.is(moment)) return 'goes on'
    began = performance.now()
    struck = victim === 'database' ? product.postmaster() : victim === 'backend' ? moment.backend : undefined
    if (struck !== undefined) process.kill(struck, 'SIGKILL')
    else void product.kill()
    return 'is held'
  })
  await eventually(`somebody came to the point "${point.name}"`, () => began > 0)
  between.injure(undefined)
  if (victim === 'web') {
    await product.kill()
    await product.start()
  } else await eventually('what was killed had ended', () => struck === undefined || !runs(struck))
  return untilWorking(load, began)
}

/** Every point with every victim once: the points in an order left to chance, the victims in turn. */
function everyPair({ chance }: Stage): readonly Readonly<{ point: Point; victim: Victim }>[] {
  const left = [...points]
  const order = points.flatMap(() => left.splice(chance.between(0, left.length - 1), 1))
  return victims.flatMap((_, turn) =>
    order.flatMap((point, at) => {
      const victim = victims[(at + turn) % victims.length]
      return victim ? [{ point, victim }] : []
    }),
  )
}
