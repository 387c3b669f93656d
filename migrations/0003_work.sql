-- The wording a form showed, kept so that an answer can always be read beside the question that was asked.
create table kernel.wordings (
  version text not null,
  language text not null,
  kind text not null,
  wording jsonb not null,
  primary key (version, language));

-- What someone told us, exactly as told. The words are sealed under a key of the report's own: to dispose of the
-- report is to destroy the key. Beside them stand only codes, which measures may count.
create table kernel.reports (
  id uuid primary key,
  reference text not null unique,            -- sayable; opens nothing
  receipt_hash bytea unique,                 -- the receipt itself is only with the reporter
  send_hash bytea unique,                    -- the same send twice is one report
  kind text not null,
  source text not null check (source in ('public', 'professional', 'feed', 'call')),
  agency_id text references kernel.agencies, -- the referrer's, if a professional signed in
  sealed bytea,
  sealed_key bytea,
  wording_version text not null, language text not null,
  happened_from date, happened_to date,
  happened_precision text not null default 'unknown'
    check (happened_precision in ('exact', 'day', 'month', 'year', 'ongoing', 'unknown')),
  received_at timestamptz not null,
  recorded_at timestamptz not null,
  place_id text, district text, lsoa text,
  codes jsonb not null default '{}',         -- answers to questions of choice only
  anonymous boolean not null, contactable boolean not null,
  threat boolean not null default false,     -- to life or limb
  sensitivity text not null default 'ordinary' check (sensitivity in ('ordinary', 'restricted', 'sealed')),
  legal_hold boolean not null default false,
  disposed_at timestamptz,
  foreign key (wording_version, language) references kernel.wordings);
create index on kernel.reports (kind, received_at);

create table kernel.report_people (
  id uuid primary key,
  report_id uuid not null references kernel.reports,
  record_id uuid not null references kernel.person_records,
  part text not null,
  reporter boolean not null default false,
  unique (report_id, record_id, part));
create index on kernel.report_people (record_id);

-- Two reports of one event stay two reports: each referrer keeps a right to be told what came of it.
create table kernel.report_links (
  report_a uuid not null references kernel.reports,
  report_b uuid not null references kernel.reports,
  reason text not null,
  linked_by uuid not null references kernel.users,
  linked_at timestamptz not null,
  primary key (report_a, report_b), check (report_a < report_b));

create table kernel.cases (
  id uuid primary key,
  reference text not null unique,
  programme text not null,
  state text not null,
  seen_by text not null check (seen_by in ('partners', 'participants', 'programme')),
  sensitivity text not null default 'ordinary' check (sensitivity in ('ordinary', 'restricted', 'sealed')),
  report_id uuid references kernel.reports,
  lead_agency text references kernel.agencies,
  owner_user uuid references kernel.users,
  owner_team uuid references kernel.teams,
  contactable boolean not null default true,
  opened_at timestamptz not null,
  closed_at timestamptz,
  legal_hold boolean not null default false,
  unique (id, programme, seen_by, sensitivity));
create index on kernel.cases (report_id);
create index on kernel.cases (programme, opened_at);

-- Many to a report: one for each person concerned.
create table kernel.decisions (
  id uuid primary key,
  report_id uuid not null references kernel.reports,
  record_id uuid not null references kernel.person_records,
  what text not null check (what in ('refer', 'signpost', 'act-now', 'no-further-action')),
  programme text,
  case_id uuid references kernel.cases,
  rationale text not null,
  lawful_basis text not null,
  told text not null check (told in ('yes', 'no', 'not-yet')),
  not_told_why text not null default '',
  view text not null check (view in ('agrees', 'objects', 'not-asked', 'not-known')),
  override_why text not null default '',
  supersedes uuid references kernel.decisions,
  by_user uuid not null references kernel.users,
  at timestamptz not null,
  recorded_at timestamptz not null,
  check (what <> 'refer' or (programme is not null and case_id is not null)));
create index on kernel.decisions (report_id);

create table kernel.case_people (
  id uuid primary key,
  case_id uuid not null references kernel.cases,
  record_id uuid not null references kernel.person_records,
  part text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  unique (case_id, record_id, part));
create index on kernel.case_people (record_id);

-- The case's own columns are repeated here and kept in step by the key, so that row security on this table
-- need not look at kernel.cases, whose policy looks here.
create table kernel.case_agencies (
  case_id uuid not null,
  agency_id text not null references kernel.agencies,
  programme text not null, seen_by text not null, sensitivity text not null,
  agreement_id uuid references kernel.agreements,
  starts_at timestamptz not null,
  ends_at timestamptz,
  primary key (case_id, agency_id),
  foreign key (case_id, programme, seen_by, sensitivity)
    references kernel.cases (id, programme, seen_by, sensitivity) on update cascade);
create index on kernel.case_agencies (agency_id);

create table kernel.case_links (
  case_a uuid not null references kernel.cases,
  case_b uuid not null references kernel.cases,
  kind text not null,
  linked_by uuid not null references kernel.users,
  linked_at timestamptz not null,
  primary key (case_a, case_b, kind));

-- Who may read a restricted or sealed matter, by name; and who broke the glass, why, until when, reviewed by whom.
create table kernel.readers (
  id uuid primary key,
  user_id uuid not null references kernel.users,
  case_id uuid references kernel.cases,
  report_id uuid references kernel.reports,
  why text not null,
  glass_broken boolean not null default false,
  starts_at timestamptz not null,
  ends_at timestamptz,
  reviewed_by uuid references kernel.users,
  reviewed_at timestamptz,
  review text,
  check (num_nonnulls(case_id, report_id) = 1),
  check (not glass_broken or ends_at is not null));
create index on kernel.readers (user_id);

create table kernel.chronology (
  id uuid primary key,
  position bigint generated always as identity unique,
  case_id uuid not null references kernel.cases,
  step text not null,
  from_state text not null, to_state text not null,
  answers jsonb not null default '{}',
  codes jsonb not null default '{}',         -- the coded answers, which the facts may show
  decision boolean not null default false,
  rationale text not null default '', lawful_basis text,
  hidden_from text[] not null default '{}',  -- roles ('programme:role') that must not see this entry
  corrects uuid references kernel.chronology,
  by_user uuid not null references kernel.users,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  disposed_at timestamptz);
create index on kernel.chronology (case_id, position);
create unique index one_correction on kernel.chronology (corrects) where corrects is not null;

create table kernel.clocks (
  id uuid primary key,
  report_id uuid references kernel.reports,
  record_id uuid references kernel.person_records,
  case_id uuid references kernel.cases,
  action_id uuid, check_id uuid, share_id uuid, order_id uuid,
  programme text not null,
  clock text not null,
  limit_id text not null, limit_version int not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  ended_at timestamptz,
  result text check (result in ('met', 'late', 'missed', 'lifted')),
  lifted_why text,
  working_seconds int,                       -- how long it took in opening hours; raw time is ended_at - started_at
  foreign key (limit_id, limit_version) references kernel.limits,
  check ((ended_at is null) = (result is null)),
  check (result <> 'lifted' or lifted_why is not null),
  check (num_nonnulls(report_id, case_id) >= 1));
create index on kernel.clocks (case_id) where case_id is not null;
create index on kernel.clocks (report_id) where report_id is not null;
create unique index one_running_clock on kernel.clocks
  (coalesce(case_id, report_id), clock, coalesce(record_id, '00000000-0000-0000-0000-000000000000')) where ended_at is null;

create table kernel.actions (
  id uuid primary key,
  report_id uuid references kernel.reports,
  case_id uuid references kernel.cases,
  decision_id uuid references kernel.decisions,
  owner_agency text not null references kernel.agencies,
  owner_user uuid references kernel.users,
  what text not null,
  due_on date not null,
  set_by uuid not null references kernel.users,
  set_at timestamptz not null,
  done_at timestamptz, done_by uuid references kernel.users,
  evidence text,
  check (num_nonnulls(report_id, case_id) >= 1),
  check ((done_at is null) = (evidence is null)));
create index on kernel.actions (case_id);
create index on kernel.actions (report_id);
create index on kernel.actions (owner_agency, due_on) where done_at is null;

-- What a partner knows: "nothing known" is an answer, "not returned" is not.
create table kernel.checks (
  id uuid primary key,
  report_id uuid references kernel.reports,
  case_id uuid references kernel.cases,
  record_id uuid not null references kernel.person_records,
  agency_id text not null references kernel.agencies,
  requested_by uuid not null references kernel.users,
  requested_at timestamptz not null,
  due_at timestamptz not null,
  returned_at timestamptz, returned_by uuid references kernel.users,
  result text check (result in ('nothing-known', 'known')),
  content text, sensitivity text, grade text,
  redacted boolean, onward_share_allowed boolean, used_in_decision boolean,
  check (num_nonnulls(report_id, case_id) >= 1),
  check ((returned_at is null) = (result is null)));

-- A disclosure is an act: what, to whom, under which power, for what purpose.
create table kernel.shares (
  id uuid primary key,
  report_id uuid references kernel.reports,
  case_id uuid references kernel.cases,
  record_id uuid references kernel.person_records,
  decision_id uuid references kernel.decisions,
  agreement_id uuid references kernel.agreements,
  to_agency text not null references kernel.agencies,
  what text not null,
  power text not null,
  purpose text not null,
  requested_at timestamptz, answered_at timestamptz,
  answer text check (answer in ('shared', 'refused')),
  by_user uuid not null references kernel.users,
  at timestamptz not null,
  check (num_nonnulls(report_id, case_id) >= 1));
create index on kernel.shares (case_id);
create index on kernel.shares (report_id);

-- Files: written and flushed before the commit that names them.
create table kernel.documents (
  id uuid primary key,
  report_id uuid references kernel.reports,
  case_id uuid references kernel.cases,
  title text not null,
  file_name text not null,
  type text not null,                        -- as sniffed, never as claimed
  bytes bigint not null,
  sha256 bytea not null,
  sealed_key bytea,
  display_type text,                         -- of the re-encoded copy that pages may show, if there is one
  marking text not null default 'official-sensitive',
  by_user uuid references kernel.users,
  added_at timestamptz not null,
  disposed_at timestamptz,
  check (num_nonnulls(report_id, case_id) = 1));
create index on kernel.documents (case_id);
create index on kernel.documents (report_id);

-- The worklist: narrow, ordered, written with the step that makes the work. A queue is 'programme:role',
-- 'agency:x', 'team:x' or 'user:x'. It holds no names.
create table kernel.work (
  id uuid primary key,
  queue text not null,
  kind text not null,                        -- 'triage', 'step', 'action', 'check'
  title text not null,                       -- a code, never a person's words
  programme text not null,
  report_id uuid references kernel.reports,
  case_id uuid references kernel.cases,
  action_id uuid references kernel.actions,
  clock_id uuid references kernel.clocks,
  reference text not null,
  district text,
  threat boolean not null default false,
  due_at timestamptz not null,
  owner uuid references kernel.users,
  added_at timestamptz not null,
  check (num_nonnulls(report_id, case_id) >= 1));
create index on kernel.work (queue, due_at, id);
create index on kernel.work (case_id);
create index on kernel.work (report_id);

-- A threat to life or limb: shown to whoever is on duty until somebody has seen it.
create table kernel.alerts (
  id uuid primary key,
  report_id uuid not null unique references kernel.reports,
  raised_at timestamptz not null,
  seen_by uuid references kernel.users,
  seen_at timestamptz,
  check ((seen_by is null) = (seen_at is null)));
create index unseen_alerts on kernel.alerts (raised_at) where seen_at is null;

-- Who looked at what, and why: one row for each opening, list, search, export, print and API answer.
create table kernel.audit (
  position bigint generated always as identity primary key,
  at timestamptz not null,
  actor text not null,
  agency_id text,
  action text not null,
  purpose text not null,
  note text not null default '',
  regime text not null check (regime in ('general', 'law-enforcement')),  -- DPA 2018 Part 2 or Part 3
  result text not null check (result in ('done', 'refused', 'not-found', 'failed')),
  reports uuid[] not null default '{}', cases uuid[] not null default '{}',
  records uuid[] not null default '{}', documents uuid[] not null default '{}',
  shown int not null default 0);
create index on kernel.audit using gin (reports);
create index on kernel.audit using gin (cases);
create index on kernel.audit using gin (records);

-- What others must hear of, written in the same transaction: ids only.
create table kernel.outbox (
  id uuid primary key,
  position bigint generated always as identity,
  event text not null,
  subject uuid not null,
  at timestamptz not null,
  handled_at timestamptz);
create index on kernel.outbox (position) where handled_at is null;

-- Review, retain, dispose: who decided to dispose of what, and why. The tombstone of what is gone.
create table kernel.disposals (
  id uuid primary key,
  case_id uuid references kernel.cases,
  report_id uuid references kernel.reports,
  reason text not null,
  decided_by uuid not null references kernel.users,
  at timestamptz not null);

create trigger append_only before update or delete or truncate on kernel.chronology for each statement execute function kernel.refuse_change();
create trigger append_only before update or delete or truncate on kernel.decisions for each statement execute function kernel.refuse_change();
-- A report's sensitivity and a legal hold may change; what was told may not.
create trigger append_only before delete or truncate or update of reference, receipt_hash, send_hash, kind, source, agency_id,
  sealed, sealed_key, wording_version, language, happened_from, happened_to, happened_precision, received_at, recorded_at,
  place_id, district, lsoa, codes, anonymous, contactable, threat, disposed_at on kernel.reports for each statement execute function kernel.refuse_change();
create trigger append_only before update or delete or truncate on kernel.audit for each statement execute function kernel.refuse_change();
create trigger append_only before update or delete or truncate on kernel.shares for each statement execute function kernel.refuse_change();
create trigger append_only before update or delete or truncate on kernel.disposals for each statement execute function kernel.refuse_change();

-- The only way to dispose: a recorded decision, the words gone, the key destroyed, the entries' outlines left.
create function kernel.dispose(which_case uuid, which_report uuid, why text, new_id uuid) returns void
  language plpgsql security definer set search_path = kernel as $$
begin
  if kernel.actor_user() is null then raise exception 'only a person may decide to dispose' using errcode = 'SK002'; end if;
  if not kernel.i_hold('retention') then raise exception 'only who holds retention may decide to dispose' using errcode = 'SK002'; end if;
  if exists (select from cases where id = which_case and legal_hold)
     or exists (select from reports where id = which_report and legal_hold) then
    raise exception 'a legal hold forbids disposal' using errcode = 'SK003';
  end if;
  insert into disposals (id, case_id, report_id, reason, decided_by, at)
    values (new_id, which_case, which_report, why, kernel.actor_user(), kernel.at());
  if which_case is not null then
    perform set_config('safekeep.disposing', 'chronology', true);
    update chronology set answers = '{}', rationale = '', disposed_at = kernel.at() where case_id = which_case;
  end if;
  if which_report is not null then
    perform set_config('safekeep.disposing', 'reports', true);
    update reports set sealed = null, sealed_key = null, disposed_at = kernel.at() where id = which_report;
  end if;
  perform set_config('safekeep.disposing', '', true);
end $$;
revoke execute on function kernel.dispose from public;
