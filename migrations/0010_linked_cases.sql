-- in steps
-- A case may be opened from another, or by hand with no report behind it, and says where it lies. What stands for it is kept
-- with it: the coded answers of its steps that hold until a later one takes their place.
alter table kernel.cases
  add column codes jsonb not null default '{}',
  add column district text,
  add column opened_from uuid,
  add column opened_as text,
  add constraint opened_from_a_case foreign key (opened_from) references kernel.cases not valid,
  add constraint opened_as_something check ((opened_from is null) = (opened_as is null)) not valid;
grant update (codes) on kernel.cases to :app;

-- A promise that counts back from a day far off comes onto the worklist when it is near.
alter table kernel.work add column starts_at timestamptz;

-- A case is opened by the hub, by its own programme, or by a step of a case that whoever takes it sees.
begin;
drop policy opened on kernel.cases;
create policy opened on kernel.cases for insert to :app with check (
  id = (select kernel.opening())
  and ((select kernel.i_hold('hub')) or programme = any ((select kernel.my_programmes())::text[])
    or (opened_from is not null and kernel.sees_case(opened_from))));
commit;

-- Whoever is put into a case is somebody whom one sees, or was told of in this same transaction: to name a record is no way to see it.
begin;
drop policy seen on kernel.case_people;
create policy seen on kernel.case_people for select to :app
  using (exists (select from kernel.cases c where c.id = case_id));
create policy added on kernel.case_people for insert to :app with check (
  (case_id = (select kernel.opening()) or kernel.sees_case(case_id))
  and (kernel.just_told(record_id) or kernel.sees_record(record_id)));
create policy changed on kernel.case_people for update to :app
  using (exists (select from kernel.cases c where c.id = case_id));
commit;

-- People are told of by the sender of a report, and by whoever opens a case by hand.
do $$ declare t text; begin
  foreach t in array array['person_names', 'person_addresses', 'person_contacts', 'person_identifiers'] loop
    execute format('drop policy told on kernel.%I', t);
    execute format('create policy told on kernel.%I for insert to :app with check ('
      || '(((select kernel.receiving()) is not null or (select kernel.opening()) is not null) and kernel.just_told(record_id)) or kernel.sees_record(record_id))', t);
  end loop;
end $$;

-- A case opened from a restricted one is as restricted, and is read by the same people.
create function kernel.readers_follow() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  insert into readers (id, user_id, case_id, why, glass_broken, starts_at, ends_at)
    select gen_random_uuid(), user_id, new.id, why, glass_broken, starts_at, ends_at from readers
     where case_id = new.opened_from and starts_at <= kernel.at() and (ends_at is null or ends_at > kernel.at());
  return null;
end $$;
revoke execute on function kernel.readers_follow from public;
create trigger readers_follow after insert on kernel.cases for each row
  when (new.opened_from is not null and new.sensitivity <> 'ordinary') execute function kernel.readers_follow();

create or replace view facts.cases as
  select c.id as case_ref, c.report_id as report_ref, c.programme, c.state, c.contactable, coalesce(c.district, r.district) as district, r.anonymous,
         (c.opened_at at time zone (select zone from kernel.installation))::date as opened_on, (c.closed_at at time zone (select zone from kernel.installation))::date as closed_on,
         c.codes, c.opened_from as from_ref, c.opened_as
    from kernel.cases c left join kernel.reports r on r.id = c.report_id;
