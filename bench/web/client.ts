import { Agent, type IncomingHttpHeaders, request } from 'node:http'
import { quantileSorted } from 'd3-array'

/** One request, and the status that says it was done. */
export type Ask = Readonly<{
  method: 'GET' | 'POST'
  path: string
  body?: string
  type?: string
  cookie?: string
  /** What makes a call sent twice one report. */
  key?: string
  expect: number
  /** What it counts as, where several kinds are mixed. */
  as?: string
}>
export type Answered = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>

/** What came of asking: requests a second, and milliseconds that half, 95 and 99 in a hundred took no longer than. */
export type Timed = Readonly<{ count: number; perSecond: number; p50: number; p95: number; p99: number }>

/** Asks one thing over connections that are kept open, as a browser would, and reads the answer to its end. */
export type Client = Readonly<{ ask(what: Ask): Promise<Answered>; close(): void }>

export function clientOf(url: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections, scheduling: 'fifo' })
  const base = new URL(url)
  const ask = (what: Ask): Promise<Answered> =>
    new Promise((answered, fail) => {
      const sent = request(
        { agent, host: base.hostname, port: base.port, method: what.method, path: what.path, headers: headersOf(what) },
        answer => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () =>
            answered({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
          )
          answer.on('error', fail)
        },
      )
      sent.on('error', fail)
      sent.end(what.body)
    })
  return { ask, close: () => agent.destroy() }
}

function headersOf({ body, type, cookie, key }: Ask): Record<string, string | number> {
  return {
    'accept-encoding': 'gzip, deflate, br',
    ...(cookie && { cookie }),
    ...(key && { 'idempotency-key': key }),
    ...(body !== undefined && {
      'content-type': type ?? 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    }),
  }
}

/** So many clients, each asking again as soon as it is answered, until the time is over or there is nothing more to ask. */
export async function steadily(
  url: string,
  asks: Iterator<Ask>,
  { clients, seconds }: { clients: number; seconds: number },
): Promise<ReadonlyMap<string, Timed>> {
  const client = clientOf(url, clients)
  const took = new Map<string, number[]>()
  const began = performance.now()
  const one = async () => {
    while (performance.now() - began < seconds * 1000) {
      const next = asks.next()
      if (next.done) return
      await timed(client, next.value, performance.now(), took)
    }
  }
  await Promise.all(Array.from({ length: clients }, one))
  const lasted = (performance.now() - began) / 1000
  client.close()
  return summed(took, lasted)
}

/**
 * So many requests a second, come what may, each timed from when it was due: one that waits for those before it counts
 * its wait, as the person who sent it would.
 */
export async function atRate(
  url: string,
  asks: Iterator<Ask>,
  { rate, clients, seconds }: { rate: number; clients: number; seconds: number },
): Promise<ReadonlyMap<string, Timed>> {
  const client = clientOf(url, clients)
  const took = new Map<string, number[]>()
  const underWay: Promise<void>[] = []
  const began = performance.now()
  for (let i = 0; i < rate * seconds; i++) {
    const due = began + (i * 1000) / rate
    while (performance.now() < due) await new Promise(soon => setTimeout(soon, Math.max(0, due - performance.now())))
    const next = asks.next()
    if (next.done) break
    underWay.push(timed(client, next.value, due, took))
  }
  await Promise.all(underWay)
  const lasted = (performance.now() - began) / 1000
  client.close()
  return summed(took, lasted)
}

async function timed(client: Client, ask: Ask, from: number, took: Map<string, number[]>): Promise<void> {
  const { status, body } = await client.ask(ask)
  if (status !== ask.expect)
    throw new Error(`${ask.method} ${ask.path} answered ${status}, not ${ask.expect}: ${body.toString().slice(0, 300)}`)
  const kind = ask.as ?? ''
  if (!took.has(kind)) took.set(kind, [])
  took.get(kind)!.push(performance.now() - from)
}

function summed(took: ReadonlyMap<string, number[]>, seconds: number): ReadonlyMap<string, Timed> {
  const all = took.size > 1 ? [...took, ['', [...took.values()].flat()] as const] : [...took]
  return new Map(
    all.map(([kind, times]) => {
      const sorted = times.toSorted((a, b) => a - b)
      const at = (share: number) => quantileSorted(sorted, share) ?? Number.NaN
      return [
        kind,
        { count: sorted.length, perSecond: sorted.length / seconds, p50: at(0.5), p95: at(0.95), p99: at(0.99) },
      ]
    }),
  )
}
