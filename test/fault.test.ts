import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase } from '#kernel'
import { serve } from '#web'
import { chanceFrom } from '../simulate/chance.ts'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { type Embedded, startPostgres } from '../src/embedded/index.ts'
import { portalRoutes } from '../src/portal/index.ts'
import { seen } from './cast.ts'
import { closedFolder, killOutright, postmasterOf } from './embedded-life.ts'

/* What was acknowledged is kept, whatever is killed meanwhile: on a real PostgreSQL with fsync, over real connections. */

/** How often something is killed; more in CI than on a desk. */
const rounds = Number(process.env.FAULT_ROUNDS ?? 10)
const seed = Number(process.env.FAULT_SEED ?? 20261118)
const clients = 6

const folder = closedFolder()
const { house, area } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
let postgres: Embedded
before(async () => {
  postgres = await startPostgres({ folder })
  await prepare(postgres, house)
})
after(() => postgres.stop())

/** What the senders know: which sends are still without an answer, and what the answered ones were told. */
type Sent = Readonly<{ prefix: string; waiting: string[]; told: Map<string, string>; odd: string[] }>

const nothingSent = (prefix: string): Sent => ({ prefix, waiting: [], told: new Map(), odd: [] })
type Answered = Readonly<{ status: number; body: string }>

/** One client: sends what is waiting, or something new, until told to stop; whatever gets no answer is sent again. */
async function keepSending(sent: Sent, send: (key: string) => Promise<Answered>, goOn: () => boolean): Promise<void> {
  while (goOn() && sent.odd.length === 0) {
    const key = sent.waiting.shift() ?? `${sent.prefix} ${sent.told.size} ${Math.round(performance.now() * 1000)}`
    const answer = await send(key).catch(() => undefined)
    if (answer?.status === 201) note(sent, key, JSON.parse(answer.body).reference)
    else {
      if (answer && answer.status !== 503) sent.odd.push(`${answer.status} ${answer.body}`)
      sent.waiting.push(key)
      await pause(10)
    }
  }
}

function note({ told, odd }: Sent, key: string, reference: string): void {
  if (told.has(key) && told.get(key) !== reference) odd.push(`${key} was told two references`)
  told.set(key, reference)
}

const [kind = ''] = [...house.programmes.values()].filter(programme => programme.report).map(programme => programme.id)
const examples = house.programmes.get(kind)?.report?.examples ?? {}
const body = (key: string) => JSON.stringify({ kind, answers: { ...Object.values(examples)[0]?.answers, what: key } })
const headers = (key: string) => ({ 'content-type': 'application/json', 'idempotency-key': key })

/** Every acknowledged reference is there exactly once, and nothing is there twice. */
async function heldToIt(sent: Sent, before: number): Promise<void> {
  const { ownerUrl } = postgres
  assert.deepEqual(sent.odd, [])
  assert.deepEqual(sent.waiting, [])
  const references = [...sent.told.values()]
  assert.equal(new Set(references).size, references.length)
  const [found] = await seen<{ count: string }>(
    ownerUrl,
    'select count(*) from kernel.reports where reference = any($1)',
    [references],
  )
  assert.equal(Number(found?.count), references.length, 'an acknowledged report is lost')
  assert.equal((await count('reports')) - before, references.length, 'a report is there that nobody was told of')
  const whole = ['clocks', 'work', 'outbox'].map(name => count(name))
  assert.deepEqual(
    await Promise.all(whole),
    [1, 1, 1].map(() => before + references.length),
    'a report is there in part',
  )
}

const count = async (name: string) =>
  Number((await seen(postgres.ownerUrl, `select count(*) from kernel.${name}`))[0]?.count)

describe(`killed ${rounds} times`, () => {
  test('the application killed at any instant loses no report that it acknowledged, and doubles none', async () => {
    const chance = chanceFrom(seed)
    const [sent, before] = [nothingSent('app'), await count('reports')]
    let next = frontDoor()
    for (let round = 0; round < rounds; round++) {
      const door = await next
      next = frontDoor() // the one that takes over is started meanwhile
      await untilKilled(sent, door, () => pause(chance.between(5, 150)))
    }
    await drained(sent, await next)
    assert.ok(sent.told.size > rounds, 'hardly anything was sent')
    await heldToIt(sent, before)
  })

  test('a database killed or restarted under the application loses nothing acknowledged; a request waits, or is told 503', async () => {
    const chance = chanceFrom(seed + 1)
    const database = openDatabase({ url: postgres.appUrl, measures: postgres.measures, house, most: 8 })
    const server = await serve({ house, database, routes: portalRoutes({ house, area }) })
    const [sent, before] = [nothingSent('database'), await count('reports')]
    const send = async (key: string): Promise<Answered> => {
      const answer = await server.inject({
        method: 'POST',
        url: '/api/v1/reports',
        headers: headers(key),
        payload: body(key),
      })
      return { status: answer.statusCode, body: answer.body }
    }
    let killing = true
    const sending = Array.from({ length: clients }, () =>
      keepSending(sent, send, () => killing || sent.waiting.length > 0),
    )
    for (let round = 0; round < Math.max(4, rounds / 3); round++) {
      await pause(chance.between(20, 250))
      if (chance.percent(60)) process.kill(postmasterOf(folder), 'SIGKILL')
      await postgres.restart()
    }
    await enough(sent, sent.told.size + clients)
    killing = false
    await Promise.all(sending)
    await heldToIt(sent, before)
    await server.close()
    await database.close()
  })
})

type Door = Readonly<{ child: ChildProcess; port: number }>

async function frontDoor(): Promise<Door> {
  const args = [join(import.meta.dirname, 'fault-child.ts'), postgres.appUrl, postgres.measures, folder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  after(() => void child.kill('SIGKILL'))
  const [line] = await once(createInterface(child.stdout), 'line')
  return { child, port: Number(line) }
}

const over =
  (port: number) =>
  async (key: string): Promise<Answered> => {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/reports`, {
      method: 'POST',
      headers: headers(key),
      body: body(key),
    })
    return { status: answer.status, body: await answer.text() }
  }

/** Sends from several clients at once until the moment comes, and kills the application in the midst of it. */
async function untilKilled(sent: Sent, { child, port }: Door, moment: () => Promise<unknown>): Promise<void> {
  let alive = true
  const sending = Array.from({ length: clients }, () => keepSending(sent, over(port), () => alive))
  await enough(sent, sent.told.size + 1)
  await moment()
  const killed = killOutright(child)
  alive = false
  await Promise.all([killed, ...sending])
}

/** Sends again whatever was left without an answer, until each has one. */
async function drained(sent: Sent, { child, port }: Door): Promise<void> {
  await Promise.all(Array.from({ length: clients }, () => keepSending(sent, over(port), () => sent.waiting.length > 0)))
  await killOutright(child)
}

/** Waits until so many have been told; where that never happens, the odd answers say why. */
async function enough(sent: Sent, wanted: number): Promise<void> {
  for (let looks = 0; sent.told.size < wanted; looks++) {
    if (looks > 5_000 || sent.odd.length > 0)
      throw new Error(`Nothing is acknowledged any more: ${sent.odd.slice(0, 3).join('; ')}`)
    await pause(5)
  }
}
