-- A person is reached through reports and cases, whose policies look at others in turn. Set into one another, they made
-- plans of hundreds of parts: half a millisecond of work, and thirteen of setting it up. Records are asked for a few at a
-- time, by id or by name, so each row is asked about by a function with a plan of its own, made once a connection.
-- Reports, cases, clocks and the worklist, which are read in long lists, keep the form that is worked out once a statement.
create function kernel.is_told_of(which uuid) returns boolean language plpgsql stable as
  $$ begin
    return exists (select from kernel.report_people p where p.record_id = which)
        or exists (select from kernel.case_people p where p.record_id = which);
  end $$;

drop policy seen on kernel.person_records;
create policy seen on kernel.person_records for select to :app using (
  agency_id = (select kernel.my_agency()) or kernel.is_told_of(id));

do $$ declare t text; begin
  foreach t in array array['person_names', 'person_addresses', 'person_contacts', 'person_identifiers', 'person_links', 'person_record_versions'] loop
    execute format('drop policy seen on kernel.%I', t);
    execute format('create policy seen on kernel.%I for select to :app using (kernel.sees_record(record_id))', t);
  end loop;
end $$;
