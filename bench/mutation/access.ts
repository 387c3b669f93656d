import type pg from 'pg'
import { type Mutant, mutantsOf } from './expressions.ts'

/** One policy or function got wrong in one way: what to do to the database, and how to undo it. */
export type AccessMutant = Readonly<{
  /** `policy seen on cases`, `function hold`. */
  place: string
  table: string | undefined
  command: 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE' | 'ALL' | 'FUNCTION'
  what: string
  apply: string
  undo: string
}>

type Policy = Readonly<{
  schema: string
  table: string
  name: string
  command: AccessMutant['command']
  using: string | null
  check: string | null
}>

/** Every mutant of every policy of the database, and of the functions that policies ask. */
export async function accessMutants(owner: pg.Client): Promise<readonly AccessMutant[]> {
  const policies = await owner.query<Policy>(
    `select schemaname as schema, tablename as "table", policyname as name, cmd as command, qual as using, with_check as "check"
       from pg_policies order by 1, 2, 3`,
  )
  const functions = await owner.query<{ name: string; body: string; whole: string }>(
    `select n.nspname || '.' || proname as name, prosrc as body, pg_get_functiondef(p.oid) as whole
       from pg_proc p join pg_namespace n on n.oid = pronamespace
      where n.nspname in ('kernel', 'orders') and proname = any ($1) order by 1`,
    [asked],
  )
  return [...policies.rows.flatMap(ofPolicy), ...functions.rows.flatMap(ofFunction)]
}

/** The functions on which policies rest; of the others each has tests of its own, and lets nobody see a row. */
const asked = [
  'actor_kind',
  'actor_user',
  'hold',
  'i_am_on_duty',
  'i_hold',
  'is_told_of',
  'just_told',
  'keeps_as_close',
  'on_duty',
  'refuse_loosening',
  'sees_case',
  'sees_person',
  'sees_record',
  'sees_report',
  'sees_zone_of',
  'shows_ordinarily',
  'would_see',
]

function ofPolicy(policy: Policy): readonly AccessMutant[] {
  const { schema, table, name, command } = policy
  const where = schema === 'kernel' ? table : `${schema}.${table}`
  const at = `policy ${name} on ${schema}.${table}`
  return (['using', 'check'] as const).flatMap(part => {
    const text = policy[part]
    if (text === null) return []
    const words = part === 'using' ? 'using' : 'with check'
    return [...whole, ...mutantsOf(text)].map(mutant => ({
      place: `policy ${name} on ${where}`,
      table: where,
      command,
      what: `${part === 'check' ? 'when written, ' : ''}${mutant.what}`,
      apply: `alter ${at} ${words} (${mutant.text})`,
      undo: `alter ${at} ${words} (${text})`,
    }))
  })
}

const whole: readonly Mutant[] = [
  { what: 'lets everybody', text: 'true' },
  { what: 'lets nobody', text: 'false' },
]

/** Statement by statement, so that no part that is taken away reaches over the end of one. */
function ofFunction({
  name,
  body,
  whole: text,
}: {
  name: string
  body: string
  whole: string
}): readonly AccessMutant[] {
  const statements = body.split(';')
  return statements.flatMap((statement, place) =>
    mutantsOf(statement).map(mutant => ({
      place: `function ${name.replace(/^kernel\./, '')}`,
      table: undefined,
      command: 'FUNCTION' as const,
      what: mutant.what,
      apply: text.replace(body, () => statements.with(place, mutant.text).join(';')),
      undo: text,
    })),
  )
}
