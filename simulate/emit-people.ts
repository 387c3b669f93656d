import { type ContactTold, nameKey } from '#kernel'
import type { Marks } from './marks.ts'
import type { Matter, PersonIn } from './matter.ts'
import type { Sink } from './rows.ts'
import { linkReason } from './verdicts.ts'

/** The records of those in a report, as its source told of them, and whom they have been found to be. */
export function emitPeople(sink: Sink, marks: Marks, matter: Matter): void {
  marks.begin(matter.life.at)
  for (const person of matter.people) emitRecord(sink, marks, matter, person)
  for (const { id, personId, recordId, isNew, at, by } of matter.links) {
    if (isNew) sink('persons', [personId])
    sink('person_links', [id, personId, recordId, at, by, linkReason(!isNew)])
  }
}

function emitRecord(sink: Sink, marks: Marks, matter: Matter, { recordId, part, told }: PersonIn): void {
  const { born, description = '', given = '', family = '', contacts = [], reporter = false } = told
  sink('person_records', [
    ...[recordId, 'report', description, born?.from, born?.to, born?.precision ?? 'unknown', matter.life.at],
  ])
  if (given || family) sink('person_names', [marks.id(), recordId, given, family, nameKey(given), nameKey(family)])
  for (const contact of contacts)
    sink('person_contacts', [
      ...[marks.id(), recordId, contact.kind, contact.value, keyOf(contact), contact.safeToUse],
      ...[contact.safeTimes ?? '', contact.safeWords ?? '', contact.neverLeaveMessage ?? true],
    ])
  sink('report_people', [marks.id(), matter.id, recordId, part, reporter])
}

/** A number as it is found by, however it was written; anything else in small letters. */
const keyOf = ({ kind, value }: ContactTold): string =>
  kind === 'phone' || kind === 'text' ? value.replace(/\D/g, '').replace(/^(0044|44)/, '0') : value.trim().toLowerCase()
