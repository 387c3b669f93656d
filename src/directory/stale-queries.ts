import { sql } from 'kysely'
import { newId, type Tx } from '#kernel'
import { tablesOf } from './queries.ts'

/** Published services that are to be checked by now, or that nobody has checked, and that are not work already. */
export async function unchecked(tx: Tx, today: string): Promise<readonly { id: string; name: string }[]> {
  const rows = await tablesOf(tx)
    .selectFrom('directory.services as s')
    .innerJoin('directory.versions as v', join =>
      join.onRef('v.service_id', '=', 's.id').onRef('v.version', '=', 's.published'),
    )
    .select(['s.id', sql<string>`v.said ->> 'name'`.as('name')])
    .where(eb => eb.or([eb('s.again_on', 'is', null), eb('s.again_on', '<=', today)]))
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('work as w').select('w.id').whereRef('w.service_id', '=', 's.id'))),
    )
    .orderBy('s.id')
    .execute()
  return rows
}

/** Makes it work for those who keep the directory, once. */
export async function askToCheck(tx: Tx, service: { id: string; name: string }, dueAt: Date): Promise<void> {
  await tx.db
    .insertInto('work')
    .values({
      id: newId(),
      queue: 'directory:editor',
      kind: 'service',
      title: 'Check a service',
      programme: 'directory',
      service_id: service.id,
      reference: service.name,
      due_at: dueAt,
      added_at: tx.at,
    })
    .execute()
}
