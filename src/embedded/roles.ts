import pg from 'pg'

export type Provision = {
  /** The role the application logs in as, by rule `<database>_app`. */
  readonly app: string
  /** The role measures are counted under, by rule `<database>_measures`; nobody logs in as it. */
  readonly measures: string
  /** Set on every call when given; a role made without one cannot log in by password. */
  readonly appPassword?: string
}

/**
 * Makes the two roles the application works under, or puts right what stands: neither owns anything, is a superuser or
 * passes row security by. Safe to call at every start, and by several at once. The connection needs the right to make
 * roles, and to be a superuser only where there are powers to take away; PostgreSQL's own errors are passed on.
 */
export async function provision(ownerUrl: string, roles: Provision): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ version: number }>(
      "select current_setting('server_version_num')::int as version",
    )
    await inTurn(() => client.query(statements(client, roles, rows[0]!.version)))
  } finally {
    await client.end()
  }
}

function statements(client: pg.Client, { app, measures, appPassword }: Provision, version: number): string {
  const [role, figures] = [client.escapeIdentifier(app), client.escapeIdentifier(measures)]
  const password = appPassword === undefined ? '' : `alter role ${role} password ${client.escapeLiteral(appPassword)};`
  return `
    begin;
    do $$ begin
      ${createUnlessThere(client, app)} ${createUnlessThere(client, measures)}
      ${takePowersFrom(client, app)} ${takePowersFrom(client, measures)}
    end $$;
    alter role ${role} login noinherit;
    alter role ${figures} nologin;
    ${password}
    grant ${figures} to ${role} ${ownTerms(version)};
    commit`
}

// Before 16 a role, not a grant, says whether it inherits; the application's says that it does not.
const ownTerms = (version: number): string => (version >= 160_000 ? 'with inherit false, set true' : '')

const createUnlessThere = (client: pg.Client, role: string) => `
  if not exists (select from pg_roles where rolname = ${client.escapeLiteral(role)}) then
    create role ${client.escapeIdentifier(role)};
  end if;`

// Only a superuser may even say "nosuperuser", so it is left unsaid of a role that is as it should be.
const takePowersFrom = (client: pg.Client, role: string) => `
  if exists (select from pg_roles where rolname = ${client.escapeLiteral(role)}
      and (rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication)) then
    alter role ${client.escapeIdentifier(role)} nosuperuser nobypassrls nocreatedb nocreaterole noreplication;
  end if;`

// Roles belong to the whole server, and no lock that spans databases is open to all: whoever loses a race tries again.
async function inTurn(work: () => Promise<unknown>, attempts = 5): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (attempts === 1 || !(error instanceof pg.DatabaseError) || !lostRace.has(error.code ?? '')) throw error
    await inTurn(work, attempts - 1)
  }
}

// duplicate_object, unique_violation, and the internal error "tuple concurrently updated".
const lostRace = new Set(['42710', '23505', 'XX000'])
