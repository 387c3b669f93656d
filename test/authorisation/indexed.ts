import type { Rows, World } from './rows.ts'

/** A world's rows by what they are asked for by; made once for each world. */
export type Indexed = Readonly<{
  cases: ReadonlyMap<string, Rows['cases']>
  reports: ReadonlyMap<string, Rows['reports']>
  records: ReadonlyMap<string, Rows['person_records']>
  sessions: ReadonlyMap<string, Rows['sessions']>
  /** By the case or the report. */
  readers: ReadonlyMap<string, readonly Rows['readers'][]>
  caseAgencies: ReadonlyMap<string, readonly Rows['case_agencies'][]>
  casesOfReport: ReadonlyMap<string, readonly Rows['cases'][]>
  recordsOfPerson: ReadonlyMap<string, readonly Rows['person_links'][]>
  casesOfRecord: ReadonlyMap<string, readonly string[]>
  reportsOfRecord: ReadonlyMap<string, readonly string[]>
}>

const made = new WeakMap<World, Indexed>()

export function indexed(world: World): Indexed {
  const already = made.get(world)
  if (already) return already
  const { rows } = world
  const index: Indexed = {
    cases: byId(rows.cases),
    reports: byId(rows.reports),
    records: byId(rows.person_records),
    sessions: new Map(rows.sessions.map(one => [one.token_hash, one])),
    readers: Map.groupBy(rows.readers, one => one.case_id ?? one.report_id ?? ''),
    caseAgencies: Map.groupBy(rows.case_agencies, one => one.case_id),
    casesOfReport: Map.groupBy(rows.cases, one => one.report_id ?? ''),
    recordsOfPerson: Map.groupBy(rows.person_links, one => one.person_id),
    casesOfRecord: idsOf(
      Map.groupBy(rows.case_people, one => one.record_id),
      one => one.case_id,
    ),
    reportsOfRecord: idsOf(
      Map.groupBy(rows.report_people, one => one.record_id),
      one => one.report_id,
    ),
  }
  made.set(world, index)
  return index
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]): ReadonlyMap<string, Row> =>
  new Map(rows.map(one => [one.id, one]))

const idsOf = <Row>(groups: ReadonlyMap<string, readonly Row[]>, id: (row: Row) => string) =>
  new Map([...groups].map(([key, rows]) => [key, rows.map(id)]))
