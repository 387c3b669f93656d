import type pg from 'pg'
import { actorOf } from './asked.ts'
import type { Attempt } from './attempts.ts'
import type { Asker } from './rows.ts'

/** Which of these rows PostgreSQL would let somebody write, in order; nothing of it stays. Any other fault is thrown. */
export async function writable(
  owner: pg.Client,
  app: string,
  asker: Asker,
  at: Date,
  attempts: readonly Attempt[],
): Promise<readonly boolean[]> {
  await owner.query('begin')
  try {
    await owner.query(
      `select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true),
              set_config('asked.statements', $3, true), set_config('asked.answers', '', true)`,
      [actorOf(asker), at.toISOString(), JSON.stringify(attempts.map(statementOf))],
    )
    await owner.query(`set local role ${app}`)
    await owner.query(trying)
    const { rows } = await owner.query<{ answers: string }>("select current_setting('asked.answers') as answers")
    return [...(rows[0]?.answers ?? '')].map(answer => answer === 'y')
  } finally {
    await owner.query('rollback')
  }
}

// Every statement in a transaction of its own inside this one, undone whether or not it was let through.
const trying = `do $$ declare statement text; answers text := ''; begin
  for statement in select json_array_elements_text(current_setting('asked.statements')::json) loop
    begin
      execute statement;
      raise exception using errcode = 'SKYES';
    exception
      when sqlstate 'SKYES' then answers := answers || 'y';
      -- The policy had let it through: only then are the keys looked at.
      when foreign_key_violation then answers := answers || 'y';
      when insufficient_privilege then answers := answers || 'n';
    end;
  end loop;
  perform set_config('asked.answers', answers, true);
end $$`

const withoutId = new Set([
  'orders.zones',
  'directory.versions',
  'matching.profiles',
  'tallies',
  'tally_counts',
  'person_record_versions',
  'person_differences',
  'sessions',
  'openings',
  'audit',
  'case_agencies',
])

function statementOf({ table, row }: Attempt): string {
  const columns = Object.keys(row)
  const values = columns.map(column => literal(row[column]))
  const [id, made] = withoutId.has(table) ? [[], []] : [['id'], ['gen_random_uuid()']]
  return `insert into ${table.includes('.') ? table : `kernel.${table}`} (${[...id, ...columns].join(', ')}) values (${[...made, ...values].join(', ')})`
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  if (typeof value === 'object') return `'${JSON.stringify(value)}'`
  return typeof value === 'string' ? `'${value}'` : String(value)
}
