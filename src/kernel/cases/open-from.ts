import type { Tx } from '../database.ts'
import type { Codes } from '../fields.ts'
import type { RecordId } from '../ids.ts'
import type { Opens } from '../programme.ts'
import { NotFound } from '../refusals.ts'
import { type Opened, openCase } from './open.ts'
import type { Now, ToTake } from './take.ts'

/** Opens what a step opens, in the same transaction: its people in their parts, as restricted as the case it comes from. */
export async function openFrom(
  tx: Tx,
  now: Now,
  opens: Opens,
  taken: Pick<ToTake, 'rationale' | 'lawfulBasis'> & { readonly title: string; readonly stands: Codes },
): Promise<Opened> {
  const programme = tx.house.programmes.get(opens.programme)
  if (!programme?.case) throw new NotFound('programme')
  const shape = programme.case
  const rows = await tx.db
    .selectFrom('case_people')
    .select(['record_id', 'part'])
    .where('case_id', '=', now.id)
    .where('ends_at', 'is', null)
    .orderBy('id')
    .execute()
  const people = rows.flatMap(row => {
    const part = opens.people?.[row.part] ?? row.part
    return Object.hasOwn(shape.people, part) ? [{ recordId: row.record_id as RecordId, part }] : []
  })
  return await openCase(tx, {
    programme: { ...programme, case: shape },
    district: now.district,
    contactable: now.contactable,
    people,
    agencies: [],
    rationale: taken.rationale?.trim() || taken.title,
    lawfulBasis: taken.lawfulBasis ?? '',
    codes: Object.fromEntries(Object.entries(taken.stands).filter(([name]) => opens.carries?.includes(name))),
    from: { id: now.id, as: opens.as },
    sensitivity: now.sensitivity,
  })
}
