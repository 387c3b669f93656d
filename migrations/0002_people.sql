-- One person record is one person as one source told us. Only its source corrects it; the former version is kept.
create table kernel.person_records (
  id uuid primary key,
  source text not null,                    -- 'report', 'user' or 'feed'
  agency_id text references kernel.agencies,
  source_ref text,                         -- the source's own identifier
  description text not null default '',    -- all there is, when nobody knows who it was
  born_from date, born_to date,
  born_precision text not null default 'unknown'
    check (born_precision in ('exact', 'month', 'year', 'estimated', 'due', 'unknown')),
  sex text, gender text, ethnicity text, language text,
  interpreter boolean,
  version int not null default 1,
  recorded_at timestamptz not null,
  disposed_at timestamptz,
  unique (agency_id, source_ref));
create index on kernel.person_records (born_from);

create table kernel.person_record_versions (
  record_id uuid not null references kernel.person_records,
  version int not null,
  was jsonb not null,
  corrected_by uuid references kernel.users,
  corrected_at timestamptz not null,
  why text not null,
  primary key (record_id, version));

create table kernel.person_names (
  id uuid primary key,
  record_id uuid not null references kernel.person_records,
  kind text not null default 'current' check (kind in ('current', 'former', 'alias', 'known-as')),
  given text not null default '', family text not null default '',
  -- Folded for finding: equality on these is leakproof, so row security does not cost the index.
  given_key text not null default '', family_key text not null default '',
  starts_on date, ends_on date);
create index on kernel.person_names (record_id);
create index on kernel.person_names (family_key, given_key);
create index on kernel.person_names (given_key);

create table kernel.person_addresses (
  id uuid primary key,
  record_id uuid not null references kernel.person_records,
  address text not null default '', postcode text, uprn text, place_id text,
  district text, lsoa text,
  protected boolean not null default false,   -- never printed, searched, exported or mapped
  no_fixed_abode boolean not null default false,
  starts_on date, ends_on date);
create index on kernel.person_addresses (record_id);
create index on kernel.person_addresses (postcode) where not protected;

create table kernel.person_contacts (
  id uuid primary key,
  record_id uuid not null references kernel.person_records,
  kind text not null check (kind in ('phone', 'text', 'email', 'post', 'other')),
  value text not null, value_key text not null,
  safe_to_use text not null default 'not-known' check (safe_to_use in ('yes', 'no', 'not-known')),
  safe_times text not null default '', safe_words text not null default '',
  never_leave_message boolean not null default true,
  starts_on date, ends_on date);
create index on kernel.person_contacts (record_id);
create index on kernel.person_contacts (value_key);

create table kernel.person_identifiers (
  id uuid primary key,
  record_id uuid not null references kernel.person_records,
  scheme text not null, value text not null,
  valid boolean,
  starts_on date, ends_on date);
create index on kernel.person_identifiers (record_id);
create index on kernel.person_identifiers (scheme, value);

-- A person is a stable identity and nothing else: what the open links say.
create table kernel.persons (
  id uuid primary key,
  redirects_to uuid references kernel.persons);

create table kernel.person_links (
  id uuid primary key,
  person_id uuid not null references kernel.persons,
  record_id uuid not null references kernel.person_records,
  starts_at timestamptz not null,
  ends_at timestamptz,
  weight double precision,
  model_version text,
  decided_by uuid references kernel.users,  -- nobody: a model decided
  ended_by uuid references kernel.users,
  reason text not null,
  ended_reason text,
  check (ends_at is null or ended_reason is not null));
create unique index one_open_link on kernel.person_links (record_id) where ends_at is null;
create index on kernel.person_links (person_id);

-- "Different people", said by a person, is never overruled by a model.
create table kernel.person_differences (
  record_a uuid not null references kernel.person_records,
  record_b uuid not null references kernel.person_records,
  decided_by uuid not null references kernel.users,
  decided_at timestamptz not null,
  reason text not null,
  primary key (record_a, record_b), check (record_a < record_b));

create table kernel.relationships (
  id uuid primary key,
  person_a uuid not null references kernel.persons,
  person_b uuid not null references kernel.persons,
  kind text not null,
  source text not null,
  starts_on date, ends_on date);

-- This user is, or knows, this person: locked out of what concerns them.
create table kernel.conflicts (
  id uuid primary key,
  user_id uuid not null references kernel.users,
  person_id uuid not null references kernel.persons,
  reason text not null,
  told_supervisor_at timestamptz,
  starts_at timestamptz not null,
  ends_at timestamptz);
create index on kernel.conflicts (user_id);
