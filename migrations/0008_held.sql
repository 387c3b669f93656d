-- What an actor holds, worked out once a transaction and kept in it. One page asks hundreds of policies, and each asked
-- the tables anew. What is kept names the actor and the moment it was worked out for: say that you are somebody else, and
-- it is worked out again; write anything that it rests on, and it is forgotten.
create function kernel.held_by() returns text language sql stable as
  $$ select coalesce(current_setting('safekeep.actor', true), '') || ' ' || coalesce(current_setting('safekeep.at', true), '') $$;

create function kernel.hold() returns void language plpgsql security definer set search_path = kernel, pg_temp as $$
declare
  who uuid := actor_user(); day date := today(); moment timestamptz := at();
  agency text; programmes text[]; roles text[]; teams text[]; conflicted uuid[]; readable uuid[]; agreed uuid[];
begin
  select agency_id into agency from users where id = who and (leaves_on is null or leaves_on >= day);
  select coalesce(array_agg(distinct programme), '{}'), coalesce(array_agg(distinct programme || ':' || role), '{}')
    into programmes, roles from grants
   where user_id = who and agency is not null and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg('team:' || team_id), '{}') into teams from team_members
   where user_id = who and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg(id), '{}') into agreed from agreements
   where agency = any (parties) and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg(coalesce(case_id, report_id)), '{}') into readable from readers
   where user_id = who and starts_at <= moment and (ends_at is null or ends_at > moment);
  with known as (
    select l.record_id from conflicts c join person_links l on l.person_id = c.person_id and l.ends_at is null
     where c.user_id = who and c.starts_at <= moment and (c.ends_at is null or c.ends_at > moment))
  select coalesce(array_agg(id), '{}') into conflicted from (
    select case_id as id from case_people join known using (record_id)
    union select report_id from report_people join known using (record_id)
    union select cases.id from cases join report_people rp on rp.report_id = cases.report_id join known on known.record_id = rp.record_id
  ) as theirs;
  perform set_config('safekeep.my_agency', coalesce(agency, ''), true),
          set_config('safekeep.my_programmes', programmes::text, true),
          set_config('safekeep.my_roles', roles::text, true),
          set_config('safekeep.my_queues', (roles || coalesce(array['user:' || who, 'agency:' || agency], '{}') || teams)::text, true),
          set_config('safekeep.my_agreements', agreed::text, true),
          set_config('safekeep.my_readings', readable::text, true),
          set_config('safekeep.my_conflicts', conflicted::text, true),
          set_config('safekeep.held_for', held_by(), true);
end $$;

create function kernel.held(what text) returns text language plpgsql stable as $$
begin
  if current_setting('safekeep.held_for', true) is distinct from kernel.held_by() then perform kernel.hold(); end if;
  return current_setting('safekeep.' || what);
end $$;

create or replace function kernel.my_agency() returns text language sql stable as $$ select nullif(kernel.held('my_agency'), '') $$;
create or replace function kernel.my_programmes() returns text[] language sql stable as $$ select kernel.held('my_programmes')::text[] $$;
create or replace function kernel.my_roles() returns text[] language sql stable as $$ select kernel.held('my_roles')::text[] $$;
create or replace function kernel.my_queues() returns text[] language sql stable as $$ select kernel.held('my_queues')::text[] $$;
create or replace function kernel.my_agreements() returns uuid[] language sql stable as $$ select kernel.held('my_agreements')::uuid[] $$;
create or replace function kernel.my_readings() returns uuid[] language sql stable as $$ select kernel.held('my_readings')::uuid[] $$;
create or replace function kernel.my_conflicts() returns uuid[] language sql stable as $$ select kernel.held('my_conflicts')::uuid[] $$;
drop function kernel.my_grants();

create function kernel.forget_held() returns trigger language plpgsql as $$
begin
  perform set_config('safekeep.held_for', '', true);
  return null;
end $$;
do $$ declare t text; begin
  foreach t in array array['users', 'grants', 'team_members', 'agreements', 'readers', 'conflicts', 'person_links', 'case_people', 'report_people'] loop
    execute format('create trigger forget_held after insert or update or delete on kernel.%I for each statement execute function kernel.forget_held()', t);
  end loop;
end $$;
