import { asId, type PersonFound, type Tx } from '#kernel'

/** A report or a case in which somebody stands. */
export type Where = Readonly<{ kind: 'reports' | 'cases'; id: string; reference: string }>

/** The reports and cases in which these records stand, of those this reader may see. */
export async function whereIs(tx: Tx, { records }: PersonFound): Promise<readonly Where[]> {
  const ids = records.map(record => record.id)
  const reports = await tx.db
    .selectFrom('report_people as p')
    .innerJoin('reports as r', 'r.id', 'p.report_id')
    .select(['r.id', 'r.reference'])
    .distinct()
    .where('p.record_id', 'in', ids)
    .execute()
  const cases = await tx.db
    .selectFrom('case_people as p')
    .innerJoin('cases as c', 'c.id', 'p.case_id')
    .select(['c.id', 'c.reference'])
    .distinct()
    .where('p.record_id', 'in', ids)
    .execute()
  tx.looksAt('reports', ...reports.map(row => row.id))
  tx.looksAt('cases', ...cases.map(row => row.id))
  return [
    ...reports.map(row => ({ kind: 'reports' as const, ...row })),
    ...cases.map(row => ({ kind: 'cases' as const, ...row })),
  ]
}

/** An id as it stands, or that of the report or case with this reference, if this reader may see it. */
export async function subjectOf(tx: Tx, asked: string): Promise<string | undefined> {
  if (asId(asked)) return asked
  const reference = asked.toUpperCase()
  const report = await tx.db.selectFrom('reports').select('id').where('reference', '=', reference).executeTakeFirst()
  if (report) return report.id
  return (await tx.db.selectFrom('cases').select('id').where('reference', '=', reference).executeTakeFirst())?.id
}
