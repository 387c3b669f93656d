import type pg from 'pg'

/** What names a role goes by here, by its name in this database. */
type Roles = Readonly<Record<string, string>>

/** The spine, the facts and the programmes' own tables as the database itself tells them: tables, keys, policies, triggers, functions, views, rights. */
export async function schemaDocument(client: pg.Client, roles: Roles): Promise<string> {
  const parts = [
    '-- What the migrations make of an empty database, as it says itself. Made by bin/schema.ts; to be read, not run.',
    ...(await lines(client, tables)),
    ...(await lines(client, views)),
    ...(await lines(client, functions)),
  ]
  const text = Object.entries(roles).reduce((all, [name, called]) => all.replaceAll(name, called), parts.join('\n\n'))
  return `${text.replace(/[ \t]+$/gm, '')}\n`
}

async function lines(client: pg.Client, statement: string): Promise<readonly string[]> {
  const { rows } = await client.query<{ line: string }>(statement)
  return rows.map(row => row.line)
}

const columns = `
  select string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attnotnull then ' not null' else '' end
      || case when a.attidentity <> '' then ' generated always as identity' else coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') end,
      E',\\n' order by a.attnum) as text
    from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped`
// A "not null" is said beside its column.
const constraints = `
  select string_agg(E'\\n  constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid), ',' order by k.conname) as text
    from pg_constraint k where k.conrelid = c.oid and k.contype <> 'n'`
const indexes = `
  select string_agg(E'\\n' || pg_get_indexdef(i.indexrelid) || ';', '' order by i.indexrelid::regclass::text) as text
    from pg_index i where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`
const triggers = `
  select string_agg(E'\\n' || pg_get_triggerdef(t.oid) || ';', '' order by t.tgname) as text
    from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal`
const policies = `
  select string_agg(E'\\ncreate policy ' || p.policyname || ' on ' || c.oid::regclass || ' for ' || lower(p.cmd) || ' to ' || array_to_string(p.roles, ', ')
      || coalesce(E'\\n  using ' || p.qual, '') || coalesce(E'\\n  with check ' || p.with_check, '') || ';', '' order by p.policyname) as text
    from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname`
const granted = `
  select string_agg(E'\\ngrant ' || g.rights || ' on ' || c.oid::regclass || ' to ' || g.grantee || ';', '' order by g.grantee, g.rights) as text
    from (select grantee, string_agg(lower(privilege_type), ', ' order by privilege_type) as rights
            from information_schema.role_table_grants
           where table_schema = n.nspname and table_name = c.relname and grantee <> pg_get_userbyid(c.relowner) group by grantee
          union all
          select grantee, lower(privilege_type) || ' (' || string_agg(column_name, ', ' order by column_name) || ')'
            from information_schema.column_privileges p
           where table_schema = n.nspname and table_name = c.relname and grantee <> pg_get_userbyid(c.relowner)
             and not exists (select from information_schema.role_table_grants t where t.table_schema = p.table_schema
               and t.table_name = p.table_name and t.grantee = p.grantee and t.privilege_type = p.privilege_type)
           group by grantee, privilege_type) as g`

// The spine's, the facts and whatever schema a programme has of its own; not PostgreSQL's, nor what migrating keeps.
const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'migrations')`

const tables = `
  select 'create table ' || c.oid::regclass || E' (\\n' || columns.text || coalesce(',' || constraints.text, '') || ');'
      || coalesce(indexes.text, '') || coalesce(triggers.text, '')
      || case when c.relrowsecurity then E'\\nalter table ' || c.oid::regclass || ' enable row level security;' else '' end
      || coalesce(policies.text, '') || coalesce(granted.text, '') as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace,
         lateral (${columns}) as columns, lateral (${constraints}) as constraints, lateral (${indexes}) as indexes,
         lateral (${triggers}) as triggers, lateral (${policies}) as policies, lateral (${granted}) as granted
   where ${ours} and c.relkind = 'r' order by n.nspname, c.relname`

const views = `
  select 'create view ' || c.oid::regclass || coalesce(' with (' || array_to_string(c.reloptions, ', ') || ')', '') || E' as\\n' || pg_get_viewdef(c.oid, true) || coalesce(granted.text, '') as line
    from pg_class c join pg_namespace n on n.oid = c.relnamespace, lateral (${granted}) as granted
   where ${ours} and c.relkind = 'v' order by n.nspname, c.relname`

const functions = `
  select trim(trailing E'\\n' from pg_get_functiondef(p.oid)) || ';' as line from pg_proc p join pg_namespace n on n.oid = p.pronamespace
   where ${ours} order by n.nspname, p.proname, p.oid::regprocedure::text`
