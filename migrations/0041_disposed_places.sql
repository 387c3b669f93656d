-- What is disposed of keeps no place and no day that something happened on: beside what was chosen from lists, they can tell a
-- neighbour who it was about. When the report came, its kind, its district and its codes stay, since figures count by them.
create or replace function kernel.dispose(which_case uuid, which_report uuid, why text, new_id uuid) returns void
  language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  if kernel.actor_user() is null then raise exception 'only a person may decide to dispose' using errcode = 'SK002'; end if;
  if not kernel.i_hold('retention') then raise exception 'only who holds retention may decide to dispose' using errcode = 'SK002'; end if;
  if exists (select from cases where id = which_case and legal_hold)
     or exists (select from reports where id = which_report and legal_hold) then
    raise exception 'a legal hold forbids disposal' using errcode = 'SK003';
  end if;
  insert into disposals (id, case_id, report_id, reason, decided_by, at)
    values (new_id, which_case, which_report, why, kernel.actor_user(), kernel.at());
  if which_case is not null then
    perform set_config('safekeep.disposing', 'chronology', true);
    update chronology set answers = '{}', rationale = '', disposed_at = kernel.at() where case_id = which_case;
  end if;
  if which_report is not null then
    perform set_config('safekeep.disposing', 'reports', true);
    update reports set sealed = null, sealed_key = null, place_id = null, lsoa = null, happened_from = null, happened_to = null,
        disposed_at = kernel.at() where id = which_report;
  end if;
  perform set_config('safekeep.disposing', '', true);
end $$;

-- Of those disposed of before.
select set_config('safekeep.disposing', 'reports', true);
update kernel.reports set place_id = null, lsoa = null, happened_from = null, happened_to = null
 where id in (select report_id from kernel.disposals);
select set_config('safekeep.disposing', '', true);
