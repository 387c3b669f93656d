-- in steps
-- A promise that something lasts at least so long: kept when it ends no earlier, and never overdue.
alter table kernel.clocks add column at_least boolean not null default false;
create or replace view facts.clocks as
  select k.id as clock_ref, k.case_id as case_ref, k.report_id as report_ref, k.programme, k.clock, k.limit_id, k.limit_version,
         (k.started_at at time zone (select zone from kernel.installation))::date as started_on, (k.due_at at time zone (select zone from kernel.installation))::date as due_on, (k.ended_at at time zone (select zone from kernel.installation))::date as ended_on,
         coalesce(k.result, case when kernel.at() > k.due_at and not k.at_least then 'overdue' else 'running' end) as result,
         k.working_seconds, extract(epoch from k.ended_at - k.started_at)::bigint as elapsed_seconds
    from kernel.clocks k;
