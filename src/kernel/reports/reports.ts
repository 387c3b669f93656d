import { sql } from 'kysely'
import { startClock } from '../clocks/clocks.ts'
import { constraintBroken, type Database, type Occasion, type Tx } from '../database.ts'
import { keepHeld } from '../documents/held.ts'
import { codesOf, part, readAnswers, type Told } from '../fields.ts'
import { newId, type ReportId } from '../ids.ts'
import { recordPerson } from '../people/people.ts'
import type { Programme, ReportTold } from '../programme.ts'
import { Invalid, NotFound, Refused } from '../refusals.ts'
import { hashed } from '../sealing.ts'
import { surroundings } from '../surroundings.ts'
import { addWork } from '../work/work.ts'
import { newReference, receiptFor } from './references.ts'
import { keepWording, type WordingVersion } from './wording.ts'

/** A report as it is sent: the answers as given, and a key that makes a send repeated the same send. */
export type Sent = Readonly<{
  kind: string
  raw: Told
  source: 'public' | 'professional' | 'feed' | 'call'
  language: string
  /** The form as it was put, where that was not in English. */
  asked?: NonNullable<Programme['report']>
  sendKey: string
  /** Files held for it, by what its form carried of them: kept with it, or the whole is refused. */
  files?: readonly string[]
  /** What the key is good for, where its sender may not have made it unguessable: the same key for other words is refused. */
  bound?: string
}>
export type Received = Readonly<{ reference: string; receipt: string; again: boolean }>

/**
 * Receives a report, once: the same key always gives the same reference and receipt, whether the second send comes
 * later, at the same moment, or after the answer to the first was lost. Throws `Invalid` with everything wrong with the
 * answers, `NotFound` for a kind nobody may report, `Refused` for a bound key that was used for other words or a file that
 * is not there any more.
 */
export async function receive(
  database: Database,
  occasion: Omit<Occasion, 'action' | 'purpose'>,
  sent: Sent,
): Promise<Received> {
  const when = { ...occasion, action: 'report.receive', purpose: 'report-harm' } as const
  try {
    return await database.as(when, tx => receiveIn(tx, sent))
  } catch (fault) {
    // Its twin came in between our look and our write: now there is a reference to find.
    if (twins.has(constraintBroken(fault) ?? '')) return await database.as(when, tx => receiveIn(tx, sent))
    throw fault
  }
}

/** Which of the two the database looks at first is its own affair. */
const twins: ReadonlySet<string> = new Set(['reports_send_hash_key', 'reports_receipt_hash_key'])

async function receiveIn(tx: Tx, sent: Sent): Promise<Received> {
  const receipt = receiptFor(tx.house.sealer, sent.sendKey, sent.bound)
  const programme = tx.house.programmes.get(sent.kind)
  const [already, reference, wording] = await Promise.all([
    referenceSent(tx, sent.sendKey, receipt),
    newReference(tx, 'SK'),
    programme?.report && keepWording(tx, programme, sent.language, sent.asked),
  ])
  if (already) return { reference: already, receipt, again: true }
  if (!programme?.report || !wording) throw new NotFound('kind of report')
  const read = readAnswers(programme.report.ask, sent.raw, surroundings(tx))
  if ('problems' in read) throw new Invalid(read.problems)
  const report = { id: newId<'report'>(), told: programme.report.tell(read.answers) }
  const receiving = sql`select set_config('safekeep.receiving', ${report.id}, true)`
  tx.write({ execute: () => receiving.execute(tx.db) })
  writeReport(tx, { sent, programme, answers: read.answers, ...report, ...wording, reference, receipt })
  for (const person of report.told.people) addPerson(tx, report.id, person)
  for (const file of sent.files ?? []) await keepHeld(tx, file, { reportId: report.id })
  askForTriage(tx, programme, { ...report, reference })
  tx.write(tx.db.insertInto('outbox').values({ id: newId(), event: 'report.received', subject: report.id, at: tx.at }))
  tx.looksAt('reports', report.id)
  return { reference, receipt, again: false }
}

type Report = Readonly<{ id: ReportId; told: ReportTold }>

async function referenceSent(tx: Tx, sendKey: string, receipt: string): Promise<string | undefined> {
  const { rows } = await sql<{
    reference: string
    same: boolean
  }>`select reference, same from kernel.reference_sent(${hashed(sendKey)}, ${hashed(receipt)})`.execute(tx.db)
  const [row] = rows
  if (row && !row.same) throw new Refused('key-used')
  return row?.reference
}

type Written = Report &
  WordingVersion &
  Readonly<{ sent: Sent; programme: Programme; answers: Told; reference: string; receipt: string }>

function writeReport(tx: Tx, written: Written): void {
  const { id, told, sent, programme, answers, reference, receipt, version, language } = written
  const sealed = tx.house.sealer.seal(Buffer.from(JSON.stringify(asTold(sent.raw, answers))), id)
  const place = told.where.kind === 'place' ? told.where.place : undefined
  const row = {
    id,
    reference,
    kind: programme.id,
    source: sent.source === 'public' ? (told.source ?? 'public') : sent.source,
    receipt_hash: hashed(receipt),
    send_hash: hashed(sent.sendKey),
    sealed: sealed.sealed,
    sealed_key: sealed.key,
    agency_id: tx.actor.kind === 'user' ? sql<string>`kernel.my_agency()` : null,
    wording_version: version,
    language,
    received_at: tx.at,
    recorded_at: tx.at,
    happened_from: told.happened.from,
    happened_to: told.happened.to,
    happened_precision: told.happened.precision,
    place_id: place?.id ?? null,
    district: place?.district ?? null,
    lsoa: place?.lsoa ?? null,
    codes: JSON.stringify(codesOf(programme.report!.ask, answers)),
    anonymous: told.anonymous,
    contactable: isContactable(told),
    threat: told.threat,
  }
  tx.write(tx.db.insertInto('reports').values(row))
}

/** What was given, for the questions that were asked in the end: a name given and then taken back is not kept. */
const asTold = (raw: Told, answers: Told): Told =>
  Object.fromEntries(Object.keys(answers).map(name => [name, part(raw, name)]))

/** Somebody can be reached, the person concerned or whoever told of them: a way was given that nobody called unsafe. */
const isContactable = (told: ReportTold): boolean =>
  told.people.some(person => person.contacts?.some(contact => contact.safeToUse !== 'no'))

function addPerson(tx: Tx, reportId: ReportId, person: ReportTold['people'][number]): void {
  const recordId = recordPerson(tx, person, 'report')
  tx.write(
    tx.db.insertInto('report_people').values({
      id: newId(),
      report_id: reportId,
      record_id: recordId,
      part: person.part,
      reporter: person.reporter ?? false,
    }),
  )
}

function askForTriage(tx: Tx, programme: Programme, report: Report & { readonly reference: string }): void {
  const { told } = report
  const triage = startClock(tx, { reportId: report.id }, { programme: 'hub', clock: 'triage', limit: 'hub.triage' })
  const seen = told.threat
    ? startClock(tx, { reportId: report.id }, { programme: 'hub', clock: 'threat-seen', limit: 'hub.threat-seen' })
    : undefined
  if (seen) tx.write(tx.db.insertInto('alerts').values({ id: newId(), report_id: report.id, raised_at: tx.at }))
  const others = Object.entries(told.clocks ?? {}).flatMap(([clock, from]) => {
    const limit = programme.report?.clocks?.[clock]
    return limit
      ? [startClock(tx, { reportId: report.id }, { programme: programme.id, clock, limit, from, underLawOf: tx.at })]
      : []
  })
  const dues = [triage, ...others].map(one => one.dueAt.getTime())
  addWork(tx, {
    queue: 'hub:triage',
    kind: 'triage',
    title: programme.title,
    programme: programme.id,
    reportId: report.id,
    clockId: triage.id,
    reference: report.reference,
    district: told.where.kind === 'place' ? told.where.place.district : null,
    threat: told.threat,
    dueAt: seen?.dueAt ?? new Date(Math.min(...dues)),
  })
}
