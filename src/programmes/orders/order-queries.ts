import { type CaseId, type CaseShown, type ClockShown, clocksOf, NotFound, readCase, type Told, type Tx } from '#kernel'

/** One order: the case, what stands for it as codes, and its clocks. */
export type OrderShown = Readonly<{ shown: CaseShown; stands: Told; clocks: readonly ClockShown[] }>

/** Opens an order; `NotFound` for a case of another programme, one that is not there, and one not this actor's to see. */
export async function readOrder(tx: Tx, id: CaseId): Promise<OrderShown> {
  const shown = await readCase(tx, id)
  if (shown.programme !== 'orders') throw new NotFound('order')
  const { codes } = await tx.db.selectFrom('cases').select('codes').where('id', '=', id).executeTakeFirstOrThrow()
  return { shown, stands: codes as Told, clocks: await clocksOf(tx, { caseId: id }) } // jsonb, written as codes alone
}

/** The parts whose whereabouts the subject must not learn. */
const keptFromSubject = ['protected', 'child', 'referrer'] as const

/**
 * Every word that must not reach the subject: addresses, postcodes, numbers and identifiers of those the order protects,
 * wherever anybody may have typed them.
 */
export async function secretsOf(tx: Tx, { shown }: Pick<OrderShown, 'shown'>): Promise<readonly string[]> {
  const ids = shown.people.filter(one => keptFromSubject.some(part => part === one.part)).map(one => one.record.id)
  if (ids.length === 0) return []
  const addresses = await tx.db
    .selectFrom('person_addresses')
    .select(['address', 'postcode'])
    .where('record_id', 'in', ids)
    .execute()
  const ways = await tx.db.selectFrom('person_contacts').select('value').where('record_id', 'in', ids).execute()
  const numbers = await tx.db.selectFrom('person_identifiers').select('value').where('record_id', 'in', ids).execute()
  const words = [
    ...addresses.flatMap(row => [row.address, ...row.address.split(/[,\n]/), row.postcode ?? '']),
    ...[...ways, ...numbers].map(one => one.value),
  ]
  return [...new Set(words.map(one => one.trim()).filter(one => one.length > 3))]
}
