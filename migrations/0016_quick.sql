-- in steps
-- What was slow once a million cases were there.

-- Whether a record may be seen is asked of each row of a person: the record, its name, its link, its contacts. It is asked
-- once a transaction and remembered in it, with whom it was asked for; write anything that it rests on, and it is asked anew.
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
create function kernel.forget_seen() returns trigger language plpgsql as $$
begin
  perform set_config('safekeep.seen_for', '', true);
  return null;
end $$;
create trigger forget_seen after insert or update or delete on kernel.reports for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.report_people for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.cases for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.case_people for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.case_agencies for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.readers for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.conflicts for each statement execute function kernel.forget_seen();
create trigger forget_seen after insert or update or delete on kernel.person_links for each statement execute function kernel.forget_seen();

-- An agency's cases are listed by when they were opened, which is repeated here as the case's other columns are: to look
-- them up among all the cases would read every case there is.
alter table kernel.case_agencies add column opened_at timestamptz;
create function kernel.opened_at() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  new.opened_at := coalesce(new.opened_at, (select opened_at from cases where id = new.case_id));
  return new;
end $$;
create trigger opened_at before insert on kernel.case_agencies for each row execute function kernel.opened_at();
