import type { Database, Installation } from '#kernel'
import { readAgain } from './known.ts'
import { type Pack, packed } from './pack.ts'
import { bring } from './queries.ts'

type Bringing = Readonly<{ house: Installation; area: Pack }>

/** Brings the services of the area's pack into the database, as often as it is asked to; says how many were new or changed. */
export async function bringPack(database: Database, { house, area }: Bringing, at: Date): Promise<number> {
  const wrote = await database.as(
    {
      actor: { kind: 'job', name: 'directory' },
      action: 'directory.bring',
      purpose: 'keep-the-house',
      at,
      onlyIfShown: true,
    },
    tx => bring(tx, packed(area, house.madeUp)),
  )
  if (wrote > 0) readAgain(database)
  return wrote
}
