import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { cast, gather, type Part, seen } from '../../../test/cast.ts'
import { aWednesday, type TestHouse, testHouse } from '../../../test/house.ts'

/* Rule P1 of docs/access.md, held to by SQL of the test's own under the role that the application works under. */

let house: TestHouse
let app: pg.Client
before(async () => {
  house = await testHouse()
  await gather(house.db.ownerUrl)
  app = new pg.Client({ connectionString: house.db.appUrl })
  await app.connect()
})
after(async () => {
  await app.end()
  await house.close()
})
const asOwner = (statement: string, values: readonly unknown[] = []) => seen(house.db.ownerUrl, statement, values)

/** A case of a programme, in which an agency takes part; written as the owner. */
async function aCase(programme: string): Promise<string> {
  const id = randomUUID()
  await asOwner(
    "insert into kernel.cases (id, reference, programme, state, seen_by, opened_at) values ($1::uuid, $1::uuid::text, $2, 'considered', 'partners', $3)",
    [id, programme, aWednesday],
  )
  await asOwner(
    `insert into kernel.case_agencies (case_id, agency_id, programme, seen_by, sensitivity, starts_at) values ($1, $2, $3, 'partners', 'ordinary', $4)`,
    [id, cast.community.agency, programme, aWednesday],
  )
  return id
}

/** An order for which a zone has been drawn. */
async function aZone(): Promise<string> {
  const id = await aCase('orders')
  await asOwner(
    `insert into orders.zones (case_id, version, area, said, why, drawn_by, drawn_at)
     values ($1, 1, '{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}', 'x', 'x', $2, $3)`,
    [id, cast.ordersOfficer.id, aWednesday],
  )
  return id
}

type Asker = Part | 'public' | 'job:retention' | 'api:partner' | ''

/** One statement under the application's own role, as somebody, always undone; its rows, or the refusal's code. */
async function asks(asker: Asker, statement: string, values: readonly unknown[] = []): Promise<number | string> {
  const named = Object.hasOwn(cast, asker) ? `user:${cast[asker as Part].id}` : asker
  await app.query('begin')
  try {
    await app.query("select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true)", [
      named,
      aWednesday.toISOString(),
    ])
    return (await app.query(statement, [...values])).rowCount ?? 0
  } catch (fault) {
    return fault instanceof pg.DatabaseError ? (fault.code ?? 'fault') : 'fault'
  } finally {
    await app.query('rollback')
  }
}

const others: readonly Asker[] = [
  ...(['triage', 'hubSupervisor', 'community', 'officer', 'hateSupervisor', 'auditor'] as const),
  ...(['public', 'job:retention', 'api:partner', ''] as const),
]
const drawn = `insert into orders.zones (case_id, version, area, said, why, drawn_by, drawn_at)
  values ($1, 2, null, 'x', 'x', $2, now())`

test('the database shows zones to those in the programme who see the case and to nobody else, however they ask', async () => {
  const id = await aZone()
  assert.equal(await asks('ordersOfficer', 'select from orders.zones where case_id = $1', [id]), 1)
  assert.equal(await asks('ordersOfficer', drawn, [id, cast.ordersOfficer.id]), 1)
  for (const asker of others) {
    assert.equal(await asks(asker, 'select from orders.zones'), 0, `${asker} looks`)
    const named = Object.hasOwn(cast, asker) ? cast[asker as Part].id : cast.ordersOfficer.id
    assert.equal(await asks(asker, drawn, [id, named]), '42501', `${asker} draws`)
  }
  assert.equal(await asks('ordersOfficer', drawn, [id, cast.ordersSupervisor.id]), '42501', 'in another’s name')
})

test('nobody in the programme sees the zone of an order that they do not see, and no zone hangs on a case of another programme', async () => {
  const id = await aZone()
  await asOwner("update kernel.cases set sensitivity = 'restricted' where id = $1", [id])
  assert.equal(await asks('ordersSupervisor', 'select from orders.zones where case_id = $1', [id]), 0)
  await asOwner(
    "insert into kernel.readers (id, user_id, case_id, why, starts_at) values (gen_random_uuid(), $1, $2, 'named', $3)",
    [cast.triage.id, id, aWednesday],
  )
  assert.equal(await asks('triage', 'select from kernel.cases where id = $1', [id]), 1)
  assert.equal(
    await asks('triage', 'select from orders.zones where case_id = $1', [id]),
    0,
    'a named reader outside it',
  )
  const other = await aCase('hate')
  assert.equal(await asks('ordersOfficer', drawn, [other, cast.ordersOfficer.id]), '42501')
})

test('a zone once drawn is neither altered nor removed, by the application or by the owner of the table', async () => {
  await aZone()
  for (const statement of ["update orders.zones set said = 'x'", 'delete from orders.zones', 'truncate orders.zones']) {
    assert.equal(await asks('ordersOfficer', statement), '42501', statement)
    await assert.rejects(asOwner(statement), /append-only/)
  }
})
