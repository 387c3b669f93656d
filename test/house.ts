import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Database, type Installation, openDatabase, type Programme } from '#kernel'
import { type Route, serve } from '#web'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse, type House } from '../src/commands/house.ts'
import { prepare } from '../src/commands/prepare.ts'
import { type TestDatabase, testDatabase } from './database.ts'

/** The real house on a database of its own: the county's pack, the real programmes or those given, an empty database. */
export type TestHouse = Readonly<{
  built: House
  house: Installation
  database: Database
  db: TestDatabase
  /** The instant that every request is answered at, unless `now` was given. */
  at: Date
  server(routes: readonly Route[], now?: () => Date): Promise<FastifyInstance>
  close(): Promise<void>
}>

/** A Wednesday in term, mid-morning, far from any holiday. */
export const aWednesday = new Date('2026-11-18T10:30:00Z')

/** Opens a house for a test file; `more` are programmes beside the real ones, such as one invented for the test. */
export async function testHouse({ more = [] as readonly Programme[], most = 10 } = {}): Promise<TestHouse> {
  const db = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-documents-'))
  const built = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
  const house = {
    ...built.house,
    programmes: new Map([...built.house.programmes, ...more.map(one => [one.id, one] as const)]),
  }
  await prepare(db, house)
  const database = openDatabase({ url: db.appUrl, measures: db.measures, house, most })
  const servers: FastifyInstance[] = []
  return {
    built,
    house,
    database,
    db,
    at: aWednesday,
    server: async (routes, now = () => aWednesday) => {
      const server = await serve({ house, database, routes, now })
      servers.push(server)
      return server
    },
    close: async () => {
      await Promise.all(servers.map(server => server.close()))
      await database.close()
      await db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
