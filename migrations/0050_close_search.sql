-- in steps
-- How long a search takes told what it did not show: the hub's looked at every record that fitted, those of other agencies
-- and of restricted and sealed matters too, and refused them one by one. Now each is led past by the index.

-- Whom a case might be for. What is restricted or sealed is for nobody but those named to read it. A participation, an
-- agreement or a reading that has ended is left in: the row decides, and tells them of nothing that they did not know.
create or replace function kernel.scraps_of_case(which kernel.cases) returns setof text language sql stable
  set search_path = kernel, pg_temp as $$
  select '@p:' || which.programme where which.sensitivity = 'ordinary'
  union all select '@p:hub' where which.seen_by = 'partners' and which.sensitivity = 'ordinary'
  union all select '@a:' || a.agency_id from case_agencies a
    where a.case_id = which.id and which.seen_by <> 'programme' and which.sensitivity = 'ordinary'
  union all select '@u:' || x.user_id from readers x where x.case_id = which.id $$;

-- A report that is not ordinary is seen through no case but one that is read by name.
create or replace function kernel.readers_of_record(which uuid) returns text[] language sql stable
  set search_path = kernel, pg_temp as $$
  select coalesce(array_agg(distinct t), '{}') from (
    select '@a:' || r.agency_id from person_records r where r.id = which and r.agency_id is not null
    union all select unnest(array['@p:hub', case when r.agency_id is not null then '@a:' || r.agency_id end,
                                  case when r.threat then '@duty' end])
      from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.sensitivity = 'ordinary'
    union all select '@u:' || x.user_id
      from report_people p join readers x on x.report_id = p.report_id where p.record_id = which
    union all select t from report_people p join reports r on r.id = p.report_id join cases c on c.report_id = r.id,
        kernel.scraps_of_case(c) t
      where p.record_id = which and (r.sensitivity = 'ordinary' or starts_with(t, '@u:'))
    union all select kernel.scraps_of_case(c)
      from case_people p join cases c on c.id = p.case_id where p.record_id = which
  ) as theirs (t) where t is not null $$;

-- Says anew whom these records might be for, fewer as well as more, and leaves alone those for whom nothing is new.
create or replace function kernel.recast_scraps(which uuid[]) returns void
  language sql security definer set search_path = kernel, pg_temp as $$
  update person_scraps s set scraps = array_to_tsvector(n.words || n.readers)
    from (select p.record_id, readers_of_record(p.record_id) as readers,
                 array(select w from unnest(tsvector_to_array(p.scraps)) w where starts_with(w, '@')) as were,
                 array(select w from unnest(tsvector_to_array(p.scraps)) w where not starts_with(w, '@')) as words
            from person_scraps p where p.record_id = any (which)) n
   where n.record_id = s.record_id and not (n.were @> n.readers and n.were <@ n.readers) $$;

-- What is kept from most people, or opened to them again, is found by fewer or by more at once.
create or replace function kernel.recast_kept() returns trigger
  language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  if tg_table_name = 'reports' then
    perform recast_scraps(array(select record_id from report_people where report_id = new.id));
  else
    perform recast_scraps(array(
      select record_id from case_people where case_id = new.id
      union select p.record_id from cases c join report_people p on p.report_id = c.report_id where c.id = new.id));
  end if;
  return null;
end $$;
create or replace trigger recast_kept after update of sensitivity on kernel.reports for each row
  when ((old.sensitivity = 'ordinary') <> (new.sensitivity = 'ordinary')) execute function kernel.recast_kept();
create or replace trigger recast_kept after update of sensitivity on kernel.cases for each row
  when ((old.sensitivity = 'ordinary') <> (new.sensitivity = 'ordinary')) execute function kernel.recast_kept();

-- Whoever stands in what is not ordinary by now, five hundred at a time.
do $$
declare them uuid[] := array(
    select p.record_id from kernel.reports r join kernel.report_people p on p.report_id = r.id where r.sensitivity <> 'ordinary'
    union select p.record_id from kernel.cases c join kernel.case_people p on p.case_id = c.id where c.sensitivity <> 'ordinary'
    union select p.record_id from kernel.cases c join kernel.report_people p on p.report_id = c.report_id where c.sensitivity <> 'ordinary');
begin
  for n in 0 .. cardinality(them) / 500 loop
    perform kernel.recast_scraps(them[n * 500 + 1 : n * 500 + 500]);
    commit;
  end loop;
end $$;

-- The readers that the actor is, the hub too.
create or replace function kernel.sought_as() returns text language sql stable as $$
  select coalesce(string_agg('''' || t || '''', ' | '), '''@''') from (
    select '@p:' || unnest(kernel.my_programmes())
    union all select '@a:' || kernel.my_agency()
    union all select '@u:' || kernel.actor_user() where kernel.my_agency() is not null
    union all select '@duty' where kernel.i_am_on_duty()
  ) as mine (t) where t is not null $$;

-- Nor is anything asked of the records of those whom the actor is, or knows: a conflict hides them all.
alter policy seen on kernel.person_scraps using (
  scraps @@ (select kernel.sought(1)) and scraps @@ (select kernel.sought(2)) and scraps @@ (select kernel.sought(3))
  and scraps @@ (select kernel.sought(4)) and record_id <> all ((select kernel.my_known())::uuid[]) and kernel.sees_record(record_id));
