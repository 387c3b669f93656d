import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import pg from 'pg'
import { chanceFrom } from '../../simulate/chance.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { actorOf } from './asked.ts'
import { attemptsOf } from './attempts.ts'
import { changedBy } from './changes.ts'
import { askersOf } from './compare.ts'
import { loosenedBy } from './loosened.ts'
import { plant } from './planted.ts'
import type { World } from './rows.ts'
import { standingIn } from './rules.ts'
import { lets, openingIn, receivingIn } from './sent.ts'
import { fateOf } from './spans.ts'
import { makeWorld } from './world.ts'
import { writable } from './written.ts'

/* What may be changed and written, held to rules A6, A7 and C1 to C11 of docs/access.md in worlds made by chance. */

const seed = Number(process.env.AUTH_SEED ?? 1)
const touched = new Map<string, number>()
const written = new Map<string, [yes: number, no: number]>()

for (const one of [seed, seed + 1])
  describe(`in world ${one}`, () => {
    const world: World = makeWorld(one, { users: 14, people: 12, matters: 30 })
    let db: TestDatabase
    let owner: pg.Client
    before(async () => {
      db = await testDatabase()
      owner = new pg.Client({ connectionString: db.ownerUrl })
      await owner.connect()
      await plant(owner, world)
    })
    after(async () => {
      await owner.end()
      await db.close()
    })

    test('nobody changes or removes what they could not see, and somebody changes what they may', async t => {
      const wrong: string[] = []
      let decisions = 0
      for (const asker of askersOf(world)) {
        const found = await changedBy(owner, db.app, world, asker)
        decisions += found.decisions
        wrong.push(...found.wrong)
        for (const [statement, rows] of found.changed) touched.set(statement, (touched.get(statement) ?? 0) + rows)
      }
      t.diagnostic(`${decisions} decisions`)
      assert.equal(wrong.length, 0, `${wrong.length} wrong:\n${wrong.slice(0, 12).join('\n')}`)
    })

    test('what is kept from most people is opened to others by a reader who was named, and by nobody else', async () => {
      const wrong: string[] = []
      const count = { let: 0, refused: 0 }
      for (const asker of askersOf(world)) {
        const found = await loosenedBy(owner, db.app, world, asker)
        wrong.push(...found.wrong)
        count.let += found.let
        count.refused += found.refused
      }
      assert.equal(wrong.length, 0, `${wrong.length} wrong:\n${wrong.slice(0, 12).join('\n')}`)
      assert.ok(count.let > 0 && count.refused > 0)
    })

    test('a row is written by whoever may write it, and by nobody else', async t => {
      const wrong: string[] = []
      for (const [place, asker] of askersOf(world).entries()) {
        const fate = fateOf(chanceFrom(one * 1_000 + place), world.base, world.zone)
        const attempts = attemptsOf(world, fate, standingIn(world, asker, world.base))
        const let_in = await writable(owner, db.app, asker, world.base, attempts)
        for (const [index, { table, row, rule }] of attempts.entries()) {
          const count = written.get(table) ?? [0, 0]
          count[rule ? 0 : 1] += 1
          written.set(table, count)
          if (let_in[index] === (rule !== undefined)) continue
          const says = `the rules say ${rule ?? 'no'}; PostgreSQL ${let_in[index] ? 'writes' : 'refuses'} it`
          wrong.push(`world ${one}, ${actorOf(asker) || 'nobody'}: ${table} ${JSON.stringify(row)}: ${says}`)
        }
      }
      t.diagnostic([...written].map(([table, [yes, no]]) => `${table} ${yes}/${no}`).join(', '))
      assert.equal(wrong.length, 0, `${wrong.length} wrong:\n${wrong.slice(0, 12).join('\n')}`)
    })

    test('a report is received and a case opened by whoever may, and nothing besides is written with it', async () => {
      const wrong: string[] = []
      for (const sequence of [...receivingIn(world), ...openingIn(world)]) {
        const is = await lets(owner, db.app, world.base, sequence)
        if (is !== sequence.may)
          wrong.push(
            `world ${one}, ${actorOf(sequence.asker)}: ${sequence.table}, ${sequence.says}: ${is ? 'written' : 'refused'}`,
          )
      }
      assert.deepEqual(wrong, [])
    })
  })

test('each of these was let through for somebody and refused to somebody, in one world or another', () => {
  for (const [statement, rows] of touched) assert.ok(rows > 0, `${statement} touched nothing for anybody`)
  for (const [table, [yes, no]] of written) assert.ok(yes > 0 && no > 0, `${table}: ${yes} may, ${no} may not`)
})
