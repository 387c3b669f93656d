import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { seen } from '../cast.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { tables } from './asked.ts'
import { compare, type Disagreement, said } from './compare.ts'
import { plant } from './planted.ts'
import { makeWorld } from './world.ts'

/* PostgreSQL's row security against the model of docs/access.md in rules.ts, over worlds made by chance. AUTH_SEED
   begins elsewhere (a failure prints its world's own seed); AUTH_DECISIONS asks for more or fewer. */

const seed = Number(process.env.AUTH_SEED ?? 1)
const wanted = Number(process.env.AUTH_DECISIONS ?? 1_000_000)

test('every table with row security is one that the rules speak of', async () => {
  const db = await testDatabase()
  try {
    const rows = await seen<{ name: string }>(
      db.ownerUrl,
      `select case when s.nspname = 'kernel' then c.relname else s.nspname || '.' || c.relname end as name
         from pg_class c join pg_namespace s on s.oid = c.relnamespace where c.relrowsecurity order by 1`,
    )
    assert.deepEqual(rows.map(row => row.name).toSorted(), tables.toSorted())
  } finally {
    await db.close()
  }
})

describe('row security agrees with the rules as they are written', () => {
  const made = { decisions: 0, allowed: 0, worlds: 0, rules: new Map<string, number>() }

  test(`in ${wanted.toLocaleString('en-GB')} decisions, from world ${seed}`, async t => {
    const found: Disagreement[] = []
    for (let world = seed; made.decisions < wanted && found.length < 20; world += 1) {
      const one = await inWorld(world)
      made.worlds += 1
      made.decisions += one.decisions
      made.allowed += one.allowed
      for (const [rule, count] of one.rules) made.rules.set(rule, (made.rules.get(rule) ?? 0) + count)
      found.push(...one.disagreements)
    }
    t.diagnostic(`${made.decisions} decisions in ${made.worlds} worlds, ${made.allowed} of them that somebody may know`)
    for (const [rule, count] of [...made.rules].toSorted()) t.diagnostic(`${rule}: ${count}`)
    assert.equal(found.length, 0, said(found))
  })
})

async function inWorld(seed: number) {
  const db: TestDatabase = await testDatabase()
  const owner = new pg.Client({ connectionString: db.ownerUrl })
  const app = new pg.Client({ connectionString: db.appUrl })
  try {
    await Promise.all([owner.connect(), app.connect()])
    const world = makeWorld(seed)
    await plant(owner, world)
    return await compare(app, world)
  } finally {
    await Promise.all([owner.end(), app.end()])
    await db.close()
  }
}
