-- Whether a record is gone is dear to ask, and was asked of every record before whether it lacks a profile at all: half a
-- minute of a million each night, and again for each five hundred after a change of method. Now it is asked of those that
-- lack one; `offset 0` keeps the two apart.
create or replace function matching.lacking(most int) returns setof uuid
  language sql stable security definer set search_path = matching, kernel, pg_temp as $$
  select id from (
    select r.id from person_records r left join profiles p on p.record_id = r.id
     where matching.is_matching() and r.disposed_at is null and p.version is distinct from r.version
    offset 0) unlike
   where not matching.is_gone(id)
   limit most $$;
