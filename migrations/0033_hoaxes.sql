-- A report that nobody meant: kept whole, with its history and the way back for whoever sent it. One person thinks so and
-- says why, and only a supervisor who is somebody else can agree; until then it waits like any other.
alter table kernel.decisions drop constraint decisions_what_check;
alter table kernel.decisions add constraint decisions_what_check
  check (what in ('refer', 'signpost', 'act-now', 'no-further-action', 'hoax', 'hoax-agreed')) not valid;
alter table kernel.decisions add constraint agreed_with_somebody check (what <> 'hoax-agreed' or supersedes is not null) not valid;

create function kernel.hoax_by_another(thought uuid, of_report uuid) returns boolean
  language sql stable security definer set search_path = kernel, pg_temp as $$
  select exists (select from decisions d where d.id = thought and d.report_id = of_report and d.what = 'hoax' and d.by_user <> kernel.actor_user()) $$;
drop policy made on kernel.decisions;
create policy made on kernel.decisions for insert to :app with check (
  by_user = (select kernel.actor_user()) and (select kernel.i_hold('hub')) and kernel.sees_report(report_id)
  and (what <> 'hoax-agreed'
    or ('hub:supervisor' = any ((select kernel.my_roles())::text[]) and kernel.hoax_by_another(supersedes, report_id))));

-- A report is one while that stands and nothing else was decided about anybody in it. It is in no figure that counts reports
-- or people; the time that somebody took to decide stays, so that nothing late is made better by calling it a hoax.
create view facts.hoaxes as
  select distinct d.report_id as report_ref from kernel.decisions d
   where d.what = 'hoax-agreed' and not exists (select from kernel.decisions later where later.supersedes = d.id and later.report_id = d.report_id)
     and not exists (select from kernel.decisions other where other.report_id = d.report_id and other.what not in ('hoax', 'hoax-agreed')
                        and not exists (select from kernel.decisions later where later.supersedes = other.id and later.report_id = other.report_id));
grant select on facts.hoaxes to :measures;

create or replace view facts.reports as
  select r.id as report_ref, r.kind, r.source, (r.received_at at time zone (select zone from kernel.installation))::date as received_on, r.district, r.lsoa,
         r.happened_precision, r.anonymous, r.contactable, r.threat, r.codes
    from kernel.reports r where not exists (select from facts.hoaxes h where h.report_ref = r.id);

create or replace view facts.report_people as
  select p.report_id as report_ref, r.kind, p.part, (r.received_at at time zone (select zone from kernel.installation))::date as received_on, r.district, s.sex, s.ethnicity,
         case when s.born_from is null then null
              when age(r.received_at, s.born_from) < interval '18 years' then 'under 18'
              when age(r.received_at, s.born_from) < interval '25 years' then '18 to 24'
              when age(r.received_at, s.born_from) < interval '65 years' then '25 to 64' else '65 and over' end as age_band,
         mine.person_id is not null as known,
         (select min((r.received_at at time zone (select zone from kernel.installation))::date - (earlier.received_at at time zone (select zone from kernel.installation))::date)
            from kernel.person_links theirs
            join kernel.report_people ep on ep.record_id = theirs.record_id and ep.part = p.part
            join kernel.reports earlier on earlier.id = ep.report_id and earlier.kind = r.kind
           where theirs.person_id = mine.person_id and theirs.ends_at is null
             and earlier.received_at < r.received_at
             and not exists (select from facts.hoaxes h where h.report_ref = earlier.id)) as days_since_previous
    from kernel.report_people p
    join kernel.reports r on r.id = p.report_id
    join kernel.person_records s on s.id = p.record_id
    left join kernel.person_links mine on mine.record_id = p.record_id and mine.ends_at is null
   where not exists (select from facts.hoaxes h where h.report_ref = p.report_id);
