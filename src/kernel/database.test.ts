import assert from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { newId, openDatabase, type Tx } from '#kernel'
import { cast } from '../../test/cast.ts'
import { aWednesday } from '../../test/house.ts'
import { type Office, openOffice } from '../../test/umbrellas.ts'

let office: Office
before(async () => {
  office = await openOffice()
})
after(() => office.close())

const note = (tx: Tx) =>
  tx.db.insertInto('outbox').values({ id: newId(), event: 'umbrella.opened', subject: newId(), at: tx.at }).execute()
const notes = async () =>
  (await office.seen("select count(*)::int from kernel.outbox where event = 'umbrella.opened'"))[0]?.count

test('a transaction whose fault was swallowed keeps nothing, and does not say that it has', async () => {
  const swallowing = office.as('officer', async tx => {
    await note(tx)
    await tx.db
      .selectFrom('cases')
      .select('id')
      .where('id', '=', 'no id at all')
      .execute()
      .catch(() => {})
    return 'kept'
  })
  await assert.rejects(swallowing)
  assert.equal(await notes(), 0)
})

test('nothing more is said in a transaction that is over', async () => {
  const left: Tx[] = []
  await office.as('officer', async tx => {
    left.push(tx)
    await note(tx)
  })
  await assert.rejects(note(left[0]!), /over/)
  assert.equal(await notes(), 1)
})

test('what was to be written and could not even be sent undoes the rest', async () => {
  const before = await notes()
  const round: Record<string, unknown> = {}
  round.self = round
  const unsayable = office.as('officer', async tx => {
    await note(tx)
    tx.write({ execute: () => sql`select ${round}::jsonb`.execute(tx.db) })
  })
  await assert.rejects(unsayable, TypeError)
  const unsent = office.as('officer', async tx => {
    await note(tx)
    tx.write({ execute: () => Promise.reject(new Error('Not put into words')) })
  })
  await assert.rejects(unsent, /Not put into words/)
  assert.equal(await notes(), before)
})

test('a transaction that may have been kept is not done again, though nothing was heard of it', async () => {
  const before = await notes()
  const line = await deafAfter('COMMIT')
  const url = new URL(office.db.appUrl)
  line.to(Number(url.port))
  Object.assign(url, { hostname: '127.0.0.1', port: String(line.port) })
  const database = openDatabase({ url: url.href, measures: office.db.measures, house: office.house, most: 1 })
  const occasion = { actor: { kind: 'user', id: cast.officer.id }, action: 'test.write', purpose: 'find-work' } as const
  const write = () =>
    database.as({ ...occasion, at: aWednesday }, async tx =>
      tx.write(
        tx.db.insertInto('outbox').values({ id: newId(), event: 'umbrella.opened', subject: newId(), at: tx.at }),
      ),
    )
  try {
    await write()
    line.deafen()
    await assert.rejects(write())
    assert.equal(await notes(), Number(before) + 2)
  } finally {
    await database.close()
    line.close()
  }
})

/** A line to the database on which, once deafened, nothing is heard until that word has come, and which is then cut. */
async function deafAfter(word: string) {
  const all = new Set<Socket>()
  let [port, isDeaf] = [0, false]
  const server = createServer(client => {
    const far = connect(port, '127.0.0.1')
    for (const one of [client, far]) all.add(one.on('error', () => {}))
    client.on('data', bytes => far.write(bytes))
    far.on('data', bytes => {
      if (!isDeaf) return void client.write(bytes)
      if (!bytes.includes(word)) return
      isDeaf = false
      client.resetAndDestroy()
    })
    client.on('close', () => far.destroy())
    far.on('close', () => client.destroy())
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const at = server.address()
  return {
    port: typeof at === 'object' && at ? at.port : 0,
    to: (target: number) => {
      port = target
    },
    deafen: () => {
      isDeaf = true
    },
    close: () => {
      for (const one of all) one.destroy()
      server.close()
    },
  }
}
