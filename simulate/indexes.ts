import pg from 'pg'

type Made = Readonly<{ drop: string; make: string }>

/**
 * Takes away the indexes of the spine that no foreign key rests on, lets rows come in, and makes them again, two at a
 * time: to sort once is far cheaper than to find a place for each of twenty million rows. What comes in must be whole: if
 * it is cut short, the database has neither its rows nor its indexes, and is to be thrown away.
 */
export async function withoutIndexes<T>(
  ownerUrl: string,
  work: () => Promise<T>,
  making: (make: () => Promise<unknown>) => Promise<unknown>,
): Promise<T> {
  const known = await indexesOf(ownerUrl)
  for (const { drop } of known) await run(ownerUrl, drop)
  const done = await work()
  const left = [...known]
  await making(() => Promise.all([makeFrom(ownerUrl, left), makeFrom(ownerUrl, left)]))
  return done
}

async function makeFrom(ownerUrl: string, left: Made[]): Promise<void> {
  for (let one = left.shift(); one; one = left.shift())
    await run(ownerUrl, `set maintenance_work_mem = '512MB'; set synchronous_commit = off; ${one.make}`)
}

async function indexesOf(ownerUrl: string): Promise<readonly Made[]> {
  const rows = await ask<{ name: string; of_table: string; constraint_def: string | null; index_def: string }>(
    ownerUrl,
    `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as of_table,
            pg_get_indexdef(i.indexrelid) as index_def,
            (select format('%I %s', c.conname, pg_get_constraintdef(c.oid)) from pg_constraint c
              where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')) as constraint_def
       from pg_index i join pg_class t on t.oid = i.indrelid and t.relnamespace = 'kernel'::regnamespace
      where not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = i.indexrelid)
        and not i.indisreplident
      order by t.reltuples desc, name`,
  )
  return rows.map(row => {
    const constraint = row.constraint_def
    const own = constraint === null ? '' : /^("[^"]+"|\S+)/.exec(constraint)![1]!
    return constraint === null
      ? { drop: `drop index ${row.name}`, make: row.index_def }
      : {
          drop: `alter table ${row.of_table} drop constraint ${own}`,
          make: `alter table ${row.of_table} add constraint ${constraint}`,
        }
  })
}

/**
 * How many rows refer to something that is not there, by foreign key: what COPY past the foreign keys may have left
 * behind. An empty answer is a database that is whole.
 */
export async function orphansIn(ownerUrl: string): Promise<Readonly<Record<string, number>>> {
  const keys = await ask<{ name: string; child: string; parent: string; own: string[]; theirs: string[] }>(
    ownerUrl,
    `select c.conname as name, c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
            array(select quote_ident(a.attname) from unnest(c.conkey) with ordinality k(n, o)
                    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by o) as own,
            array(select quote_ident(a.attname) from unnest(c.confkey) with ordinality k(n, o)
                    join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by o) as theirs
       from pg_constraint c where c.contype = 'f' and c.connamespace = 'kernel'::regnamespace order by 1`,
  )
  const orphans: Record<string, number> = {}
  for (const { name, child, parent, own, theirs } of keys) {
    const there = own.map((column, place) => `p.${theirs[place]} = c.${column}`).join(' and ')
    const given = own.map(column => `c.${column} is not null`).join(' and ')
    const [row] = await ask<{ many: string }>(
      ownerUrl,
      `select count(*) as many from ${child} c where ${given} and not exists (select from ${parent} p where ${there})`,
    )
    if (row?.many !== '0') orphans[`${child} ${name}`] = Number(row?.many)
  }
  return orphans
}

const run = (ownerUrl: string, statement: string) => ask<Record<string, unknown>>(ownerUrl, statement)

async function ask<Row extends pg.QueryResultRow>(ownerUrl: string, statement: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    return (await client.query<Row>(statement)).rows
  } finally {
    await client.end()
  }
}
