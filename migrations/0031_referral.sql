-- Referrals that professionals have begun and put aside for some days. What was typed lies locked under a key made from a
-- code that only they have, of which a hash is kept and another part is the key: neither this table nor the installation's
-- key opens it alone.
create schema referral;

create table referral.drafts (
  hash bytea primary key,
  sealed bytea not null check (octet_length(sealed) <= 1000000),
  saved_at timestamptz not null,
  until timestamptz not null,
  check (until > saved_at));
create index on referral.drafts (until);

-- Kept until a week after it was last put aside. Nothing is kept once there are very many: a machine could otherwise fill
-- the disk.
create function referral.put_aside(code_hash bytea, words bytea) returns timestamptz
  language plpgsql security definer set search_path = referral, kernel, pg_temp as $$
declare kept timestamptz;
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  if (select count(*) from drafts) >= 20000 and not exists (select from drafts where hash = code_hash) then return null; end if;
  insert into drafts as d (hash, sealed, saved_at, until) values (code_hash, words, kernel.at(), kernel.at() + interval '7 days')
    on conflict (hash) do update set sealed = excluded.sealed, saved_at = excluded.saved_at, until = excluded.until
    returning d.until into kept;
  return kept;
end $$;

create function referral.put_aside_under(code_hash bytea) returns bytea
  language plpgsql stable security definer set search_path = referral, kernel, pg_temp as $$
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  return (select sealed from drafts where hash = code_hash and until > kernel.at());
end $$;

create function referral.forget(code_hash bytea) returns void
  language plpgsql security definer set search_path = referral, kernel, pg_temp as $$
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  delete from drafts where hash = code_hash;
end $$;

create function referral.sweep() returns void
  language plpgsql security definer set search_path = referral, kernel, pg_temp as $$
begin
  if kernel.actor() is distinct from 'job:referral-drafts' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  delete from drafts where until <= kernel.at();
end $$;

revoke execute on all functions in schema referral from public;
alter table referral.drafts enable row level security;
grant usage on schema referral to :app;
grant select on referral.drafts to :app; -- of which no policy shows a row to anybody
grant execute on all functions in schema referral to :app;
