-- The facts: what happened, when, in which district, by code. No name, no date of birth, no free text: a measure is
-- written over these, and the role that runs it can read nothing else. They are pseudonymous, not anonymous: small
-- numbers are withheld before anything is published.
-- A moment becomes a day in the area's own zone, which is looked up once a statement.
create view facts.reports as
  select r.id as report_ref, r.kind, r.source, (r.received_at at time zone (select zone from kernel.installation))::date as received_on, r.district, r.lsoa,
         r.happened_precision, r.anonymous, r.contactable, r.threat, r.codes
    from kernel.reports r;

-- One row for each person in a report: how long since the same person last had the same part in a report of this kind.
create view facts.report_people as
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
             and earlier.received_at < r.received_at) as days_since_previous
    from kernel.report_people p
    join kernel.reports r on r.id = p.report_id
    join kernel.person_records s on s.id = p.record_id
    left join kernel.person_links mine on mine.record_id = p.record_id and mine.ends_at is null;

create view facts.cases as
  select c.id as case_ref, c.report_id as report_ref, c.programme, c.state, c.contactable, r.district, r.anonymous,
         (c.opened_at at time zone (select zone from kernel.installation))::date as opened_on, (c.closed_at at time zone (select zone from kernel.installation))::date as closed_on
    from kernel.cases c left join kernel.reports r on r.id = c.report_id;

create view facts.clocks as
  select k.id as clock_ref, k.case_id as case_ref, k.report_id as report_ref, k.programme, k.clock, k.limit_id, k.limit_version,
         (k.started_at at time zone (select zone from kernel.installation))::date as started_on, (k.due_at at time zone (select zone from kernel.installation))::date as due_on, (k.ended_at at time zone (select zone from kernel.installation))::date as ended_on,
         coalesce(k.result, case when kernel.at() > k.due_at then 'overdue' else 'running' end) as result,
         k.working_seconds, extract(epoch from k.ended_at - k.started_at)::bigint as elapsed_seconds
    from kernel.clocks k;

create view facts.decisions as
  select d.report_id as report_ref, d.record_id as record_ref, r.kind, d.what, d.programme, d.told, d.view, (d.at at time zone (select zone from kernel.installation))::date as decided_on
    from kernel.decisions d join kernel.reports r on r.id = d.report_id
   where not exists (select from kernel.decisions later where later.supersedes = d.id);

-- A step as it now stands: an entry that a later one corrects gives way to it.
create view facts.steps as
  select h.case_id as case_ref, c.programme, h.step, h.from_state, h.to_state, (h.happened_at at time zone (select zone from kernel.installation))::date as taken_on, h.codes
    from kernel.chronology h join kernel.cases c on c.id = h.case_id
   where not exists (select from kernel.chronology later where later.corrects = h.id);

create view facts.shares as
  select s.case_id as case_ref, s.report_id as report_ref, s.to_agency, s.power, (s.at at time zone (select zone from kernel.installation))::date as shared_on from kernel.shares s;

grant usage on schema facts to :measures;
grant select on all tables in schema facts to :measures;
