-- What the first migrations left wider than it need be.

-- A function that looks with the owner's eyes looks among temporary tables last: left unsaid, they come first, and whoever
-- makes a temporary view called "users" would have the owner run what it holds.
do $$ declare f regprocedure; begin
  for f in select oid from pg_proc where pronamespace = 'kernel'::regnamespace and prosecdef loop
    execute format('alter function %s set search_path = kernel, pg_temp', f);
  end loop;
end $$;

-- Somebody who signs in begins and ends their own session, and says why they open a record in no other.
alter table kernel.sessions enable row level security;
create policy own on kernel.sessions to :app
  using (user_id = (select kernel.actor_user())) with check (user_id = (select kernel.actor_user()));
alter table kernel.openings enable row level security;
create policy own on kernel.openings to :app
  using (exists (select from kernel.sessions s where s.token_hash = openings.token_hash))
  with check (exists (select from kernel.sessions s where s.token_hash = openings.token_hash));
-- Asked before anybody is named as asking, by the hash of a token that only a browser has.
create function kernel.opening_of(hash bytea, about uuid, moment timestamptz) returns table (purpose text, note text)
  language sql stable security definer set search_path = kernel, pg_temp
  as $$ select o.purpose, o.note from openings o where o.token_hash = hash and o.subject = about and o.until > moment $$;

-- Anybody may say that they know a person; that they no longer do is for a supervisor to say, and never of themselves.
drop policy seen on kernel.conflicts;
create policy seen on kernel.conflicts for select to :app using (
  user_id = (select kernel.actor_user()) or 'hub:supervisor' = any ((select kernel.my_roles())::text[]));
create policy declared on kernel.conflicts for insert to :app with check (
  user_id = (select kernel.actor_user()) or 'hub:supervisor' = any ((select kernel.my_roles())::text[]));
create policy ended on kernel.conflicts for update to :app using (
  user_id <> (select kernel.actor_user()) and 'hub:supervisor' = any ((select kernel.my_roles())::text[]));

-- A supervisor of the hub names readers of what the hub would see, and of nothing that a programme keeps to itself.
drop policy named on kernel.readers;
create policy named on kernel.readers for insert to :app with check (
  kernel.would_see(case_id, report_id)
  and ('hub:supervisor' = any ((select kernel.my_roles())::text[])
    or (glass_broken and user_id = (select kernel.actor_user()) and starts_at <= (select kernel.at())
      and ends_at <= (select kernel.at()) + interval '1 day')));

-- A conflict locks out of alerts too: whoever knows the person neither learns of the threat nor makes it go away.
drop policy seen on kernel.alerts;
create policy seen on kernel.alerts for select to :app using (
  report_id <> all ((select kernel.my_conflicts())::uuid[])
  and ((select kernel.i_hold('hub')) or (select kernel.i_am_on_duty())));
drop policy acknowledged on kernel.alerts;
create policy acknowledged on kernel.alerts for update to :app using (
  report_id <> all ((select kernel.my_conflicts())::uuid[])
  and ((select kernel.i_hold('hub')) or (select kernel.i_am_on_duty())))
  with check (seen_by = (select kernel.actor_user()));

-- A former version of a record is written by whoever may correct the record.
drop policy seen on kernel.person_record_versions;
create policy seen on kernel.person_record_versions for select to :app
  using (exists (select from kernel.person_records r where r.id = record_id));
create policy kept on kernel.person_record_versions for insert to :app
  with check (corrected_by = (select kernel.actor_user()) and kernel.sees_record(record_id));
-- "Different people" is said of two people whom one sees.
drop policy seen on kernel.person_differences;
create policy seen on kernel.person_differences for select to :app
  using (exists (select from kernel.person_records r where r.id = record_a));
create policy said on kernel.person_differences for insert to :app
  with check (decided_by = (select kernel.actor_user()) and kernel.sees_record(record_a) and kernel.sees_record(record_b));

-- Work is made where one may look, or in the transaction that makes the matter it is about.
drop policy added on kernel.work;
create policy added on kernel.work for insert to :app with check (
  report_id = (select kernel.receiving())
  or ((select kernel.actor_user()) is not null
    and (case_id = (select kernel.opening())
      or (case_id is not null and kernel.sees_case(case_id))
      or (report_id is not null and kernel.sees_report(report_id)))));
