-- in steps
-- Lists in the order in which they are shown, so that a page reads its own lines and no more.
create index concurrently if not exists open_cases on kernel.cases (programme, opened_at desc, id desc) where closed_at is null;
create index concurrently if not exists closed_cases on kernel.cases (programme, opened_at desc, id desc) where closed_at is not null;
do $$ begin loop
  update kernel.case_agencies a set opened_at = c.opened_at from kernel.cases c
   where c.id = a.case_id and (a.case_id, a.agency_id) in (
     select case_id, agency_id from kernel.case_agencies where opened_at is null limit 5000);
  exit when not found;
  commit;
end loop; end $$;
create index concurrently if not exists cases_of_agency on kernel.case_agencies (agency_id, opened_at desc, case_id desc);
drop index concurrently if exists kernel.case_agencies_agency_id_idx;
-- People by name: the latest told of first, or those of the very given name, or of its initial.
create index concurrently if not exists names_latest on kernel.person_names (family_key, record_id desc);
create index concurrently if not exists names_given_latest on kernel.person_names (family_key, given_key, record_id desc);
drop index concurrently if exists kernel.person_names_family_key_given_key_idx;
