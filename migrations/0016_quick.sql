-- in steps
-- What was slow once a million cases were there.

-- Whether a record may be seen is asked of each row of a person: the record, its name, its link, its contacts. It is asked
-- once a transaction and remembered in it, with whom it was asked for; write anything that it rests on, and it is asked anew.
create or replace function kernel.forget_seen() returns trigger language plpgsql as $$
begin
  perform set_config('safekeep.seen_for', '', true);
  return null;
end $$;
create or replace trigger forget_seen after insert or update or delete on kernel.reports for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.report_people for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.cases for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.case_people for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.case_agencies for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.readers for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.conflicts for each statement execute function kernel.forget_seen();
create or replace trigger forget_seen after insert or update or delete on kernel.person_links for each statement execute function kernel.forget_seen();
create or replace function kernel.sees_record(which uuid) returns boolean language plpgsql stable as $$
declare known text := case when current_setting('safekeep.seen_for', true) = kernel.held_by() then current_setting('safekeep.seen', true) end;
begin
  if strpos(known, which::text) > 0 then return true; end if;
  if not exists (select from kernel.person_records r where r.id = which) then return false; end if;
  -- A page shows twenty; whoever lists thousands must not carry them all along.
  if known is null or length(known) > 4000 then known := ''; end if;
  perform set_config('safekeep.seen', known || which::text, true), set_config('safekeep.seen_for', kernel.held_by(), true);
  return true;
end $$;

-- An agency's cases are listed by when they were opened, which is repeated here as the case's other columns are: to look
-- them up among all the cases would read every case there is.
alter table kernel.case_agencies add column if not exists opened_at timestamptz;
create or replace function kernel.opened_at() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  new.opened_at := coalesce(new.opened_at, (select opened_at from cases where id = new.case_id));
  return new;
end $$;
create or replace trigger opened_at before insert on kernel.case_agencies for each row execute function kernel.opened_at();

-- Lists in the order in which they are shown, so that a page reads its own lines and no more.
create index concurrently if not exists open_cases on kernel.cases (programme, opened_at desc, id desc) where closed_at is null;
create index concurrently if not exists closed_cases on kernel.cases (programme, opened_at desc, id desc) where closed_at is not null;
update kernel.case_agencies a set opened_at = c.opened_at from kernel.cases c where c.id = a.case_id and a.opened_at is null;
create index concurrently if not exists cases_of_agency on kernel.case_agencies (agency_id, opened_at desc, case_id desc);
drop index concurrently if exists kernel.case_agencies_agency_id_idx;
-- People by name: the latest told of first, or those of the very given name, or of its initial.
create index concurrently if not exists names_latest on kernel.person_names (family_key, record_id desc);
create index concurrently if not exists names_given_latest on kernel.person_names (family_key, given_key, record_id desc);
drop index concurrently if exists kernel.person_names_family_key_given_key_idx;
