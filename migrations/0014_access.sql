-- in steps
-- Where row security and docs/access.md were found to differ, once the two were asked the same million questions.

-- Whoever would be shown a matter, holding these, were the matter an ordinary one; a conflict goes before everything.
create function kernel.shows_ordinarily(which_case uuid, which_report uuid, agency text, programmes text[], agreed uuid[],
    conflicted uuid[], readable uuid[], on_duty boolean) returns boolean
  language sql stable security definer set search_path = kernel, pg_temp as $$
  select coalesce(which_case, which_report) <> all (conflicted) and (
    exists (
      select from cases c
       where (c.id = which_case or (c.report_id = which_report and c.id <> all (conflicted)
               and (c.sensitivity = 'ordinary' or c.id = any (readable))))
         and (c.programme = any (programmes) or (c.seen_by = 'partners' and 'hub' = any (programmes))
           or (c.report_id = which_report and c.id = any (readable))
           or (c.seen_by <> 'programme' and exists (
                select from case_agencies a where a.case_id = c.id and a.agency_id = agency
                   and a.starts_at <= kernel.at() and (a.ends_at is null or a.ends_at > kernel.at())
                   and (a.agreement_id is null or a.agreement_id = any (agreed))))))
    or exists (select from reports r where r.id = which_report
         and ('hub' = any (programmes) or r.agency_id = agency or (r.threat and on_duty)))) $$;

-- Who has left is on no rota.
create or replace function kernel.on_duty(moment timestamptz) returns setof uuid
  language sql stable security definer set search_path = kernel, pg_temp as
  $$ select d.user_id from duty d join users u on u.id = d.user_id
      where d.starts_at <= moment and d.ends_at > moment
        and (u.leaves_on is null
          or u.leaves_on >= (moment at time zone coalesce((select zone from installation), 'UTC'))::date) $$;

-- Who has left holds nothing at all: no queue, and nothing that they could read by name. A broken glass is open for a day
-- at most, and only while whoever broke it would see the matter were it ordinary.
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
  select coalesce(array_agg(l.record_id), '{}') into known
    from conflicts c join person_links l on l.person_id = c.person_id and l.ends_at is null
   where c.user_id = who and c.starts_at <= moment and (c.ends_at is null or c.ends_at > moment);
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
-- The records of those whom the actor is, or knows.
create function kernel.my_known() returns uuid[] language sql stable as $$ select kernel.held('my_known')::uuid[] $$;

create or replace function kernel.would_see(which_case uuid, which_report uuid) returns boolean language sql stable as $$
  select kernel.shows_ordinarily(which_case, which_report, kernel.my_agency(), kernel.my_programmes(), kernel.my_agreements(),
    kernel.my_conflicts(), kernel.my_readings(), kernel.i_am_on_duty()) $$;

-- An agency takes part from when it was said, and learns of its part only while that shows it the case.
begin;
drop policy seen on kernel.case_agencies;
create policy seen on kernel.case_agencies for select to :app using (
  case_id <> all ((select kernel.my_conflicts())::uuid[])
  and (case_id = any ((select kernel.my_readings())::uuid[])
    or (sensitivity = 'ordinary' and (programme = any ((select kernel.my_programmes())::text[])
      or (seen_by = 'partners' and (select kernel.i_hold('hub')))
      or (seen_by <> 'programme' and agency_id = (select kernel.my_agency())
        and starts_at <= (select kernel.at()) and (ends_at is null or ends_at > (select kernel.at()))
        and (agreement_id is null or agreement_id = any ((select kernel.my_agreements())::uuid[])))))));
drop policy left_it on kernel.case_agencies;
create policy left_it on kernel.case_agencies for update to :app using (
  case_id <> all ((select kernel.my_conflicts())::uuid[]) and programme = any ((select kernel.my_programmes())::text[])
  and (sensitivity = 'ordinary' or case_id = any ((select kernel.my_readings())::uuid[])))
  with check (programme = any ((select kernel.my_programmes())::text[]));
commit;

begin;
drop policy seen on kernel.cases;
create policy seen on kernel.cases for select to :app using (
  id <> all ((select kernel.my_conflicts())::uuid[])
  and (id = any ((select kernel.my_readings())::uuid[])
    or (sensitivity = 'ordinary' and (
         programme = any ((select kernel.my_programmes())::text[])
      or (seen_by = 'partners' and (select kernel.i_hold('hub')))
      or (seen_by <> 'programme' and exists (
           select from kernel.case_agencies a
            where a.case_id = cases.id and a.agency_id = (select kernel.my_agency()) and a.starts_at <= (select kernel.at())
              and (a.ends_at is null or a.ends_at > (select kernel.at()))
              and (a.agreement_id is null or a.agreement_id = any ((select kernel.my_agreements())::uuid[]))))))));
commit;
-- To open a case of a report is no way to see the report.
begin;
drop policy opened on kernel.cases;
create policy opened on kernel.cases for insert to :app with check (
  id = (select kernel.opening()) and (report_id is null or kernel.sees_report(report_id))
  and ((select kernel.i_hold('hub')) or programme = any ((select kernel.my_programmes())::text[])
    or (opened_from is not null and kernel.sees_case(opened_from))));
commit;

-- A report that is not ordinary is seen through no case but one that is read by name: its people are in both.
begin;
drop policy seen on kernel.reports;
create policy seen on kernel.reports for select to :app using (
  id <> all ((select kernel.my_conflicts())::uuid[])
  and (id = any ((select kernel.my_readings())::uuid[])
    or (sensitivity = 'ordinary' and ((select kernel.i_hold('hub')) or agency_id = (select kernel.my_agency())
      or (threat and (select kernel.i_am_on_duty()))))
    or exists (select from kernel.cases c where c.report_id = reports.id
         and (reports.sensitivity = 'ordinary' or c.id = any ((select kernel.my_readings())::uuid[])))));
commit;
-- Whoever is put into a report is somebody told of in it, or whom one sees: to name a record is no way to see it.
begin;
drop policy added on kernel.report_people;
create policy added on kernel.report_people for insert to :app with check (
  (report_id = (select kernel.receiving()) or kernel.sees_report(report_id))
  and (kernel.just_told(record_id) or kernel.sees_record(record_id)));
commit;

-- A conflict with either of the matters that a row hangs on goes before seeing the other.
do $$ declare t text; begin
  foreach t in array array['clocks', 'shares'] loop
    execute format('drop policy seen on kernel.%I', t);
    execute format('create policy seen on kernel.%I for select to :app using ('
      || '(case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))'
      || ' and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))'
      || ' and ((case_id is not null and exists (select from kernel.cases c where c.id = case_id))'
      || ' or (report_id is not null and exists (select from kernel.reports r where r.id = report_id))))', t);
  end loop;
end $$;
begin;
drop policy ended on kernel.clocks;
create policy ended on kernel.clocks for update to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and ((case_id is not null and kernel.sees_case(case_id)) or (report_id is not null and kernel.sees_report(report_id))));
commit;

-- A conflict locks out of what one's own agency knows of the person, too.
begin;
drop policy seen on kernel.person_records;
create policy seen on kernel.person_records for select to :app using (
  (agency_id = (select kernel.my_agency()) and id <> all ((select kernel.my_known())::uuid[])) or kernel.is_told_of(id));
drop policy corrected on kernel.person_records;
create policy corrected on kernel.person_records for update to :app using (
  (agency_id = (select kernel.my_agency()) and id <> all ((select kernel.my_known())::uuid[]))
  or (agency_id is null and (select kernel.actor_user()) is not null and kernel.is_told_of(id)));
commit;
-- That two people are different tells of both.
begin;
drop policy seen on kernel.person_differences;
create policy seen on kernel.person_differences for select to :app
  using (kernel.sees_record(record_a) and kernel.sees_record(record_b));
commit;
-- A relationship tells of two people too; each is asked about by a plan of its own, and not by way of every link there is.
create function kernel.sees_person(which uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from kernel.person_links l where l.person_id = which); end $$;
begin;
drop policy seen on kernel.relationships;
create policy seen on kernel.relationships to :app using (kernel.sees_person(person_a) and kernel.sees_person(person_b));
commit;

-- A supervisor names readers of what the hub would see, whatever else they hold themselves; the glass is broken by nobody
-- for somebody else, and what a supervisor broke another one reviews.
begin;
drop policy named on kernel.readers;
create policy named on kernel.readers for insert to :app with check (
  (not glass_broken and 'hub:supervisor' = any ((select kernel.my_roles())::text[])
    and kernel.shows_ordinarily(case_id, report_id, null, '{hub}', '{}', (select kernel.my_conflicts())::uuid[], '{}', false))
  or (glass_broken and user_id = (select kernel.actor_user()) and starts_at <= (select kernel.at())
    and ends_at <= starts_at + interval '1 day' and kernel.would_see(case_id, report_id)));
drop policy reviewed on kernel.readers;
create policy reviewed on kernel.readers for update to :app
  using ('hub:supervisor' = any ((select kernel.my_roles())::text[])
    and not (glass_broken and user_id = (select kernel.actor_user())))
  with check (not glass_broken or ends_at <= starts_at + interval '1 day');
commit;

-- Staff are those who work here, and nobody who has left.
do $$ declare t text; begin
  foreach t in array array['users', 'teams', 'team_members', 'grants', 'duty', 'agreements'] loop
    execute format('drop policy staff on kernel.%I', t);
    execute format('create policy staff on kernel.%I for select to :app using ('
      || '(select kernel.actor_kind()) = ''job'' or (select kernel.my_agency()) is not null)', t);
  end loop;
end $$;

-- What is gone is told of to those who saw it, and to those who answer for its going.
begin;
drop policy seen on kernel.disposals;
create policy seen on kernel.disposals for select to :app using (
  (select kernel.i_hold('retention')) or (select kernel.i_hold('audit'))
  or (case_id is not null and kernel.sees_case(case_id)) or (report_id is not null and kernel.sees_report(report_id)));
commit;
