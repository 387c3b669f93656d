import { asId, type PersonFound, type PersonId, type Tx } from '#kernel'

/** A report or a case in which somebody stands. That a report is a hoax stands beside its reference, so that nobody in it looks reported in earnest. */
export type Where = Readonly<{ kind: 'reports' | 'cases'; id: string; reference: string }>

/** Who a person is by now: the same, or whom a machine found them to be, of whom nothing is left. */
export async function leadsTo(tx: Tx, id: PersonId): Promise<PersonId> {
  const row = await tx.db
    .selectNoFrom(({ fn, val }) => fn<PersonId | null>('kernel.leads_to', [val(id)]).as('now'))
    .executeTakeFirst()
  return row?.now ?? id
}

/** The reports and cases in which each of these people stands, of those this reader may see. */
export async function whereAre(tx: Tx, people: readonly PersonFound[]): Promise<readonly (readonly Where[])[]> {
  const ids = people.flatMap(person => person.records.map(record => record.id))
  const [reports, cases] = await Promise.all([
    tx.db
      .selectFrom('report_people as p')
      .innerJoin('reports as r', 'r.id', 'p.report_id')
      .select(['p.record_id', 'r.id', 'r.reference'])
      .where(({ eb, fn, val }) => eb('p.record_id', '=', fn.any(val(ids))))
      .execute(),
    tx.db
      .selectFrom('case_people as p')
      .innerJoin('cases as c', 'c.id', 'p.case_id')
      .select(['p.record_id', 'c.id', 'c.reference'])
      .where(({ eb, fn, val }) => eb('p.record_id', '=', fn.any(val(ids))))
      .execute(),
  ])
  const hoaxes = await hoaxesAmong(
    tx,
    reports.map(row => row.id),
  )
  tx.looksAt('reports', ...reports.map(row => row.id))
  tx.looksAt('cases', ...cases.map(row => row.id))
  const rows = [
    ...reports.map(row => ({
      ...row,
      kind: 'reports' as const,
      reference: hoaxes.has(row.id) ? `${row.reference} (set aside as a hoax)` : row.reference,
    })),
    ...cases.map(row => ({ kind: 'cases' as const, ...row })),
  ]
  return people.map(({ records }) => {
    const theirs = rows.filter(row => records.some(record => record.id === row.record_id))
    return [...new Map(theirs.map(({ kind, id, reference }) => [id, { kind, id, reference }])).values()]
  })
}

/** Which of these reports are set aside as hoaxes. */
async function hoaxesAmong(tx: Tx, reports: readonly string[]): Promise<ReadonlySet<string>> {
  if (reports.length === 0) return new Set()
  const decisions = tx.db.selectFrom('decisions').where('report_id', 'in', [...new Set(reports)])
  const agreed = await decisions.select(['id', 'report_id']).where('what', '=', 'hoax-agreed').execute()
  if (agreed.length === 0) return new Set()
  const later = await decisions.select('supersedes').where('supersedes', 'is not', null).execute()
  const replaced = new Set(later.map(one => one.supersedes))
  return new Set(agreed.filter(one => !replaced.has(one.id)).map(one => one.report_id))
}

/** An id as it stands, or that of the report or case with this reference, if this reader may see it. */
export async function subjectOf(tx: Tx, asked: string): Promise<string | undefined> {
  if (asId(asked)) return asked
  const reference = asked.toUpperCase()
  const report = await tx.db.selectFrom('reports').select('id').where('reference', '=', reference).executeTakeFirst()
  if (report) return report.id
  return (await tx.db.selectFrom('cases').select('id').where('reference', '=', reference).executeTakeFirst())?.id
}

/** What a record tells beside its names: whose index it is of, and where they live, protected addresses left out. */
export type Told = Readonly<{ agencyId: string | null; addresses: readonly string[] }>

/** The same of several records, by their ids, of those this reader may see. */
export async function toldOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Told>> {
  const among = [...ids]
  const [records, addresses] = await Promise.all([
    tx.db.selectFrom('person_records').select(['id', 'agency_id']).where('id', 'in', among).execute(),
    tx.db
      .selectFrom('person_addresses')
      .select(['record_id', 'address', 'postcode'])
      .where('record_id', 'in', among)
      .where('protected', '=', false)
      .orderBy('id')
      .execute(),
  ])
  return new Map(
    records.map(({ id, agency_id }) => [
      id,
      {
        agencyId: agency_id,
        addresses: addresses
          .filter(one => one.record_id === id)
          .map(one => [one.address, one.postcode].filter(Boolean).join(', '))
          .filter(Boolean),
      },
    ]),
  )
}

/** The names of users, by their ids. */
export async function namesOf(tx: Tx, users: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (users.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', 'in', [...users])
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
