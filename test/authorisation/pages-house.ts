import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { type Installation, installInto, nameKey, openDatabase, type Programme } from '#kernel'
import { type Route, serve } from '#web'
import { allRoutes } from '../../src/commands/routes.ts'
import { testHouse } from '../house.ts'
import { umbrellaLimits, umbrellas } from '../umbrellas.ts'
import { programmes } from './names.ts'
import { type Filling, plant } from './planted.ts'
import type { World } from './rows.ts'

/** A whole house with a world in it: the real programmes beside invented ones of every way of being seen. */
export type PagesHouse = Readonly<{
  house: Installation
  routes: readonly Route[]
  server: FastifyInstance
  owner: pg.Client
  close(): Promise<void>
}>

export async function housing(world: World): Promise<PagesHouse> {
  const built = await testHouse({ more: invented })
  const house = { ...built.house, limits: [...built.house.limits, ...umbrellaLimits] }
  await installInto(built.db.ownerUrl, house)
  const owner = new pg.Client({ connectionString: built.db.ownerUrl })
  await owner.connect()
  await plant(owner, world, await fillingOf(house, world))
  const database = openDatabase({ url: built.db.appUrl, measures: built.db.measures, house, most: 4 })
  const routes = allRoutes({ ...built.built, house })
  const server = await serve({ house, database, routes, now: () => world.base })
  return {
    house,
    routes,
    server,
    owner,
    close: async () => {
      await server.close()
      await database.close()
      await owner.end()
      await built.close()
    },
  }
}

const { report: _report, case: shape, ...work } = umbrellas
const invented: readonly Programme[] = Object.entries(programmes).flatMap(([id, seenBy]) =>
  // The real one is there already; and only one may stand at the address of the form.
  id === 'orders' || !shape
    ? []
    : [{ ...(id === 'umbrellas' ? umbrellas : work), id, title: id, case: { ...shape, seenBy } }],
)

/** A family name that is nobody else's, for the record in this place. */
export const familyOf = (place: number): string => `Quill${'abcdefghijklmnopqrstuvwxyz'[place % 26]}feather`

/** What pages want to find in the rows besides what the rules look at: states, limits, files and names that are real. */
async function fillingOf(house: Installation, world: World): Promise<Filling> {
  const starts = (programme: string) => house.programmes.get(programme)?.case?.start ?? 'lost'
  const programmeOf = new Map(world.rows.cases.map(one => [one.id, one.programme]))
  const running = new Set<string>()
  const picture = Buffer.from('not really a picture')
  const keys = new Map<string, string>()
  for (const { id } of world.rows.documents) {
    const [file, copy] = [house.sealer.seal(picture, id), house.sealer.seal(picture, `${id} display`)]
    await house.documents.write(id, file.sealed)
    await house.documents.write(`${id}.display`, Buffer.concat([copy.key, copy.sealed]))
    keys.set(id, `\\x${file.key.toString('hex')}`)
  }
  const reference = (prefix: string, place: number) => `${prefix}-TEST-${String(place).padStart(4, '0')}`
  return {
    cases: (row, place) => ({
      reference: reference('CA', place),
      state: 'programme' in row ? starts(row.programme) : 'lost',
    }),
    reports: (_row, place) => ({ reference: reference('SK', place) }),
    chronology: row => {
      const state = 'case_id' in row ? starts(programmeOf.get(row.case_id ?? '') ?? '') : 'lost'
      return { from_state: state, to_state: state }
    },
    person_scraps: row => {
      const record = world.rows.person_records.find(({ id }) => 'record_id' in row && id === row.record_id)
      const place = world.rows.person_names.findIndex(({ record_id }) => record_id === record?.id)
      const agency = record?.agency_id ? ` '@a:${record.agency_id}'` : ''
      return { scraps: `'n:${familyOf(place).toLowerCase()}'${agency}` }
    },
    person_names: (_row, place) => ({ family: familyOf(place), family_key: nameKey(familyOf(place)) }),
    documents: row => ({
      sealed_key: 'id' in row ? keys.get(row.id) : undefined,
      display_type: 'image/png',
      by_user: world.rows.users[0]?.id,
    }),
    clocks: row => {
      const matter = 'case_id' in row && 'report_id' in row ? (row.case_id ?? row.report_id ?? '') : ''
      const first = !running.has(matter)
      running.add(matter)
      const ended = first ? { ended_at: null, result: null } : { ended_at: world.base.toISOString(), result: 'met' }
      return { clock: 'search', limit_id: 'umbrellas.search', ...ended }
    },
  }
}
