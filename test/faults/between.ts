import { connect, createServer, type Server, type Socket } from 'node:net'
import { backendIn, type Message, messagesFrom, roleIn, statementIn } from './wire.ts'

/**
 * A moment between the product and its database. `sent`: the product has sent a statement, and the database has not
 * got it. `done`: the database has carried it out, and the product does not know.
 */
export type Moment = Readonly<{
  when: 'sent' | 'done'
  statement: string
  /** The tables that this transaction has written to so far: as far as was sent before, or as far as is done. */
  wrote: ReadonlySet<string>
  /** The process of the database that serves this connection. */
  backend: number
}>
/** What becomes of the message: it goes on, at once or later; it never arrives; or the connection is cut in its place. */
export type Fate = 'goes on' | 'is held' | 'is cut'

export type Between = Readonly<{
  port: number
  /** Asked at every moment of the application's own connections; nobody asked means that everything goes on. */
  injure(at: ((moment: Moment) => Fate | Promise<Fate>) | undefined): void
  /** Cuts every connection there is now. */
  cutAll(): void
  /** How many connections of the application are open now. */
  open(): number
  close(): Promise<void>
}>

/**
 * Stands between the product and its database, on the wire, and passes on what each says to the other. So a fault can be
 * put exactly between two statements without a line for it in the product. `target` says where the database listens now.
 */
export async function standBetween(target: () => number, isOurs: (role: string) => boolean): Promise<Between> {
  const pairs = new Set<readonly [Socket, Socket]>()
  const state: Standing = { at: undefined, isOurs, ours: new Set() }
  const server = createServer({ noDelay: true }, client => {
    const port = portNow(target)
    if (!port) return void client.on('error', () => {}).resetAndDestroy()
    const database = connect({ port, host: '127.0.0.1', noDelay: true })
    const pair = [client, database] as const
    pairs.add(pair)
    for (const socket of pair) {
      socket.on('error', () => {})
      socket.once('close', () => {
        pairs.delete(pair)
        state.ours.delete(client)
        client.destroy()
        database.destroy()
      })
    }
    pass(client, database, state)
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    port: portOf(server),
    injure: at => {
      state.at = at
    },
    cutAll: () => {
      for (const [client, database] of pairs) {
        client.resetAndDestroy()
        database.resetAndDestroy()
      }
    },
    open: () => state.ours.size,
    close: async () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy()
      await new Promise(closed => server.close(closed))
    },
  }
}

/** Where the database listens; nowhere while it is down, or has not yet written where. */
function portNow(target: () => number): number | undefined {
  try {
    return target() || undefined
  } catch {
    return undefined
  }
}

type Standing = {
  at: ((moment: Moment) => Fate | Promise<Fate>) | undefined
  readonly isOurs: (role: string) => boolean
  readonly ours: Set<Socket>
}

/** One connection: what it runs now and has written, as far as its messages tell. */
type Talk = {
  /** Sent and not yet answered, the oldest first: the product does not wait for each before it sends the next. */
  readonly asked: string[]
  readonly wrote: Readonly<Record<Moment['when'], Set<string>>>
  readonly prepared: Map<string, string>
  backend: number
  ours: boolean
}

function pass(client: Socket, database: Socket, state: Standing): void {
  const talk: Talk = {
    ...{ asked: [], prepared: new Map(), backend: 0, ours: false },
    wrote: { sent: new Set(), done: new Set() },
  }
  const moment = (when: Moment['when'], statement: string): Fate | Promise<Fate> =>
    (talk.ours && state.at?.({ when, statement, backend: talk.backend, wrote: new Set(talk.wrote[when]) })) || 'goes on'
  carry(client, database, 'client', message => {
    if (message.kind === 'startup') {
      talk.ours = state.isOurs(roleIn(message))
      if (talk.ours) state.ours.add(client)
      return 'goes on'
    }
    const statement = statementIn(message, talk.prepared)
    if (statement === undefined) return 'goes on'
    talk.asked.push(statement)
    if (/^begin/i.test(statement)) for (const written of Object.values(talk.wrote)) written.clear()
    const fate = moment('sent', statement)
    note(talk.wrote.sent, statement)
    return fate
  })
  carry(database, client, 'server', message => {
    talk.backend = backendIn(message) ?? talk.backend
    // Ready for the next: the oldest question is answered.
    if (message.kind === 'Z') talk.asked.shift()
    const [statement] = talk.asked
    if (message.kind !== 'C' || statement === undefined) return 'goes on'
    note(talk.wrote.done, statement)
    return moment('done', statement)
  })
}

function note(written: Set<string>, statement: string): void {
  const table = /^(?:insert into|update|delete from) "?kernel"?\."?(\w+)/.exec(statement)?.[1]
  if (table) written.add(table)
}

/** Carries messages from one socket to the other in their order, each as its fate has it. */
function carry(
  from: Socket,
  to: Socket,
  side: 'client' | 'server',
  fateOf: (message: Message) => Fate | Promise<Fate>,
): void {
  const cutUp = messagesFrom(side)
  let before = Promise.resolve()
  let waiting = 0
  let held = false
  const deal = (message: Message, fate: Fate): void => {
    if (fate === 'is held') held = true
    if (fate === 'is cut') for (const socket of [from, to]) socket.resetAndDestroy()
    if (!held && !to.destroyed) to.write(message.whole)
  }
  from.on('data', chunk => {
    for (const message of cutUp(chunk)) {
      const fate = waiting === 0 ? fateOf(message) : undefined
      if (typeof fate === 'string') deal(message, fate)
      else {
        waiting++
        before = before.then(async () => {
          deal(message, await (fate ?? fateOf(message)))
          waiting--
        })
      }
    }
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The system named no port.')
  return address.port
}
