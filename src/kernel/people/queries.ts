import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database.ts'
import type { Born } from '../fields-moment.ts'
import type { PersonId, RecordId } from '../ids.ts'
import { Refused } from '../refusals.ts'
import { nameKey } from './people.ts'
import type { ContactTold } from './told.ts'

/** A record as it may be shown: one source's account of one person. */
export type RecordShown = Readonly<{
  id: RecordId
  personId: PersonId | null
  given: string
  family: string
  description: string
  born: Readonly<{ precision: string; from: string; to: string }> | null
  sex: string | null
  ethnicity: string | null
  language: string | null
  interpreter: boolean | null
  contacts: readonly (ContactTold & { readonly id: string })[]
  source: string
  recordedAt: Date
}>

/** The records of those ids that this actor may see, in the order asked for. */
export async function recordsById(tx: Tx, ids: readonly string[]): Promise<readonly RecordShown[]> {
  if (ids.length === 0) return []
  tx.looksAt('records', ...ids)
  const shown = await recordsAmong(tx, sql`${[...ids]}::uuid[]`)
  return ids.flatMap(id => shown.filter(record => record.id === id))
}

/**
 * People as they stand in a report or a case, in that order, those left out whose record this actor may not see. `among`
 * gives the same records as an array in SQL, so that nothing waits to be told their ids.
 */
export async function standingWith<S extends Readonly<{ record_id: string }>>(
  tx: Tx,
  standing: Promise<readonly S[]>,
  among: RawBuilder<unknown>,
): Promise<readonly (Omit<S, 'record_id'> & { readonly record: RecordShown })[]> {
  const [rows, records] = await Promise.all([standing, recordsAmong(tx, among)])
  tx.looksAt('records', ...rows.map(row => row.record_id))
  return rows.flatMap(({ record_id, ...stands }) => {
    const record = records.find(one => one.id === record_id)
    return record ? [{ ...stands, record }] : []
  })
}

/** The records of an array of ids, written in SQL, that this actor may see. */
async function recordsAmong(tx: Tx, ids: RawBuilder<unknown>): Promise<readonly RecordShown[]> {
  const [rows, contacts] = await Promise.all([
    tx.db
      .selectFrom('person_records as r')
      .leftJoin('person_links as l', join => join.onRef('l.record_id', '=', 'r.id').on('l.ends_at', 'is', null))
      .leftJoin('person_names as n', join =>
        join.onRef('n.record_id', '=', 'r.id').on('n.kind', '=', 'current').on('n.ends_on', 'is', null),
      )
      .selectAll('r')
      .select(['l.person_id', 'n.given', 'n.family'])
      .where(sql<boolean>`r.id = any (${ids})`)
      .execute(),
    tx.db
      .selectFrom('person_contacts')
      .selectAll()
      .where(sql<boolean>`record_id = any (${ids})`)
      .orderBy('id')
      .execute(),
  ])
  return rows.map(row => ({
    id: row.id as RecordId,
    personId: row.person_id as PersonId | null,
    given: row.given ?? '',
    family: row.family ?? '',
    description: row.description,
    born: row.born_from && row.born_to ? { precision: row.born_precision, from: row.born_from, to: row.born_to } : null,
    sex: row.sex,
    ethnicity: row.ethnicity,
    language: row.language,
    interpreter: row.interpreter,
    source: row.source,
    recordedAt: row.recorded_at,
    contacts: contacts.filter(contact => contact.record_id === row.id).map(contactShown),
  }))
}

/** A person found: who, and the records by which they are known to this actor. */
export type PersonFound = Readonly<{ personId: PersonId | null; records: readonly RecordShown[] }>

/** Who was found, and whether there are more than are shown: then more of the name, or a birth date, must be given. */
export type PeopleFound = Readonly<{ people: readonly PersonFound[]; more: boolean }>

const mostRecords = 20

type Asked = Readonly<{ given: string; family: string; born: Born | undefined }>

/**
 * People by name and birth date, tolerant of case, accents and marks; at most 20 records, those with the very given name
 * first and then those of its initial, and whether there were more. Refused where what is asked
 * would list half the county: a family name, or a given name and a date of birth, is the least.
 */
export async function findPeople(tx: Tx, asked: Asked, except: readonly string[] = []): Promise<PeopleFound> {
  const [given, family] = [nameKey(asked.given), nameKey(asked.family)]
  if (family === '' && (given === '' || !asked.born)) throw new Refused('person-too-vague')
  const found = await Promise.all(waysToFind(given, family).map(way => recordsNamed(tx, way, asked.born, except)))
  const ids = [...new Set(found.flat())]
  return { people: byPerson(await recordsById(tx, ids.slice(0, mostRecords))), more: ids.length > mostRecords }
}

type Way = Readonly<{ is: RawBuilder<boolean>; order: RawBuilder<unknown> }>

/** What is looked for, what fits best first, each in the order of an index: a common name stops at the first twenty. */
function waysToFind(given: string, family: string): readonly Way[] {
  const named = family ? sql<boolean>`n.family_key = ${family}` : sql<boolean>`true`
  const latest = sql`n.record_id desc`
  if (!given) return [{ is: named, order: latest }]
  const [initial = ''] = given
  return [
    { is: sql`${named} and n.given_key = ${given}`, order: latest },
    {
      is: sql`${named} and n.given_key >= ${initial} and n.given_key < ${after(initial)} and starts_with(n.given_key, ${initial}) and n.given_key <> ${given}`,
      order: sql`n.given_key, ${latest}`,
    },
  ]
}

/**
 * What comes after every name with this initial, in whatever order a server keeps text: many put the marks that follow
 * 9 and z in a table of characters before all letters.
 */
function after(initial: string): string {
  if (initial === '9') return 'a'
  return initial === 'z' ? 'α' : String.fromCodePoint((initial.codePointAt(0) ?? 0) + 1)
}

async function recordsNamed(tx: Tx, { is, order }: Way, born: Born | undefined, except: readonly string[]) {
  const then = born
    ? sql<boolean>`(r.born_from is null or (r.born_from <= ${born.to} and r.born_to >= ${born.from}))`
    : sql<boolean>`true`
  const rows = await tx.db
    .selectFrom('person_names as n')
    .innerJoin('person_records as r', 'r.id', 'n.record_id')
    .select('n.record_id')
    .where(is)
    .where(then)
    .where(sql<boolean>`n.record_id <> all (${[...except]}::uuid[])`)
    .orderBy(order)
    .limit(sql.lit(mostRecords + 1))
    .execute()
  return rows.map(row => row.record_id)
}

function byPerson(records: readonly RecordShown[]): readonly PersonFound[] {
  const found: { personId: PersonId | null; records: RecordShown[] }[] = []
  for (const record of records) {
    const same = record.personId ? found.find(person => person.personId === record.personId) : undefined
    if (same) same.records.push(record)
    else found.push({ personId: record.personId, records: [record] })
  }
  return found
}

/** How often a person appears in what this actor may see. */
export async function appearances(
  tx: Tx,
  personId: PersonId,
): Promise<{ reports: readonly string[]; cases: readonly string[] }> {
  const links = tx.db.selectFrom('person_links as l').where('l.person_id', '=', personId).where('l.ends_at', 'is', null)
  const [reports, cases] = await Promise.all([
    links
      .innerJoin('report_people as p', 'p.record_id', 'l.record_id')
      .innerJoin('reports as r', 'r.id', 'p.report_id')
      .select('r.reference')
      .distinct()
      .execute(),
    links
      .innerJoin('case_people as p', 'p.record_id', 'l.record_id')
      .innerJoin('cases as c', 'c.id', 'p.case_id')
      .select('c.reference')
      .distinct()
      .execute(),
  ])
  return { reports: reports.map(row => row.reference), cases: cases.map(row => row.reference) }
}

function contactShown(row: {
  id: string
  kind: string
  value: string
  safe_to_use: string
  safe_times: string
  safe_words: string
  never_leave_message: boolean
}): ContactTold & { readonly id: string } {
  return {
    id: row.id,
    kind: row.kind as ContactTold['kind'],
    value: row.value,
    safeToUse: row.safe_to_use as ContactTold['safeToUse'],
    safeTimes: row.safe_times,
    safeWords: row.safe_words,
    neverLeaveMessage: row.never_leave_message,
  }
}
