-- Who may see what. Forget to say who you are, and see nothing. What the actor holds is worked out once a statement
-- (the uncorrelated sub-selects), never once a row. docs/access.md says the same in words.

-- Reports and cases an actor is locked out of (they are, or know, a person in it), and those they may read by name.
create function kernel.my_conflicts() returns uuid[] language sql stable security definer set search_path = kernel as $$
  with known as (
    select l.record_id from conflicts c join person_links l on l.person_id = c.person_id and l.ends_at is null
     where c.user_id = kernel.actor_user() and c.starts_at <= kernel.at() and (c.ends_at is null or c.ends_at > kernel.at()))
  select coalesce(array_agg(id), '{}') from (
    select case_id as id from case_people join known using (record_id)
    union select report_id from report_people join known using (record_id)
    union select cases.id from cases join report_people rp on rp.report_id = cases.report_id join known on known.record_id = rp.record_id
  ) as theirs $$;
create function kernel.my_readings() returns uuid[] language sql stable security definer set search_path = kernel as
  $$ select coalesce(array_agg(coalesce(case_id, report_id)), '{}') from readers
      where user_id = kernel.actor_user() and starts_at <= kernel.at() and (ends_at is null or ends_at > kernel.at()) $$;
-- The report being received in this transaction, by whoever sends it.
create function kernel.receiving() returns uuid language sql stable as
  $$ select nullif(current_setting('safekeep.receiving', true), '')::uuid $$;
-- The case being opened in this transaction, perhaps by a hub that may not look into it afterwards.
create function kernel.opening() returns uuid language sql stable as
  $$ select nullif(current_setting('safekeep.opening', true), '')::uuid $$;

-- The same question asked of one row that is to be written, as the actor and by a plan of its own: set into each policy, the
-- policies of what it asks about would be planned and begun for every row, whether or not they are come to.
create function kernel.sees_case(which uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from kernel.cases c where c.id = which); end $$;
create function kernel.sees_report(which uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from kernel.reports r where r.id = which); end $$;
create function kernel.sees_record(which uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from kernel.person_records r where r.id = which); end $$;

-- Whoever is on duty must be able to read what they are woken for, whatever else they hold.
create function kernel.i_am_on_duty() returns boolean language sql stable as
  $$ select kernel.actor_user() in (select kernel.on_duty(kernel.at())) $$;

alter table kernel.cases enable row level security;
create policy seen on kernel.cases for select to :app using (
  id <> all ((select kernel.my_conflicts())::uuid[])
  and (id = any ((select kernel.my_readings())::uuid[])
    or (sensitivity = 'ordinary' and (
         programme = any ((select kernel.my_programmes())::text[])
      or (seen_by = 'partners' and (select kernel.i_hold('hub')))
      or (seen_by <> 'programme' and exists (
           select from kernel.case_agencies a
            where a.case_id = cases.id and a.agency_id = (select kernel.my_agency())
              and (a.ends_at is null or a.ends_at > (select kernel.at()))
              and (a.agreement_id is null or a.agreement_id = any ((select kernel.my_agreements())::uuid[]))))))));
-- A case is opened by the hub or by its own programme; it is moved by whoever holds a role in it.
create policy opened on kernel.cases for insert to :app with check (
  id = (select kernel.opening()) and ((select kernel.i_hold('hub')) or programme = any ((select kernel.my_programmes())::text[])));
-- What may be changed is never more than what may be seen: a statement without a condition asks no policy but this one.
create policy moved on kernel.cases for update to :app using (
  id <> all ((select kernel.my_conflicts())::uuid[])
  and (id = any ((select kernel.my_readings())::uuid[])
    or (sensitivity = 'ordinary' and (programme = any ((select kernel.my_programmes())::text[])
      or (seen_by = 'partners' and (select kernel.i_hold('hub')))))))
  with check (programme = any ((select kernel.my_programmes())::text[])
    or (seen_by = 'partners' and (select kernel.i_hold('hub')))
    or id = any ((select kernel.my_readings())::uuid[]));

alter table kernel.case_agencies enable row level security;
create policy seen on kernel.case_agencies for select to :app using (
  agency_id = (select kernel.my_agency())
  or case_id = any ((select kernel.my_readings())::uuid[])
  or (sensitivity = 'ordinary' and (programme = any ((select kernel.my_programmes())::text[])
    or (seen_by = 'partners' and (select kernel.i_hold('hub'))))));
create policy joined on kernel.case_agencies for insert to :app with check (
  ((select kernel.i_hold('hub')) or programme = any ((select kernel.my_programmes())::text[]))
  and (case_id = (select kernel.opening()) or kernel.sees_case(case_id)));
create policy left_it on kernel.case_agencies for update to :app using (
  programme = any ((select kernel.my_programmes())::text[])
  and (sensitivity = 'ordinary' or case_id = any ((select kernel.my_readings())::uuid[])))
  with check (programme = any ((select kernel.my_programmes())::text[]));

alter table kernel.reports enable row level security;
create policy seen on kernel.reports for select to :app using (
  id <> all ((select kernel.my_conflicts())::uuid[])
  and (id = any ((select kernel.my_readings())::uuid[])
    or (sensitivity = 'ordinary' and ((select kernel.i_hold('hub')) or agency_id = (select kernel.my_agency())
      or (threat and (select kernel.i_am_on_duty()))))
    or exists (select from kernel.cases c where c.report_id = reports.id)));
create policy received on kernel.reports for insert to :app with check (
  id = (select kernel.receiving()) and (select kernel.actor()) is not null);
create policy restricted on kernel.reports for update to :app using (
  id <> all ((select kernel.my_conflicts())::uuid[]) and (select kernel.i_hold('hub'))
  and (sensitivity = 'ordinary' or id = any ((select kernel.my_readings())::uuid[])))
  with check ((select kernel.i_hold('hub')));

-- What hangs on a report or a case is seen by whoever sees the report or the case, and added to by them;
-- the sender of a report may add to that report, in the transaction that receives it, and read nothing.
alter table kernel.report_people enable row level security;
create policy seen on kernel.report_people for select to :app using (exists (select from kernel.reports r where r.id = report_id));
create policy added on kernel.report_people for insert to :app with check (
  report_id = (select kernel.receiving()) or kernel.sees_report(report_id));
alter table kernel.report_links enable row level security;
create policy seen on kernel.report_links to :app
  using (exists (select from kernel.reports r where r.id = report_a) and exists (select from kernel.reports r where r.id = report_b))
  with check (linked_by = (select kernel.actor_user()) and exists (select from kernel.reports r where r.id = report_a) and exists (select from kernel.reports r where r.id = report_b));
alter table kernel.case_people enable row level security;
create policy seen on kernel.case_people to :app
  using (exists (select from kernel.cases c where c.id = case_id))
  with check (case_id = (select kernel.opening()) or kernel.sees_case(case_id));
alter table kernel.case_links enable row level security;
create policy seen on kernel.case_links to :app
  using (exists (select from kernel.cases c where c.id = case_a) and exists (select from kernel.cases c where c.id = case_b))
  with check (linked_by = (select kernel.actor_user()) and exists (select from kernel.cases c where c.id = case_a) and exists (select from kernel.cases c where c.id = case_b));

alter table kernel.decisions enable row level security;
create policy seen on kernel.decisions for select to :app using (exists (select from kernel.reports r where r.id = report_id));
create policy made on kernel.decisions for insert to :app with check (
  by_user = (select kernel.actor_user()) and (select kernel.i_hold('hub')) and kernel.sees_report(report_id));

alter table kernel.chronology enable row level security;
create policy seen on kernel.chronology for select to :app using (
  exists (select from kernel.cases c where c.id = case_id) and not (hidden_from && (select kernel.my_roles())::text[]));
create policy added on kernel.chronology for insert to :app with check (
  by_user = (select kernel.actor_user())
  and (case_id = (select kernel.opening()) or kernel.sees_case(case_id)));

alter table kernel.clocks enable row level security;
create policy seen on kernel.clocks for select to :app using (
  (case_id is not null and exists (select from kernel.cases c where c.id = case_id))
  or (report_id is not null and exists (select from kernel.reports r where r.id = report_id)));
create policy started on kernel.clocks for insert to :app with check (
  report_id = (select kernel.receiving()) or case_id = (select kernel.opening())
  or (case_id is not null and kernel.sees_case(case_id))
  or (report_id is not null and kernel.sees_report(report_id)));
create policy ended on kernel.clocks for update to :app using (
  (case_id is not null and kernel.sees_case(case_id))
  or (report_id is not null and kernel.sees_report(report_id)));

do $$ declare t text; begin
  foreach t in array array['actions', 'checks', 'shares', 'documents', 'work'] loop
    execute format('alter table kernel.%I enable row level security', t);
  end loop;
end $$;
create policy seen on kernel.actions for select to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (owner_agency = (select kernel.my_agency())
    or (case_id is not null and exists (select from kernel.cases c where c.id = case_id))
    or (report_id is not null and exists (select from kernel.reports r where r.id = report_id))));
create policy set on kernel.actions for insert to :app with check (
  set_by = (select kernel.actor_user())
  and ((case_id is not null and kernel.sees_case(case_id))
    or (report_id is not null and kernel.sees_report(report_id))));
create policy done on kernel.actions for update to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (owner_agency = (select kernel.my_agency())
    or (case_id is not null and kernel.sees_case(case_id))
    or (report_id is not null and kernel.sees_report(report_id))))
  with check (done_by is null or done_by = (select kernel.actor_user()));
create policy seen on kernel.checks for select to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (agency_id = (select kernel.my_agency())
    or (case_id is not null and exists (select from kernel.cases c where c.id = case_id))
    or (report_id is not null and exists (select from kernel.reports r where r.id = report_id))));
create policy asked on kernel.checks for insert to :app with check (
  requested_by = (select kernel.actor_user())
  and ((case_id is not null and kernel.sees_case(case_id))
    or (report_id is not null and kernel.sees_report(report_id))));
create policy returned on kernel.checks for update to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and agency_id = (select kernel.my_agency()));
create policy seen on kernel.shares for select to :app using (
  (case_id is not null and exists (select from kernel.cases c where c.id = case_id))
  or (report_id is not null and exists (select from kernel.reports r where r.id = report_id)));
create policy made on kernel.shares for insert to :app with check (
  by_user = (select kernel.actor_user())
  and ((case_id is not null and kernel.sees_case(case_id))
    or (report_id is not null and kernel.sees_report(report_id))));
create policy seen on kernel.documents for select to :app using (
  (case_id is not null and exists (select from kernel.cases c where c.id = case_id))
  or (report_id is not null and exists (select from kernel.reports r where r.id = report_id)));
create policy added on kernel.documents for insert to :app with check (
  report_id = (select kernel.receiving())
  or (by_user = (select kernel.actor_user())
    and ((case_id is not null and kernel.sees_case(case_id))
      or (report_id is not null and kernel.sees_report(report_id)))));

-- The worklist reads by queue alone; whoever sees the case or report may clear what a step has done away with.
create policy seen on kernel.work for select to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (queue = any ((select kernel.my_queues())::text[])
    or (case_id is not null and exists (select from kernel.cases c where c.id = case_id))
    or (report_id is not null and exists (select from kernel.reports r where r.id = report_id))));
create policy added on kernel.work for insert to :app with check (
  report_id = (select kernel.receiving()) or (select kernel.actor_user()) is not null);
create policy changed on kernel.work for update to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (queue = any ((select kernel.my_queues())::text[])
    or (case_id is not null and kernel.sees_case(case_id))
    or (report_id is not null and kernel.sees_report(report_id))));
create policy cleared on kernel.work for delete to :app using (
  (case_id is null or case_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (report_id is null or report_id <> all ((select kernel.my_conflicts())::uuid[]))
  and (queue = any ((select kernel.my_queues())::text[])
    or (case_id is not null and kernel.sees_case(case_id))
    or (report_id is not null and kernel.sees_report(report_id))));

alter table kernel.alerts enable row level security;
create policy seen on kernel.alerts for select to :app using (
  (select kernel.i_hold('hub')) or (select kernel.i_am_on_duty()));
create policy raised on kernel.alerts for insert to :app with check (report_id = (select kernel.receiving()) or (select kernel.i_hold('hub')));
create policy acknowledged on kernel.alerts for update to :app using (
  (select kernel.i_hold('hub')) or (select kernel.i_am_on_duty()))
  with check (seen_by = (select kernel.actor_user()));

-- A person is seen through a report or a case one may see, or as one's own agency's index record.
alter table kernel.person_records enable row level security;
create policy seen on kernel.person_records for select to :app using (
  agency_id = (select kernel.my_agency())
  or exists (select from kernel.report_people p where p.record_id = person_records.id)
  or exists (select from kernel.case_people p where p.record_id = person_records.id));
create policy told on kernel.person_records for insert to :app with check (
  (select kernel.receiving()) is not null or (select kernel.actor_user()) is not null);
create policy corrected on kernel.person_records for update to :app using (
  agency_id = (select kernel.my_agency())
  or (agency_id is null and (select kernel.actor_user()) is not null
    and (exists (select from kernel.report_people p where p.record_id = person_records.id)
      or exists (select from kernel.case_people p where p.record_id = person_records.id))));
-- Whoever sends a report adds to the people they tell of, in the transaction that tells of them, and to nobody else.
create function kernel.just_told(which uuid) returns boolean language sql stable security definer set search_path = kernel as
  $$ select exists (select from person_records r where r.id = which and r.xmin = pg_current_xact_id()::xid) $$;

do $$ declare t text; begin
  foreach t in array array['person_names', 'person_addresses', 'person_contacts', 'person_identifiers', 'person_record_versions', 'person_links'] loop
    execute format('alter table kernel.%I enable row level security', t);
  end loop;
  foreach t in array array['person_names', 'person_addresses', 'person_contacts', 'person_identifiers'] loop
    execute format('create policy seen on kernel.%I for select to :app using (exists (select from kernel.person_records r where r.id = record_id))', t);
    execute format('create policy told on kernel.%I for insert to :app with check (((select kernel.receiving()) is not null and kernel.just_told(record_id)) or kernel.sees_record(record_id))', t);
    execute format('create policy corrected on kernel.%I for update to :app using (kernel.sees_record(record_id))', t);
    execute format('create policy rewritten on kernel.%I for delete to :app using (kernel.sees_record(record_id))', t);
  end loop;
end $$;
create policy seen on kernel.person_record_versions to :app
  using (exists (select from kernel.person_records r where r.id = record_id))
  with check (corrected_by = (select kernel.actor_user()));
create policy seen on kernel.person_links for select to :app using (exists (select from kernel.person_records r where r.id = record_id));
create policy linked on kernel.person_links for insert to :app with check (
  decided_by = (select kernel.actor_user()) and kernel.sees_record(record_id));
create policy unlinked on kernel.person_links for update to :app using (kernel.sees_record(record_id))
  with check (ended_by = (select kernel.actor_user()));
alter table kernel.person_differences enable row level security;
create policy seen on kernel.person_differences to :app
  using (exists (select from kernel.person_records r where r.id = record_a))
  with check (decided_by = (select kernel.actor_user()));
alter table kernel.relationships enable row level security;
create policy seen on kernel.relationships to :app using (
  exists (select from kernel.person_links l where l.person_id = person_a)
  and exists (select from kernel.person_links l where l.person_id = person_b));

alter table kernel.conflicts enable row level security;
create policy seen on kernel.conflicts to :app using (user_id = (select kernel.actor_user()) or 'hub:supervisor' = any ((select kernel.my_roles())::text[]));
alter table kernel.readers enable row level security;
create policy seen on kernel.readers for select to :app using (user_id = (select kernel.actor_user()) or 'hub:supervisor' = any ((select kernel.my_roles())::text[]));
-- The glass is broken for a day at most, and only by somebody who would see the matter if it were an ordinary one.
create function kernel.would_see(which_case uuid, which_report uuid) returns boolean
  language sql stable security definer set search_path = kernel as $$
  select exists (
    select from cases c
     where (c.id = which_case or c.report_id = which_report)
       and (c.programme = any (kernel.my_programmes()) or (c.seen_by = 'partners' and kernel.i_hold('hub'))
         or (c.seen_by <> 'programme' and exists (
              select from case_agencies a where a.case_id = c.id and a.agency_id = kernel.my_agency()
                 and (a.ends_at is null or a.ends_at > kernel.at())
                 and (a.agreement_id is null or a.agreement_id = any (kernel.my_agreements()))))))
    or exists (select from reports r where r.id = which_report and (kernel.i_hold('hub') or r.agency_id = kernel.my_agency())) $$;
create policy named on kernel.readers for insert to :app with check (
  'hub:supervisor' = any ((select kernel.my_roles())::text[])
  or (glass_broken and user_id = (select kernel.actor_user()) and starts_at <= (select kernel.at())
    and ends_at <= (select kernel.at()) + interval '1 day' and kernel.would_see(case_id, report_id)));
create policy reviewed on kernel.readers for update to :app using ('hub:supervisor' = any ((select kernel.my_roles())::text[]));

-- Staff are known to one another, and to the jobs that sign them in; the public sees nobody.
do $$ declare t text; begin
  foreach t in array array['users', 'teams', 'team_members', 'grants', 'duty', 'agreements'] loop
    execute format('alter table kernel.%I enable row level security', t);
    execute format('create policy staff on kernel.%I for select to :app using ((select kernel.actor_kind()) in (''user'', ''job''))', t);
  end loop;
end $$;

-- Everybody writes the audit, in their own name; only auditors read it.
alter table kernel.audit enable row level security;
create policy written on kernel.audit for insert to :app with check (actor = (select kernel.actor()));
create policy read on kernel.audit for select to :app using ((select kernel.i_hold('audit')));
alter table kernel.disposals enable row level security;
create policy seen on kernel.disposals for select to :app using ((select kernel.actor_user()) is not null);
alter table kernel.outbox enable row level security;
create policy written on kernel.outbox for insert to :app with check (
  subject = (select kernel.receiving()) or (select kernel.actor_user()) is not null);
create policy handled on kernel.outbox to :app using ((select kernel.actor_kind()) = 'job') with check ((select kernel.actor_kind()) = 'job');

-- The same send twice is one report. Forms choose a key of 256 bits that only the sender has; another program may choose
-- one that somebody else chose too, so it is told nothing unless its receipt, which its words make, is the same as well.
create function kernel.reference_sent(send bytea, receipt bytea) returns table (reference text, same boolean)
  language sql stable security definer set search_path = kernel as
  $$ select r.reference, r.receipt_hash = receipt from reports r where r.send_hash = send $$;

grant usage on schema kernel to :app;
grant select, insert on all tables in schema kernel to :app;
revoke insert on kernel.agencies, kernel.users, kernel.teams, kernel.team_members, kernel.grants, kernel.duty,
  kernel.installation, kernel.limits, kernel.agreements, kernel.disposals from :app;
grant update (state, closed_at, owner_user, owner_team, lead_agency, sensitivity) on kernel.cases to :app;
grant update (sensitivity, legal_hold) on kernel.reports to :app;
grant update (ends_at, agreement_id) on kernel.case_agencies to :app;
grant update (ends_at) on kernel.case_people to :app;
grant update (ended_at, result, lifted_why, working_seconds) on kernel.clocks to :app;
grant update (done_at, done_by, evidence) on kernel.actions to :app;
grant update (returned_at, returned_by, result, content, sensitivity, grade, redacted, onward_share_allowed, used_in_decision) on kernel.checks to :app;
grant update (due_at, owner, clock_id) on kernel.work to :app;
grant delete on kernel.work to :app;
grant update (seen_by, seen_at) on kernel.alerts to :app;
grant update (born_from, born_to, born_precision, sex, gender, ethnicity, language, interpreter, description, version) on kernel.person_records to :app;
grant update, delete on kernel.person_names, kernel.person_addresses, kernel.person_contacts, kernel.person_identifiers to :app;
grant update (ends_at, ended_by, ended_reason) on kernel.person_links to :app;
grant update (ends_at, told_supervisor_at) on kernel.conflicts to :app;
grant update (reviewed_by, reviewed_at, review, ends_at) on kernel.readers to :app;
grant update (seen_at, ended_at) on kernel.sessions to :app;
grant update (purpose, note, until) on kernel.openings to :app;
grant update (handled_at) on kernel.outbox to :app;

-- Who a browser's session belongs to, and what they hold at that moment; nobody once it has ended, run out or lain idle.
create function kernel.session_of(hash bytea, moment timestamptz)
  returns table (user_id uuid, name text, job_title text, agency_id text, agency text, roles text[], on_duty boolean)
  language plpgsql security definer set search_path = kernel as $$
#variable_conflict use_column
declare today date := (moment at time zone coalesce((select zone from installation), 'UTC'))::date;
begin
  update sessions s set seen_at = moment
   where s.token_hash = hash and s.ended_at is null and s.seen_at < moment - interval '1 minute'
     and s.ends_at > moment and s.seen_at > moment - interval '2 hours';
  return query
    select u.id, u.name, u.job_title, u.agency_id, a.name,
           coalesce((select array_agg(distinct g.programme || ':' || g.role) from grants g
                      where g.user_id = u.id and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today)), '{}'),
           u.id in (select kernel.on_duty(moment))
      from sessions s join users u on u.id = s.user_id join agencies a on a.id = u.agency_id
     where s.token_hash = hash and s.ended_at is null and s.ends_at > moment and s.seen_at > moment - interval '2 hours'
       and (u.leaves_on is null or u.leaves_on >= today);
end $$;

-- For the sweep of orphaned files, which may learn that a document exists and nothing more.
create function kernel.document_named(name text) returns boolean language sql stable security definer set search_path = kernel as
  $$ select exists (select from documents where id::text = name) $$;

-- Two references drawn by lot may fall alike; whoever draws one may learn that it is taken, and not by what.
create function kernel.reference_taken(wanted text) returns boolean language sql stable security definer set search_path = kernel as
  $$ select exists (select from reports where reference = wanted) or exists (select from cases where reference = wanted) $$;
