import pg from 'pg'
import { ConfigFault, schemasMade } from '#kernel'

/**
 * Throws unless row security binds the role that the application works under: no superuser, no owner of what it guards,
 * and no member of the owner's role. Any of those would show everybody everything, so it is better not to start.
 */
export async function mustObeyRowSecurity(appUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: appUrl })
  await client.connect()
  try {
    const { rows } = await client.query<{ free: boolean; owns: boolean; there: boolean }>(
      `with ours as (
         select c.relname, c.relowner, n.nspname, n.nspowner from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = any ($1))
       select rolsuper or rolbypassrls as free,
         exists (select from ours where nspname = 'kernel' and relname = 'cases') as there,
         exists (select from ours where pg_has_role(relowner, 'member') or pg_has_role(nspowner, 'member')) as owns
       from pg_roles where rolname = current_user`,
      [await schemasMade()],
    )
    const [role] = rows
    if (role?.free || role?.owns)
      throw new ConfigFault(
        'The role of DATABASE_URL passes row security by. Give it a role that is no superuser, owns nothing and belongs to no role that does',
      )
    if (!role?.there)
      throw new ConfigFault(
        'This database has not been made ready. Set DATABASE_OWNER_URL as well, so that it can be migrated',
      )
  } finally {
    await client.end()
  }
}
