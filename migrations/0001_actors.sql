-- Who is asking, and who we work with. :app and :measures stand for the two login roles that own nothing;
-- migrate() puts their names in, since PostgreSQL's roles are shared by every database of a server.
create schema kernel;
create schema facts;

-- One row: which area this installation serves, and whether its county is made up.
create table kernel.installation (
  one boolean primary key default true check (one),
  area text not null,
  zone text not null,
  made_up boolean not null default false,
  county text not null default 'none' check (county in ('none', 'loading', 'loaded')),
  key_fingerprint bytea not null);         -- of the key that seals the reports here

create table kernel.agencies (
  id text primary key check (id ~ '^[a-z][a-z0-9-]*$'),
  name text not null unique,
  kind text not null);

create table kernel.users (
  id uuid primary key,
  agency_id text not null references kernel.agencies,
  name text not null,
  job_title text not null default '',
  subject text unique,                    -- who the identity provider says this is
  leaves_on date);

create table kernel.teams (
  id uuid primary key,
  agency_id text references kernel.agencies,
  name text not null);

create table kernel.team_members (
  team_id uuid not null references kernel.teams,
  user_id uuid not null references kernel.users,
  starts_on date not null,
  ends_on date,
  primary key (team_id, user_id, starts_on));

-- What somebody may do in a programme, from a day until a day. The hub and the audit are programmes here.
create table kernel.grants (
  id uuid primary key,
  user_id uuid not null references kernel.users,
  programme text not null,
  role text not null,
  starts_on date not null,
  ends_on date,
  granted_by uuid references kernel.users,
  unique (user_id, programme, role, starts_on));

-- Who is on duty for threats to life, by the hour, day and night.
create table kernel.duty (
  id uuid primary key,
  user_id uuid not null references kernel.users,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at));
create index on kernel.duty (starts_at, ends_at);

create table kernel.sessions (
  token_hash bytea primary key,           -- the token itself is only in the person's browser
  user_id uuid not null references kernel.users,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz);
create index on kernel.sessions (user_id);

-- The purpose somebody stated when opening one record in one session; it is asked again when it has run out.
create table kernel.openings (
  token_hash bytea not null references kernel.sessions on delete cascade,
  subject uuid not null,
  purpose text not null,
  note text not null default '',
  until timestamptz not null,
  primary key (token_hash, subject));

-- The limits of time as read from the law pack and the area pack. A version, once used, never changes.
create table kernel.limits (
  id text not null,
  version int not null,
  limit_as_read jsonb not null,
  primary key (id, version));

-- An agreement to share: when it has expired, access through it stops.
create table kernel.agreements (
  id uuid primary key,
  title text not null,
  parties text[] not null,
  purposes text[] not null,
  kinds text[] not null,
  power text not null,
  starts_on date not null,
  ends_on date,
  review_on date);

-- The actor and the moment come from database.as(), inside the transaction, and are gone after it.
create function kernel.actor() returns text language sql stable as
  $$ select nullif(current_setting('safekeep.actor', true), '') $$;
create function kernel.actor_kind() returns text language sql stable as
  $$ select split_part(kernel.actor(), ':', 1) $$;
create function kernel.actor_user() returns uuid language sql stable as
  $$ select case when kernel.actor() like 'user:%' then substr(kernel.actor(), 6)::uuid end $$;
create function kernel.at() returns timestamptz language sql stable as
  $$ select coalesce(nullif(current_setting('safekeep.at', true), '')::timestamptz, now()) $$;
create function kernel.today() returns date language sql stable security definer set search_path = kernel as
  $$ select (kernel.at() at time zone coalesce((select zone from kernel.installation), 'UTC'))::date $$;

-- What the actor holds. Each is worked out once a statement: policies call it inside an uncorrelated (select ...).
create function kernel.my_agency() returns text language sql stable security definer set search_path = kernel as
  $$ select agency_id from users where id = kernel.actor_user() and (leaves_on is null or leaves_on >= kernel.today()) $$;
create function kernel.my_grants() returns setof kernel.grants language sql stable security definer set search_path = kernel as
  $$ select g.* from grants g join users u on u.id = g.user_id
      where g.user_id = kernel.actor_user() and g.starts_on <= kernel.today()
        and (g.ends_on is null or g.ends_on >= kernel.today())
        and (u.leaves_on is null or u.leaves_on >= kernel.today()) $$;
create function kernel.my_programmes() returns text[] language sql stable security definer set search_path = kernel as
  $$ select coalesce(array_agg(distinct programme), '{}') from kernel.my_grants() $$;
create function kernel.my_roles() returns text[] language sql stable security definer set search_path = kernel as
  $$ select coalesce(array_agg(distinct programme || ':' || role), '{}') from kernel.my_grants() $$;
create function kernel.i_hold(wanted text) returns boolean language sql stable as
  $$ select wanted = any (kernel.my_programmes()) $$;
create function kernel.my_queues() returns text[] language sql stable security definer set search_path = kernel as
  $$ select kernel.my_roles()
         || coalesce(array['user:' || kernel.actor_user(), 'agency:' || kernel.my_agency()], '{}')
         || coalesce((select array_agg('team:' || team_id) from team_members
                       where user_id = kernel.actor_user() and starts_on <= kernel.today()
                         and (ends_on is null or ends_on >= kernel.today())), '{}') $$;
create function kernel.my_agreements() returns uuid[] language sql stable security definer set search_path = kernel as
  $$ select coalesce(array_agg(id), '{}') from agreements
      where kernel.my_agency() = any (parties) and starts_on <= kernel.today()
        and (ends_on is null or ends_on >= kernel.today()) $$;
create function kernel.on_duty(moment timestamptz) returns setof uuid language sql stable security definer set search_path = kernel as
  $$ select user_id from duty where starts_at <= moment and ends_at > moment $$;

-- What was recorded stays recorded: a mistake is put right by a later entry that corrects it.
create function kernel.refuse_change() returns trigger language plpgsql as $$
begin
  if current_setting('safekeep.disposing', true) = tg_table_name and tg_op = 'UPDATE' then return null; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'SK001';
end $$;
