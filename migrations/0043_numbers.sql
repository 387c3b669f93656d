-- Numbers of other schemes than the NHS's are compared and found by too: the country's with everybody's, an agency's own with
-- its own. Whoever bears one is given a profile anew, by the job that gives them; of everybody else the new method makes
-- what the former one made.

-- For the job: what a record tells, as little as comparing needs, and whose numbers. A protected address is compared by nobody.
create or replace function matching.told_of(which uuid[]) returns table (record_id uuid, version int, told jsonb)
  language sql stable security definer set search_path = kernel, pg_temp as $$
  select r.id, r.version, jsonb_build_object(
      'agency', r.agency_id, 'born_from', r.born_from, 'born_to', r.born_to, 'born_precision', r.born_precision, 'sex', r.sex,
      'names', coalesce((select jsonb_agg(jsonb_build_object('kind', n.kind, 'given', n.given, 'family', n.family) order by n.id)
                           from person_names n where n.record_id = r.id), '[]'),
      'addresses', coalesce((select jsonb_agg(jsonb_build_object('address', a.address, 'postcode', a.postcode, 'uprn', a.uprn) order by a.id)
                           from person_addresses a where a.record_id = r.id and not a.protected), '[]'),
      'contacts', coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'value', c.value) order by c.id)
                           from person_contacts c where c.record_id = r.id), '[]'),
      'identifiers', coalesce((select jsonb_agg(jsonb_build_object('scheme', i.scheme, 'value', i.value) order by i.id)
                           from person_identifiers i where i.record_id = r.id and i.valid is distinct from false), '[]'))
    from person_records r where matching.is_matching() and r.id = any (which) and not matching.is_gone(r.id) $$;

update matching.profile_method set method = 2 where method = 1;
update matching.profiles p set version = 0
 where exists (select from kernel.person_identifiers i where i.record_id = p.record_id and i.scheme not like 'nhs%');
