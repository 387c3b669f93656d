import type { Tx } from '../database.ts'
import { newId, type RecordId } from '../ids.ts'
import type { ContactTold, PersonTold } from './told.ts'

/** Writes down a person as one source told us: a record of its own, linked to nobody yet. */
export function recordPerson(tx: Tx, told: PersonTold, source: 'report' | 'user' | 'feed'): RecordId {
  const id = newId<'record'>()
  tx.write(
    tx.db.insertInto('person_records').values({
      id,
      source,
      description: told.description ?? '',
      born_from: told.born?.from ?? null,
      born_to: told.born?.to ?? null,
      born_precision: told.born?.precision ?? 'unknown',
      sex: told.sex ?? null,
      ethnicity: told.ethnicity ?? null,
      language: told.language ?? null,
      interpreter: told.interpreter ?? null,
      recorded_at: tx.at,
    }),
  )
  if (told.given || told.family) {
    const [given, family] = [told.given ?? '', told.family ?? '']
    tx.write(
      tx.db.insertInto('person_names').values({
        id: newId(),
        record_id: id,
        given,
        family,
        given_key: nameKey(given),
        family_key: nameKey(family),
      }),
    )
  }
  for (const contact of told.contacts ?? []) recordContact(tx, id, contact)
  tx.house.recorded?.(tx, id, told)
  return id
}

/** A name folded for finding: no case, no accents, no spaces or marks. "O’Brien-Łuk" and "obrien luk" are one. */
export function nameKey(name: string): string {
  return name
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .replace(/[đĐ]/g, 'd')
    .replace(/ß/g, 'ss')
    .replace(/[æÆ]/g, 'ae')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

function recordContact(tx: Tx, recordId: RecordId, contact: ContactTold): void {
  tx.write(
    tx.db.insertInto('person_contacts').values({
      id: newId(),
      record_id: recordId,
      kind: contact.kind,
      value: contact.value,
      value_key: contactKey(contact),
      safe_to_use: contact.safeToUse,
      safe_times: contact.safeTimes ?? '',
      safe_words: contact.safeWords ?? '',
      never_leave_message: contact.neverLeaveMessage ?? true,
    }),
  )
}

const contactKey = ({ kind, value }: ContactTold): string =>
  kind === 'phone' || kind === 'text' ? value.replace(/\D/g, '').replace(/^(0044|44)/, '0') : value.trim().toLowerCase()
