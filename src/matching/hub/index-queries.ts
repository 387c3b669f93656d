import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { type AgencyId, nameKey, newId, type Tx } from '#kernel'
import { scrapsOf } from '../search/scraps.ts'
import { type Profile, profilesOf } from './profile.ts'
import { type RecordTold, waysToRead } from './ways.ts'

/**
 * One index record as its agency tells it, by the agency's own number for it. Of one sealed, nobody else learns that it is
 * there; that this is so no longer is said outright.
 */
export type Indexed = Readonly<{ ref: string; told: RecordTold; sealed: boolean; unseal?: boolean }>
/**
 * How many were new, told otherwise than before, and just the same; and the numbers of those that are sealed and were told
 * without a word of it: they are held as they were.
 */
export type TakenIn = Readonly<{ new: number; changed: number; same: number; held: readonly string[] }>

/**
 * Takes in what an agency tells of people whom it knows. One told again replaces what was told, whose former version is
 * kept; one told just so is let be. As the job `index`, or as the agency's own program.
 */
export async function takeIn(tx: Tx, agency: AgencyId, people: readonly Indexed[]): Promise<TakenIn> {
  const profiles = profilesOf(people.map(one => waysToRead(one.ref, one.told, agency)))
  const rows = people.map((one, at) => rowOf(one, profiles[at]!))
  const { rows: taken } = await sql<{ ref: string; id: string; deed: Deed }>`
    select ref, record_id as id, deed from matching.take_in(${agency}, ${JSON.stringify(rows)}::jsonb)`.execute(tx.db)
  const fresh = new Map(taken.filter(one => one.deed === 'new' || one.deed === 'changed').map(one => [one.ref, one.id]))
  const found = rows.flatMap(row =>
    fresh.has(row.ref) ? [{ id: fresh.get(row.ref), words: scrapsOf(row.profile) }] : [],
  )
  await sql`
    select kernel.keep_scraps(f.id, array(select jsonb_array_elements_text(f.words)))
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f (id uuid, words jsonb)`.execute(tx.db)
  const refs = (deed: Deed) => taken.flatMap(one => (one.deed === deed ? [one.ref] : []))
  return { new: refs('new').length, changed: refs('changed').length, same: refs('same').length, held: refs('held') }
}

type Deed = keyof TakenIn

/** Whether an agency has sealed any of its records, those that it has withdrawn among them. */
export async function hasSealed(tx: Tx, agency: AgencyId): Promise<boolean> {
  const one = tx.db.selectFrom('person_records').select('id').where('agency_id', '=', agency).where('sealed', '=', true)
  return (await one.limit(1).executeTakeFirst()) !== undefined
}

/** Lets go of index records: those of these numbers, or all but those; returns how many. What was told stays with their former versions. */
export async function withdraw(
  tx: Tx,
  agency: AgencyId,
  refs: readonly string[],
  which: 'these' | 'all but these',
): Promise<number> {
  const { rows } = await sql<{ gone: number }>`
    select matching.withdraw(${agency}, ${[...refs]}::text[], ${which !== 'these'}) as gone`.execute(tx.db)
  return rows[0]!.gone
}

/** Gives an agency's programs a key, of which only the digest is kept; former ones end. As the job `index`. */
export async function agencyKey(tx: Tx, agency: string, digest: Buffer): Promise<void> {
  await sql`update matching.agency_keys set ended_at = ${tx.at} where agency_id = ${agency} and ended_at is null`.execute(
    tx.db,
  )
  await sql`insert into matching.agency_keys (key_hash, agency_id, made_at) values (${digest}, ${agency}, ${tx.at})`.execute(
    tx.db,
  )
}

/** Whose program this is, by the digest of its key; nobody's where none is as good as that now. */
export async function agencyOfKey(tx: Tx, digest: Buffer): Promise<AgencyId | undefined> {
  const { rows } = await sql<{
    agency: AgencyId | null
  }>`select matching.agency_of(${digest}, ${tx.at}) as agency`.execute(tx.db)
  return rows[0]?.agency ?? undefined
}

function rowOf({ ref, told, sealed, unseal = false }: Indexed, { given, keys }: Profile) {
  const id = newId()
  // Without an identifier of ours in it: told again, it must come out the same.
  const digest = createHash('sha256')
    .update(JSON.stringify([told, sealed]))
    .digest('hex')
  return {
    ...told,
    ...{ ref, id, sealed, unseal, digest, profile: given, keys: keys.map(String) },
    names: told.names.map(name => ({ ...name, given_key: nameKey(name.given), family_key: nameKey(name.family) })),
    contacts: told.contacts.map(one => ({ ...one, value_key: contactKey(one) })),
  }
}

const contactKey = ({ kind, value }: RecordTold['contacts'][number]): string =>
  kind === 'email' ? value.trim().toLowerCase() : value.replace(/\D/g, '').replace(/^(0044|44)/, '0')
