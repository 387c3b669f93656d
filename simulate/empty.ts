import pg from 'pg'

/** What belongs to the installation and not to its county. */
const kept = ['installation', 'agencies', 'limits', 'wordings']

/** Takes away everybody and everything of a made-up county, past every guard, and leaves the installation; as its owner. */
export async function emptyCounty(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ tables: string }>(
      `select string_agg(c.oid::regclass::text, ', ') as tables from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname not in ('migrations', 'information_schema') and n.nspname not like 'pg\\_%' and c.relkind in ('r', 'p')
          and not (n.nspname = 'kernel' and c.relname = any ($1))`,
      [kept],
    )
    await client.query('begin')
    const { rows: made } = await client.query<{ made_up: boolean }>('select made_up from kernel.installation')
    if (!made[0]?.made_up) throw new Error('This database is not of a made-up county: nothing was taken away')
    await client.query('set local session_replication_role = replica')
    await client.query(`truncate ${rows[0]!.tables}`)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
