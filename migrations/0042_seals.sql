-- That nobody is told of a record is said of the record. It stood in the profile, which is made anew whenever the method of
-- comparing changes or a record comes back, and nothing that makes one anew can know of a seal.
alter table kernel.person_records add sealed boolean not null default false;  -- nobody is told that its agency knows anybody
update kernel.person_records r set sealed = true from matching.profiles p where p.record_id = r.id and p.sealed;

-- What an agency sent is remembered, too, whoever makes the profile anew: the same sent again is still let be.
create or replace function matching.make_way() returns trigger language plpgsql security definer set search_path = matching, pg_temp as $$
declare sent bytea;
begin
  delete from profiles where record_id = new.record_id returning digest into sent;
  new.digest := coalesce(new.digest, sent);
  new.indexed := is_indexed(new.record_id);
  return new;
end $$;

-- A seal is lifted only by who says so outright: a record told again without it is held as it was, and said to be. That
-- holds for one that its agency let go, too.
create or replace function matching.take_in(which_agency text, people jsonb) returns table (ref text, record_id uuid, deed text)
  language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
#variable_conflict use_column
declare fresh jsonb; held text[];
begin
  if kernel.actor() is distinct from 'job:index' and kernel.actor() is distinct from 'api:' || which_agency then
    raise insufficient_privilege using message = 'an agency''s index records are its own';
  end if;
  -- One at a time for each agency: two that tell of one person at once would each find that nobody has.
  perform pg_advisory_xact_lock(hashtext('index ' || which_agency));
  select coalesce(array_agg(r.source_ref), '{}') into held from jsonb_array_elements(people) one
    join person_records r on r.agency_id = which_agency and r.source_ref = one ->> 'ref'
   where r.sealed and not coalesce((one ->> 'sealed')::boolean, false) and not coalesce((one ->> 'unseal')::boolean, false);
  select coalesce(jsonb_agg(one || jsonb_build_object('id', coalesce(r.id, (one ->> 'id')::uuid), 'version', coalesce(r.version + 1, 1))), '[]')
    into fresh from jsonb_array_elements(people) one
    left join person_records r on r.agency_id = which_agency and r.source_ref = one ->> 'ref'
    left join profiles p on p.record_id = r.id
   where p.digest is distinct from decode(one ->> 'digest', 'hex') and one ->> 'ref' <> all (held);
  insert into person_record_versions (record_id, version, was, corrected_at, why)
    select r.id, r.version, to_jsonb(r) || told_as(r.id), kernel.at(), 'Told anew by its agency'
      from jsonb_array_elements(fresh) one join person_records r on r.id = (one ->> 'id')::uuid;
  delete from person_names where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  delete from person_addresses where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  delete from person_contacts where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  delete from person_identifiers where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  insert into person_records (id, source, agency_id, source_ref, born_from, born_to, born_precision, sex, version, recorded_at, sealed)
    select (one ->> 'id')::uuid, 'feed', which_agency, one ->> 'ref', (one ->> 'born_from')::date, (one ->> 'born_to')::date,
           coalesce(one ->> 'born_precision', 'unknown'), one ->> 'sex', 1, kernel.at(), coalesce((one ->> 'sealed')::boolean, false)
      from jsonb_array_elements(fresh) one
    on conflict (agency_id, source_ref) do update set born_from = excluded.born_from, born_to = excluded.born_to,
      born_precision = excluded.born_precision, sex = excluded.sex, version = person_records.version + 1, disposed_at = null,
      sealed = excluded.sealed;
  insert into person_names (id, record_id, kind, given, family, given_key, family_key)
    select gen_random_uuid(), (one ->> 'id')::uuid, n.kind, n.given, n.family, n.given_key, n.family_key
      from jsonb_array_elements(fresh) one, jsonb_to_recordset(one -> 'names') as n (kind text, given text, family text, given_key text, family_key text);
  insert into person_addresses (id, record_id, address, postcode, uprn)
    select gen_random_uuid(), (one ->> 'id')::uuid, a.address, a.postcode, a.uprn
      from jsonb_array_elements(fresh) one, jsonb_to_recordset(one -> 'addresses') as a (address text, postcode text, uprn text);
  insert into person_contacts (id, record_id, kind, value, value_key)
    select gen_random_uuid(), (one ->> 'id')::uuid, c.kind, c.value, c.value_key
      from jsonb_array_elements(fresh) one, jsonb_to_recordset(one -> 'contacts') as c (kind text, value text, value_key text);
  insert into person_identifiers (id, record_id, scheme, value)
    select gen_random_uuid(), (one ->> 'id')::uuid, i.scheme, i.value
      from jsonb_array_elements(fresh) one, jsonb_to_recordset(one -> 'identifiers') as i (scheme text, value text);
  insert into profiles (record_id, version, given, keys, digest, kept_at)
    select (one ->> 'id')::uuid, (one ->> 'version')::int, one -> 'profile', array(select jsonb_array_elements_text(one -> 'keys')::bigint),
           decode(one ->> 'digest', 'hex'), kernel.at() from jsonb_array_elements(fresh) one;
  return query select one ->> 'ref', (f ->> 'id')::uuid, case when one ->> 'ref' = any (held) then 'held' when f is null then 'same' when f ->> 'version' = '1' then 'new' else 'changed' end
    from jsonb_array_elements(people) one left join jsonb_array_elements(fresh) f on f ->> 'ref' = one ->> 'ref';
end $$;

create or replace view matching.pointers with (security_barrier) as
  select distinct s.record_id, a.kind as agency_kind
    from (select record_a as record_id, record_b as other, probability, state from matching.suggestions
          union all select record_b, record_a, probability, state from matching.suggestions) s
    join kernel.person_records r on r.id = s.other and r.agency_id is not null and r.disposed_at is null and not r.sealed
    join kernel.agencies a on a.id = r.agency_id
   where (select kernel.i_hold('hub')) and s.probability >= 0.9 and s.state <> 'different'
     and not matching.is_indexed(s.record_id) and s.other <> all ((select kernel.my_known())::uuid[])
     and kernel.sees_record(s.record_id) and not kernel.sees_record(s.other) and not matching.is_kept_close(s.other);
alter table matching.profiles drop column sealed;
