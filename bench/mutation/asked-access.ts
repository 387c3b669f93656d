import pg from 'pg'
import { chanceFrom } from '../../simulate/chance.ts'
import { tables } from '../../test/authorisation/asked.ts'
import { attemptsOf } from '../../test/authorisation/attempts.ts'
import { changedBy } from '../../test/authorisation/changes.ts'
import { askersOf, compare } from '../../test/authorisation/compare.ts'
import { loosenedBy } from '../../test/authorisation/loosened.ts'
import { plant } from '../../test/authorisation/planted.ts'
import type { Table, World } from '../../test/authorisation/rows.ts'
import { standingIn } from '../../test/authorisation/rules.ts'
import { lets, openingIn, receivingIn } from '../../test/authorisation/sent.ts'
import { fateOf } from '../../test/authorisation/spans.ts'
import { makeWorld, type Size } from '../../test/authorisation/world.ts'
import { writable } from '../../test/authorisation/written.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import type { AccessMutant } from './access.ts'

/** A database with a world in it, whose rules may be got wrong and put right again. */
export type Ground = Readonly<{
  world: World
  db: TestDatabase
  owner: pg.Client
  app: pg.Client
  close(): Promise<void>
}>

const small: Size = { users: 12, people: 26, matters: 26 }

export async function groundOf(seed: number, size = small): Promise<Ground> {
  const db = await testDatabase()
  const owner = new pg.Client({ connectionString: db.ownerUrl })
  const app = new pg.Client({ connectionString: db.appUrl })
  await Promise.all([owner.connect(), app.connect()])
  const world = makeWorld(seed, size)
  await plant(owner, world)
  const close = async () => {
    await Promise.all([owner.end(), app.end()])
    await db.close()
  }
  return { world, db, owner, app, close }
}

export type Fate = 'killed' | 'survived' | 'invalid'

/** Whether the tests of the rules notice a mutant, on any of these grounds; the rules are put right again after it. */
export async function fateOfMutant(grounds: readonly Ground[], mutant: AccessMutant): Promise<Fate> {
  for (const ground of grounds) {
    try {
      await ground.owner.query(mutant.apply)
    } catch {
      return 'invalid'
    }
    try {
      if (await isNoticed(ground, mutant)) return 'killed'
    } catch (fault) {
      const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
      // A condition that is no SQL any more proves nothing; one that fails when it is asked is noticed by whoever asks.
      return /^42(?!501)/.test(code) ? 'invalid' : 'killed'
    } finally {
      await ground.owner.query(mutant.undo)
    }
  }
  return 'survived'
}

async function isNoticed(ground: Ground, { command, table }: AccessMutant): Promise<boolean> {
  const these = table === undefined ? telling : tables.filter(one => one === table)
  const reads = command === 'SELECT' || command === 'ALL' || command === 'FUNCTION'
  const adds = command === 'INSERT' || command === 'ALL' || command === 'FUNCTION'
  const changes = command === 'UPDATE' || command === 'DELETE' || command === 'ALL'
  if (reads && (await compare(ground.app, ground.world, { these, enough: 1 })).disagreements.length > 0) return true
  if (changes && (await changesWrongly(ground, table))) return true
  if (command === 'FUNCTION' && (await loosensWrongly(ground))) return true
  if (await sendsWrongly(ground, table)) return true
  return adds && (await writesWrongly(ground, table))
}

/** Tables on whose rows it shows what any function that a policy asks says. */
const telling: readonly Table[] = [
  'cases',
  'reports',
  'case_agencies',
  'work',
  'alerts',
  'users',
  'chronology',
  'person_records',
  'person_names',
  'relationships',
  'outbox',
  'orders.zones',
]

async function changesWrongly({ owner, db, world }: Ground, table: string | undefined): Promise<boolean> {
  let touched = 0
  for (const asker of askersOf(world)) {
    const found = await changedBy(owner, db.app, world, asker, table)
    if (found.wrong.length > 0) return true
    for (const rows of found.changed.values()) touched += rows
  }
  // The test also wants each of these to touch something for somebody.
  return touched === 0
}

async function loosensWrongly({ owner, db, world }: Ground): Promise<boolean> {
  for (const asker of askersOf(world)) if ((await loosenedBy(owner, db.app, world, asker)).wrong.length > 0) return true
  return false
}

async function writesWrongly({ owner, db, world }: Ground, table: string | undefined): Promise<boolean> {
  for (const [place, asker] of askersOf(world).entries()) {
    const fate = fateOf(chanceFrom(world.seed * 1_000 + place), world.base, world.zone)
    const all = attemptsOf(world, fate, standingIn(world, asker, world.base))
    const attempts = all.filter(one => table === undefined || one.table === table)
    if (attempts.length === 0) continue
    const answers = await writable(owner, db.app, asker, world.base, attempts)
    if (attempts.some(({ rule }, index) => answers[index] !== (rule !== undefined))) return true
  }
  return false
}

async function sendsWrongly({ owner, db, world }: Ground, table: string | undefined): Promise<boolean> {
  for (const sequence of [...receivingIn(world), ...openingIn(world)]) {
    if (table !== undefined && sequence.table !== table) continue
    if ((await lets(owner, db.app, world.base, sequence)) !== sequence.may) return true
  }
  return false
}
