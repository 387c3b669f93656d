-- Who might be whom. What is here is worked out from people's records and can be worked out again, but for what people said
-- (reviews, and kernel.person_differences) and what a run changed. Only the jobs that match compare; they see no record itself.
create schema matching;

create function matching.is_matching() returns boolean language sql stable as $$ select kernel.actor() in ('job:match', 'job:match-profiles') $$;
-- An agency's own index record, and not the person of a report or a case.
create function matching.is_indexed(which uuid) returns boolean language sql stable security definer set search_path = kernel, pg_temp as
  $$ select exists (select from person_records r where r.id = which and r.agency_id is not null) $$;

-- A record as the engine compares it: up to four ways to read it, where it tells of several names, addresses or numbers.
create table matching.profiles (
  record_id uuid primary key references kernel.person_records,
  version int not null default 1,          -- of the record that this was made of
  indexed boolean not null default false,  -- an agency's own index record
  given jsonb not null check (jsonb_array_length(given) <= 4),
  keys bigint[] not null,                  -- by which others are found that may be the same
  digest bytea,                            -- of what an agency sent, so that the same sent again is let be
  sealed boolean not null default false,   -- nobody is told that its agency knows anybody
  pending boolean not null default true,   -- not compared yet, as it stands now
  kept_at timestamptz not null);
create index profiles_pending on matching.profiles (record_id) where pending;

-- The same keys the other way round. Narrow, and in the order in which they are asked for.
create table matching.keys (
  key bigint not null,
  record_id uuid not null references matching.profiles on delete cascade,
  primary key (key, record_id));
create index on matching.keys (record_id);

create table matching.models (
  id text primary key,                     -- the beginning of the SHA-256 of the model
  model json not null,                     -- as it was written, to the letter
  added_at timestamptz not null,
  in_use boolean not null default false);
create unique index one_model_in_use on matching.models (in_use) where in_use;

-- Two records that may be of one person. What people said of them stands in the reviews, of which this repeats the last.
create table matching.suggestions (
  id uuid primary key,
  record_a uuid not null references kernel.person_records,
  record_b uuid not null references kernel.person_records,
  weight double precision not null,        -- in bits
  probability double precision not null check (probability between 0 and 1),
  model_id text not null references matching.models,
  because jsonb not null,                  -- how alike they are in what, without a word of either
  state text not null default 'open' check (state in ('open', 'same', 'different', 'unsure')),
  worth real not null default 0,           -- how much a look at it is worth: its consequence, and how much in doubt it is
  made_at timestamptz not null,
  unique (record_a, record_b), check (record_a < record_b));
create index on matching.suggestions (record_b);
create index suggestions_waiting on matching.suggestions (worth desc, id) where state in ('open', 'unsure') and worth > 0;

create table matching.reviews (
  id uuid primary key,
  record_a uuid not null references kernel.person_records,
  record_b uuid not null references kernel.person_records,
  verdict text not null check (verdict in ('same', 'different', 'unsure', 'undone')),
  why text not null check (why <> ''),
  shown jsonb,                             -- the suggestion as it stood when this was said; nothing where there was none
  links_made uuid[] not null default '{}', links_ended uuid[] not null default '{}',
  undoes uuid unique references matching.reviews,
  by_user uuid not null references kernel.users,
  at timestamptz not null,
  check (record_a < record_b), check ((verdict = 'undone') = (undoes is not null)));
create index on matching.reviews (record_a, record_b, id);
create index on matching.reviews (record_b);
create trigger append_only before update or delete or truncate on matching.reviews for each statement execute function kernel.refuse_change();

-- Each time that a model grouped the agencies' index records anew, and each time that this was taken back.
create table matching.runs (
  id uuid primary key,
  position bigint generated always as identity,
  model_id text not null references matching.models,
  former_model_id text references matching.models,
  undoes uuid unique references matching.runs,
  at timestamptz not null,
  made int not null, ended int not null);
create table matching.run_links (
  run_id uuid not null references matching.runs,
  link_id uuid not null references kernel.person_links,
  deed text not null check (deed in ('made', 'ended', 'reopened')),
  primary key (run_id, link_id));
create index on matching.run_links (link_id);
create table matching.run_redirects (
  run_id uuid not null references matching.runs,
  person_id uuid not null references kernel.persons,
  was uuid references kernel.persons, now uuid references kernel.persons,
  primary key (run_id, person_id));

-- An agency's programs say who they are by a key of which only the digest is kept.
create table matching.agency_keys (
  key_hash bytea primary key,
  agency_id text not null references kernel.agencies,
  made_at timestamptz not null,
  ended_at timestamptz);
create function matching.agency_of(hash bytea, moment timestamptz) returns text
  language sql stable security definer set search_path = matching, pg_temp as
  $$ select agency_id from agency_keys where key_hash = hash and made_at <= moment and (ended_at is null or ended_at > moment) $$;

-- What stands in the way of a record written again is taken away; what it is found by is spread out; and whoever compares
-- is told. One job for each statement: a worker that is at it already may have looked before this was there. A notice is
-- given only where no other is under way, since the commits of those who give one wait for one another.
create function matching.make_way() returns trigger language plpgsql security definer set search_path = matching, pg_temp as $$
begin
  delete from profiles where record_id = new.record_id;
  new.indexed := is_indexed(new.record_id);
  return new;
end $$;
create trigger make_way before insert on matching.profiles for each row execute function matching.make_way();
create function matching.spread_keys() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
begin
  insert into matching.keys (key, record_id) select distinct k, f.record_id from fresh f cross join lateral unnest(f.keys) k;
  if exists (select from fresh where pending) then
    if not exists (select from jobs where name = 'match' and run_at <= kernel.at()) then perform pg_notify('safekeep_jobs', ''); end if;
    insert into jobs (id, name, run_at, queued_at) values (gen_random_uuid(), 'match', kernel.at(), kernel.at());
  end if;
  return null;
end $$;
create trigger spread_keys after insert on matching.profiles referencing new table as fresh
  for each statement execute function matching.spread_keys();

-- A record that its source corrected is compared anew; one that is gone is compared no more, and no machine says whose it is.
create function matching.follow_record() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
begin
  if new.disposed_at is not null then
    perform matching.forget(array[new.id]);
  else
    insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'match', new.id, kernel.at(), kernel.at());
    perform pg_notify('safekeep_jobs', '');
  end if;
  return null;
end $$;
create function matching.forget(which uuid[]) returns void language plpgsql set search_path = matching, kernel, pg_temp as $$
begin
  delete from profiles where record_id = any (which);
  delete from suggestions where record_a = any (which) or record_b = any (which);
  delete from person_scraps where record_id = any (which);  -- of the next file
  update person_links set ends_at = kernel.at(), ended_reason = 'The record is gone'
   where record_id = any (which) and ends_at is null and decided_by is null;
end $$;
revoke execute on function matching.forget from public;
create trigger follow_record after update on kernel.person_records for each row
  when (old.version <> new.version and new.agency_id is null or old.disposed_at is distinct from new.disposed_at)
  execute function matching.follow_record();

-- Told of in nothing that is left.
create function matching.is_gone(which uuid) returns boolean language sql stable security definer set search_path = kernel, pg_temp as $$
  select exists (select from person_records r where r.id = which and r.disposed_at is not null)
    or (exists (select from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.disposed_at is not null
          union all select from case_people p join disposals d on d.case_id = p.case_id where p.record_id = which)
      and not exists (select from person_records r where r.id = which and r.agency_id is not null)
      and not exists (select from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.disposed_at is null)
      and not exists (select from case_people p where p.record_id = which
            and not exists (select from disposals d where d.case_id = p.case_id))) $$;
create function matching.follow_disposal() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
begin
  perform matching.forget(array(
    select p.record_id from report_people p where p.report_id = new.report_id and matching.is_gone(p.record_id)
    union select p.record_id from case_people p where p.case_id = new.case_id and matching.is_gone(p.record_id)));
  return null;
end $$;
-- At the end, when the report says that it is gone.
create constraint trigger follow_disposal after insert on kernel.disposals deferrable initially deferred
  for each row execute function matching.follow_disposal();

-- "Different people", said by a person, stands against every machine, and so does a link that a person made.
create function matching.refuse_overruling() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  if exists (
    select from person_differences d
      join person_links l on l.record_id = case when d.record_a = new.record_id then d.record_b else d.record_a end
     where (d.record_a = new.record_id or d.record_b = new.record_id) and l.person_id = new.person_id and l.ends_at is null) then
    raise exception 'a person said that these are different' using errcode = 'SK004';
  end if;
  return null;
end $$;
create index on kernel.person_differences (record_b);
create constraint trigger refuse_overruling after insert or update of ends_at, person_id on kernel.person_links
  deferrable initially deferred for each row
  when (new.decided_by is null and new.ends_at is null) execute function matching.refuse_overruling();

-- What people said last of two records and did not take back.
create function matching.standing(one uuid, other uuid) returns setof matching.reviews language sql stable as $$
  select r.* from matching.reviews r
   where r.record_a = one and r.record_b = other and r.verdict <> 'undone'
     and not exists (select from matching.reviews u where u.undoes = r.id)
   order by r.id desc limit 1 $$;
-- It is followed at once: by the suggestion, and by what stands between the two. To take it back puts back what was there,
-- as far as nobody has decided otherwise since; a link of another record is touched by no word about these two.
create function matching.follow_review() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare stands matching.reviews;
begin
  if new.verdict = 'undone' then
    update person_links l set ends_at = new.at, ended_by = new.by_user, ended_reason = new.why
      from reviews r where r.id = new.undoes and l.id = any (r.links_made) and l.record_id in (new.record_a, new.record_b) and l.ends_at is null;
    update person_links l set ends_at = null, ended_by = null, ended_reason = null
      from reviews r where r.id = new.undoes and l.id = any (r.links_ended) and l.record_id in (new.record_a, new.record_b)
       and not exists (select from person_links o where o.record_id = l.record_id and o.ends_at is null);
  end if;
  select * into stands from standing(new.record_a, new.record_b);
  update suggestions set state = coalesce(stands.verdict, 'open') where record_a = new.record_a and record_b = new.record_b;
  delete from person_differences where record_a = new.record_a and record_b = new.record_b;
  if stands.verdict = 'different' then
    insert into person_differences (record_a, record_b, decided_by, decided_at, reason)
      values (stands.record_a, stands.record_b, stands.by_user, stands.at, stands.why);
  end if;
  return null;
end $$;
create trigger follow_review after insert on matching.reviews for each row execute function matching.follow_review();

-- A look is worth the more, the more hangs on it and the nearer it is to even: a threat to life, a child, an open case. Where
-- neither record is of a report or a case nobody in the hub is asked.
create function matching.weigh_worth() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare p double precision := least(greatest(new.probability, 0.000001), 0.999999); told uuid[];
begin
  select coalesce(array_agg(id), '{}') into told from person_records where id in (new.record_a, new.record_b) and agency_id is null;
  if told = '{}' then new.worth := 0; return new; end if;
  new.worth := -(p * ln(p) + (1 - p) * ln(1 - p)) / ln(2) * (1
    + case when exists (select from report_people x join reports r on r.id = x.report_id where x.record_id = any (told) and r.threat) then 8 else 0 end
    + case when exists (select from person_records r where r.id in (new.record_a, new.record_b) and r.born_from > kernel.today() - interval '18 years') then 4 else 0 end
    + case when exists (select from case_people x join cases c on c.id = x.case_id where x.record_id = any (told) and c.closed_at is null) then 2 else 0 end);
  return new;
end $$;
create trigger weigh_worth before insert or update of probability on matching.suggestions
  for each row execute function matching.weigh_worth();

-- For the job: what a record tells, as little as comparing needs. A protected address is compared by nobody.
create function matching.told_of(which uuid[]) returns table (record_id uuid, version int, told jsonb)
  language sql stable security definer set search_path = kernel, pg_temp as $$
  select r.id, r.version, jsonb_build_object(
      'born_from', r.born_from, 'born_to', r.born_to, 'born_precision', r.born_precision, 'sex', r.sex,
      'names', coalesce((select jsonb_agg(jsonb_build_object('kind', n.kind, 'given', n.given, 'family', n.family) order by n.id)
                           from person_names n where n.record_id = r.id), '[]'),
      'addresses', coalesce((select jsonb_agg(jsonb_build_object('address', a.address, 'postcode', a.postcode, 'uprn', a.uprn) order by a.id)
                           from person_addresses a where a.record_id = r.id and not a.protected), '[]'),
      'contacts', coalesce((select jsonb_agg(jsonb_build_object('kind', c.kind, 'value', c.value) order by c.id)
                           from person_contacts c where c.record_id = r.id), '[]'),
      'identifiers', coalesce((select jsonb_agg(jsonb_build_object('scheme', i.scheme, 'value', i.value) order by i.id)
                           from person_identifiers i where i.record_id = r.id and i.valid is distinct from false), '[]'))
    from person_records r where matching.is_matching() and r.id = any (which) and not matching.is_gone(r.id) $$;
-- Records without a profile, or with one of a former version.
create function matching.lacking(most int) returns setof uuid
  language sql stable security definer set search_path = matching, kernel, pg_temp as $$
  select r.id from person_records r left join profiles p on p.record_id = r.id
   where matching.is_matching() and r.disposed_at is null and p.version is distinct from r.version and not matching.is_gone(r.id)
   limit most $$;
-- A person whom no link names any more leads on to the one who has their records now.
create function matching.redirect(persons uuid[], onward uuid[]) returns void
  language sql security definer set search_path = kernel, pg_temp as $$
  update persons p set redirects_to = t.onward from unnest(persons, onward) as t (id, onward)
   where matching.is_matching() and p.id = t.id $$;

-- Index records as an agency's own program or the command tells them, told once or again; answers what became of each.
create function matching.take_in(which_agency text, people jsonb) returns table (ref text, record_id uuid, deed text)
  language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
#variable_conflict use_column
declare fresh jsonb;
begin
  if kernel.actor() is distinct from 'job:index' and kernel.actor() is distinct from 'api:' || which_agency then
    raise insufficient_privilege using message = 'an agency''s index records are its own';
  end if;
  -- One at a time for each agency: two that tell of one person at once would each find that nobody has.
  perform pg_advisory_xact_lock(hashtext('index ' || which_agency));
  select coalesce(jsonb_agg(one || jsonb_build_object('id', coalesce(r.id, (one ->> 'id')::uuid), 'version', coalesce(r.version + 1, 1))), '[]')
    into fresh from jsonb_array_elements(people) one
    left join person_records r on r.agency_id = which_agency and r.source_ref = one ->> 'ref'
    left join profiles p on p.record_id = r.id
   where p.digest is distinct from decode(one ->> 'digest', 'hex');
  insert into person_record_versions (record_id, version, was, corrected_at, why)
    select r.id, r.version, to_jsonb(r) || told_as(r.id), kernel.at(), 'Told anew by its agency'
      from jsonb_array_elements(fresh) one join person_records r on r.id = (one ->> 'id')::uuid;
  delete from person_names where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  delete from person_addresses where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  delete from person_contacts where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  delete from person_identifiers where record_id in (select (one ->> 'id')::uuid from jsonb_array_elements(fresh) one);
  insert into person_records (id, source, agency_id, source_ref, born_from, born_to, born_precision, sex, version, recorded_at)
    select (one ->> 'id')::uuid, 'feed', which_agency, one ->> 'ref', (one ->> 'born_from')::date, (one ->> 'born_to')::date,
           coalesce(one ->> 'born_precision', 'unknown'), one ->> 'sex', 1, kernel.at() from jsonb_array_elements(fresh) one
    on conflict (agency_id, source_ref) do update set born_from = excluded.born_from, born_to = excluded.born_to,
      born_precision = excluded.born_precision, sex = excluded.sex, version = person_records.version + 1, disposed_at = null;
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
  insert into profiles (record_id, version, given, keys, digest, sealed, kept_at)
    select (one ->> 'id')::uuid, (one ->> 'version')::int, one -> 'profile', array(select jsonb_array_elements_text(one -> 'keys')::bigint),
           decode(one ->> 'digest', 'hex'), coalesce((one ->> 'sealed')::boolean, false), kernel.at() from jsonb_array_elements(fresh) one;
  return query select one ->> 'ref', (f ->> 'id')::uuid, case when f is null then 'same' when f ->> 'version' = '1' then 'new' else 'changed' end
    from jsonb_array_elements(people) one left join jsonb_array_elements(fresh) f on f ->> 'ref' = one ->> 'ref';
end $$;
-- A former version keeps its names, addresses, numbers.
create function matching.told_as(which uuid) returns jsonb language sql stable security definer set search_path = kernel, pg_temp as $$
  select jsonb_build_object(
    'names', (select jsonb_agg(to_jsonb(n) - 'record_id' order by n.id) from person_names n where n.record_id = which),
    'addresses', (select jsonb_agg(to_jsonb(a) - 'record_id' order by a.id) from person_addresses a where a.record_id = which),
    'contacts', (select jsonb_agg(to_jsonb(c) - 'record_id' order by c.id) from person_contacts c where c.record_id = which),
    'identifiers', (select jsonb_agg(to_jsonb(i) - 'record_id' order by i.id) from person_identifiers i where i.record_id = which)) $$;
revoke execute on function matching.told_as from public;
-- Index records that their agency no longer tells of: those named, or all but those named.
create function matching.withdraw(which_agency text, refs text[], all_but boolean) returns int
  language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare gone int;
begin
  if kernel.actor() is distinct from 'job:index' and kernel.actor() is distinct from 'api:' || which_agency then
    raise insufficient_privilege using message = 'an agency''s index records are its own';
  end if;
  perform pg_advisory_xact_lock(hashtext('index ' || which_agency));
  update person_records r set disposed_at = kernel.at()
   where r.agency_id = which_agency and r.disposed_at is null and r.source_ref is not null
     and (r.source_ref = any (refs)) is distinct from all_but;
  get diagnostics gone = row_count;
  return gone;
end $$;

do $$ declare t text; begin
  foreach t in array array['profiles', 'keys', 'runs', 'run_links', 'run_redirects'] loop
    execute format('alter table matching.%I enable row level security', t);
    execute format('create policy matched on matching.%I to :app using ((select matching.is_matching())) with check ((select matching.is_matching()))', t);
  end loop;
end $$;
-- Whoever tells of somebody writes what they are found by, in the same transaction, and reads none of it.
create policy told on matching.profiles for insert to :app with check (kernel.just_told(record_id) or kernel.sees_record(record_id));
alter table matching.agency_keys enable row level security;
create policy kept on matching.agency_keys to :app using ((select kernel.actor()) = 'job:index') with check ((select kernel.actor()) = 'job:index');
alter table matching.models enable row level security;
create policy seen on matching.models for select to :app using ((select matching.is_matching()) or (select kernel.my_agency()) is not null);
create policy added on matching.models for insert to :app with check ((select matching.is_matching()));
create policy used on matching.models for update to :app using ((select matching.is_matching()));
-- One policy for whoever reads, the job first: of two, the dearer might be asked first, of each of a million rows.
alter table matching.suggestions enable row level security;
create policy seen on matching.suggestions for select to :app using (
  (select matching.is_matching()) or (kernel.sees_record(record_a) and kernel.sees_record(record_b)));
create policy found on matching.suggestions for insert to :app with check ((select matching.is_matching()));
create policy found_anew on matching.suggestions for update to :app using ((select matching.is_matching()));
create policy found_no_more on matching.suggestions for delete to :app using ((select matching.is_matching()));
alter table matching.reviews enable row level security;
create policy seen on matching.reviews for select to :app using (
  (select matching.is_matching()) or (kernel.sees_record(record_a) and kernel.sees_record(record_b)));
create policy said on matching.reviews for insert to :app with check (
  by_user = (select kernel.actor_user()) and kernel.sees_record(record_a) and kernel.sees_record(record_b)
  and (undoes is null or undoes = (select r.id from matching.standing(record_a, record_b) r)));

-- The job groups index records, in nobody's name; what people decided it reads and never alters.
drop policy seen on kernel.person_links;
create policy seen on kernel.person_links for select to :app using ((select matching.is_matching()) or kernel.sees_record(record_id));
create policy grouped on kernel.person_links for insert to :app with check (
  (select matching.is_matching()) and decided_by is null and matching.is_indexed(record_id));
create policy regrouped on kernel.person_links for update to :app
  using ((select matching.is_matching()) and decided_by is null) with check ((select matching.is_matching()) and decided_by is null and ended_by is null);
drop policy seen on kernel.person_differences;
create policy seen on kernel.person_differences for select to :app
  using ((select matching.is_matching()) or (kernel.sees_record(record_a) and kernel.sees_record(record_b)));
-- That job sees links for what they join, and not who is related to whom.
drop policy seen on kernel.relationships;
create policy seen on kernel.relationships to :app
  using (not (select matching.is_matching()) and kernel.sees_person(person_a) and kernel.sees_person(person_b));

-- Whether some agency may be asked about somebody whom the hub sees: of the other side its kind and nothing else. It is asked
-- through a view, which reads as the owner while it asks, as whoever looks, what they see. Index records point at none, or
-- an agency would learn from its own whom another knows.
create function matching.is_kept_close(which uuid) returns boolean language sql stable security definer set search_path = kernel, pg_temp as $$
  select exists (select from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.sensitivity <> 'ordinary')
      or exists (select from case_people p join cases c on c.id = p.case_id where p.record_id = which and c.sensitivity <> 'ordinary') $$;
create view matching.pointers with (security_barrier) as
  select distinct s.record_id, a.kind as agency_kind
    from (select record_a as record_id, record_b as other, probability, state from matching.suggestions
          union all select record_b, record_a, probability, state from matching.suggestions) s
    join kernel.person_records r on r.id = s.other and r.agency_id is not null and r.disposed_at is null
    join matching.profiles p on p.record_id = s.other and not p.sealed
    join kernel.agencies a on a.id = r.agency_id
   where (select kernel.i_hold('hub')) and s.probability >= 0.9 and s.state <> 'different'
     and not matching.is_indexed(s.record_id) and s.other <> all ((select kernel.my_known())::uuid[])
     and kernel.sees_record(s.record_id) and not kernel.sees_record(s.other) and not matching.is_kept_close(s.other);

grant usage on schema matching to :app;
grant select, insert, delete on matching.profiles to :app;
grant update (pending) on matching.profiles to :app;
grant select on matching.keys, matching.pointers to :app;
grant select, insert, delete on matching.suggestions to :app;
grant update (weight, probability, model_id, because, made_at) on matching.suggestions to :app;
grant select, insert on matching.reviews, matching.models, matching.runs, matching.run_links, matching.run_redirects, matching.agency_keys to :app;
grant update (in_use) on matching.models to :app;
grant update (ended_at) on matching.agency_keys to :app;
