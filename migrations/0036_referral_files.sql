-- A referral that is put aside keeps its files: they lie in the store in pieces that nobody else can read, and the sweep
-- leaves alone what is named here, until the referral is sent or its week is over.
alter table referral.drafts add column files text[] not null default '{}', add column bytes bigint not null default 0;
create index on referral.drafts using gin (files);

-- Kept until a week after it was last put aside. Nothing is kept once there is very much: a machine could otherwise fill
-- the disk. With files it may be too much where without them it is not.
create function referral.put_aside(code_hash bytea, words bytea, pieces text[], held bigint) returns timestamptz
  language plpgsql security definer set search_path = referral, kernel, pg_temp as $$
declare kept timestamptz; others bigint; lying numeric;
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  select count(*), coalesce(sum(bytes), 0) into others, lying from drafts where hash <> code_hash;
  if others >= 20000 or (held > 0 and lying + held > 20::bigint << 30) then return null; end if;
  insert into drafts as d (hash, sealed, files, bytes, saved_at, until)
    values (code_hash, words, pieces, held, kernel.at(), kernel.at() + interval '7 days')
    on conflict (hash) do update set sealed = excluded.sealed, files = excluded.files, bytes = excluded.bytes,
      saved_at = excluded.saved_at, until = excluded.until
    returning d.until into kept;
  return kept;
end $$;
revoke execute on function referral.put_aside(bytea, bytea, text[], bigint) from public;
grant execute on function referral.put_aside(bytea, bytea, text[], bigint) to :app;

-- As the release before this one asks, while it still serves: without files.
create or replace function referral.put_aside(code_hash bytea, words bytea) returns timestamptz
  language sql set search_path = referral, pg_temp as $$ select put_aside(code_hash, words, '{}', 0) $$;

-- A document that was disposed of names no file any more; a piece that waits with a referral is named by it.
create or replace function kernel.document_named(name text) returns boolean language sql stable security definer set search_path = kernel, pg_temp as
  $$ select exists (select from documents where id::text = name and disposed_at is null)
         or exists (select from referral.drafts where files @> array[name]) $$;
