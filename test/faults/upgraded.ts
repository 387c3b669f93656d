import { migrate } from '#kernel'
import { clearUp } from '../../bench/running.ts'
import { type Embedded, startPostgres } from '../../src/embedded/index.ts'
import { seen } from '../cast.ts'
import { previousRelease } from '../upgrade/release.ts'
import { atWork } from '../upgrade/traffic.ts'
import { undoneAtTheEnd } from './leftovers.ts'
import { eventually, type Misfortune } from './misfortune.ts'
import { newFolder, type Stage } from './stage.ts'

/** The database of the release before this one, brought up to date while everybody works in it; `npm run bench -- migrate` does it full. */
export const upgradedUnderTraffic: Misfortune = {
  name: 'the database of the release before brought up to date while people work in it',
  play: async (stage, rounds) => {
    const cases = rounds < 50 ? 5_000 : 50_000
    const folder = newFolder()
    const clear = undoneAtTheEnd(() => clearUp(folder))
    const postgres = await startPostgres({ folder })
    try {
      return await upgraded(stage, postgres, cases)
    } finally {
      await postgres.stop()
      clear()
    }
  },
}

async function upgraded({ house, ledger }: Stage, postgres: Embedded, cases: number) {
  await previousRelease(postgres, house, cases)
  const work = atWork({ ...postgres, cases })
  const more = async (turns: number) => eventually('people worked on', () => work.turns() > turns + 50)
  await more(0)
  const began = performance.now()
  const applied = await migrate(postgres)
  const took = (performance.now() - began) / 1000
  await more(work.turns())
  const { failed, kept, longest } = await work.stop()
  ledger.odd.push(...failed, ...(await lost(postgres, kept)))
  const most = Math.max(...Object.values(longest))
  const noted = `${applied.length} migrations in ${took.toFixed(1)} s over ${cases} cases; the longest that anything took meanwhile was ${most.toFixed(0)} ms`
  return { times: 1, recoveries: [], noted }
}

async function lost({ ownerUrl }: Embedded, kept: readonly string[]): Promise<readonly string[]> {
  const rows = await seen(
    ownerUrl,
    'select id from kernel.reports where id = any($1) union all select id from kernel.chronology where id = any($1)',
    [kept],
  )
  return rows.length === kept.length
    ? []
    : [`of ${kept.length} things kept during a migration ${rows.length} are there`]
}
