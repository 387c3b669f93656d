-- Finding somebody by scraps, as one types: the beginning of a name, its sound, a year, a postcode, the end of a number.
-- One narrow row a record, with one index over all its scraps, so that several of them meet in the index whatever each
-- alone would find. Among them stand the readers it might be for ("@p:hub", "@a:refuge"), so that whoever sees a few among
-- a million reads those few: more than may see it, never fewer. Whether they do is asked of each row, as ever.
create table kernel.person_scraps (
  record_id uuid primary key references kernel.person_records on delete cascade,
  recorded_at timestamptz not null,
  scraps tsvector not null);
create index person_scraps_sought on kernel.person_scraps using gin (scraps) with (fastupdate = off);

-- Nobody is shown what they have not sought: the operators of such an index may tell of rows before the policy is asked,
-- so that PostgreSQL would not use it for a question of the reader's own. Within the policy it does. A question has up to
-- four parts, all of which must be met: asked apart, each lets the index leap over what another has ruled out.
create function kernel.sought(part int) returns tsquery language sql stable as $$
  select coalesce(nullif(current_setting('safekeep.sought_' || part, true), ''), nullif(current_setting('safekeep.sought_2', true), ''),
    nullif(current_setting('safekeep.sought_1', true), ''))::tsquery $$;
alter table kernel.person_scraps enable row level security;
create policy seen on kernel.person_scraps for select to :app using (
  scraps @@ (select kernel.sought(1)) and scraps @@ (select kernel.sought(2)) and scraps @@ (select kernel.sought(3))
  and scraps @@ (select kernel.sought(4)) and kernel.sees_record(record_id));
grant select on kernel.person_scraps to :app;

-- Whom a case might be for. A participation, an agreement or a reading that has ended is left in: the row decides.
create function kernel.scraps_of_case(which kernel.cases) returns setof text language sql stable
  set search_path = kernel, pg_temp as $$
  select '@p:' || which.programme
  union all select '@p:hub' where which.seen_by = 'partners'
  union all select '@a:' || a.agency_id from case_agencies a where a.case_id = which.id and which.seen_by <> 'programme'
  union all select '@u:' || x.user_id from readers x where x.case_id = which.id $$;

create function kernel.readers_of_record(which uuid) returns text[] language sql stable
  set search_path = kernel, pg_temp as $$
  select coalesce(array_agg(distinct t), '{}') from (
    select '@a:' || r.agency_id from person_records r where r.id = which and r.agency_id is not null
    union all select unnest(array['@p:hub', case when r.agency_id is not null then '@a:' || r.agency_id end,
                                  case when r.threat then '@duty' end])
      from report_people p join reports r on r.id = p.report_id where p.record_id = which
    union all select '@u:' || x.user_id
      from report_people p join readers x on x.report_id = p.report_id where p.record_id = which
    union all select kernel.scraps_of_case(c)
      from report_people p join cases c on c.report_id = p.report_id where p.record_id = which
    union all select kernel.scraps_of_case(c)
      from case_people p join cases c on c.id = p.case_id where p.record_id = which
  ) as theirs (t) where t is not null $$;

-- Writes down what a record is found by, in the transaction that writes the record; a job may do so at any time.
create function kernel.keep_scraps(which uuid, words text[]) returns void
  language plpgsql security definer set search_path = kernel, pg_temp as $$
declare recorded timestamptz;
begin
  if not (just_told(which) or coalesce(actor_kind() = 'job', false)) then
    raise exception 'only whoever writes a record says what it is found by' using errcode = 'SK002';
  end if;
  select recorded_at into recorded from person_records where id = which and disposed_at is null;
  if recorded is null then delete from person_scraps where record_id = which; return; end if;
  insert into person_scraps (record_id, recorded_at, scraps) values (which, recorded, array_to_tsvector(
    array(select w from unnest(words) w where w !~ '^(@|r:)' and w <> '') || readers_of_record(which)
      || array['r:' || to_char(recorded at time zone 'UTC', 'YYYY'), 'r:' || to_char(recorded at time zone 'UTC', 'YYYYMM')]))
  on conflict (record_id) do update set scraps = excluded.scraps where person_scraps.scraps <> excluded.scraps;
end $$;

-- Says anew whom these records might be for, and leaves alone those for whom nothing is new.
create function kernel.recast_scraps(which uuid[]) returns void
  language sql security definer set search_path = kernel, pg_temp as $$
  update person_scraps s set scraps = array_to_tsvector(
      array(select w from unnest(tsvector_to_array(s.scraps)) w where not starts_with(w, '@')) || n.readers)
    from (select p.record_id, readers_of_record(p.record_id) as readers from person_scraps p where p.record_id = any (which)) n
   where n.record_id = s.record_id and not (tsvector_to_array(s.scraps) @> n.readers) $$;
revoke execute on function kernel.recast_scraps from public;

-- Those who stand in what these rows are about.
create function kernel.recast_told() returns trigger
  language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  perform recast_scraps(array(select distinct n.record_id from news n join person_scraps s using (record_id)));
  return null;
end $$;
create function kernel.recast_matter() returns trigger
  language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  perform recast_scraps(array(
    select p.record_id from news n join case_people p on p.case_id = (to_jsonb(n) ->> 'case_id')::uuid
    union select p.record_id from news n join cases c on c.id = (to_jsonb(n) ->> 'case_id')::uuid
      join report_people p on p.report_id = c.report_id
    union select p.record_id from news n join report_people p on p.report_id = (to_jsonb(n) ->> 'report_id')::uuid));
  return null;
end $$;
create trigger recast after insert on kernel.report_people referencing new table as news for each statement execute function kernel.recast_told();
create trigger recast after insert on kernel.case_people referencing new table as news for each statement execute function kernel.recast_told();
create trigger recast after insert on kernel.cases referencing new table as news for each statement execute function kernel.recast_matter();
create trigger recast after insert on kernel.case_agencies referencing new table as news for each statement execute function kernel.recast_matter();
create trigger recast after insert on kernel.readers referencing new table as news for each statement execute function kernel.recast_matter();

-- What is disposed of is not found.
create function kernel.forget_scraps() returns trigger
  language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  delete from person_scraps where record_id = new.id;
  return null;
end $$;
create trigger forget_scraps after update of disposed_at on kernel.person_records for each row
  when (new.disposed_at is not null) execute function kernel.forget_scraps();

-- The readers that the actor is; nothing for the hub, which sees most of what there is.
create function kernel.sought_as() returns text language sql stable as $$
  select case when kernel.i_hold('hub') then '' else coalesce(string_agg('''' || t || '''', ' | '), '''@''') end from (
    select '@p:' || unnest(kernel.my_programmes())
    union all select '@a:' || kernel.my_agency()
    union all select '@u:' || kernel.actor_user() where kernel.my_agency() is not null
    union all select '@duty' where kernel.i_am_on_duty()
  ) as mine (t) where t is not null $$;

-- The records that meet a question, of those the actor sees: the first question's before the next one's, and of each the
-- latest told of first: of three months, of this year and the last, then all. It stops as soon as it has enough; what only
-- sounds alike is the last question, and asked where others found few.
create function kernel.people_sought(questions text[], also text[], most int) returns table (record_id uuid, question int)
  language plpgsql set enable_seqscan = off as $$
declare
  mine text := kernel.sought_as(); day timestamp := kernel.at() at time zone 'UTC'; found uuid[] := '{}'; these uuid[];
  months text := (select string_agg('''r:' || to_char(day - make_interval(months => m), 'YYYYMM') || '''', ' | ') from generate_series(0, 2) m);
  years text := (select string_agg('''r:' || to_char(day - make_interval(years => y), 'YYYY') || '''', ' | ') from generate_series(0, 1) y);
  q int; span text;
begin
  for q in 1 .. cardinality(questions) loop
    exit when q > 2 and cardinality(found) >= most / 2;
    foreach span in array case when q > 2 then array[''] when q = 2 and also[q] <> '' then array[years, ''] else array[months, years, ''] end loop
      perform set_config('safekeep.sought_1', questions[q], true), set_config('safekeep.sought_2', also[q], true),
              set_config('safekeep.sought_3', span, true), set_config('safekeep.sought_4', mine, true);
      these := array(select s.record_id from (
        select p.record_id, p.recorded_at from kernel.person_scraps p
         where p.record_id <> all (found) limit most - cardinality(found)) s order by s.recorded_at desc, s.record_id desc);
      found := found || these;
      return query select t, q from unnest(these) t;
      if cardinality(found) >= most then return; end if;
    end loop;
  end loop;
end $$;

-- Whether somebody is told of in what the actor sees was asked of each row of each of their tables; it is remembered for
-- the transaction, as whether they see the record is.
create or replace function kernel.is_told_of(which uuid) returns boolean language plpgsql stable as $$
declare known text := case when current_setting('safekeep.told_for', true) = kernel.held_by() then current_setting('safekeep.told', true) end;
begin
  if strpos(known, which::text) > 0 then return true; end if;
  if not (exists (select from kernel.report_people p where p.record_id = which)
       or exists (select from kernel.case_people p where p.record_id = which)) then return false; end if;
  if known is null or length(known) > 4000 then known := ''; end if;
  perform set_config('safekeep.told', known || which::text, true), set_config('safekeep.told_for', kernel.held_by(), true);
  return true;
end $$;
create or replace function kernel.forget_seen() returns trigger language plpgsql as $$
begin
  perform set_config('safekeep.seen_for', '', true), set_config('safekeep.told_for', '', true);
  return null;
end $$;
