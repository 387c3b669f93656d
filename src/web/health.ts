import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { Waiting } from '#kernel'
import { json, page, type Route } from './route.ts'

/** Counts answers for whoever watches the machine: routes as written, never an address that somebody asked for. */
export type Tally = Readonly<{
  note(method: string, route: string, status: number, seconds: number): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
  type: string
}>

/** A tally that begins at nothing; also says how much memory and time the process uses, and what jobs wait where it may ask. */
export function tallied(jobs?: () => Promise<Waiting>): Tally {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'safekeep_answer_seconds',
    help: 'How long answers took, by method, route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const gauges = jobs && gaugesIn(registry)
  return {
    note: (method, route, status, seconds) => answers.observe({ method, route, status }, seconds),
    text: async () => {
      // Whoever watches wants the rest most of all while the database cannot be asked.
      gauges?.set(await jobs?.().catch(() => undefined))
      return await registry.metrics()
    },
    type: registry.contentType,
  }
}

function gaugesIn(registry: Registry): { set(waiting: Waiting | undefined): void } {
  const gauge = (name: string, help: string) => new Gauge({ name: `safekeep_${name}`, help, registers: [registry] })
  const due = gauge('jobs_due', 'Jobs that are due and not done')
  const late = gauge('jobs_late_seconds', 'How long the job that is due for longest has been due')
  const failing = gauge('jobs_failing', 'Jobs that failed when last tried, and will be tried again')
  const unheard = gauge('events_unheard', 'Events in the outbox that no job has handled yet')
  return {
    set: waiting => {
      for (const one of [due, late, failing, unheard]) one.remove()
      if (!waiting) return
      due.set(waiting.due)
      late.set(waiting.lateSeconds)
      failing.set(waiting.failing)
      unheard.set(waiting.unheard)
    },
  }
}

/**
 * For machines that watch: `/healthz` says that the process lives, `/readyz` that its database answers too (503 when
 * not), `/metrics` what the tally holds. How much is reported is nobody else's business: a proxy should keep
 * `/metrics` to the inside.
 */
export function healthRoutes(tally?: Tally): readonly Route[] {
  const open = { who: 'anyone', audit: 'nothing' } as const
  return [
    page({ at: '/healthz', ...open }, async () => json({ status: 'alive' })),
    page({ at: '/readyz', ...open }, async ({ database }) =>
      (await database.answers())
        ? json({ status: 'ready' })
        : json({ status: 'the database does not answer' }, 503, { headers: { 'retry-after': '2' } }),
    ),
    ...(tally
      ? [
          page({ at: '/metrics', ...open }, async () => ({
            is: 'file' as const,
            bytes: await tally.text(),
            type: tally.type,
          })),
        ]
      : []),
  ]
}
