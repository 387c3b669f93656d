import { type Between, standBetween } from './between.ts'
import { eventually, held, type Misfortune, underLoad } from './misfortune.ts'
import { jobPoints, type Point } from './points.ts'
import { type Command, end, runCommand } from './process.ts'
import type { Stage } from './stage.ts'

/** Two workers apart beside the product's own, one of them killed half-way through a job, again and again. */
export const workersKilled: Misfortune = {
  name: 'kill -9 of a worker half-way through a job, while two others work',
  play: (stage, rounds) =>
    underLoad(stage, async () => {
      const { app } = stage
      const between = await standBetween(stage.product.databasePort, role => role === app)
      const hire = () => hired(stage, between)
      const workers = [await hired(stage), await hire()]
      const recoveries: number[] = []
      try {
        const times = Math.max(jobPoints.length, Math.ceil(rounds / 12))
        for (let round = 0; round < times; round++) {
          const point = jobPoints[round % jobPoints.length]
          const victim = workers.pop()
          if (!point || !victim) break
          await killedAt(stage, between, victim, point)
          const began = performance.now()
          await allHeard(stage)
          recoveries.push(performance.now() - began)
          await held(stage, `after a worker was killed at: ${point.name}`)
          workers.push(await hire())
        }
        return { times, recoveries, noted: 'every event was heard once, and by another worker' }
      } finally {
        between.injure(undefined)
        for (const { child } of workers) await end(child, 'SIGTERM')
        await between.close()
      }
    }),
}

/** A worker in a process of its own, its connections led past the harness where it is to be killed. */
async function hired(stage: Stage, between?: Between): Promise<Command> {
  const worker = runCommand(['work'], {
    DATABASE_URL: stage.appUrl(),
    DATABASE_OWNER_URL: stage.ownerUrl(),
    SAFEKEEP_DATA: stage.product.folder,
    SAFEKEEP_COUNTY: 'made-up',
    ...(between && { FAULTS_BETWEEN: String(between.port) }),
  })
  await worker.saying('Safekeep is working.')
  return worker
}

/**
 * Something is due at every look: of workers that look once a second, the one that did what is due each second also looks
 * again just when it next is, and the others may find nothing for minutes.
 */
async function killedAt({ ask }: Stage, between: Between, { child }: Command, point: Point): Promise<void> {
  let struck = false
  between.injure(moment => {
    if (struck || !point.is(moment)) return 'goes on'
    struck = true
    child.kill('SIGKILL')
    return 'is held'
  })
  await eventually(`a worker came to the point "${point.name}"`, async () => {
    await ask(`update kernel.jobs set run_at = now() where id in
      (select id from kernel.jobs where name = 'outbox' and run_at > now() for update skip locked)`)
    return struck
  })
  between.injure(undefined)
  await end(child, 'SIGKILL')
}

/** Waits until whatever had happened by now has been heard of. */
async function allHeard({ ask }: Stage): Promise<void> {
  const [last] = await ask<{ position: string }>(
    'select coalesce(max(position), 0)::text as position from kernel.outbox',
  )
  await eventually('every event in the outbox was heard', async () => {
    const left = await ask('select 1 from kernel.outbox where handled_at is null and position <= $1 limit 1', [
      last?.position,
    ])
    return left.length === 0
  })
}
