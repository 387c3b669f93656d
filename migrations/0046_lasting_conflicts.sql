-- A conflict is with a person, and of which person a record is a machine may say anew each night. It could thus lift a lock-out
-- by joining, parting or taking back, without a word. Whatever it says, a user stays locked out of every record that the
-- person has had since the conflict began, and of all that are of one person with one of those now. That ends with the
-- conflict, or for one record when a person undoes its link: to say that it is of somebody else, too, moves the link and
-- undoes nothing. What a run brought after the conflict began goes with the run, where somebody takes that back.
create function kernel.known_to(who uuid, moment timestamptz) returns uuid[]
  language sql stable security definer set search_path = kernel, pg_temp as $$
  with had as materialized (
    select l.record_id from conflicts c join person_links l on l.person_id = c.person_id
     where c.user_id = who and c.starts_at <= moment and (c.ends_at is null or c.ends_at > moment)
       and (l.ends_at is null or l.ends_at > c.starts_at and case
         when l.ended_by is not null then exists (
           select from matching.reviews r
            where (r.record_a = l.record_id or r.record_b = l.record_id) and r.verdict = 'same' and l.id = any (r.links_ended))
         else l.starts_at <= c.starts_at or not exists (
           select from matching.run_links d join matching.runs r on r.id = d.run_id
            where d.link_id = l.id and d.deed = 'ended' and r.undoes is not null) end))
  select coalesce(array_agg(record_id), '{}') from (
    select record_id from had
    union select theirs.record_id from had
      join person_links now on now.record_id = had.record_id and now.ends_at is null
      join person_links theirs on theirs.person_id = now.person_id and theirs.ends_at is null) as known $$;
revoke execute on function kernel.known_to from public;

create or replace function kernel.hold() returns void language plpgsql security definer set search_path = kernel, pg_temp as $$
declare
  who uuid := actor_user(); day date := today(); moment timestamptz := at();
  agency text; programmes text[]; roles text[]; teams text[]; known uuid[]; conflicted uuid[]; readable uuid[]; agreed uuid[];
begin
  select agency_id into agency from users where id = who and (leaves_on is null or leaves_on >= day);
  select coalesce(array_agg(distinct programme), '{}'), coalesce(array_agg(distinct programme || ':' || role), '{}')
    into programmes, roles from grants
   where user_id = who and agency is not null and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg('team:' || team_id), '{}') into teams from team_members
   where user_id = who and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg(id), '{}') into agreed from agreements
   where agency = any (parties) and starts_on <= day and (ends_on is null or ends_on >= day);
  known := case when exists (select from conflicts where user_id = who) then known_to(who, moment) else '{}' end;
  select coalesce(array_agg(id), '{}') into conflicted from (
    select case_id as id from case_people where record_id = any (known)
    union select report_id from report_people where record_id = any (known)
    union select cases.id from cases join report_people rp on rp.report_id = cases.report_id where rp.record_id = any (known)
  ) as theirs;
  select coalesce(array_agg(coalesce(r.case_id, r.report_id)), '{}') into readable from readers r
   where r.user_id = who and agency is not null and r.starts_at <= moment and (r.ends_at is null or r.ends_at > moment)
     and (not r.glass_broken or (r.starts_at + interval '1 day' > moment
       and shows_ordinarily(r.case_id, r.report_id, agency, programmes, agreed, conflicted, '{}', who in (select on_duty(moment)))));
  perform set_config('safekeep.my_agency', coalesce(agency, ''), true),
          set_config('safekeep.my_programmes', programmes::text, true),
          set_config('safekeep.my_roles', roles::text, true),
          set_config('safekeep.my_queues', case when agency is null then '{}'
            else (roles || array['user:' || who, 'agency:' || agency] || teams)::text end, true),
          set_config('safekeep.my_agreements', agreed::text, true),
          set_config('safekeep.my_readings', readable::text, true),
          set_config('safekeep.my_conflicts', conflicted::text, true),
          set_config('safekeep.my_known', known::text, true),
          set_config('safekeep.held_for', held_by(), true);
end $$;

-- Whom a person has become: of whom nothing is left leads on to whoever has most of what they had.
create function kernel.leads_to(which uuid) returns uuid language sql stable set search_path = kernel, pg_temp as $$
  with recursive onward as (
    select id, redirects_to, 1 as step from persons where id = which
    union all select p.id, p.redirects_to, o.step + 1 from onward o join persons p on p.id = o.redirects_to where o.step < 100)
  select id from onward order by step desc limit 1 $$;

-- Somebody known by a former name of theirs is known as who they are now.
create function kernel.know_them_now() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  if not exists (select from person_links where person_id = new.person_id and ends_at is null) then
    new.person_id := coalesce(leads_to(new.person_id), new.person_id);
  end if;
  return new;
end $$;
create trigger know_them_now before insert on kernel.conflicts for each row execute function kernel.know_them_now();
