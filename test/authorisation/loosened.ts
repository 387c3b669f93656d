import type pg from 'pg'
import { actorOf } from './asked.ts'
import { mayChange } from './changes.ts'
import type { Asker, Rows, Sensitivity, World } from './rows.ts'
import { standingIn } from './rules.ts'
import type { Standing } from './standing.ts'

const closeness: readonly Sensitivity[] = ['ordinary', 'restricted', 'sealed']

/** C10: whoever may change a matter makes it closer; to others it is opened by a reader who was named, and by nobody else. */
function maySet(who: Standing, table: 'cases' | 'reports', row: Rows['cases' | 'reports'], to: Sensitivity): boolean {
  const rule = table === 'cases' ? who.case(row.id) : who.report(row.id)
  return (
    mayChange(who, table, row, 'update') &&
    (closeness.indexOf(to) >= closeness.indexOf(row.sensitivity) || rule === 'A6')
  )
}

export type Loosened = Readonly<{ let: number; refused: number; wrong: readonly string[] }>

/** Tries as somebody to make every matter of a world that is not ordinary as close as each of the three; each is undone. */
export async function loosenedBy(owner: pg.Client, app: string, world: World, asker: Asker): Promise<Loosened> {
  const who = standingIn(world, asker, world.base)
  const attempts = (['cases', 'reports'] as const).flatMap(table =>
    world.rows[table]
      .filter(row => row.sensitivity !== 'ordinary')
      .flatMap(row => closeness.map(to => ({ table, row, to, may: maySet(who, table, row, to) }))),
  )
  const statements = attempts.map(
    ({ table, row, to }) => `update kernel.${table} set sensitivity = '${to}' where id = '${row.id}'`,
  )
  const answers = await touching(owner, app, world, asker, statements)
  const wrong = attempts.flatMap(({ may }, place) =>
    answers[place] === may
      ? []
      : [
          `world ${world.seed}, ${actorOf(asker) || 'nobody'}: ${may ? 'refused' : 'let through'}: ${statements[place]}`,
        ],
  )
  const made = attempts.filter(one => one.may).length
  return { let: made, refused: attempts.length - made, wrong }
}

/** Which of these statements touch a row and are let through, in order; nothing of it stays. */
async function touching(
  owner: pg.Client,
  app: string,
  world: World,
  asker: Asker,
  statements: readonly string[],
): Promise<readonly boolean[]> {
  await owner.query('begin')
  try {
    await owner.query(
      `select set_config('safekeep.actor', $1, true), set_config('safekeep.at', $2, true),
              set_config('asked.statements', $3, true), set_config('asked.answers', '', true)`,
      [actorOf(asker), world.base.toISOString(), JSON.stringify(statements)],
    )
    await owner.query(`set local role ${app}`)
    await owner.query(trying)
    const { rows } = await owner.query<{ answers: string }>("select current_setting('asked.answers') as answers")
    return [...(rows[0]?.answers ?? '')].map(answer => answer === 'y')
  } finally {
    await owner.query('rollback')
  }
}

const trying = `do $$ declare statement text; answers text := ''; touched int; begin
  for statement in select json_array_elements_text(current_setting('asked.statements')::json) loop
    begin
      execute statement;
      get diagnostics touched = row_count;
      raise exception using errcode = case touched when 0 then 'SKNOT' else 'SKYES' end;
    exception
      when sqlstate 'SKYES' then answers := answers || 'y';
      when sqlstate 'SKNOT' or insufficient_privilege then answers := answers || 'n';
    end;
  end loop;
  perform set_config('asked.answers', answers, true);
end $$`
