-- Asked of each link that a run makes. As one statement it was planned anew each time, and read every link of a person; by
-- the few differences of one record it costs a twentieth, and no more where there are many links.
create or replace function kernel.said_different(record uuid, person uuid, besides uuid default null) returns boolean
  language plpgsql stable security definer set search_path = kernel, pg_temp as $$
begin
  return exists (
    select from (select record_b as other from person_differences where record_a = record
                 union all select record_a from person_differences where record_b = record) d
     where other is distinct from besides
       and exists (select from person_links l where l.record_id = d.other and l.ends_at is null and l.person_id = person));
end $$;
