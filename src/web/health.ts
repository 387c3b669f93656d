import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'
import { json, page, type Route } from './route.ts'

/** Counts answers for whoever watches the machine: routes as written, never an address that somebody asked for. */
export type Tally = Readonly<{
  note(method: string, route: string, status: number, seconds: number): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
  type: string
}>

/** A tally that begins at nothing; also says how much memory and time the process uses. */
export function tallied(): Tally {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const answers = new Histogram({
    name: 'safekeep_answer_seconds',
    help: 'How long answers took, by method, route and status',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  return {
    note: (method, route, status, seconds) => answers.observe({ method, route, status }, seconds),
    text: () => registry.metrics(),
    type: registry.contentType,
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
