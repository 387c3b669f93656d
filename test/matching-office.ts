import assert from 'node:assert/strict'
import { type RecordId, workOnce } from '#kernel'
import { matchJob } from '../src/matching/hub/match-job.ts'
import { suggestionsFor } from '../src/matching/hub/suggestion-queries.ts'
import type { Part } from './cast.ts'
import { aWednesday } from './house.ts'
import { indexed, type Some, tell } from './matching-records.ts'
import { type Office, openOffice } from './umbrellas.ts'

export type MatchingOffice = Awaited<ReturnType<typeof openMatching>>

/** The lost property office, whose people are compared when a test says so. */
export async function openMatching() {
  const office = await openOffice()
  return { office, ...matchingIn(office) }
}

function matchingIn(office: Office) {
  const working = async () => {
    for (let worked = await workOnce(office.database, [matchJob], aWednesday); worked; ) {
      if (worked.fault) throw worked.fault
      worked = await workOnce(office.database, [matchJob], aWednesday)
    }
  }
  const recordsNamed = async (family: string) =>
    (
      await office.seen<{ id: RecordId }>(
        `select r.id from kernel.person_records r join kernel.person_names n on n.record_id = r.id
          where n.family_key = $1 order by r.agency_id nulls first, r.id`,
        [family.toLowerCase()],
      )
    ).map(row => row.id)
  const sent = (key: string, given: string, family: string, phone: string) =>
    office.send(key, { given, family, phone, owners: [] })
  const suggested = (who: Part, record: RecordId) => office.as(who, tx => suggestionsFor(tx, record))
  const rows = (where = 'true') => office.seen(`select * from matching.suggestions where ${where} order by id`)

  /** Somebody told of in two reports; they are found to be alike. */
  const toldTwice = async (family: string, phone: string) => {
    for (const key of ['one', 'two']) await sent(`${family} ${key}`, 'Zebedee', family, phone)
    await working()
    const [a, b] = await recordsNamed(family)
    const { suggestions } = await suggested('triage', a!)
    const suggestion = suggestions.find(one => one.other === b)
    assert.ok(suggestion)
    return { a: a!, b: b!, suggestion }
  }
  /** Somebody told of in a report whom an agency knows. */
  const known = async (agency: string, family: string, phone: string, more: Partial<Some> = {}) => {
    await tell(office.database, agency, [indexed(family, { given: 'Zebedee', family, phone, ...more })])
    await sent(`${family} known`, 'Zebedee', family, phone)
    await working()
    return (await recordsNamed(family))[0]!
  }
  return { working, recordsNamed, sent, suggested, rows, toldTwice, known }
}
