-- The directory of services: who can help, as staff keep it and the public is shown it. A service is what it is called and
-- said to be in its latest version; the public sees the version that was published, and nothing of what was before or comes.
create schema directory;

-- Whether words say where something is: a postcode, a house in a street, or a point on the map. What no keyboard types is
-- taken out first, so that nothing hides between two letters.
create function directory.tells_where(said jsonb) returns boolean language sql immutable parallel safe as $$
  select plain ~* '\m[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][abd-hjlnp-uw-z]{2}\M'
      or plain ~* '\m[0-9]+[a-z]?,?\s+([a-z''-]+\s+){1,3}(street|road|lane|avenue|crescent|terrace)\M'
      or plain ~ '\m[0-9]+[A-Za-z]?,?\s+([A-Z][a-z''-]+\s+){1,3}(Close|Way|Place|Court|Walk|Row|Drive|Grove|Gardens|Square|Mews|Hill|Rise|Green|Park)\M'
      or plain ~ '-?[0-9]{1,2}\.[0-9]{3,}'
    from regexp_replace(regexp_replace(said::text, '[^\x01-\x7f]', '', 'g'), '\\[nrt]|[^A-Za-z0-9.,''-]', ' ', 'g') as plain $$;

create table directory.services (
  id uuid primary key,
  kind text not null check (kind in ('emergency', 'helpline', 'support', 'refuge', 'information')),
  agency_id text references kernel.agencies,  -- whose own service it is, where it is of an agency that takes part
  pack text unique,                           -- what the area's pack calls it
  state text not null default 'draft' check (state in ('draft', 'published', 'withdrawn')),
  published int,                              -- the version that the public sees
  checked_on date,                            -- when somebody last rang and looked
  checked_by uuid references kernel.users,
  made_at timestamptz not null,
  changed_at timestamptz not null,            -- when what the public sees last became otherwise
  unique (id, kind),
  check ((state = 'published') = (published is not null)));

-- Everything ever said of a service. Where a refuge is, the database will not take: neither as a place nor in words. What a
-- service is cannot be changed, so none becomes a refuge, or ceases to be one, with an address already said.
create table directory.versions (
  service_id uuid not null,
  version int not null check (version > 0),
  kind text not null,
  said jsonb not null,
  why text not null default '',
  by_user uuid references kernel.users,       -- nobody: as the area's pack has it
  at timestamptz not null,
  primary key (service_id, version),
  foreign key (service_id, kind) references directory.services (id, kind),
  constraint only_what_is_known check (said - array['name', 'about', 'by', 'needs', 'people', 'only', 'youngest', 'oldest', 'askers',
    'phone', 'text', 'chat', 'web', 'email', 'sign', 'visits', 'place', 'hours', 'hoursNote', 'cost', 'languages', 'interpreter',
    'districts', 'happens', 'tells', 'safely', 'notice', 'always', 'madeUp'] = '{}'),
  constraint refuge_tells_no_place check (kind <> 'refuge' or not (said ? 'place' or said ? 'visits' or directory.tells_where(said))));
alter table directory.services add foreign key (id, published) references directory.versions (service_id, version) deferrable initially deferred;
create trigger append_only before update or delete or truncate on directory.versions for each statement execute function kernel.refuse_change();

-- What was done with a service, by whom and when.
create table directory.deeds (
  id uuid primary key,
  service_id uuid not null references directory.services,
  deed text not null check (deed in ('published', 'withdrawn', 'checked')),
  version int,                                -- which was published, or checked
  by_user uuid references kernel.users,
  note text not null default '',
  at timestamptz not null);
create index on directory.deeds (service_id, id);
create trigger append_only before update or delete or truncate on directory.deeds for each statement execute function kernel.refuse_change();

-- A service that nobody has checked for long is work for those who keep the directory.
alter table kernel.work add service_id uuid references directory.services;
alter table kernel.work drop constraint work_check;
alter table kernel.work add constraint work_check check (num_nonnulls(report_id, case_id, service_id) >= 1);
create unique index on kernel.work (service_id) where service_id is not null;
create policy kept on kernel.work for select to :app using ((select kernel.actor()) = 'job:directory' and service_id is not null);
create policy asked on kernel.work for insert to :app with check (
  (select kernel.actor()) = 'job:directory' and service_id is not null and report_id is null and case_id is null);

do $$ declare t text; begin
  foreach t in array array['services', 'versions', 'deeds'] loop
    execute format('alter table directory.%I enable row level security', t);
  end loop;
end $$;

-- Whoever keeps the directory, the agency whose service it is, and the job that brings what the area's pack says.
create function directory.keeps(agency text) returns boolean language sql stable as $$
  select (select kernel.actor()) = 'job:directory' or (select kernel.i_hold('directory')) or agency = (select kernel.my_agency()) $$;

create policy seen on directory.services for select to :app using (
  (state = 'published' and (select kernel.actor()) is not null) or directory.keeps(agency_id));
create policy added on directory.services for insert to :app with check (
  (select kernel.actor()) = 'job:directory' or (select kernel.i_hold('directory'))
  or (agency_id = (select kernel.my_agency()) and state = 'draft' and checked_on is null and pack is null));
create policy changed on directory.services for update to :app using (
  (select kernel.actor()) = 'job:directory' or (select kernel.i_hold('directory')));

create policy seen on directory.versions for select to :app using (exists (
  select from directory.services s where s.id = service_id and (s.published = version or directory.keeps(s.agency_id))));
create policy added on directory.versions for insert to :app with check (
  by_user is not distinct from (select kernel.actor_user()) and exists (
    select from directory.services s where s.id = service_id and directory.keeps(s.agency_id)));

create policy seen on directory.deeds for select to :app using (exists (
  select from directory.services s where s.id = service_id and directory.keeps(s.agency_id)));
create policy added on directory.deeds for insert to :app with check (
  by_user is not distinct from (select kernel.actor_user())
  and ((select kernel.actor()) = 'job:directory' or (select kernel.i_hold('directory'))));

grant usage on schema directory to :app;
grant select, insert on directory.services, directory.versions, directory.deeds to :app;
grant update (state, published, checked_on, checked_by, changed_at) on directory.services to :app;
