-- What the migrations make of an empty database, as it says itself. Made by bin/schema.ts; to be read, not run.

create table conversation.messages (
  id uuid not null,
  report_id uuid not null,
  side text not null,
  kind text not null,
  outcome text,
  sealed bytea,
  send_hash bytea not null,
  by_user uuid,
  at timestamp with time zone not null,
  seen_at timestamp with time zone,
  seen_by uuid,
  helpful boolean,
  survey text,
  constraint messages_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint messages_check CHECK (((side = 'service'::text) = (by_user IS NOT NULL))),
  constraint messages_check1 CHECK (((seen_by IS NULL) OR (side = 'reporter'::text))),
  constraint messages_check2 CHECK (((helpful IS NULL) OR (side = 'service'::text))),
  constraint messages_check3 CHECK (((survey IS NULL) OR (COALESCE(outcome, ''::text) = 'closed'::text))),
  constraint messages_check4 CHECK (
CASE
    WHEN ((side = 'service'::text) AND (kind = 'status'::text)) THEN (COALESCE(outcome, ''::text) = ANY (ARRAY['read'::text, 'passed'::text, 'decided'::text, 'closed'::text]))
    WHEN ((side = 'service'::text) AND (kind = 'deletion'::text)) THEN (COALESCE(outcome, ''::text) = ANY (ARRAY['granted'::text, 'refused'::text]))
    WHEN (side = 'service'::text) THEN ((outcome IS NULL) AND (kind = 'words'::text))
    ELSE ((outcome IS NULL) AND (kind <> 'status'::text))
END),
  constraint messages_kind_check CHECK ((kind = ANY (ARRAY['words'::text, 'status'::text, 'named'::text, 'reach'::text, 'files'::text, 'deletion'::text]))),
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint messages_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES kernel.users(id),
  constraint messages_send_hash_key UNIQUE (send_hash),
  constraint messages_side_check CHECK ((side = ANY (ARRAY['reporter'::text, 'service'::text]))),
  constraint messages_survey_check CHECK ((survey = ANY (ARRAY['offered'::text, 'answered'::text, 'declined'::text]))));
CREATE INDEX messages_report_id_id_idx ON conversation.messages USING btree (report_id, id);
CREATE INDEX unread_messages ON conversation.messages USING btree (report_id) WHERE ((side = 'reporter'::text) AND (seen_at IS NULL));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF id, report_id, side, kind, outcome, sealed, send_hash, by_user, at OR TRUNCATE ON conversation.messages FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table conversation.messages enable row level security;
create policy answered on conversation.messages for insert to :app
  with check ((side = 'service'::text) AND (by_user = ( SELECT kernel.actor_user() AS actor_user)) AND conversation.works_on(report_id) AND ((kind <> 'deletion'::text) OR ('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])) OR ( SELECT kernel.i_hold('retention'::text) AS i_hold)));
create policy read on conversation.messages for update to :app
  using ((side = 'reporter'::text) AND conversation.works_on(report_id))
  with check (seen_by = ( SELECT kernel.actor_user() AS actor_user));
create policy seen on conversation.messages for select to :app
  using (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = messages.report_id)));
create policy wrote on conversation.messages for insert to :app
  with check ((side = 'reporter'::text) AND (report_id = ( SELECT kernel.receiving() AS receiving)));
grant insert, select on conversation.messages to :app;
grant update (seen_at, seen_by) on conversation.messages to :app;

create table conversation.survey_counts (
  quarter text not null,
  programme text not null,
  question text not null,
  answer integer not null,
  n integer not null,
  constraint survey_counts_answer_check CHECK (((answer >= 1) AND (answer <= 5))),
  constraint survey_counts_pkey PRIMARY KEY (quarter, programme, question, answer),
  constraint survey_counts_quarter_check CHECK ((quarter ~ '^\d{4}-Q[1-4]$'::text)),
  constraint survey_counts_question_check CHECK ((question = ANY (ARRAY['contact'::text, 'actions'::text, 'informed'::text, 'treatment'::text, 'whole'::text]))));
alter table conversation.survey_counts enable row level security;
grant select on conversation.survey_counts to :app;

create table directory.deeds (
  id uuid not null,
  service_id uuid not null,
  deed text not null,
  version integer,
  by_user uuid,
  note text not null default ''::text,
  at timestamp with time zone not null,
  constraint deeds_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint deeds_deed_check CHECK ((deed = ANY (ARRAY['published'::text, 'withdrawn'::text, 'checked'::text]))),
  constraint deeds_pkey PRIMARY KEY (id),
  constraint deeds_service_id_fkey FOREIGN KEY (service_id) REFERENCES directory.services(id));
CREATE INDEX deeds_service_id_id_idx ON directory.deeds USING btree (service_id, id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON directory.deeds FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER tells_no_place BEFORE INSERT ON directory.deeds FOR EACH ROW EXECUTE FUNCTION directory.refuse_place();
alter table directory.deeds enable row level security;
create policy added on directory.deeds for insert to :app
  with check ((NOT (by_user IS DISTINCT FROM ( SELECT kernel.actor_user() AS actor_user))) AND ((( SELECT kernel.actor() AS actor) = 'job:directory'::text) OR ( SELECT kernel.i_hold('directory'::text) AS i_hold)));
create policy seen on directory.deeds for select to :app
  using (EXISTS ( SELECT
   FROM directory.services s
  WHERE ((s.id = deeds.service_id) AND directory.keeps(s.agency_id))));
grant insert, select on directory.deeds to :app;

create table directory.services (
  id uuid not null,
  kind text not null,
  agency_id text,
  pack text,
  state text not null default 'draft'::text,
  published integer,
  checked_on date,
  checked_by uuid,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  again_on date,
  constraint services_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint services_check CHECK (((state = 'published'::text) = (published IS NOT NULL))),
  constraint services_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES kernel.users(id),
  constraint services_id_kind_key UNIQUE (id, kind),
  constraint services_id_published_fkey FOREIGN KEY (id, published) REFERENCES directory.versions(service_id, version) DEFERRABLE INITIALLY DEFERRED,
  constraint services_kind_check CHECK ((kind = ANY (ARRAY['emergency'::text, 'helpline'::text, 'support'::text, 'refuge'::text, 'information'::text]))),
  constraint services_pack_key UNIQUE (pack),
  constraint services_pkey PRIMARY KEY (id),
  constraint services_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'withdrawn'::text]))));
CREATE TRIGGER tells_no_place BEFORE UPDATE OF published ON directory.services FOR EACH ROW WHEN ((new.published IS NOT NULL)) EXECUTE FUNCTION directory.refuse_telling();
alter table directory.services enable row level security;
create policy added on directory.services for insert to :app
  with check ((( SELECT kernel.actor() AS actor) = 'job:directory'::text) OR ( SELECT kernel.i_hold('directory'::text) AS i_hold) OR ((agency_id = ( SELECT kernel.my_agency() AS my_agency)) AND (state = 'draft'::text) AND (checked_on IS NULL) AND (pack IS NULL)));
create policy changed on directory.services for update to :app
  using ((( SELECT kernel.actor() AS actor) = 'job:directory'::text) OR ( SELECT kernel.i_hold('directory'::text) AS i_hold));
create policy seen on directory.services for select to :app
  using (((state = 'published'::text) AND (( SELECT kernel.actor() AS actor) IS NOT NULL)) OR directory.keeps(agency_id));
grant insert, select on directory.services to :app;
grant update (again_on, changed_at, checked_by, checked_on, published, state) on directory.services to :app;

create table directory.versions (
  service_id uuid not null,
  version integer not null,
  kind text not null,
  said jsonb not null,
  why text not null default ''::text,
  by_user uuid,
  at timestamp with time zone not null,
  constraint no_refuge_by_another_kind CHECK (((kind = 'refuge'::text) OR (NOT directory.tells_place(kind, said)))) NOT VALID,
  constraint only_what_is_known CHECK (((said - ARRAY['name'::text, 'about'::text, 'by'::text, 'needs'::text, 'people'::text, 'only'::text, 'youngest'::text, 'oldest'::text, 'askers'::text, 'phone'::text, 'text'::text, 'chat'::text, 'web'::text, 'email'::text, 'sign'::text, 'visits'::text, 'place'::text, 'hours'::text, 'hoursNote'::text, 'cost'::text, 'languages'::text, 'interpreter'::text, 'districts'::text, 'happens'::text, 'tells'::text, 'safely'::text, 'notice'::text, 'always'::text, 'madeUp'::text]) = '{}'::jsonb)),
  constraint refuge_tells_no_place CHECK (((kind <> 'refuge'::text) OR (NOT (directory.tells_place(kind, said) OR directory.tells_where(to_jsonb(why)))))) NOT VALID,
  constraint versions_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint versions_pkey PRIMARY KEY (service_id, version),
  constraint versions_service_id_kind_fkey FOREIGN KEY (service_id, kind) REFERENCES directory.services(id, kind),
  constraint versions_version_check CHECK ((version > 0)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON directory.versions FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table directory.versions enable row level security;
create policy added on directory.versions for insert to :app
  with check ((NOT (by_user IS DISTINCT FROM ( SELECT kernel.actor_user() AS actor_user))) AND (EXISTS ( SELECT
   FROM directory.services s
  WHERE ((s.id = versions.service_id) AND directory.keeps(s.agency_id)))));
create policy seen on directory.versions for select to :app
  using (EXISTS ( SELECT
   FROM directory.services s
  WHERE ((s.id = versions.service_id) AND ((s.published = versions.version) OR directory.keeps(s.agency_id)))));
grant insert, select on directory.versions to :app;

create table kernel.actions (
  id uuid not null,
  report_id uuid,
  case_id uuid,
  decision_id uuid,
  owner_agency text not null,
  owner_user uuid,
  what text not null,
  due_on date not null,
  set_by uuid not null,
  set_at timestamp with time zone not null,
  done_at timestamp with time zone,
  done_by uuid,
  evidence text,
  constraint actions_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint actions_check CHECK ((num_nonnulls(report_id, case_id) >= 1)),
  constraint actions_check1 CHECK (((done_at IS NULL) = (evidence IS NULL))),
  constraint actions_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES kernel.decisions(id),
  constraint actions_done_by_fkey FOREIGN KEY (done_by) REFERENCES kernel.users(id),
  constraint actions_owner_agency_fkey FOREIGN KEY (owner_agency) REFERENCES kernel.agencies(id),
  constraint actions_owner_user_fkey FOREIGN KEY (owner_user) REFERENCES kernel.users(id),
  constraint actions_pkey PRIMARY KEY (id),
  constraint actions_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint actions_set_by_fkey FOREIGN KEY (set_by) REFERENCES kernel.users(id));
CREATE INDEX actions_case_id_idx ON kernel.actions USING btree (case_id);
CREATE INDEX actions_owner_agency_due_on_idx ON kernel.actions USING btree (owner_agency, due_on) WHERE (done_at IS NULL);
CREATE INDEX actions_report_id_idx ON kernel.actions USING btree (report_id);
alter table kernel.actions enable row level security;
create policy done on kernel.actions for update to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((owner_agency = ( SELECT kernel.my_agency() AS my_agency)) OR ((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))))
  with check ((done_by IS NULL) OR (done_by = ( SELECT kernel.actor_user() AS actor_user)));
create policy seen on kernel.actions for select to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((owner_agency = ( SELECT kernel.my_agency() AS my_agency)) OR ((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = actions.case_id)))) OR ((report_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = actions.report_id))))));
create policy set on kernel.actions for insert to :app
  with check ((set_by = ( SELECT kernel.actor_user() AS actor_user)) AND (((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))));
grant insert, select on kernel.actions to :app;
grant update (done_at, done_by, evidence) on kernel.actions to :app;

create table kernel.agencies (
  id text not null,
  name text not null,
  kind text not null,
  constraint agencies_id_check CHECK ((id ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint agencies_name_key UNIQUE (name),
  constraint agencies_pkey PRIMARY KEY (id));
grant select on kernel.agencies to :app;

create table kernel.agreements (
  id uuid not null,
  title text not null,
  parties text[] not null,
  purposes text[] not null,
  kinds text[] not null,
  power text not null,
  starts_on date not null,
  ends_on date,
  review_on date,
  constraint agreements_pkey PRIMARY KEY (id));
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.agreements FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
alter table kernel.agreements enable row level security;
create policy staff on kernel.agreements for select to :app
  using ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
grant select on kernel.agreements to :app;

create table kernel.alerts (
  id uuid not null,
  report_id uuid not null,
  raised_at timestamp with time zone not null,
  seen_by uuid,
  seen_at timestamp with time zone,
  constraint alerts_check CHECK (((seen_by IS NULL) = (seen_at IS NULL))),
  constraint alerts_pkey PRIMARY KEY (id),
  constraint alerts_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint alerts_report_id_key UNIQUE (report_id),
  constraint alerts_seen_by_fkey FOREIGN KEY (seen_by) REFERENCES kernel.users(id));
CREATE INDEX unseen_alerts ON kernel.alerts USING btree (raised_at) WHERE (seen_at IS NULL);
alter table kernel.alerts enable row level security;
create policy acknowledged on kernel.alerts for update to :app
  using ((report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND (( SELECT kernel.i_hold('hub'::text) AS i_hold) OR ( SELECT kernel.i_am_on_duty() AS i_am_on_duty)))
  with check (seen_by = ( SELECT kernel.actor_user() AS actor_user));
create policy raised on kernel.alerts for insert to :app
  with check ((report_id = ( SELECT kernel.receiving() AS receiving)) OR ( SELECT kernel.i_hold('hub'::text) AS i_hold));
create policy seen on kernel.alerts for select to :app
  using ((report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND (( SELECT kernel.i_hold('hub'::text) AS i_hold) OR ( SELECT kernel.i_am_on_duty() AS i_am_on_duty)));
grant insert, select on kernel.alerts to :app;
grant update (seen_at, seen_by) on kernel.alerts to :app;

create table kernel.audit (
  position bigint not null generated always as identity,
  at timestamp with time zone not null,
  actor text not null,
  agency_id text,
  action text not null,
  purpose text not null,
  note text not null default ''::text,
  regime text not null,
  result text not null,
  reports uuid[] not null default '{}'::uuid[],
  cases uuid[] not null default '{}'::uuid[],
  records uuid[] not null default '{}'::uuid[],
  documents uuid[] not null default '{}'::uuid[],
  shown integer not null default 0,
  constraint audit_pkey PRIMARY KEY ("position"),
  constraint audit_regime_check CHECK ((regime = ANY (ARRAY['general'::text, 'law-enforcement'::text]))),
  constraint audit_result_check CHECK ((result = ANY (ARRAY['done'::text, 'refused'::text, 'not-found'::text, 'failed'::text]))));
CREATE INDEX audit_cases_named ON kernel.audit USING gin (cases) WHERE (cases <> '{}'::uuid[]);
CREATE INDEX audit_records_named ON kernel.audit USING gin (records) WHERE (records <> '{}'::uuid[]);
CREATE INDEX audit_reports_named ON kernel.audit USING gin (reports) WHERE (reports <> '{}'::uuid[]);
CREATE INDEX audit_searches ON kernel.audit USING btree (actor, at) WHERE (action = 'person.find'::text);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table kernel.audit enable row level security;
create policy read on kernel.audit for select to :app
  using ( SELECT kernel.i_hold('audit'::text) AS i_hold);
create policy written on kernel.audit for insert to :app
  with check (actor = ( SELECT kernel.actor() AS actor));
grant insert, select on kernel.audit to :app;

create table kernel.case_agencies (
  case_id uuid not null,
  agency_id text not null,
  programme text not null,
  seen_by text not null,
  sensitivity text not null,
  agreement_id uuid,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  opened_at timestamp with time zone,
  constraint case_agencies_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint case_agencies_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES kernel.agreements(id),
  constraint case_agencies_case_id_programme_seen_by_sensitivity_fkey FOREIGN KEY (case_id, programme, seen_by, sensitivity) REFERENCES kernel.cases(id, programme, seen_by, sensitivity) ON UPDATE CASCADE,
  constraint case_agencies_pkey PRIMARY KEY (case_id, agency_id));
CREATE INDEX cases_of_agency ON kernel.case_agencies USING btree (agency_id, opened_at DESC, case_id DESC);
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.case_agencies FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER opened_at BEFORE INSERT ON kernel.case_agencies FOR EACH ROW EXECUTE FUNCTION kernel.opened_at();
CREATE TRIGGER recast AFTER INSERT ON kernel.case_agencies REFERENCING NEW TABLE AS news FOR EACH STATEMENT EXECUTE FUNCTION kernel.recast_matter();
alter table kernel.case_agencies enable row level security;
create policy joined on kernel.case_agencies for insert to :app
  with check ((( SELECT kernel.i_hold('hub'::text) AS i_hold) OR (programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[]))) AND ((case_id = ( SELECT kernel.opening() AS opening)) OR kernel.sees_case(case_id)));
create policy left_it on kernel.case_agencies for update to :app
  using ((case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND (programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[])) AND ((sensitivity = 'ordinary'::text) OR (case_id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[]))))
  with check (programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[]));
create policy seen on kernel.case_agencies for select to :app
  using ((case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND ((case_id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[])) OR ((sensitivity = 'ordinary'::text) AND ((programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[])) OR ((seen_by = 'partners'::text) AND ( SELECT kernel.i_hold('hub'::text) AS i_hold)) OR ((seen_by <> 'programme'::text) AND (agency_id = ( SELECT kernel.my_agency() AS my_agency)) AND (starts_at <= ( SELECT kernel.at() AS at)) AND ((ends_at IS NULL) OR (ends_at > ( SELECT kernel.at() AS at))) AND ((agreement_id IS NULL) OR (agreement_id = ANY (( SELECT kernel.my_agreements() AS my_agreements)::uuid[]))))))));
grant insert, select on kernel.case_agencies to :app;
grant update (agreement_id, ends_at) on kernel.case_agencies to :app;

create table kernel.case_links (
  case_a uuid not null,
  case_b uuid not null,
  kind text not null,
  linked_by uuid not null,
  linked_at timestamp with time zone not null,
  constraint case_links_case_a_fkey FOREIGN KEY (case_a) REFERENCES kernel.cases(id),
  constraint case_links_case_b_fkey FOREIGN KEY (case_b) REFERENCES kernel.cases(id),
  constraint case_links_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES kernel.users(id),
  constraint case_links_pkey PRIMARY KEY (case_a, case_b, kind));
alter table kernel.case_links enable row level security;
create policy seen on kernel.case_links for all to :app
  using ((EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = case_links.case_a))) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = case_links.case_b))))
  with check ((linked_by = ( SELECT kernel.actor_user() AS actor_user)) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = case_links.case_a))) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = case_links.case_b))));
grant insert, select on kernel.case_links to :app;

create table kernel.case_people (
  id uuid not null,
  case_id uuid not null,
  record_id uuid not null,
  part text not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  constraint case_people_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint case_people_case_id_record_id_part_key UNIQUE (case_id, record_id, part),
  constraint case_people_pkey PRIMARY KEY (id),
  constraint case_people_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id));
CREATE INDEX case_people_record_id_idx ON kernel.case_people USING btree (record_id);
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.case_people FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.case_people FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER recast AFTER INSERT ON kernel.case_people REFERENCING NEW TABLE AS news FOR EACH STATEMENT EXECUTE FUNCTION kernel.recast_told();
CREATE TRIGGER weigh_again AFTER INSERT ON kernel.case_people FOR EACH ROW EXECUTE FUNCTION matching.follow_case_person();
alter table kernel.case_people enable row level security;
create policy added on kernel.case_people for insert to :app
  with check (((case_id = ( SELECT kernel.opening() AS opening)) OR kernel.sees_case(case_id)) AND (kernel.just_told(record_id) OR kernel.sees_record(record_id)));
create policy changed on kernel.case_people for update to :app
  using (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = case_people.case_id)));
create policy seen on kernel.case_people for select to :app
  using (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = case_people.case_id)));
grant insert, select on kernel.case_people to :app;
grant update (ends_at) on kernel.case_people to :app;

create table kernel.cases (
  id uuid not null,
  reference text not null,
  programme text not null,
  state text not null,
  seen_by text not null,
  sensitivity text not null default 'ordinary'::text,
  report_id uuid,
  lead_agency text,
  owner_user uuid,
  owner_team uuid,
  contactable boolean not null default true,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  legal_hold boolean not null default false,
  codes jsonb not null default '{}'::jsonb,
  district text,
  opened_from uuid,
  opened_as text,
  constraint cases_id_programme_seen_by_sensitivity_key UNIQUE (id, programme, seen_by, sensitivity),
  constraint cases_lead_agency_fkey FOREIGN KEY (lead_agency) REFERENCES kernel.agencies(id),
  constraint cases_owner_team_fkey FOREIGN KEY (owner_team) REFERENCES kernel.teams(id),
  constraint cases_owner_user_fkey FOREIGN KEY (owner_user) REFERENCES kernel.users(id),
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_reference_key UNIQUE (reference),
  constraint cases_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint cases_seen_by_check CHECK ((seen_by = ANY (ARRAY['partners'::text, 'participants'::text, 'programme'::text]))),
  constraint cases_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['ordinary'::text, 'restricted'::text, 'sealed'::text]))),
  constraint opened_as_something CHECK (((opened_from IS NULL) = (opened_as IS NULL))),
  constraint opened_from_a_case FOREIGN KEY (opened_from) REFERENCES kernel.cases(id));
CREATE INDEX cases_opened_from_idx ON kernel.cases USING btree (opened_from) WHERE (opened_from IS NOT NULL);
CREATE INDEX cases_programme_opened_at_idx ON kernel.cases USING btree (programme, opened_at);
CREATE INDEX cases_report_id_idx ON kernel.cases USING btree (report_id);
CREATE INDEX closed_cases ON kernel.cases USING btree (programme, opened_at DESC, id DESC) WHERE (closed_at IS NOT NULL);
CREATE INDEX open_cases ON kernel.cases USING btree (programme, opened_at DESC, id DESC) WHERE (closed_at IS NULL);
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.cases FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER readers_follow AFTER INSERT ON kernel.cases FOR EACH ROW WHEN (((new.sensitivity <> 'ordinary'::text) AND (num_nonnulls(new.opened_from, new.report_id) > 0))) EXECUTE FUNCTION kernel.readers_follow();
CREATE TRIGGER recast AFTER INSERT ON kernel.cases REFERENCING NEW TABLE AS news FOR EACH STATEMENT EXECUTE FUNCTION kernel.recast_matter();
CREATE TRIGGER recast_kept AFTER UPDATE OF sensitivity ON kernel.cases FOR EACH ROW WHEN (((old.sensitivity = 'ordinary'::text) <> (new.sensitivity = 'ordinary'::text))) EXECUTE FUNCTION kernel.recast_kept();
CREATE TRIGGER refuse_loosening BEFORE UPDATE OF sensitivity ON kernel.cases FOR EACH ROW WHEN ((kernel.how_close(new.sensitivity) < kernel.how_close(old.sensitivity))) EXECUTE FUNCTION kernel.refuse_loosening();
CREATE TRIGGER weigh_again AFTER UPDATE OF closed_at ON kernel.cases FOR EACH ROW WHEN ((old.closed_at IS DISTINCT FROM new.closed_at)) EXECUTE FUNCTION matching.follow_case();
alter table kernel.cases enable row level security;
create policy moved on kernel.cases for update to :app
  using ((id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND ((id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[])) OR ((sensitivity = 'ordinary'::text) AND ((programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[])) OR ((seen_by = 'partners'::text) AND ( SELECT kernel.i_hold('hub'::text) AS i_hold))))))
  with check ((programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[])) OR ((seen_by = 'partners'::text) AND ( SELECT kernel.i_hold('hub'::text) AS i_hold)) OR (id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[])));
create policy opened on kernel.cases for insert to :app
  with check ((id = ( SELECT kernel.opening() AS opening)) AND ((report_id IS NULL) OR kernel.keeps_as_close(report_id, sensitivity)) AND (( SELECT kernel.i_hold('hub'::text) AS i_hold) OR (programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[])) OR ((opened_from IS NOT NULL) AND kernel.sees_case(opened_from))));
create policy seen on kernel.cases for select to :app
  using ((id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND ((id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[])) OR ((sensitivity = 'ordinary'::text) AND ((programme = ANY (( SELECT kernel.my_programmes() AS my_programmes)::text[])) OR ((seen_by = 'partners'::text) AND ( SELECT kernel.i_hold('hub'::text) AS i_hold)) OR ((seen_by <> 'programme'::text) AND (EXISTS ( SELECT
   FROM kernel.case_agencies a
  WHERE ((a.case_id = cases.id) AND (a.agency_id = ( SELECT kernel.my_agency() AS my_agency)) AND (a.starts_at <= ( SELECT kernel.at() AS at)) AND ((a.ends_at IS NULL) OR (a.ends_at > ( SELECT kernel.at() AS at))) AND ((a.agreement_id IS NULL) OR (a.agreement_id = ANY (( SELECT kernel.my_agreements() AS my_agreements)::uuid[])))))))))));
grant insert, select on kernel.cases to :app;
grant update (closed_at, codes, lead_agency, owner_team, owner_user, sensitivity, state) on kernel.cases to :app;

create table kernel.checks (
  id uuid not null,
  report_id uuid,
  case_id uuid,
  record_id uuid not null,
  agency_id text not null,
  requested_by uuid not null,
  requested_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  returned_at timestamp with time zone,
  returned_by uuid,
  result text,
  content text,
  sensitivity text,
  grade text,
  redacted boolean,
  onward_share_allowed boolean,
  used_in_decision boolean,
  constraint checks_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint checks_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint checks_check CHECK ((num_nonnulls(report_id, case_id) >= 1)),
  constraint checks_check1 CHECK (((returned_at IS NULL) = (result IS NULL))),
  constraint checks_pkey PRIMARY KEY (id),
  constraint checks_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint checks_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint checks_requested_by_fkey FOREIGN KEY (requested_by) REFERENCES kernel.users(id),
  constraint checks_result_check CHECK ((result = ANY (ARRAY['nothing-known'::text, 'known'::text]))),
  constraint checks_returned_by_fkey FOREIGN KEY (returned_by) REFERENCES kernel.users(id));
alter table kernel.checks enable row level security;
create policy asked on kernel.checks for insert to :app
  with check ((requested_by = ( SELECT kernel.actor_user() AS actor_user)) AND (((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))));
create policy returned on kernel.checks for update to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND (agency_id = ( SELECT kernel.my_agency() AS my_agency)));
create policy seen on kernel.checks for select to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((agency_id = ( SELECT kernel.my_agency() AS my_agency)) OR ((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = checks.case_id)))) OR ((report_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = checks.report_id))))));
grant insert, select on kernel.checks to :app;
grant update (content, grade, onward_share_allowed, redacted, result, returned_at, returned_by, sensitivity, used_in_decision) on kernel.checks to :app;

create table kernel.chronology (
  id uuid not null,
  position bigint not null generated always as identity,
  case_id uuid not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  answers jsonb not null default '{}'::jsonb,
  codes jsonb not null default '{}'::jsonb,
  decision boolean not null default false,
  rationale text not null default ''::text,
  lawful_basis text,
  hidden_from text[] not null default '{}'::text[],
  corrects uuid,
  by_user uuid not null,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  disposed_at timestamp with time zone,
  constraint chronology_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint chronology_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint chronology_corrects_fkey FOREIGN KEY (corrects) REFERENCES kernel.chronology(id),
  constraint chronology_pkey PRIMARY KEY (id),
  constraint chronology_position_key UNIQUE ("position"));
CREATE INDEX chronology_case_id_position_idx ON kernel.chronology USING btree (case_id, "position");
CREATE UNIQUE INDEX one_correction ON kernel.chronology USING btree (corrects) WHERE (corrects IS NOT NULL);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.chronology FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table kernel.chronology enable row level security;
create policy added on kernel.chronology for insert to :app
  with check ((by_user = ( SELECT kernel.actor_user() AS actor_user)) AND ((case_id = ( SELECT kernel.opening() AS opening)) OR kernel.sees_case(case_id)));
create policy seen on kernel.chronology for select to :app
  using ((EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = chronology.case_id))) AND (NOT (hidden_from && ( SELECT kernel.my_roles() AS my_roles))));
grant insert, select on kernel.chronology to :app;

create table kernel.clocks (
  id uuid not null,
  report_id uuid,
  record_id uuid,
  case_id uuid,
  action_id uuid,
  check_id uuid,
  share_id uuid,
  order_id uuid,
  programme text not null,
  clock text not null,
  limit_id text not null,
  limit_version integer not null,
  started_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  result text,
  lifted_why text,
  working_seconds integer,
  at_least boolean not null default false,
  constraint clocks_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint clocks_check CHECK (((ended_at IS NULL) = (result IS NULL))),
  constraint clocks_check1 CHECK (((result <> 'lifted'::text) OR (lifted_why IS NOT NULL))),
  constraint clocks_check2 CHECK ((num_nonnulls(report_id, case_id) >= 1)),
  constraint clocks_limit_id_limit_version_fkey FOREIGN KEY (limit_id, limit_version) REFERENCES kernel.limits(id, version),
  constraint clocks_pkey PRIMARY KEY (id),
  constraint clocks_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint clocks_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint clocks_result_check CHECK ((result = ANY (ARRAY['met'::text, 'late'::text, 'missed'::text, 'lifted'::text]))));
CREATE INDEX clocks_case_id_idx ON kernel.clocks USING btree (case_id) WHERE (case_id IS NOT NULL);
CREATE INDEX clocks_report_id_idx ON kernel.clocks USING btree (report_id) WHERE (report_id IS NOT NULL);
CREATE UNIQUE INDEX one_running_clock ON kernel.clocks USING btree (COALESCE(case_id, report_id), clock, COALESCE(record_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE (ended_at IS NULL);
CREATE TRIGGER duty_done AFTER UPDATE OF ended_at ON kernel.clocks FOR EACH ROW WHEN (((new.clock = 'feedback'::text) AND (new.ended_at IS NOT NULL))) EXECUTE FUNCTION messages.duty_done();
alter table kernel.clocks enable row level security;
create policy ended on kernel.clocks for update to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND (((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))));
create policy seen on kernel.clocks for select to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = clocks.case_id)))) OR ((report_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = clocks.report_id))))));
create policy started on kernel.clocks for insert to :app
  with check ((report_id = ( SELECT kernel.receiving() AS receiving)) OR (case_id = ( SELECT kernel.opening() AS opening)) OR ((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id)));
create policy told on kernel.clocks for select to :app
  using ((( SELECT kernel.actor() AS actor) = 'job:send-message'::text) AND (clock = 'feedback'::text));
create policy told_now on kernel.clocks for update to :app
  using ((( SELECT kernel.actor() AS actor) = 'job:send-message'::text) AND (clock = 'feedback'::text));
grant insert, select on kernel.clocks to :app;
grant update (ended_at, lifted_why, result, working_seconds) on kernel.clocks to :app;

create table kernel.conflicts (
  id uuid not null,
  user_id uuid not null,
  person_id uuid not null,
  reason text not null,
  told_supervisor_at timestamp with time zone,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  constraint conflicts_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.persons(id),
  constraint conflicts_pkey PRIMARY KEY (id),
  constraint conflicts_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.users(id));
CREATE INDEX conflicts_user_id_idx ON kernel.conflicts USING btree (user_id);
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.conflicts FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.conflicts FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER know_them_now BEFORE INSERT ON kernel.conflicts FOR EACH ROW EXECUTE FUNCTION kernel.know_them_now();
alter table kernel.conflicts enable row level security;
create policy declared on kernel.conflicts for insert to :app
  with check ((user_id = ( SELECT kernel.actor_user() AS actor_user)) OR ('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])));
create policy ended on kernel.conflicts for update to :app
  using ((user_id <> ( SELECT kernel.actor_user() AS actor_user)) AND ('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])));
create policy seen on kernel.conflicts for select to :app
  using ((user_id = ( SELECT kernel.actor_user() AS actor_user)) OR ('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])));
grant insert, select on kernel.conflicts to :app;
grant update (ends_at, told_supervisor_at) on kernel.conflicts to :app;

create table kernel.decisions (
  id uuid not null,
  report_id uuid not null,
  record_id uuid not null,
  what text not null,
  programme text,
  case_id uuid,
  rationale text not null,
  lawful_basis text not null,
  told text not null,
  not_told_why text not null default ''::text,
  view text not null,
  override_why text not null default ''::text,
  supersedes uuid,
  by_user uuid not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  constraint agreed_with_somebody CHECK (((what <> 'hoax-agreed'::text) OR (supersedes IS NOT NULL))),
  constraint decisions_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint decisions_check CHECK (((what <> 'refer'::text) OR ((programme IS NOT NULL) AND (case_id IS NOT NULL)))),
  constraint decisions_pkey PRIMARY KEY (id),
  constraint decisions_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint decisions_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint decisions_supersedes_fkey FOREIGN KEY (supersedes) REFERENCES kernel.decisions(id),
  constraint decisions_told_check CHECK ((told = ANY (ARRAY['yes'::text, 'no'::text, 'not-yet'::text]))),
  constraint decisions_view_check CHECK ((view = ANY (ARRAY['agrees'::text, 'objects'::text, 'not-asked'::text, 'not-known'::text]))),
  constraint decisions_what_check CHECK ((what = ANY (ARRAY['refer'::text, 'signpost'::text, 'act-now'::text, 'no-further-action'::text, 'hoax'::text, 'hoax-agreed'::text]))));
CREATE INDEX decisions_hoaxes_idx ON kernel.decisions USING btree (report_id) WHERE (what = 'hoax-agreed'::text);
CREATE INDEX decisions_report_id_idx ON kernel.decisions USING btree (report_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.decisions FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table kernel.decisions enable row level security;
create policy made on kernel.decisions for insert to :app
  with check ((by_user = ( SELECT kernel.actor_user() AS actor_user)) AND ( SELECT kernel.i_hold('hub'::text) AS i_hold) AND kernel.sees_report(report_id) AND ((what <> 'hoax-agreed'::text) OR (('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])) AND kernel.hoax_by_another(supersedes, report_id))));
create policy seen on kernel.decisions for select to :app
  using (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = decisions.report_id)));
grant insert, select on kernel.decisions to :app;

create table kernel.disposals (
  id uuid not null,
  case_id uuid,
  report_id uuid,
  reason text not null,
  decided_by uuid not null,
  at timestamp with time zone not null,
  constraint disposals_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint disposals_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES kernel.users(id),
  constraint disposals_pkey PRIMARY KEY (id),
  constraint disposals_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint follow_disposal TRIGGER DEFERRABLE INITIALLY DEFERRED);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.disposals FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER empty_documents AFTER INSERT ON kernel.disposals FOR EACH ROW EXECUTE FUNCTION kernel.empty_documents();
CREATE TRIGGER empty_messages AFTER INSERT ON kernel.disposals FOR EACH ROW WHEN ((new.report_id IS NOT NULL)) EXECUTE FUNCTION messages.follow_disposal();
CREATE TRIGGER empty_zones AFTER INSERT ON kernel.disposals FOR EACH ROW WHEN ((new.case_id IS NOT NULL)) EXECUTE FUNCTION orders.empty_zones();
CREATE TRIGGER follow_conversation AFTER INSERT ON kernel.disposals FOR EACH ROW WHEN ((new.report_id IS NOT NULL)) EXECUTE FUNCTION conversation.follow_disposal();
CREATE CONSTRAINT TRIGGER follow_disposal AFTER INSERT ON kernel.disposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION matching.follow_disposal();
alter table kernel.disposals enable row level security;
create policy seen on kernel.disposals for select to :app
  using (( SELECT kernel.i_hold('retention'::text) AS i_hold) OR ( SELECT kernel.i_hold('audit'::text) AS i_hold) OR ((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id)));
grant select on kernel.disposals to :app;

create table kernel.documents (
  id uuid not null,
  report_id uuid,
  case_id uuid,
  title text not null,
  file_name text not null,
  type text not null,
  bytes bigint not null,
  sha256 bytea not null,
  sealed_key bytea,
  display_type text,
  marking text not null default 'official-sensitive'::text,
  by_user uuid,
  added_at timestamp with time zone not null,
  disposed_at timestamp with time zone,
  scanned boolean not null default false,
  constraint documents_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint documents_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint documents_check CHECK ((num_nonnulls(report_id, case_id) = 1)),
  constraint documents_pkey PRIMARY KEY (id),
  constraint documents_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id));
CREATE INDEX documents_by_name ON kernel.documents USING btree (((id)::text)) WHERE (disposed_at IS NULL);
CREATE INDEX documents_case_id_idx ON kernel.documents USING btree (case_id);
CREATE INDEX documents_report_id_idx ON kernel.documents USING btree (report_id);
alter table kernel.documents enable row level security;
create policy added on kernel.documents for insert to :app
  with check ((report_id = ( SELECT kernel.receiving() AS receiving)) OR ((by_user = ( SELECT kernel.actor_user() AS actor_user)) AND (((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id)))));
create policy seen on kernel.documents for select to :app
  using (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = documents.case_id)))) OR ((report_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = documents.report_id)))));
grant insert, select on kernel.documents to :app;

create table kernel.duty (
  id uuid not null,
  user_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint duty_check CHECK ((ends_at > starts_at)),
  constraint duty_pkey PRIMARY KEY (id),
  constraint duty_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.users(id));
CREATE INDEX duty_starts_at_ends_at_idx ON kernel.duty USING btree (starts_at, ends_at);
alter table kernel.duty enable row level security;
create policy staff on kernel.duty for select to :app
  using ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
grant select on kernel.duty to :app;

create table kernel.grants (
  id uuid not null,
  user_id uuid not null,
  programme text not null,
  role text not null,
  starts_on date not null,
  ends_on date,
  granted_by uuid,
  constraint grants_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES kernel.users(id),
  constraint grants_pkey PRIMARY KEY (id),
  constraint grants_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.users(id),
  constraint grants_user_id_programme_role_starts_on_key UNIQUE (user_id, programme, role, starts_on));
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.grants FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
alter table kernel.grants enable row level security;
create policy staff on kernel.grants for select to :app
  using ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
grant select on kernel.grants to :app;

create table kernel.installation (
  one boolean not null default true,
  area text not null,
  zone text not null,
  made_up boolean not null default false,
  county text not null default 'none'::text,
  key_fingerprint bytea not null,
  constraint installation_county_check CHECK ((county = ANY (ARRAY['none'::text, 'loading'::text, 'loaded'::text]))),
  constraint installation_one_check CHECK (one),
  constraint installation_pkey PRIMARY KEY (one));
grant select on kernel.installation to :app;

create table kernel.jobs (
  id uuid not null,
  name text not null,
  subject uuid,
  recurs boolean not null default false,
  run_at timestamp with time zone not null,
  queued_at timestamp with time zone not null,
  failures integer not null default 0,
  fault text,
  done_at timestamp with time zone,
  constraint jobs_name_check CHECK ((name ~ '^[a-z][a-z-]*$'::text)),
  constraint jobs_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX jobs_name_idx ON kernel.jobs USING btree (name) WHERE recurs;
CREATE INDEX jobs_run_at_idx ON kernel.jobs USING btree (run_at);
alter table kernel.jobs enable row level security;
create policy queued on kernel.jobs for insert to :app
  with check ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.actor_user() AS actor_user) IS NOT NULL) OR (subject = ( SELECT kernel.receiving() AS receiving)));
create policy worked on kernel.jobs for all to :app
  using (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text)
  with check (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text);
grant delete, insert, select on kernel.jobs to :app;
grant update (done_at, failures, fault, run_at) on kernel.jobs to :app;

create table kernel.limits (
  id text not null,
  version integer not null,
  limit_as_read jsonb not null,
  constraint limits_pkey PRIMARY KEY (id, version));
grant select on kernel.limits to :app;

create table kernel.monitoring (
  quarter text not null,
  kind text not null,
  question text not null,
  answer text not null,
  n integer not null,
  constraint monitoring_answer_check CHECK ((answer ~ '^[a-zA-Z0-9]{1,40}$'::text)),
  constraint monitoring_kind_check CHECK ((kind ~ '^[a-z-]{1,40}$'::text)),
  constraint monitoring_n_check CHECK ((n > 0)),
  constraint monitoring_pkey PRIMARY KEY (quarter, kind, question, answer),
  constraint monitoring_quarter_check CHECK ((quarter ~ '^\d{4}-Q[1-4]$'::text)),
  constraint monitoring_question_check CHECK ((question ~ '^[a-zA-Z]{1,40}$'::text)));
alter table kernel.monitoring enable row level security;
grant select on kernel.monitoring to :app;

create table kernel.openings (
  token_hash bytea not null,
  subject uuid not null,
  purpose text not null,
  note text not null default ''::text,
  until timestamp with time zone not null,
  constraint openings_pkey PRIMARY KEY (token_hash, subject),
  constraint openings_token_hash_fkey FOREIGN KEY (token_hash) REFERENCES kernel.sessions(token_hash) ON DELETE CASCADE);
alter table kernel.openings enable row level security;
create policy own on kernel.openings for all to :app
  using (EXISTS ( SELECT
   FROM kernel.sessions s
  WHERE (s.token_hash = openings.token_hash)))
  with check (EXISTS ( SELECT
   FROM kernel.sessions s
  WHERE (s.token_hash = openings.token_hash)));
grant insert, select on kernel.openings to :app;
grant update (note, purpose, until) on kernel.openings to :app;

create table kernel.outbox (
  id uuid not null,
  position bigint not null generated always as identity,
  event text not null,
  subject uuid not null,
  at timestamp with time zone not null,
  handled_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (id));
CREATE INDEX outbox_position_idx ON kernel.outbox USING btree ("position") WHERE (handled_at IS NULL);
alter table kernel.outbox enable row level security;
create policy handled on kernel.outbox for all to :app
  using (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text)
  with check (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text);
create policy written on kernel.outbox for insert to :app
  with check ((subject = ( SELECT kernel.receiving() AS receiving)) OR (( SELECT kernel.actor_user() AS actor_user) IS NOT NULL));
grant insert, select on kernel.outbox to :app;
grant update (handled_at) on kernel.outbox to :app;

create table kernel.person_addresses (
  id uuid not null,
  record_id uuid not null,
  address text not null default ''::text,
  postcode text,
  uprn text,
  place_id text,
  district text,
  lsoa text,
  protected boolean not null default false,
  no_fixed_abode boolean not null default false,
  starts_on date,
  ends_on date,
  constraint person_addresses_pkey PRIMARY KEY (id),
  constraint person_addresses_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id));
CREATE INDEX person_addresses_postcode_idx ON kernel.person_addresses USING btree (postcode) WHERE (NOT protected);
CREATE INDEX person_addresses_record_id_idx ON kernel.person_addresses USING btree (record_id);
alter table kernel.person_addresses enable row level security;
create policy corrected on kernel.person_addresses for update to :app
  using kernel.sees_record(record_id);
create policy rewritten on kernel.person_addresses for delete to :app
  using kernel.sees_record(record_id);
create policy seen on kernel.person_addresses for select to :app
  using kernel.sees_record(record_id);
create policy told on kernel.person_addresses for insert to :app
  with check ((((( SELECT kernel.receiving() AS receiving) IS NOT NULL) OR (( SELECT kernel.opening() AS opening) IS NOT NULL)) AND kernel.just_told(record_id)) OR kernel.sees_record(record_id));
grant delete, insert, select, update on kernel.person_addresses to :app;

create table kernel.person_contacts (
  id uuid not null,
  record_id uuid not null,
  kind text not null,
  value text not null,
  value_key text not null,
  safe_to_use text not null default 'not-known'::text,
  safe_times text not null default ''::text,
  safe_words text not null default ''::text,
  never_leave_message boolean not null default true,
  starts_on date,
  ends_on date,
  undeliverable_at timestamp with time zone,
  constraint person_contacts_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'text'::text, 'email'::text, 'post'::text, 'other'::text]))),
  constraint person_contacts_pkey PRIMARY KEY (id),
  constraint person_contacts_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint person_contacts_safe_to_use_check CHECK ((safe_to_use = ANY (ARRAY['yes'::text, 'no'::text, 'not-known'::text]))));
CREATE INDEX person_contacts_record_id_idx ON kernel.person_contacts USING btree (record_id);
CREATE INDEX person_contacts_value_key_idx ON kernel.person_contacts USING btree (value_key);
CREATE TRIGGER reachable_again BEFORE UPDATE OF value ON kernel.person_contacts FOR EACH ROW WHEN ((new.value IS DISTINCT FROM old.value)) EXECUTE FUNCTION messages.reachable_again();
alter table kernel.person_contacts enable row level security;
create policy corrected on kernel.person_contacts for update to :app
  using kernel.sees_record(record_id);
create policy rewritten on kernel.person_contacts for delete to :app
  using kernel.sees_record(record_id);
create policy seen on kernel.person_contacts for select to :app
  using kernel.sees_record(record_id);
create policy told on kernel.person_contacts for insert to :app
  with check ((((( SELECT kernel.receiving() AS receiving) IS NOT NULL) OR (( SELECT kernel.opening() AS opening) IS NOT NULL)) AND kernel.just_told(record_id)) OR kernel.sees_record(record_id));
grant delete, insert, select, update on kernel.person_contacts to :app;

create table kernel.person_differences (
  record_a uuid not null,
  record_b uuid not null,
  decided_by uuid not null,
  decided_at timestamp with time zone not null,
  reason text not null,
  constraint person_differences_check CHECK ((record_a < record_b)),
  constraint person_differences_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES kernel.users(id),
  constraint person_differences_pkey PRIMARY KEY (record_a, record_b),
  constraint person_differences_record_a_fkey FOREIGN KEY (record_a) REFERENCES kernel.person_records(id),
  constraint person_differences_record_b_fkey FOREIGN KEY (record_b) REFERENCES kernel.person_records(id),
  constraint refuse_contradiction TRIGGER DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX person_differences_record_b_idx ON kernel.person_differences USING btree (record_b);
CREATE CONSTRAINT TRIGGER refuse_contradiction AFTER INSERT OR UPDATE OF record_a, record_b ON kernel.person_differences DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION matching.refuse_contradiction();
alter table kernel.person_differences enable row level security;
create policy said on kernel.person_differences for insert to :app
  with check ((decided_by = ( SELECT kernel.actor_user() AS actor_user)) AND kernel.sees_record(record_a) AND kernel.sees_record(record_b));
create policy seen on kernel.person_differences for select to :app
  using (( SELECT matching.is_matching() AS is_matching) OR (kernel.sees_record(record_a) AND kernel.sees_record(record_b)));
grant insert, select on kernel.person_differences to :app;

create table kernel.person_identifiers (
  id uuid not null,
  record_id uuid not null,
  scheme text not null,
  value text not null,
  valid boolean,
  starts_on date,
  ends_on date,
  constraint person_identifiers_pkey PRIMARY KEY (id),
  constraint person_identifiers_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id));
CREATE INDEX person_identifiers_record_id_idx ON kernel.person_identifiers USING btree (record_id);
CREATE INDEX person_identifiers_scheme_value_idx ON kernel.person_identifiers USING btree (scheme, value);
alter table kernel.person_identifiers enable row level security;
create policy corrected on kernel.person_identifiers for update to :app
  using kernel.sees_record(record_id);
create policy rewritten on kernel.person_identifiers for delete to :app
  using kernel.sees_record(record_id);
create policy seen on kernel.person_identifiers for select to :app
  using kernel.sees_record(record_id);
create policy told on kernel.person_identifiers for insert to :app
  with check ((((( SELECT kernel.receiving() AS receiving) IS NOT NULL) OR (( SELECT kernel.opening() AS opening) IS NOT NULL)) AND kernel.just_told(record_id)) OR kernel.sees_record(record_id));
grant delete, insert, select, update on kernel.person_identifiers to :app;

create table kernel.person_links (
  id uuid not null,
  person_id uuid not null,
  record_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  weight double precision,
  model_version text,
  decided_by uuid,
  ended_by uuid,
  reason text not null,
  ended_reason text,
  constraint person_links_check CHECK (((ends_at IS NULL) OR (ended_reason IS NOT NULL))),
  constraint person_links_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES kernel.users(id),
  constraint person_links_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES kernel.users(id),
  constraint person_links_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.persons(id),
  constraint person_links_pkey PRIMARY KEY (id),
  constraint person_links_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint refuse_overruling TRIGGER DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX former_links ON kernel.person_links USING btree (record_id) WHERE (ends_at IS NOT NULL);
CREATE UNIQUE INDEX one_open_link ON kernel.person_links USING btree (record_id) WHERE (ends_at IS NULL);
CREATE INDEX person_links_person_id_idx ON kernel.person_links USING btree (person_id);
CREATE TRIGGER follow_unlink AFTER UPDATE OF ends_at ON kernel.person_links FOR EACH ROW WHEN (((pg_trigger_depth() = 0) AND (old.ends_at IS NULL) AND (new.ends_at IS NOT NULL) AND (new.decided_by IS NOT NULL) AND (new.ended_by IS NOT NULL))) EXECUTE FUNCTION matching.follow_unlink();
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.person_links FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.person_links FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE CONSTRAINT TRIGGER refuse_overruling AFTER INSERT OR UPDATE OF ends_at, person_id ON kernel.person_links DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.ends_at IS NULL)) EXECUTE FUNCTION matching.refuse_overruling();
alter table kernel.person_links enable row level security;
create policy grouped on kernel.person_links for insert to :app
  with check (( SELECT matching.is_matching() AS is_matching) AND (decided_by IS NULL) AND matching.is_indexed(record_id));
create policy linked on kernel.person_links for insert to :app
  with check ((decided_by = ( SELECT kernel.actor_user() AS actor_user)) AND kernel.sees_record(record_id));
create policy regrouped on kernel.person_links for update to :app
  using (( SELECT matching.is_matching() AS is_matching) AND (decided_by IS NULL))
  with check (( SELECT matching.is_matching() AS is_matching) AND (decided_by IS NULL) AND (ended_by IS NULL));
create policy seen on kernel.person_links for select to :app
  using (( SELECT matching.is_matching() AS is_matching) OR kernel.sees_record(record_id));
create policy unlinked on kernel.person_links for update to :app
  using kernel.sees_record(record_id)
  with check (ended_by = ( SELECT kernel.actor_user() AS actor_user));
grant insert, select on kernel.person_links to :app;
grant update (ended_by, ended_reason, ends_at) on kernel.person_links to :app;

create table kernel.person_names (
  id uuid not null,
  record_id uuid not null,
  kind text not null default 'current'::text,
  given text not null default ''::text,
  family text not null default ''::text,
  given_key text not null default ''::text,
  family_key text not null default ''::text,
  starts_on date,
  ends_on date,
  constraint person_names_kind_check CHECK ((kind = ANY (ARRAY['current'::text, 'former'::text, 'alias'::text, 'known-as'::text]))),
  constraint person_names_pkey PRIMARY KEY (id),
  constraint person_names_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id));
CREATE INDEX names_given_latest ON kernel.person_names USING btree (family_key, given_key, record_id DESC);
CREATE INDEX names_latest ON kernel.person_names USING btree (family_key, record_id DESC);
CREATE INDEX person_names_given_key_idx ON kernel.person_names USING btree (given_key);
CREATE INDEX person_names_record_id_idx ON kernel.person_names USING btree (record_id);
alter table kernel.person_names enable row level security;
create policy corrected on kernel.person_names for update to :app
  using kernel.sees_record(record_id);
create policy rewritten on kernel.person_names for delete to :app
  using kernel.sees_record(record_id);
create policy seen on kernel.person_names for select to :app
  using kernel.sees_record(record_id);
create policy told on kernel.person_names for insert to :app
  with check ((((( SELECT kernel.receiving() AS receiving) IS NOT NULL) OR (( SELECT kernel.opening() AS opening) IS NOT NULL)) AND kernel.just_told(record_id)) OR kernel.sees_record(record_id));
grant delete, insert, select, update on kernel.person_names to :app;

create table kernel.person_record_versions (
  record_id uuid not null,
  version integer not null,
  was jsonb not null,
  corrected_by uuid,
  corrected_at timestamp with time zone not null,
  why text not null,
  constraint person_record_versions_corrected_by_fkey FOREIGN KEY (corrected_by) REFERENCES kernel.users(id),
  constraint person_record_versions_pkey PRIMARY KEY (record_id, version),
  constraint person_record_versions_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id));
alter table kernel.person_record_versions enable row level security;
create policy kept on kernel.person_record_versions for insert to :app
  with check ((corrected_by = ( SELECT kernel.actor_user() AS actor_user)) AND kernel.sees_record(record_id));
create policy seen on kernel.person_record_versions for select to :app
  using kernel.sees_record(record_id);
grant insert, select on kernel.person_record_versions to :app;

create table kernel.person_records (
  id uuid not null,
  source text not null,
  agency_id text,
  source_ref text,
  description text not null default ''::text,
  born_from date,
  born_to date,
  born_precision text not null default 'unknown'::text,
  sex text,
  gender text,
  ethnicity text,
  language text,
  interpreter boolean,
  version integer not null default 1,
  recorded_at timestamp with time zone not null,
  disposed_at timestamp with time zone,
  sealed boolean not null default false,
  constraint person_records_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint person_records_agency_id_source_ref_key UNIQUE (agency_id, source_ref),
  constraint person_records_born_precision_check CHECK ((born_precision = ANY (ARRAY['exact'::text, 'month'::text, 'year'::text, 'estimated'::text, 'due'::text, 'unknown'::text]))),
  constraint person_records_pkey PRIMARY KEY (id));
CREATE INDEX person_records_born_from_idx ON kernel.person_records USING btree (born_from);
CREATE TRIGGER follow_record AFTER UPDATE ON kernel.person_records FOR EACH ROW WHEN ((((old.version <> new.version) AND (new.agency_id IS NULL)) OR (old.disposed_at IS DISTINCT FROM new.disposed_at))) EXECUTE FUNCTION matching.follow_record();
CREATE TRIGGER forget_scraps AFTER UPDATE OF disposed_at ON kernel.person_records FOR EACH ROW WHEN ((new.disposed_at IS NOT NULL)) EXECUTE FUNCTION kernel.forget_scraps();
CREATE TRIGGER forget_words AFTER UPDATE OF disposed_at ON kernel.person_records FOR EACH ROW WHEN (((old.disposed_at IS NULL) AND (new.disposed_at IS NOT NULL) AND (new.agency_id IS NULL))) EXECUTE FUNCTION matching.forget_words_of();
alter table kernel.person_records enable row level security;
create policy corrected on kernel.person_records for update to :app
  using (((agency_id = ( SELECT kernel.my_agency() AS my_agency)) AND (id <> ALL (( SELECT kernel.my_known() AS my_known)::uuid[]))) OR ((agency_id IS NULL) AND (( SELECT kernel.actor_user() AS actor_user) IS NOT NULL) AND kernel.is_told_of(id)));
create policy seen on kernel.person_records for select to :app
  using (((agency_id = ( SELECT kernel.my_agency() AS my_agency)) AND (id <> ALL (( SELECT kernel.my_known() AS my_known)::uuid[]))) OR kernel.is_told_of(id));
create policy told on kernel.person_records for insert to :app
  with check ((( SELECT kernel.receiving() AS receiving) IS NOT NULL) OR (( SELECT kernel.actor_user() AS actor_user) IS NOT NULL));
grant insert, select on kernel.person_records to :app;
grant update (born_from, born_precision, born_to, description, ethnicity, gender, interpreter, language, sex, version) on kernel.person_records to :app;

create table kernel.person_scraps (
  record_id uuid not null,
  recorded_at timestamp with time zone not null,
  scraps tsvector not null,
  constraint person_scraps_pkey PRIMARY KEY (record_id),
  constraint person_scraps_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id) ON DELETE CASCADE);
CREATE INDEX person_scraps_sought ON kernel.person_scraps USING gin (scraps) WITH (fastupdate=off);
alter table kernel.person_scraps enable row level security;
create policy seen on kernel.person_scraps for select to :app
  using ((scraps @@ ( SELECT kernel.sought(1) AS sought)) AND (scraps @@ ( SELECT kernel.sought(2) AS sought)) AND (scraps @@ ( SELECT kernel.sought(3) AS sought)) AND (scraps @@ ( SELECT kernel.sought(4) AS sought)) AND (record_id <> ALL (( SELECT kernel.my_known() AS my_known)::uuid[])) AND kernel.sees_record(record_id));
grant select on kernel.person_scraps to :app;

create table kernel.persons (
  id uuid not null,
  redirects_to uuid,
  constraint persons_pkey PRIMARY KEY (id),
  constraint persons_redirects_to_fkey FOREIGN KEY (redirects_to) REFERENCES kernel.persons(id));
grant insert, select on kernel.persons to :app;

create table kernel.readers (
  id uuid not null,
  user_id uuid not null,
  case_id uuid,
  report_id uuid,
  why text not null,
  glass_broken boolean not null default false,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  reviewed_by uuid,
  reviewed_at timestamp with time zone,
  review text,
  constraint readers_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint readers_check CHECK ((num_nonnulls(case_id, report_id) = 1)),
  constraint readers_check1 CHECK (((NOT glass_broken) OR (ends_at IS NOT NULL))),
  constraint readers_pkey PRIMARY KEY (id),
  constraint readers_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint readers_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES kernel.users(id),
  constraint readers_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.users(id));
CREATE INDEX readers_user_id_idx ON kernel.readers USING btree (user_id);
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.readers FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.readers FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER recast AFTER INSERT ON kernel.readers REFERENCING NEW TABLE AS news FOR EACH STATEMENT EXECUTE FUNCTION kernel.recast_matter();
alter table kernel.readers enable row level security;
create policy named on kernel.readers for insert to :app
  with check (((NOT glass_broken) AND ('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])) AND kernel.shows_ordinarily(case_id, report_id, NULL::text, '{hub}'::text[], '{}'::uuid[], ( SELECT kernel.my_conflicts() AS my_conflicts), '{}'::uuid[], false)) OR (glass_broken AND (user_id = ( SELECT kernel.actor_user() AS actor_user)) AND (starts_at <= ( SELECT kernel.at() AS at)) AND (ends_at <= (starts_at + '1 day'::interval)) AND kernel.would_see(case_id, report_id)));
create policy reviewed on kernel.readers for update to :app
  using (('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])) AND (NOT (glass_broken AND (user_id = ( SELECT kernel.actor_user() AS actor_user)))))
  with check ((NOT glass_broken) OR (ends_at <= (starts_at + '1 day'::interval)));
create policy seen on kernel.readers for select to :app
  using ((user_id = ( SELECT kernel.actor_user() AS actor_user)) OR ('hub:supervisor'::text = ANY (( SELECT kernel.my_roles() AS my_roles)::text[])));
grant insert, select on kernel.readers to :app;
grant update (ends_at, review, reviewed_at, reviewed_by) on kernel.readers to :app;

create table kernel.relationships (
  id uuid not null,
  person_a uuid not null,
  person_b uuid not null,
  kind text not null,
  source text not null,
  starts_on date,
  ends_on date,
  constraint relationships_person_a_fkey FOREIGN KEY (person_a) REFERENCES kernel.persons(id),
  constraint relationships_person_b_fkey FOREIGN KEY (person_b) REFERENCES kernel.persons(id),
  constraint relationships_pkey PRIMARY KEY (id));
alter table kernel.relationships enable row level security;
create policy seen on kernel.relationships for all to :app
  using ((NOT ( SELECT matching.is_matching() AS is_matching)) AND kernel.sees_person(person_a) AND kernel.sees_person(person_b));
grant insert, select on kernel.relationships to :app;

create table kernel.report_links (
  report_a uuid not null,
  report_b uuid not null,
  reason text not null,
  linked_by uuid not null,
  linked_at timestamp with time zone not null,
  constraint report_links_check CHECK ((report_a < report_b)),
  constraint report_links_linked_by_fkey FOREIGN KEY (linked_by) REFERENCES kernel.users(id),
  constraint report_links_pkey PRIMARY KEY (report_a, report_b),
  constraint report_links_report_a_fkey FOREIGN KEY (report_a) REFERENCES kernel.reports(id),
  constraint report_links_report_b_fkey FOREIGN KEY (report_b) REFERENCES kernel.reports(id));
alter table kernel.report_links enable row level security;
create policy seen on kernel.report_links for all to :app
  using ((EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = report_links.report_a))) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = report_links.report_b))))
  with check ((linked_by = ( SELECT kernel.actor_user() AS actor_user)) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = report_links.report_a))) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = report_links.report_b))));
grant insert, select on kernel.report_links to :app;

create table kernel.report_people (
  id uuid not null,
  report_id uuid not null,
  record_id uuid not null,
  part text not null,
  reporter boolean not null default false,
  constraint report_people_pkey PRIMARY KEY (id),
  constraint report_people_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint report_people_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint report_people_report_id_record_id_part_key UNIQUE (report_id, record_id, part));
CREATE INDEX report_people_record_id_idx ON kernel.report_people USING btree (record_id);
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.report_people FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.report_people FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER recast AFTER INSERT ON kernel.report_people REFERENCING NEW TABLE AS news FOR EACH STATEMENT EXECUTE FUNCTION kernel.recast_told();
alter table kernel.report_people enable row level security;
create policy added on kernel.report_people for insert to :app
  with check (((report_id = ( SELECT kernel.receiving() AS receiving)) OR kernel.sees_report(report_id)) AND (kernel.just_told(record_id) OR kernel.sees_record(record_id)));
create policy seen on kernel.report_people for select to :app
  using (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = report_people.report_id)));
grant insert, select on kernel.report_people to :app;

create table kernel.reports (
  id uuid not null,
  reference text not null,
  receipt_hash bytea,
  send_hash bytea,
  kind text not null,
  source text not null,
  agency_id text,
  sealed bytea,
  sealed_key bytea,
  wording_version text not null,
  language text not null,
  happened_from date,
  happened_to date,
  happened_precision text not null default 'unknown'::text,
  received_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  place_id text,
  district text,
  lsoa text,
  codes jsonb not null default '{}'::jsonb,
  anonymous boolean not null,
  contactable boolean not null,
  threat boolean not null default false,
  sensitivity text not null default 'ordinary'::text,
  legal_hold boolean not null default false,
  disposed_at timestamp with time zone,
  constraint reports_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint reports_happened_precision_check CHECK ((happened_precision = ANY (ARRAY['exact'::text, 'day'::text, 'month'::text, 'year'::text, 'ongoing'::text, 'unknown'::text]))),
  constraint reports_pkey PRIMARY KEY (id),
  constraint reports_receipt_hash_key UNIQUE (receipt_hash),
  constraint reports_reference_key UNIQUE (reference),
  constraint reports_send_hash_key UNIQUE (send_hash),
  constraint reports_sensitivity_check CHECK ((sensitivity = ANY (ARRAY['ordinary'::text, 'restricted'::text, 'sealed'::text]))),
  constraint reports_source_check CHECK ((source = ANY (ARRAY['public'::text, 'professional'::text, 'feed'::text, 'call'::text]))),
  constraint reports_wording_version_language_fkey FOREIGN KEY (wording_version, language) REFERENCES kernel.wordings(version, language));
CREATE INDEX reports_kind_received_at_idx ON kernel.reports USING btree (kind, received_at);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OF reference, send_hash, kind, source, agency_id, sealed, sealed_key, wording_version, language, happened_from, happened_to, happened_precision, received_at, recorded_at, place_id, district, lsoa, codes, anonymous, contactable, threat, disposed_at OR TRUNCATE ON kernel.reports FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER forget_seen AFTER INSERT OR DELETE OR UPDATE ON kernel.reports FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_seen();
CREATE TRIGGER recast_kept AFTER UPDATE OF sensitivity ON kernel.reports FOR EACH ROW WHEN (((old.sensitivity = 'ordinary'::text) <> (new.sensitivity = 'ordinary'::text))) EXECUTE FUNCTION kernel.recast_kept();
CREATE TRIGGER receipt_stops BEFORE UPDATE OF receipt_hash ON kernel.reports FOR EACH ROW WHEN (((new.receipt_hash IS NOT NULL) AND (new.receipt_hash IS DISTINCT FROM old.receipt_hash))) EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER refuse_loosening BEFORE UPDATE OF sensitivity ON kernel.reports FOR EACH ROW WHEN ((kernel.how_close(new.sensitivity) < kernel.how_close(old.sensitivity))) EXECUTE FUNCTION kernel.refuse_loosening();
alter table kernel.reports enable row level security;
create policy received on kernel.reports for insert to :app
  with check ((id = ( SELECT kernel.receiving() AS receiving)) AND (( SELECT kernel.actor() AS actor) IS NOT NULL));
create policy restricted on kernel.reports for update to :app
  using ((id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND ( SELECT kernel.i_hold('hub'::text) AS i_hold) AND ((sensitivity = 'ordinary'::text) OR (id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[]))))
  with check ( SELECT kernel.i_hold('hub'::text) AS i_hold);
create policy seen on kernel.reports for select to :app
  using ((id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[])) AND ((id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[])) OR ((sensitivity = 'ordinary'::text) AND (( SELECT kernel.i_hold('hub'::text) AS i_hold) OR (agency_id = ( SELECT kernel.my_agency() AS my_agency)) OR (threat AND ( SELECT kernel.i_am_on_duty() AS i_am_on_duty)))) OR (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE ((c.report_id = reports.id) AND ((reports.sensitivity = 'ordinary'::text) OR (c.id = ANY (( SELECT kernel.my_readings() AS my_readings)::uuid[]))))))));
grant insert, select on kernel.reports to :app;
grant update (legal_hold, receipt_hash, sensitivity) on kernel.reports to :app;

create table kernel.sessions (
  token_hash bytea not null,
  user_id uuid not null,
  started_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.users(id));
CREATE INDEX sessions_user_id_idx ON kernel.sessions USING btree (user_id);
alter table kernel.sessions enable row level security;
create policy own on kernel.sessions for all to :app
  using (user_id = ( SELECT kernel.actor_user() AS actor_user))
  with check (user_id = ( SELECT kernel.actor_user() AS actor_user));
grant insert, select on kernel.sessions to :app;
grant update (ended_at, seen_at) on kernel.sessions to :app;

create table kernel.shares (
  id uuid not null,
  report_id uuid,
  case_id uuid,
  record_id uuid,
  decision_id uuid,
  agreement_id uuid,
  to_agency text not null,
  what text not null,
  power text not null,
  purpose text not null,
  requested_at timestamp with time zone,
  answered_at timestamp with time zone,
  answer text,
  by_user uuid not null,
  at timestamp with time zone not null,
  constraint shares_agreement_id_fkey FOREIGN KEY (agreement_id) REFERENCES kernel.agreements(id),
  constraint shares_answer_check CHECK ((answer = ANY (ARRAY['shared'::text, 'refused'::text]))),
  constraint shares_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint shares_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint shares_check CHECK ((num_nonnulls(report_id, case_id) >= 1)),
  constraint shares_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES kernel.decisions(id),
  constraint shares_pkey PRIMARY KEY (id),
  constraint shares_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint shares_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint shares_to_agency_fkey FOREIGN KEY (to_agency) REFERENCES kernel.agencies(id));
CREATE INDEX shares_case_id_idx ON kernel.shares USING btree (case_id);
CREATE INDEX shares_report_id_idx ON kernel.shares USING btree (report_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.shares FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table kernel.shares enable row level security;
create policy made on kernel.shares for insert to :app
  with check ((by_user = ( SELECT kernel.actor_user() AS actor_user)) AND (((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))));
create policy seen on kernel.shares for select to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND (((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = shares.case_id)))) OR ((report_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = shares.report_id))))));
grant insert, select on kernel.shares to :app;

create table kernel.tallies (
  measure text not null,
  definition text not null,
  period text not null,
  numerator double precision,
  out_of double precision,
  counted_at timestamp with time zone not null,
  frozen_at timestamp with time zone,
  constraint tallies_period_check CHECK ((period ~ '^\d{4}-\d{2}$'::text)),
  constraint tallies_pkey PRIMARY KEY (definition, period));
CREATE TRIGGER keep_revision AFTER UPDATE ON kernel.tallies FOR EACH ROW EXECUTE FUNCTION kernel.keep_revision();
alter table kernel.tallies enable row level security;
create policy counted on kernel.tallies for all to :app
  using (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text)
  with check (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text);
grant insert, select on kernel.tallies to :app;
grant update (counted_at, frozen_at, numerator, out_of) on kernel.tallies to :app;

create table kernel.tally_counts (
  definition text not null,
  measure text not null,
  counted_at timestamp with time zone not null,
  whole_at timestamp with time zone not null,
  constraint tally_counts_pkey PRIMARY KEY (definition));
alter table kernel.tally_counts enable row level security;
create policy counted on kernel.tally_counts for all to :app
  using (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text)
  with check (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text);
grant insert, select on kernel.tally_counts to :app;
grant update (counted_at, whole_at) on kernel.tally_counts to :app;

create table kernel.tally_revisions (
  position bigint not null generated always as identity,
  definition text not null,
  period text not null,
  old_numerator double precision,
  old_out_of double precision,
  new_numerator double precision,
  new_out_of double precision,
  revised_at timestamp with time zone not null,
  constraint tally_revisions_definition_period_fkey FOREIGN KEY (definition, period) REFERENCES kernel.tallies(definition, period),
  constraint tally_revisions_pkey PRIMARY KEY ("position"));
CREATE INDEX tally_revisions_definition_position_idx ON kernel.tally_revisions USING btree (definition, "position");
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.tally_revisions FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table kernel.tally_revisions enable row level security;
create policy counted on kernel.tally_revisions for all to :app
  using (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text)
  with check (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text);
grant insert, select on kernel.tally_revisions to :app;

create table kernel.team_members (
  team_id uuid not null,
  user_id uuid not null,
  starts_on date not null,
  ends_on date,
  constraint team_members_pkey PRIMARY KEY (team_id, user_id, starts_on),
  constraint team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES kernel.teams(id),
  constraint team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES kernel.users(id));
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.team_members FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
alter table kernel.team_members enable row level security;
create policy staff on kernel.team_members for select to :app
  using ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
grant select on kernel.team_members to :app;

create table kernel.teams (
  id uuid not null,
  agency_id text,
  name text not null,
  constraint teams_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint teams_pkey PRIMARY KEY (id));
alter table kernel.teams enable row level security;
create policy staff on kernel.teams for select to :app
  using ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
grant select on kernel.teams to :app;

create table kernel.users (
  id uuid not null,
  agency_id text not null,
  name text not null,
  job_title text not null default ''::text,
  subject text,
  leaves_on date,
  constraint users_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_subject_key UNIQUE (subject));
CREATE TRIGGER forget_held AFTER INSERT OR DELETE OR UPDATE ON kernel.users FOR EACH STATEMENT EXECUTE FUNCTION kernel.forget_held();
alter table kernel.users enable row level security;
create policy staff on kernel.users for select to :app
  using ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
grant select on kernel.users to :app;

create table kernel.wordings (
  version text not null,
  language text not null,
  kind text not null,
  wording json not null,
  constraint wordings_pkey PRIMARY KEY (version, language));
grant insert, select on kernel.wordings to :app;

create table kernel.work (
  id uuid not null,
  queue text not null,
  kind text not null,
  title text not null,
  programme text not null,
  report_id uuid,
  case_id uuid,
  action_id uuid,
  clock_id uuid,
  reference text not null,
  district text,
  threat boolean not null default false,
  due_at timestamp with time zone not null,
  owner uuid,
  added_at timestamp with time zone not null,
  starts_at timestamp with time zone,
  service_id uuid,
  constraint work_action_id_fkey FOREIGN KEY (action_id) REFERENCES kernel.actions(id),
  constraint work_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint work_check CHECK ((num_nonnulls(report_id, case_id, service_id) >= 1)),
  constraint work_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES kernel.clocks(id),
  constraint work_owner_fkey FOREIGN KEY (owner) REFERENCES kernel.users(id),
  constraint work_pkey PRIMARY KEY (id),
  constraint work_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint work_service_id_fkey FOREIGN KEY (service_id) REFERENCES directory.services(id));
CREATE INDEX work_case_id_idx ON kernel.work USING btree (case_id);
CREATE INDEX work_queue_due_at_id_idx ON kernel.work USING btree (queue, due_at, id);
CREATE INDEX work_report_id_idx ON kernel.work USING btree (report_id);
CREATE UNIQUE INDEX work_service_id_idx ON kernel.work USING btree (service_id) WHERE (service_id IS NOT NULL);
alter table kernel.work enable row level security;
create policy added on kernel.work for insert to :app
  with check ((report_id = ( SELECT kernel.receiving() AS receiving)) OR ((( SELECT kernel.actor_user() AS actor_user) IS NOT NULL) AND ((case_id = ( SELECT kernel.opening() AS opening)) OR ((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id)))));
create policy asked on kernel.work for insert to :app
  with check ((( SELECT kernel.actor() AS actor) = 'job:directory'::text) AND (service_id IS NOT NULL) AND (report_id IS NULL) AND (case_id IS NULL));
create policy changed on kernel.work for update to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((queue = ANY (( SELECT kernel.my_queues() AS my_queues)::text[])) OR ((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))));
create policy cleared on kernel.work for delete to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((queue = ANY (( SELECT kernel.my_queues() AS my_queues)::text[])) OR ((case_id IS NOT NULL) AND kernel.sees_case(case_id)) OR ((report_id IS NOT NULL) AND kernel.sees_report(report_id))));
create policy dropped on kernel.work for delete to :app
  using ((( SELECT kernel.actor() AS actor) = 'job:directory'::text) AND (service_id IS NOT NULL));
create policy kept on kernel.work for select to :app
  using ((( SELECT kernel.actor() AS actor) = 'job:directory'::text) AND (service_id IS NOT NULL));
create policy seen on kernel.work for select to :app
  using (((case_id IS NULL) OR (case_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((report_id IS NULL) OR (report_id <> ALL (( SELECT kernel.my_conflicts() AS my_conflicts)::uuid[]))) AND ((queue = ANY (( SELECT kernel.my_queues() AS my_queues)::text[])) OR ((case_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.cases c
  WHERE (c.id = work.case_id)))) OR ((report_id IS NOT NULL) AND (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = work.report_id))))));
grant delete, insert, select on kernel.work to :app;
grant update (clock_id, due_at, owner) on kernel.work to :app;

create table matching.agency_keys (
  key_hash bytea not null,
  agency_id text not null,
  made_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint agency_keys_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES kernel.agencies(id),
  constraint agency_keys_pkey PRIMARY KEY (key_hash));
alter table matching.agency_keys enable row level security;
create policy kept on matching.agency_keys for all to :app
  using (( SELECT kernel.actor() AS actor) = 'job:index'::text)
  with check (( SELECT kernel.actor() AS actor) = 'job:index'::text);
grant insert, select on matching.agency_keys to :app;
grant update (ended_at) on matching.agency_keys to :app;

create table matching.keys (
  key bigint not null,
  record_id uuid not null,
  constraint keys_pkey PRIMARY KEY (key, record_id),
  constraint keys_record_id_fkey FOREIGN KEY (record_id) REFERENCES matching.profiles(record_id) ON DELETE CASCADE);
CREATE INDEX keys_record_id_idx ON matching.keys USING btree (record_id);
alter table matching.keys enable row level security;
create policy matched on matching.keys for all to :app
  using ( SELECT matching.is_matching() AS is_matching)
  with check ( SELECT matching.is_matching() AS is_matching);
grant select on matching.keys to :app;

create table matching.models (
  id text not null,
  model json not null,
  added_at timestamp with time zone not null,
  in_use boolean not null default false,
  constraint models_pkey PRIMARY KEY (id));
CREATE UNIQUE INDEX one_model_in_use ON matching.models USING btree (in_use) WHERE in_use;
alter table matching.models enable row level security;
create policy added on matching.models for insert to :app
  with check ( SELECT matching.is_matching() AS is_matching);
create policy seen on matching.models for select to :app
  using (( SELECT matching.is_matching() AS is_matching) OR (( SELECT kernel.my_agency() AS my_agency) IS NOT NULL));
create policy used on matching.models for update to :app
  using ( SELECT matching.is_matching() AS is_matching);
grant insert, select on matching.models to :app;
grant update (in_use) on matching.models to :app;

create table matching.profile_method (
  one boolean not null default true,
  method integer not null,
  constraint profile_method_one_check CHECK (one),
  constraint profile_method_pkey PRIMARY KEY (one));

create table matching.profiles (
  record_id uuid not null,
  version integer not null default 1,
  indexed boolean not null default false,
  given jsonb not null,
  keys bigint[] not null,
  digest bytea,
  pending boolean not null default true,
  kept_at timestamp with time zone not null,
  constraint profiles_given_check CHECK ((jsonb_array_length(given) <= 4)),
  constraint profiles_pkey PRIMARY KEY (record_id),
  constraint profiles_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id));
CREATE INDEX profiles_pending ON matching.profiles USING btree (record_id) WHERE pending;
CREATE TRIGGER make_way BEFORE INSERT ON matching.profiles FOR EACH ROW EXECUTE FUNCTION matching.make_way();
CREATE TRIGGER spread_keys AFTER INSERT ON matching.profiles REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION matching.spread_keys();
alter table matching.profiles enable row level security;
create policy matched on matching.profiles for all to :app
  using ( SELECT matching.is_matching() AS is_matching)
  with check ( SELECT matching.is_matching() AS is_matching);
create policy told on matching.profiles for insert to :app
  with check (kernel.just_told(record_id) OR kernel.sees_record(record_id));
grant delete, insert, select on matching.profiles to :app;
grant update (pending) on matching.profiles to :app;

create table matching.reviews (
  id uuid not null,
  record_a uuid not null,
  record_b uuid not null,
  verdict text not null,
  why text not null,
  shown jsonb,
  links_made uuid[] not null default '{}'::uuid[],
  links_ended uuid[] not null default '{}'::uuid[],
  undoes uuid,
  by_user uuid not null,
  at timestamp with time zone not null,
  suggestion_id uuid default ((shown ->> 'id'::text))::uuid,
  constraint reviews_by_user_fkey FOREIGN KEY (by_user) REFERENCES kernel.users(id),
  constraint reviews_check CHECK ((record_a < record_b)),
  constraint reviews_check1 CHECK (((verdict = 'undone'::text) = (undoes IS NOT NULL))),
  constraint reviews_pkey PRIMARY KEY (id),
  constraint reviews_record_a_fkey FOREIGN KEY (record_a) REFERENCES kernel.person_records(id),
  constraint reviews_record_b_fkey FOREIGN KEY (record_b) REFERENCES kernel.person_records(id),
  constraint reviews_undoes_fkey FOREIGN KEY (undoes) REFERENCES matching.reviews(id),
  constraint reviews_undoes_key UNIQUE (undoes),
  constraint reviews_verdict_check CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text, 'unsure'::text, 'undone'::text]))),
  constraint reviews_why_check CHECK ((why <> ''::text)));
CREATE INDEX reviews_record_a_record_b_id_idx ON matching.reviews USING btree (record_a, record_b, id);
CREATE INDEX reviews_record_b_idx ON matching.reviews USING btree (record_b);
CREATE INDEX reviews_suggestion_id_idx ON matching.reviews USING btree (suggestion_id);
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON matching.reviews FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
CREATE TRIGGER follow_review AFTER INSERT ON matching.reviews FOR EACH ROW EXECUTE FUNCTION matching.follow_review();
alter table matching.reviews enable row level security;
create policy said on matching.reviews for insert to :app
  with check ((by_user = ( SELECT kernel.actor_user() AS actor_user)) AND kernel.sees_record(record_a) AND kernel.sees_record(record_b) AND ((undoes IS NULL) OR (undoes = ( SELECT r.id
   FROM matching.standing(reviews.record_a, reviews.record_b) r(id, record_a, record_b, verdict, why, shown, links_made, links_ended, undoes, by_user, at)))));
create policy seen on matching.reviews for select to :app
  using (( SELECT matching.is_matching() AS is_matching) OR (kernel.sees_record(record_a) AND kernel.sees_record(record_b)));
grant insert, select on matching.reviews to :app;

create table matching.run_links (
  run_id uuid not null,
  link_id uuid not null,
  deed text not null,
  constraint run_links_deed_check CHECK ((deed = ANY (ARRAY['made'::text, 'ended'::text, 'reopened'::text]))),
  constraint run_links_link_id_fkey FOREIGN KEY (link_id) REFERENCES kernel.person_links(id),
  constraint run_links_pkey PRIMARY KEY (run_id, link_id),
  constraint run_links_run_id_fkey FOREIGN KEY (run_id) REFERENCES matching.runs(id));
CREATE INDEX run_links_link_id_idx ON matching.run_links USING btree (link_id);
alter table matching.run_links enable row level security;
create policy matched on matching.run_links for all to :app
  using ( SELECT matching.is_matching() AS is_matching)
  with check ( SELECT matching.is_matching() AS is_matching);
grant insert, select on matching.run_links to :app;

create table matching.run_redirects (
  run_id uuid not null,
  person_id uuid not null,
  was uuid,
  now uuid,
  constraint run_redirects_now_fkey FOREIGN KEY (now) REFERENCES kernel.persons(id),
  constraint run_redirects_person_id_fkey FOREIGN KEY (person_id) REFERENCES kernel.persons(id),
  constraint run_redirects_pkey PRIMARY KEY (run_id, person_id),
  constraint run_redirects_run_id_fkey FOREIGN KEY (run_id) REFERENCES matching.runs(id),
  constraint run_redirects_was_fkey FOREIGN KEY (was) REFERENCES kernel.persons(id));
alter table matching.run_redirects enable row level security;
create policy matched on matching.run_redirects for all to :app
  using ( SELECT matching.is_matching() AS is_matching)
  with check ( SELECT matching.is_matching() AS is_matching);
grant insert, select on matching.run_redirects to :app;

create table matching.runs (
  id uuid not null,
  position bigint not null generated always as identity,
  model_id text not null,
  former_model_id text,
  undoes uuid,
  at timestamp with time zone not null,
  made integer not null,
  ended integer not null,
  constraint runs_former_model_id_fkey FOREIGN KEY (former_model_id) REFERENCES matching.models(id),
  constraint runs_model_id_fkey FOREIGN KEY (model_id) REFERENCES matching.models(id),
  constraint runs_pkey PRIMARY KEY (id),
  constraint runs_undoes_fkey FOREIGN KEY (undoes) REFERENCES matching.runs(id),
  constraint runs_undoes_key UNIQUE (undoes));
alter table matching.runs enable row level security;
create policy matched on matching.runs for all to :app
  using ( SELECT matching.is_matching() AS is_matching)
  with check ( SELECT matching.is_matching() AS is_matching);
grant insert, select on matching.runs to :app;

create table matching.suggestions (
  id uuid not null,
  record_a uuid not null,
  record_b uuid not null,
  weight double precision not null,
  probability double precision not null,
  model_id text not null,
  because jsonb not null,
  state text not null default 'open'::text,
  worth real not null default 0,
  made_at timestamp with time zone not null,
  constraint suggestions_check CHECK ((record_a < record_b)),
  constraint suggestions_model_id_fkey FOREIGN KEY (model_id) REFERENCES matching.models(id),
  constraint suggestions_pkey PRIMARY KEY (id),
  constraint suggestions_probability_check CHECK (((probability >= (0)::double precision) AND (probability <= (1)::double precision))),
  constraint suggestions_record_a_fkey FOREIGN KEY (record_a) REFERENCES kernel.person_records(id),
  constraint suggestions_record_a_record_b_key UNIQUE (record_a, record_b),
  constraint suggestions_record_b_fkey FOREIGN KEY (record_b) REFERENCES kernel.person_records(id),
  constraint suggestions_state_check CHECK ((state = ANY (ARRAY['open'::text, 'same'::text, 'different'::text, 'unsure'::text]))));
CREATE INDEX suggestions_record_b_idx ON matching.suggestions USING btree (record_b);
CREATE INDEX suggestions_waiting ON matching.suggestions USING btree (worth DESC, id) WHERE ((state = ANY (ARRAY['open'::text, 'unsure'::text])) AND (worth > (0)::double precision));
CREATE TRIGGER weigh_worth BEFORE INSERT OR UPDATE OF probability, state ON matching.suggestions FOR EACH ROW EXECUTE FUNCTION matching.weigh_worth();
alter table matching.suggestions enable row level security;
create policy found on matching.suggestions for insert to :app
  with check ( SELECT matching.is_matching() AS is_matching);
create policy found_anew on matching.suggestions for update to :app
  using ( SELECT matching.is_matching() AS is_matching);
create policy found_no_more on matching.suggestions for delete to :app
  using ( SELECT matching.is_matching() AS is_matching);
create policy seen on matching.suggestions for select to :app
  using (( SELECT matching.is_matching() AS is_matching) OR (kernel.sees_record(record_a) AND kernel.sees_record(record_b)));
grant delete, insert, select on matching.suggestions to :app;
grant update (because, made_at, model_id, probability, weight) on matching.suggestions to :app;

create table messages.events (
  position bigint not null generated always as identity,
  message_id uuid not null,
  at timestamp with time zone not null,
  what text not null,
  why text,
  constraint events_message_id_fkey FOREIGN KEY (message_id) REFERENCES messages.messages(id),
  constraint events_pkey PRIMARY KEY ("position"));
CREATE INDEX events_message_id_position_idx ON messages.events USING btree (message_id, "position");
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON messages.events FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table messages.events enable row level security;
create policy seen on messages.events for select to :app
  using (EXISTS ( SELECT
   FROM messages.messages m
  WHERE (m.id = events.message_id)));
grant select on messages.events to :app;

create table messages.messages (
  id uuid not null,
  template text not null,
  version text not null,
  language text not null,
  report_id uuid not null,
  record_id uuid,
  contact_id uuid,
  channel text,
  sealed bytea,
  sealed_key bytea,
  queue text not null,
  queued_by text not null,
  queued_at timestamp with time zone not null,
  state text not null,
  why text,
  due_at timestamp with time zone not null,
  tries integer not null default 0,
  begun_at timestamp with time zone,
  times_read text,
  may_from timestamp with time zone,
  may_until timestamp with time zone,
  carrier_ref text,
  sent_at timestamp with time zone,
  person_by timestamp with time zone,
  settled_by uuid,
  settled_at timestamp with time zone,
  settled_how text,
  constraint messages_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'text'::text]))),
  constraint messages_check CHECK (((state = 'settled'::text) = (settled_how IS NOT NULL))),
  constraint messages_check1 CHECK (((state <> ALL (ARRAY['held'::text, 'refused'::text, 'failed'::text, 'undeliverable'::text])) OR ((why IS NOT NULL) AND (person_by IS NOT NULL)))),
  constraint messages_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES kernel.person_contacts(id) ON DELETE SET NULL,
  constraint messages_pkey PRIMARY KEY (id),
  constraint messages_record_id_fkey FOREIGN KEY (record_id) REFERENCES kernel.person_records(id),
  constraint messages_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id),
  constraint messages_settled_by_fkey FOREIGN KEY (settled_by) REFERENCES kernel.users(id),
  constraint messages_settled_how_check CHECK ((settled_how = ANY (ARRAY['called'::text, 'in-person'::text, 'agency'::text, 'written'::text, 'not-needed'::text]))),
  constraint messages_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'delivered'::text, 'held'::text, 'refused'::text, 'failed'::text, 'undeliverable'::text, 'settled'::text]))),
  constraint messages_template_fkey FOREIGN KEY (template) REFERENCES messages.templates(id),
  constraint messages_why_check CHECK ((why ~ '^[a-z][a-z-]*$'::text)));
CREATE INDEX messages_contact_id_idx ON messages.messages USING btree (contact_id);
CREATE INDEX messages_report_id_queued_at_idx ON messages.messages USING btree (report_id, queued_at);
CREATE UNIQUE INDEX one_on_its_way ON messages.messages USING btree (report_id, template) WHERE ((state = 'waiting'::text) AND (template = ANY (ARRAY['received'::text, 'reply'::text, 'survey'::text])));
CREATE TRIGGER follow AFTER INSERT OR UPDATE ON messages.messages FOR EACH ROW EXECUTE FUNCTION messages.follow();
CREATE TRIGGER hold_to_safe_contact BEFORE INSERT OR UPDATE ON messages.messages FOR EACH ROW EXECUTE FUNCTION messages.hold_to_safe_contact();
alter table messages.messages enable row level security;
create policy queued on messages.messages for insert to :app
  with check ((queued_by = ( SELECT kernel.actor() AS actor)) AND ((( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text) OR kernel.sees_report(report_id)));
create policy seen on messages.messages for select to :app
  using ((( SELECT kernel.actor() AS actor) = 'job:send-message'::text) OR (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = messages.report_id))));
create policy sent on messages.messages for update to :app
  using (( SELECT kernel.actor() AS actor) = 'job:send-message'::text);
create policy settled on messages.messages for update to :app
  using ((( SELECT kernel.actor_user() AS actor_user) IS NOT NULL) AND kernel.sees_report(report_id))
  with check ((state = 'settled'::text) AND (settled_by = ( SELECT kernel.actor_user() AS actor_user)));
grant insert, select on messages.messages to :app;
grant update (begun_at, carrier_ref, due_at, may_from, may_until, person_by, sent_at, settled_at, settled_by, settled_how, state, times_read, tries, why) on messages.messages to :app;

create table messages.shown (
  id uuid not null,
  report_id uuid,
  channel text not null,
  sealed bytea,
  sealed_key bytea,
  at timestamp with time zone not null,
  constraint shown_pkey PRIMARY KEY (id),
  constraint shown_report_id_fkey FOREIGN KEY (report_id) REFERENCES kernel.reports(id));
CREATE INDEX shown_at_idx ON messages.shown USING btree (at);
alter table messages.shown enable row level security;
create policy seen on messages.shown for select to :app
  using ((( SELECT kernel.actor_user() AS actor_user) IS NOT NULL) AND ((report_id IS NULL) OR (EXISTS ( SELECT
   FROM kernel.reports r
  WHERE (r.id = shown.report_id)))));
create policy shown on messages.shown for insert to :app
  with check (( SELECT kernel.actor_kind() AS actor_kind) = 'job'::text);
grant insert, select on messages.shown to :app;

create table messages.templates (
  id text not null,
  purpose text not null,
  to_unsure boolean not null default false,
  constraint templates_id_check CHECK ((id ~ '^[a-z][a-z-]*$'::text)),
  constraint templates_pkey PRIMARY KEY (id));
alter table messages.templates enable row level security;
create policy known on messages.templates for select to :app
  using (( SELECT kernel.actor() AS actor) IS NOT NULL);
grant select on messages.templates to :app;

create table newsletter.issues (
  id uuid not null,
  number integer,
  title text not null,
  words text not null,
  state text not null default 'draft'::text,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  sent_by uuid,
  sent_at timestamp with time zone,
  constraint issues_check CHECK (((state = 'sent'::text) = (number IS NOT NULL))),
  constraint issues_check1 CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL))),
  constraint issues_number_key UNIQUE (number),
  constraint issues_pkey PRIMARY KEY (id),
  constraint issues_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES kernel.users(id),
  constraint issues_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'sent'::text]))),
  constraint issues_written_by_fkey FOREIGN KEY (written_by) REFERENCES kernel.users(id));
alter table newsletter.issues enable row level security;
create policy rewritten on newsletter.issues for update to :app
  using (( SELECT newsletter.may_edit() AS may_edit) AND (state = 'draft'::text))
  with check (( SELECT newsletter.may_edit() AS may_edit) AND (state = 'draft'::text));
create policy seen on newsletter.issues for select to :app
  using (( SELECT newsletter.may_edit() AS may_edit) OR ((state = 'sent'::text) AND (( SELECT kernel.actor() AS actor) IS NOT NULL)));
create policy written on newsletter.issues for insert to :app
  with check (( SELECT newsletter.may_edit() AS may_edit) AND (state = 'draft'::text) AND (written_by = ( SELECT kernel.actor_user() AS actor_user)));
grant insert, select on newsletter.issues to :app;
grant update (title, words, written_at) on newsletter.issues to :app;

create table newsletter.letters (
  id uuid not null,
  kind text not null,
  issue_id uuid,
  subscriber_id uuid,
  sealed bytea,
  sealed_key bytea,
  language text not null,
  state text not null default 'waiting'::text,
  queued_at timestamp with time zone not null,
  tries integer not null default 0,
  begun_at timestamp with time zone,
  constraint letters_check CHECK (((kind = 'confirm'::text) = (issue_id IS NULL))),
  constraint letters_check1 CHECK (((kind = 'test'::text) = (subscriber_id IS NULL))),
  constraint letters_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES newsletter.issues(id),
  constraint letters_issue_id_subscriber_id_key UNIQUE (issue_id, subscriber_id),
  constraint letters_kind_check CHECK ((kind = ANY (ARRAY['confirm'::text, 'issue'::text, 'test'::text]))),
  constraint letters_pkey PRIMARY KEY (id),
  constraint letters_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'bounced'::text, 'failed'::text, 'stopped'::text]))),
  constraint letters_subscriber_id_fkey FOREIGN KEY (subscriber_id) REFERENCES newsletter.subscribers(id) ON DELETE CASCADE);
CREATE INDEX letters_subscriber_id_idx ON newsletter.letters USING btree (subscriber_id);
CREATE TRIGGER follow_bounce AFTER UPDATE OF state ON newsletter.letters FOR EACH ROW WHEN (((new.state = 'bounced'::text) AND (old.state <> 'bounced'::text))) EXECUTE FUNCTION newsletter.follow_bounce();
CREATE TRIGGER queue_letter AFTER INSERT ON newsletter.letters FOR EACH ROW EXECUTE FUNCTION newsletter.queue_letter();
alter table newsletter.letters enable row level security;
grant select on newsletter.letters to :app;

create table newsletter.subscribers (
  id uuid not null,
  address_code bytea,
  sealed bytea,
  sealed_key bytea,
  language text not null,
  wording text not null,
  state text not null,
  asked_at timestamp with time zone not null,
  confirm_hash bytea not null,
  stop_hash bytea not null,
  confirmed_at timestamp with time zone,
  ended_at timestamp with time zone,
  after_issue uuid,
  constraint subscribers_address_code_key UNIQUE (address_code),
  constraint subscribers_after_issue_fkey FOREIGN KEY (after_issue) REFERENCES newsletter.issues(id),
  constraint subscribers_check CHECK (((state = ANY (ARRAY['stopped'::text, 'bounced'::text])) = (sealed IS NULL))),
  constraint subscribers_confirm_hash_key UNIQUE (confirm_hash),
  constraint subscribers_pkey PRIMARY KEY (id),
  constraint subscribers_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'confirmed'::text, 'stopped'::text, 'bounced'::text]))),
  constraint subscribers_stop_hash_key UNIQUE (stop_hash));
CREATE INDEX subscribers_asked_at_idx ON newsletter.subscribers USING btree (asked_at) WHERE (state = 'asked'::text);
alter table newsletter.subscribers enable row level security;
grant select on newsletter.subscribers to :app;

create table orders.zones (
  case_id uuid not null,
  version integer not null,
  area jsonb,
  corners text[] not null default '{}'::text[],
  said text not null,
  why text not null,
  drawn_by uuid not null,
  drawn_at timestamp with time zone not null,
  constraint zones_area_check CHECK (((area IS NULL) OR (((area ->> 'type'::text) = 'Polygon'::text) AND (jsonb_array_length(((area -> 'coordinates'::text) -> 0)) >= 4)))),
  constraint zones_case_id_fkey FOREIGN KEY (case_id) REFERENCES kernel.cases(id),
  constraint zones_drawn_by_fkey FOREIGN KEY (drawn_by) REFERENCES kernel.users(id),
  constraint zones_pkey PRIMARY KEY (case_id, version),
  constraint zones_version_check CHECK ((version > 0)));
CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON orders.zones FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_change();
alter table orders.zones enable row level security;
create policy drawn on orders.zones for insert to :app
  with check ((drawn_by = ( SELECT kernel.actor_user() AS actor_user)) AND ( SELECT kernel.i_hold('orders'::text) AS i_hold) AND orders.sees_zone_of(case_id));
create policy seen on orders.zones for select to :app
  using (( SELECT kernel.i_hold('orders'::text) AS i_hold) AND orders.sees_zone_of(case_id));
grant insert, select on orders.zones to :app;

create table referral.drafts (
  hash bytea not null,
  sealed bytea not null,
  saved_at timestamp with time zone not null,
  until timestamp with time zone not null,
  files text[] not null default '{}'::text[],
  bytes bigint not null default 0,
  constraint drafts_check CHECK ((until > saved_at)),
  constraint drafts_pkey PRIMARY KEY (hash),
  constraint drafts_sealed_check CHECK ((octet_length(sealed) <= 1000000)));
CREATE INDEX drafts_files_idx ON referral.drafts USING gin (files);
CREATE INDEX drafts_until_idx ON referral.drafts USING btree (until);
alter table referral.drafts enable row level security;
grant select on referral.drafts to :app;

create view facts.cases as
 SELECT c.id AS case_ref,
    c.report_id AS report_ref,
    c.programme,
    c.state,
    c.contactable,
    COALESCE(c.district, r.district) AS district,
    r.anonymous,
    (c.opened_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS opened_on,
    (c.closed_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS closed_on,
    c.codes,
    c.opened_from AS from_ref,
    c.opened_as
   FROM kernel.cases c
     LEFT JOIN kernel.reports r ON r.id = c.report_id;
grant select on facts.cases to :measures;

create view facts.clocks as
 SELECT id AS clock_ref,
    case_id AS case_ref,
    report_id AS report_ref,
    programme,
    clock,
    limit_id,
    limit_version,
    (started_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS started_on,
    (due_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS due_on,
    (ended_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS ended_on,
    COALESCE(result,
        CASE
            WHEN kernel.at() > due_at AND NOT at_least THEN 'overdue'::text
            ELSE 'running'::text
        END) AS result,
    working_seconds,
    EXTRACT(epoch FROM ended_at - started_at)::bigint AS elapsed_seconds
   FROM kernel.clocks k;
grant select on facts.clocks to :measures;

create view facts.decisions as
 SELECT d.report_id AS report_ref,
    d.record_id AS record_ref,
    r.kind,
    d.what,
    d.programme,
    d.told,
    d.view,
    (d.at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS decided_on
   FROM kernel.decisions d
     JOIN kernel.reports r ON r.id = d.report_id
  WHERE NOT (EXISTS ( SELECT
           FROM kernel.decisions later
          WHERE later.supersedes = d.id));
grant select on facts.decisions to :measures;

create view facts.hoaxes as
 SELECT DISTINCT report_id AS report_ref
   FROM kernel.decisions d
  WHERE what = 'hoax-agreed'::text AND NOT (EXISTS ( SELECT
           FROM kernel.decisions later
          WHERE later.supersedes = d.id AND later.report_id = d.report_id)) AND NOT (EXISTS ( SELECT
           FROM kernel.decisions other
          WHERE other.report_id = d.report_id AND (other.what <> ALL (ARRAY['hoax'::text, 'hoax-agreed'::text])) AND NOT (EXISTS ( SELECT
                   FROM kernel.decisions later
                  WHERE later.supersedes = other.id AND later.report_id = other.report_id))));
grant select on facts.hoaxes to :measures;

create view facts.monitoring as
 SELECT quarter,
    kind,
    question,
    answer,
    n
   FROM kernel.monitoring;
grant select on facts.monitoring to :measures;

create view facts.report_people as
 SELECT p.report_id AS report_ref,
    r.kind,
    p.part,
    (r.received_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS received_on,
    r.district,
    s.sex,
    s.ethnicity,
        CASE
            WHEN s.born_from IS NULL THEN NULL::text
            WHEN age(r.received_at, s.born_from::timestamp with time zone) < '18 years'::interval THEN 'under 18'::text
            WHEN age(r.received_at, s.born_from::timestamp with time zone) < '25 years'::interval THEN '18 to 24'::text
            WHEN age(r.received_at, s.born_from::timestamp with time zone) < '65 years'::interval THEN '25 to 64'::text
            ELSE '65 and over'::text
        END AS age_band,
    mine.person_id IS NOT NULL AS known,
    ( SELECT min((r.received_at AT TIME ZONE (( SELECT installation.zone
                   FROM kernel.installation)))::date - (earlier.received_at AT TIME ZONE (( SELECT installation.zone
                   FROM kernel.installation)))::date) AS min
           FROM kernel.person_links theirs
             JOIN kernel.report_people ep ON ep.record_id = theirs.record_id AND ep.part = p.part
             JOIN kernel.reports earlier ON earlier.id = ep.report_id AND earlier.kind = r.kind
          WHERE theirs.person_id = mine.person_id AND theirs.ends_at IS NULL AND earlier.received_at < r.received_at AND NOT (EXISTS ( SELECT
                   FROM facts.hoaxes h
                  WHERE h.report_ref = earlier.id))) AS days_since_previous
   FROM kernel.report_people p
     JOIN kernel.reports r ON r.id = p.report_id
     JOIN kernel.person_records s ON s.id = p.record_id
     LEFT JOIN kernel.person_links mine ON mine.record_id = p.record_id AND mine.ends_at IS NULL
  WHERE NOT (EXISTS ( SELECT
           FROM facts.hoaxes h
          WHERE h.report_ref = p.report_id));
grant select on facts.report_people to :measures;

create view facts.reports as
 SELECT id AS report_ref,
    kind,
    source,
    (received_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS received_on,
    district,
    lsoa,
    happened_precision,
    anonymous,
    contactable,
    threat,
    codes
   FROM kernel.reports r
  WHERE NOT (EXISTS ( SELECT
           FROM facts.hoaxes h
          WHERE h.report_ref = r.id));
grant select on facts.reports to :measures;

create view facts.shares as
 SELECT case_id AS case_ref,
    report_id AS report_ref,
    to_agency,
    power,
    (at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS shared_on
   FROM kernel.shares s;
grant select on facts.shares to :measures;

create view facts.steps as
 SELECT h.case_id AS case_ref,
    c.programme,
    h.step,
    h.from_state,
    h.to_state,
    (h.happened_at AT TIME ZONE (( SELECT installation.zone
           FROM kernel.installation)))::date AS taken_on,
    h.codes
   FROM kernel.chronology h
     JOIN kernel.cases c ON c.id = h.case_id
  WHERE NOT (EXISTS ( SELECT
           FROM kernel.chronology later
          WHERE later.corrects = h.id));
grant select on facts.steps to :measures;

create view facts.survey_answers as
 SELECT quarter,
    programme,
    question,
    answer,
    n
   FROM conversation.survey_counts;
grant select on facts.survey_answers to :measures;

create view facts.survey_offers as
 SELECT to_char((m.at AT TIME ZONE COALESCE(( SELECT installation.zone
           FROM kernel.installation), 'UTC'::text)), 'YYYY-"Q"Q'::text) AS quarter,
    r.kind AS programme,
    count(*)::integer AS offered,
    count(*) FILTER (WHERE m.survey = 'answered'::text)::integer AS answered
   FROM conversation.messages m
     JOIN kernel.reports r ON r.id = m.report_id
  WHERE m.survey IS NOT NULL
  GROUP BY (to_char((m.at AT TIME ZONE COALESCE(( SELECT installation.zone
           FROM kernel.installation), 'UTC'::text)), 'YYYY-"Q"Q'::text)), r.kind;
grant select on facts.survey_offers to :measures;

create view facts.tallies as
 SELECT measure,
    definition,
    period,
    numerator,
    out_of,
    counted_at,
    frozen_at
   FROM kernel.tallies;
grant select on facts.tallies to :measures;

create view facts.tally_counts as
 SELECT measure,
    definition,
    counted_at,
    whole_at
   FROM kernel.tally_counts;
grant select on facts.tally_counts to :measures;

create view facts.tally_revisions as
 SELECT "position",
    definition,
    period,
    old_numerator,
    old_out_of,
    new_numerator,
    new_out_of,
    revised_at
   FROM kernel.tally_revisions;
grant select on facts.tally_revisions to :measures;

create view matching.pointers with (security_barrier=true) as
 SELECT DISTINCT s.record_id,
    a.kind AS agency_kind
   FROM ( SELECT suggestions.record_a AS record_id,
            suggestions.record_b AS other,
            suggestions.record_a,
            suggestions.record_b,
            suggestions.probability,
            suggestions.state
           FROM matching.suggestions
        UNION ALL
         SELECT suggestions.record_b,
            suggestions.record_a,
            suggestions.record_a,
            suggestions.record_b,
            suggestions.probability,
            suggestions.state
           FROM matching.suggestions) s
     JOIN kernel.person_records r ON r.id = s.other AND r.agency_id IS NOT NULL AND r.disposed_at IS NULL AND NOT r.sealed
     JOIN kernel.agencies a ON a.id = r.agency_id
  WHERE ( SELECT kernel.i_hold('hub'::text) AS i_hold) AND s.probability >= 0.9::double precision AND s.state <> 'different'::text AND NOT (EXISTS ( SELECT
           FROM kernel.person_differences d
          WHERE d.record_a = s.record_a AND d.record_b = s.record_b)) AND NOT matching.is_indexed(s.record_id) AND (s.other <> ALL ((( SELECT kernel.my_known() AS my_known))::uuid[])) AND kernel.sees_record(s.record_id) AND NOT kernel.sees_record(s.other) AND NOT matching.is_kept_close(s.other);
grant select on matching.pointers to :app;

create view orders.register with (security_invoker=true) as
 SELECT id AS case_id,
    reference,
    state,
    district,
    codes ->> 'kind'::text AS kind,
    codes ->> 'interim'::text AS interim,
    (codes ->> 'madeOn'::text)::date AS made_on,
        CASE
            WHEN (codes ->> 'lasts'::text) = 'day'::text THEN (codes ->> 'expires'::text)::date
            ELSE NULL::date
        END AS expires_on,
        CASE
            WHEN state = ANY (ARRAY['listed'::text, 'adjourned'::text]) THEN (codes ->> 'hearingAt'::text)::timestamp with time zone
            ELSE NULL::timestamp with time zone
        END AS hearing_at,
    codes ? 'needed'::text AS reviewed,
    codes,
    opened_at,
    closed_at
   FROM kernel.cases c
  WHERE programme = 'orders'::text;
grant select on orders.register to :app;

CREATE OR REPLACE FUNCTION conversation.answer_survey(hash bytea, answers integer[])
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
declare r kernel.reports := conversation.report_of(hash); asked boolean; given boolean := 0 < any (answers);
begin
  update messages set survey = case when given then 'answered' else 'declined' end
   where id = (select id from messages where report_id = r.id and survey = 'offered' order by id desc limit 1) returning true into asked;
  if asked is null then return false; end if;
  insert into survey_counts (quarter, programme, question, answer, n)
    select to_char(kernel.at() at time zone coalesce((select zone from installation), 'UTC'), 'YYYY-"Q"Q'), r.kind, q.question, q.answer, 1
      from unnest(array['contact', 'actions', 'informed', 'treatment', 'whole'], answers) as q (question, answer) where q.answer between 1 and 5
    on conflict (quarter, programme, question, answer) do update set n = survey_counts.n + 1;
  return given;
end $function$;

CREATE OR REPLACE FUNCTION conversation.come_back(hash bytea, writes boolean, sent bytea)
 RETURNS TABLE(report_id uuid, reference text, kind text, language text, received_at timestamp with time zone, sealed_key bytea, district text, anonymous boolean, read_at timestamp with time zone, programmes text[], answer_due timestamp with time zone, deletion_due timestamp with time zone, under_16 boolean, came_before boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
#variable_conflict use_column
declare r kernel.reports := conversation.report_of(hash);
begin
  if r.id is null or r.sealed_key is null then return; end if;
  if writes then perform pg_advisory_xact_lock(26, hashtext(r.id::text)); end if;
  perform set_config('safekeep.receiving', r.id::text, true);
  return query select r.id, r.reference, r.kind, r.language, r.received_at, r.sealed_key, r.district, r.anonymous,
    least((select min(d.at) from decisions d where d.report_id = r.id),
          (select min(m.at) from conversation.messages m where m.report_id = r.id and m.side = 'service'),
          (select min(a.at) from audit a where a.reports @> array[r.id] and a.action = 'report.read'
              and a.result = 'done' and a.actor like 'user:%')),
    array(select distinct c.programme from cases c where c.report_id = r.id and c.closed_at is null and c.sensitivity = 'ordinary'),
    (select k.due_at from clocks k where k.report_id = r.id and k.clock = 'reply' and k.ended_at is null),
    (select k.due_at from clocks k where k.report_id = r.id and k.clock = 'deletion' and k.ended_at is null),
    exists (select from report_people p join person_records x on x.id = p.record_id
             where p.report_id = r.id and p.reporter and x.born_to > kernel.today() - interval '16 years'),
    exists (select from conversation.messages m where m.report_id = r.id and m.send_hash = sent);
end $function$;

CREATE OR REPLACE FUNCTION conversation.dispose_as_granted(which uuid, new_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
declare decided conversation.messages;
begin
  if not (which <> all (kernel.my_conflicts())
      and (which = any (kernel.my_readings()) or (kernel.would_see(null, which) and exists (select from reports where id = which and sensitivity = 'ordinary')))) then
    raise no_data_found using message = 'no such report';
  end if;
  select * into decided from messages where report_id = which and kind = 'deletion' order by at desc, id desc limit 1;
  if decided.outcome is distinct from 'granted' or decided.by_user = kernel.actor_user() then
    raise exception 'only what somebody else has granted is deleted' using errcode = 'SK002';
  end if;
  perform kernel.dispose(null, which, 'Asked for by whoever reported, and granted', new_id);
end $function$;

CREATE OR REPLACE FUNCTION conversation.follow_disposal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
declare gone uuid[];
begin
  perform set_config('safekeep.disposing', 'messages', true);
  update messages set sealed = null where report_id = new.report_id;
  perform set_config('safekeep.disposing', '', true);
  update reports set receipt_hash = null where id = new.report_id;
  select array_agg(p.record_id) into gone from report_people p join person_records x on x.id = p.record_id
   where p.report_id = new.report_id and x.agency_id is null
     and not exists (select from report_people o join reports r on r.id = o.report_id
           where o.record_id = p.record_id and o.report_id <> new.report_id and r.disposed_at is null)
     and not exists (select from case_people c where c.record_id = p.record_id);
  -- Their files are taken away by the sweep, once nothing names them; without their keys nobody reads the originals at once.
  update documents set sealed_key = null, disposed_at = kernel.at(), title = '', file_name = '' where report_id = new.report_id;
  delete from person_names where record_id = any (gone);
  delete from person_addresses where record_id = any (gone);
  delete from person_contacts where record_id = any (gone);
  delete from person_identifiers where record_id = any (gone);
  update person_record_versions set was = '{}', why = '' where record_id = any (gone);
  update person_records set description = '', born_from = null, born_to = null, born_precision = 'unknown', sex = null,
      gender = null, ethnicity = null, language = null, interpreter = null, disposed_at = kernel.at() where id = any (gone);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION conversation.found_helpful(hash bytea, which uuid, was boolean)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
  update messages set helpful = was
   where id = which and report_id = (conversation.report_of(hash)).id and side = 'service' and kind in ('words', 'status') $function$;

CREATE OR REPLACE FUNCTION conversation.reach_otherwise(hash bytea, which uuid, safe text, times text, words text, never boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
declare r uuid := (conversation.report_of(hash)).id; contact person_contacts;
begin
  select c.* into contact from person_contacts c join report_people p on p.record_id = c.record_id
   where c.id = which and p.report_id = r and p.reporter for update of c;
  if contact.id is null then return; end if;
  insert into person_record_versions (record_id, version, was, corrected_at, why)
    select x.id, x.version, jsonb_build_object('contacts', jsonb_build_array(to_jsonb(contact) - 'record_id')), kernel.at(), 'Whoever reported said how they may be reached'
      from person_records x where x.id = contact.record_id;
  update person_records set version = version + 1 where id = contact.record_id;
  update person_contacts set safe_to_use = safe, safe_times = times, safe_words = words, never_leave_message = never where id = which;
end $function$;

CREATE OR REPLACE FUNCTION conversation.reached_by(hash bytea)
 RETURNS TABLE(id uuid, kind text, hint text, safe_to_use text, safe_times text, safe_words text, never_leave_message boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
  select c.id, c.kind, case when c.kind = 'email' then left(c.value, 1) || '…' || substring(c.value from '@.*$') else '…' || right(c.value, 3) end,
         c.safe_to_use, c.safe_times, c.safe_words, c.never_leave_message
    from report_people p join person_contacts c on c.record_id = p.record_id
   where p.report_id = (conversation.report_of(hash)).id and p.reporter and c.ends_on is null
   order by c.id $function$;

CREATE OR REPLACE FUNCTION conversation.report_of(hash bytea)
 RETURNS kernel.reports
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
declare found_one kernel.reports;
begin
  if kernel.actor() is distinct from 'public' then
    raise insufficient_privilege using message = 'a code is for whoever reported';
  end if;
  select * into found_one from reports where receipt_hash = hash;
  return found_one;
end $function$;

CREATE OR REPLACE FUNCTION conversation.stop_code(hash bytea)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$ update reports set receipt_hash = null where id = (conversation.report_of(hash)).id $function$;

CREATE OR REPLACE FUNCTION conversation.told(hash bytea)
 RETURNS TABLE(id uuid, side text, kind text, outcome text, sealed bytea, at timestamp with time zone, seen_at timestamp with time zone, helpful boolean, survey text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
#variable_conflict use_column
declare r kernel.reports := conversation.report_of(hash);
begin
  update messages set seen_at = kernel.at() where report_id = r.id and side = 'service' and seen_at is null;
  return query select m.id, m.side, m.kind, m.outcome, m.sealed, m.at, m.seen_at, m.helpful, m.survey
    from messages m where m.report_id = r.id order by m.at desc, m.id desc;
end $function$;

CREATE OR REPLACE FUNCTION conversation.works_on(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return kernel.sees_report(which) and (kernel.i_hold('hub')
    or exists (select from kernel.cases c where c.report_id = which and c.programme = any (kernel.my_programmes())));
end $function$;

CREATE OR REPLACE FUNCTION conversation.wrote_since(hash bytea, since timestamp with time zone)
 RETURNS integer
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'conversation', 'kernel', 'pg_temp'
AS $function$
  select count(*)::int from messages where report_id = (conversation.report_of(hash)).id and side = 'reporter' and kind in ('words', 'files') and at > since $function$;

CREATE OR REPLACE FUNCTION directory.keeps(agency text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select (select kernel.actor()) = 'job:directory' or (select kernel.i_hold('directory')) or agency = (select kernel.my_agency()) $function$;

CREATE OR REPLACE FUNCTION directory.refuse_place()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if directory.tells_where(to_jsonb(new.note)) and exists (select from directory.services s where s.id = new.service_id and s.kind = 'refuge') then
    raise check_violation using message = 'a note may not say where a refuge is', constraint = 'refuge_tells_no_place';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.refuse_telling()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if exists (select from directory.versions v
              where v.service_id = new.id and v.version = new.published and directory.tells_place(v.kind, v.said)) then
    raise check_violation using message = 'what says where a refuge is, is not published', constraint = 'refuge_tells_no_place';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION directory.tells_place(kind text, said jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when kind = 'refuge' then said ? 'place' or said ? 'visits' or directory.tells_where(said)
              else said ? 'place' and said ->> 'name' ~* '\m(refuge|safe\s*house)s?\M' end $function$;

CREATE OR REPLACE FUNCTION directory.tells_where(said jsonb)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select exists (
    select from jsonb_path_query(said, 'strict $.**') as one
      cross join lateral (select normalize(one #>> '{}', NFKC) as typed) as t
      cross join lateral (select regexp_replace(regexp_replace(typed, '[^\x01-\x7f]', '', 'g'), '[^A-Za-z0-9.,''-]', ' ', 'g') as plain) as p
     where jsonb_typeof(one) = 'string' and (
       plain ~* '\m[a-z]{1,2}[0-9][a-z0-9]?([\s-]*|[.,])[0-9][abd-hjlnp-uw-z]{2}\M'
       or plain ~* '\m[0-9]+[a-z]?[\s,-]+([a-z'']+[\s-]+){1,3}(street|road|lane|avenue|crescent|terrace|st|rd|ave|cres)\M'
       or plain ~ '\m[0-9]+[A-Za-z]?[\s,-]+([A-Z][a-z'']+[\s-]+){1,3}(Close|Way|Place|Court|Walk|Row|Drive|Grove|Gardens|Square|Mews|Hill|Rise|Green|Park)\M'
       or plain ~ '\m[A-Z][a-z'']+[\s-]+(Street|Road|Lane|Avenue|Crescent|Terrace)\M'
       or plain ~ '\m[HNOST][A-HJ-Z]\s?[0-9]{3,5}\s?[0-9]{3,5}\M'
       or plain ~ '[0-9]{1,2}\.[0-9]{3,}'
       or typed ~* 'google\.[a-z.]+/maps|\mmaps\.|goo\.gl|openstreetmap|\mosm\.org|what3words|\mw3w\.|///[a-z]+\.[a-z]+\.[a-z]')) $function$;

CREATE OR REPLACE FUNCTION kernel.actor()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('safekeep.actor', true), '') $function$;

CREATE OR REPLACE FUNCTION kernel.actor_kind()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select split_part(kernel.actor(), ':', 1) $function$;

CREATE OR REPLACE FUNCTION kernel.actor_user()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select case when kernel.actor() like 'user:%' then substr(kernel.actor(), 6)::uuid end $function$;

CREATE OR REPLACE FUNCTION kernel.at()
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE
AS $function$ select coalesce(nullif(current_setting('safekeep.at', true), '')::timestamptz, now()) $function$;

CREATE OR REPLACE FUNCTION kernel.count_monitoring(of_kind text, said jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  insert into monitoring (quarter, kind, question, answer, n)
    select to_char(kernel.at() at time zone coalesce((select zone from installation), 'UTC'), 'YYYY-"Q"Q'), of_kind, key, value, 1
      from jsonb_each_text(said) limit 20
    on conflict (quarter, kind, question, answer) do update set n = monitoring.n + 1 $function$;

CREATE OR REPLACE FUNCTION kernel.dispose(which_case uuid, which_report uuid, why text, new_id uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
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
    update reports set sealed = null, sealed_key = null, place_id = null, lsoa = null, happened_from = null, happened_to = null,
        disposed_at = kernel.at() where id = which_report;
  end if;
  perform set_config('safekeep.disposing', '', true);
end $function$;

CREATE OR REPLACE FUNCTION kernel.document_named(name text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select exists (select from documents where id::text = name and disposed_at is null)
         or exists (select from referral.drafts where files @> array[name]) $function$;

CREATE OR REPLACE FUNCTION kernel.empty_documents()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  update documents set sealed_key = null, title = '', file_name = '', sha256 = '', disposed_at = coalesce(disposed_at, kernel.at())
   where report_id = new.report_id or case_id = new.case_id;
  delete from work where case_id = new.case_id or (report_id = new.report_id and case_id is null);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.forget_held()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('safekeep.held_for', '', true);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.forget_scraps()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  delete from person_scraps where record_id = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.forget_seen()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform set_config('safekeep.seen_for', '', true), set_config('safekeep.told_for', '', true);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.held(what text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if current_setting('safekeep.held_for', true) is distinct from kernel.held_by() then perform kernel.hold(); end if;
  return current_setting('safekeep.' || what);
end $function$;

CREATE OR REPLACE FUNCTION kernel.held_by()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select coalesce(current_setting('safekeep.actor', true), '') || ' ' || coalesce(current_setting('safekeep.at', true), '') $function$;

CREATE OR REPLACE FUNCTION kernel.hoax_by_another(thought uuid, of_report uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select exists (select from decisions d where d.id = thought and d.report_id = of_report and d.what = 'hoax' and d.by_user <> kernel.actor_user()) $function$;

CREATE OR REPLACE FUNCTION kernel.hold()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
declare
  who uuid := actor_user(); day date := today(); moment timestamptz := at();
  agency text; programmes text[]; roles text[]; teams text[]; known uuid[]; conflicted uuid[]; readable uuid[]; agreed uuid[];
begin
  select agency_id into agency from users where id = who and (leaves_on is null or leaves_on >= day);
  select coalesce(array_agg(distinct programme), '{}'), coalesce(array_agg(distinct programme || ':' || role), '{}')
    into programmes, roles from grants
   where user_id = who and agency is not null and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg('team:' || team_id), '{}') into teams from team_members
   where user_id = who and starts_on <= day and (ends_on is null or ends_on >= day);
  select coalesce(array_agg(id), '{}') into agreed from agreements
   where agency = any (parties) and starts_on <= day and (ends_on is null or ends_on >= day);
  known := case when exists (select from conflicts where user_id = who) then known_to(who, moment) else '{}' end;
  select coalesce(array_agg(id), '{}') into conflicted from (
    select case_id as id from case_people where record_id = any (known)
    union select report_id from report_people where record_id = any (known)
    union select cases.id from cases join report_people rp on rp.report_id = cases.report_id where rp.record_id = any (known)
  ) as theirs;
  select coalesce(array_agg(coalesce(r.case_id, r.report_id)), '{}') into readable from readers r
   where r.user_id = who and agency is not null and r.starts_at <= moment and (r.ends_at is null or r.ends_at > moment)
     and (not r.glass_broken or (r.starts_at + interval '1 day' > moment
       and shows_ordinarily(r.case_id, r.report_id, agency, programmes, agreed, conflicted, '{}', who in (select on_duty(moment)))));
  perform set_config('safekeep.my_agency', coalesce(agency, ''), true),
          set_config('safekeep.my_programmes', programmes::text, true),
          set_config('safekeep.my_roles', roles::text, true),
          set_config('safekeep.my_queues', case when agency is null then '{}'
            else (roles || array['user:' || who, 'agency:' || agency] || teams)::text end, true),
          set_config('safekeep.my_agreements', agreed::text, true),
          set_config('safekeep.my_readings', readable::text, true),
          set_config('safekeep.my_conflicts', conflicted::text, true),
          set_config('safekeep.my_known', known::text, true),
          set_config('safekeep.held_for', held_by(), true);
end $function$;

CREATE OR REPLACE FUNCTION kernel.how_close(sensitivity text)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$ select array_position(array['ordinary', 'restricted', 'sealed'], sensitivity) $function$;

CREATE OR REPLACE FUNCTION kernel.i_am_on_duty()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select kernel.actor_user() in (select kernel.on_duty(kernel.at())) $function$;

CREATE OR REPLACE FUNCTION kernel.i_hold(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select wanted = any (kernel.my_programmes()) $function$;

CREATE OR REPLACE FUNCTION kernel.is_told_of(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
declare known text := case when current_setting('safekeep.told_for', true) = kernel.held_by() then current_setting('safekeep.told', true) end;
begin
  if strpos(known, which::text) > 0 then return true; end if;
  if not (exists (select from kernel.report_people p where p.record_id = which)
       or exists (select from kernel.case_people p where p.record_id = which)) then return false; end if;
  if known is null or length(known) > 4000 then known := ''; end if;
  perform set_config('safekeep.told', known || which::text, true), set_config('safekeep.told_for', kernel.held_by(), true);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION kernel.just_told(which uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select exists (select from person_records r where r.id = which and r.xmin = pg_current_xact_id()::xid) $function$;

CREATE OR REPLACE FUNCTION kernel.keep_revision()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  if old.frozen_at is not null and new.frozen_at is distinct from old.frozen_at then
    raise exception 'what was settled stays settled' using errcode = 'SK001';
  end if;
  if old.frozen_at is not null and (old.numerator, old.out_of) is distinct from (new.numerator, new.out_of) then
    insert into tally_revisions (definition, period, old_numerator, old_out_of, new_numerator, new_out_of, revised_at)
      values (old.definition, old.period, old.numerator, old.out_of, new.numerator, new.out_of, new.counted_at);
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.keep_scraps(which uuid, words text[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
declare recorded timestamptz;
begin
  if not (just_told(which) or coalesce(actor_kind() = 'job', false)) then
    raise exception 'only whoever writes a record says what it is found by' using errcode = 'SK002';
  end if;
  select recorded_at into recorded from person_records where id = which and disposed_at is null;
  if recorded is null then delete from person_scraps where record_id = which; return; end if;
  insert into person_scraps (record_id, recorded_at, scraps) values (which, recorded, array_to_tsvector(
    array(select w from unnest(words) w where w !~ '^(@|r:)' and w <> '') || readers_of_record(which)
      || array['r:' || to_char(recorded at time zone 'UTC', 'YYYY'), 'r:' || to_char(recorded at time zone 'UTC', 'YYYYMM')]))
  on conflict (record_id) do update set scraps = excluded.scraps where person_scraps.scraps <> excluded.scraps;
end $function$;

CREATE OR REPLACE FUNCTION kernel.keeps_as_close(which uuid, sensitivity text)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$ begin
    return exists (select from kernel.reports r where r.id = which and kernel.how_close(r.sensitivity) <= kernel.how_close(keeps_as_close.sensitivity));
  end $function$;

CREATE OR REPLACE FUNCTION kernel.know_them_now()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  if not exists (select from person_links where person_id = new.person_id and ends_at is null) then
    new.person_id := coalesce(leads_to(new.person_id), new.person_id);
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION kernel.known_to(who uuid, moment timestamp with time zone)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  with had as materialized (
    select l.record_id from conflicts c join person_links l on l.person_id = c.person_id
     where c.user_id = who and c.starts_at <= moment and (c.ends_at is null or c.ends_at > moment)
       and (l.ends_at is null or l.ends_at > c.starts_at and case
         when l.ended_by is not null then exists (
           select from matching.reviews r
            where (r.record_a = l.record_id or r.record_b = l.record_id) and r.verdict = 'same' and l.id = any (r.links_ended))
         else l.starts_at <= c.starts_at or not exists (
           select from matching.run_links d join matching.runs r on r.id = d.run_id
            where d.link_id = l.id and d.deed = 'ended' and r.undoes is not null) end))
  select coalesce(array_agg(record_id), '{}') from (
    select record_id from had
    union select theirs.record_id from had
      join person_links now on now.record_id = had.record_id and now.ends_at is null
      join person_links theirs on theirs.person_id = now.person_id and theirs.ends_at is null) as known $function$;

CREATE OR REPLACE FUNCTION kernel.leads_to(which uuid)
 RETURNS uuid
 LANGUAGE sql
 STABLE
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  with recursive onward as (
    select id, redirects_to, 1 as step from persons where id = which
    union all select p.id, p.redirects_to, o.step + 1 from onward o join persons p on p.id = o.redirects_to where o.step < 100)
  select id from onward order by step desc limit 1 $function$;

CREATE OR REPLACE FUNCTION kernel.my_agency()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select nullif(kernel.held('my_agency'), '') $function$;

CREATE OR REPLACE FUNCTION kernel.my_agreements()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_agreements')::uuid[] $function$;

CREATE OR REPLACE FUNCTION kernel.my_conflicts()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_conflicts')::uuid[] $function$;

CREATE OR REPLACE FUNCTION kernel.my_known()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_known')::uuid[] $function$;

CREATE OR REPLACE FUNCTION kernel.my_programmes()
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_programmes')::text[] $function$;

CREATE OR REPLACE FUNCTION kernel.my_queues()
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_queues')::text[] $function$;

CREATE OR REPLACE FUNCTION kernel.my_readings()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_readings')::uuid[] $function$;

CREATE OR REPLACE FUNCTION kernel.my_roles()
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$ select kernel.held('my_roles')::text[] $function$;

CREATE OR REPLACE FUNCTION kernel.on_duty(moment timestamp with time zone)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select d.user_id from duty d join users u on u.id = d.user_id
      where d.starts_at <= moment and d.ends_at > moment
        and (u.leaves_on is null
          or u.leaves_on >= (moment at time zone coalesce((select zone from installation), 'UTC'))::date) $function$;

CREATE OR REPLACE FUNCTION kernel.opened_at()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  new.opened_at := coalesce(new.opened_at, (select opened_at from cases where id = new.case_id));
  return new;
end $function$;

CREATE OR REPLACE FUNCTION kernel.opening()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('safekeep.opening', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.opening_of(hash bytea, about uuid, moment timestamp with time zone)
 RETURNS TABLE(purpose text, note text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select o.purpose, o.note from openings o where o.token_hash = hash and o.subject = about and o.until > moment $function$;

CREATE OR REPLACE FUNCTION kernel.people_sought(questions text[], also text[], most integer)
 RETURNS TABLE(record_id uuid, question integer)
 LANGUAGE plpgsql
 SET enable_seqscan TO 'off'
AS $function$
declare
  mine text := kernel.sought_as(); day timestamp := kernel.at() at time zone 'UTC'; found uuid[] := '{}'; these uuid[];
  months text := (select string_agg('''r:' || to_char(day - make_interval(months => m), 'YYYYMM') || '''', ' | ') from generate_series(0, 2) m);
  years text := (select string_agg('''r:' || to_char(day - make_interval(years => y), 'YYYY') || '''', ' | ') from generate_series(0, 1) y);
  q int; span text;
begin
  for q in 1 .. cardinality(questions) loop
    exit when q > 2 and cardinality(found) >= most / 2;
    foreach span in array case when q > 2 then array[''] when q = 2 and also[q] <> '' then array[years, ''] else array[months, years, ''] end loop
      perform set_config('safekeep.sought_1', questions[q], true), set_config('safekeep.sought_2', also[q], true),
              set_config('safekeep.sought_3', span, true), set_config('safekeep.sought_4', mine, true);
      these := array(select s.record_id from (
        select p.record_id, p.recorded_at from kernel.person_scraps p
         where p.record_id <> all (found) limit most - cardinality(found)) s order by s.recorded_at desc, s.record_id desc);
      found := found || these;
      return query select t, q from unnest(these) t;
      if cardinality(found) >= most then return; end if;
    end loop;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION kernel.readers_follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  insert into readers (id, user_id, case_id, why, glass_broken, starts_at, ends_at)
    select gen_random_uuid(), r.user_id, new.id, r.why, r.glass_broken, r.starts_at, r.ends_at from readers r
     where (r.case_id = new.opened_from
         or (r.report_id = new.report_id and (new.seen_by = 'partners' or exists (
              select from grants g where g.user_id = r.user_id and g.programme = new.programme
                 and g.starts_on <= kernel.today() and (g.ends_on is null or g.ends_on >= kernel.today())))))
       and (r.ends_at is null or r.ends_at > kernel.at());
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.readers_of_record(which uuid)
 RETURNS text[]
 LANGUAGE sql
 STABLE
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select coalesce(array_agg(distinct t), '{}') from (
    select '@a:' || r.agency_id from person_records r where r.id = which and r.agency_id is not null
    union all select unnest(array['@p:hub', case when r.agency_id is not null then '@a:' || r.agency_id end,
                                  case when r.threat then '@duty' end])
      from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.sensitivity = 'ordinary'
    union all select '@u:' || x.user_id
      from report_people p join readers x on x.report_id = p.report_id where p.record_id = which
    union all select t from report_people p join reports r on r.id = p.report_id join cases c on c.report_id = r.id,
        kernel.scraps_of_case(c) t
      where p.record_id = which and (r.sensitivity = 'ordinary' or starts_with(t, '@u:'))
    union all select kernel.scraps_of_case(c)
      from case_people p join cases c on c.id = p.case_id where p.record_id = which
  ) as theirs (t) where t is not null $function$;

CREATE OR REPLACE FUNCTION kernel.recast_kept()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  if tg_table_name = 'reports' then
    perform recast_scraps(array(select record_id from report_people where report_id = new.id));
  else
    perform recast_scraps(array(
      select record_id from case_people where case_id = new.id
      union select p.record_id from cases c join report_people p on p.report_id = c.report_id where c.id = new.id));
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.recast_matter()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  perform recast_scraps(array(
    select p.record_id from news n join case_people p on p.case_id = (to_jsonb(n) ->> 'case_id')::uuid
    union select p.record_id from news n join cases c on c.id = (to_jsonb(n) ->> 'case_id')::uuid
      join report_people p on p.report_id = c.report_id
    union select p.record_id from news n join report_people p on p.report_id = (to_jsonb(n) ->> 'report_id')::uuid));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.recast_scraps(which uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  update person_scraps s set scraps = array_to_tsvector(n.words || n.readers)
    from (select p.record_id, readers_of_record(p.record_id) as readers,
                 array(select w from unnest(tsvector_to_array(p.scraps)) w where starts_with(w, '@')) as were,
                 array(select w from unnest(tsvector_to_array(p.scraps)) w where not starts_with(w, '@')) as words
            from person_scraps p where p.record_id = any (which)) n
   where n.record_id = s.record_id and not (n.were @> n.readers and n.were <@ n.readers) $function$;

CREATE OR REPLACE FUNCTION kernel.recast_told()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  perform recast_scraps(array(select distinct n.record_id from news n join person_scraps s using (record_id)));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION kernel.receiving()
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$ select nullif(current_setting('safekeep.receiving', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.reference_sent(send bytea, receipt bytea)
 RETURNS TABLE(reference text, same boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select r.reference, r.receipt_hash = receipt from reports r where r.send_hash = send $function$;

CREATE OR REPLACE FUNCTION kernel.reference_taken(wanted text)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select exists (select from reports where reference = wanted) or exists (select from cases where reference = wanted) $function$;

CREATE OR REPLACE FUNCTION kernel.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if current_setting('safekeep.disposing', true) = tg_table_name and tg_op = 'UPDATE' then return null; end if;
  raise exception '% is append-only', tg_table_name using errcode = 'SK001';
end $function$;

CREATE OR REPLACE FUNCTION kernel.refuse_loosening()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if row_security_active(tg_relid) and not exists (
      select from kernel.readers r
       where r.user_id = kernel.actor_user() and coalesce(r.case_id, r.report_id) = new.id and not r.glass_broken
         and r.starts_at <= kernel.at() and (r.ends_at is null or r.ends_at > kernel.at())) then
    raise insufficient_privilege using message = 'Only somebody named to read it opens to others what is kept from them.';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION kernel.said_different(record uuid, person uuid, besides uuid DEFAULT NULL::uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  return exists (
    select from (select record_b as other from person_differences where record_a = record
                 union all select record_a from person_differences where record_b = record) d
     where other is distinct from besides
       and exists (select from person_links l where l.record_id = d.other and l.ends_at is null and l.person_id = person));
end $function$;

CREATE OR REPLACE FUNCTION kernel.scraps_of_case(which kernel.cases)
 RETURNS SETOF text
 LANGUAGE sql
 STABLE
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select '@p:' || which.programme where which.sensitivity = 'ordinary'
  union all select '@p:hub' where which.seen_by = 'partners' and which.sensitivity = 'ordinary'
  union all select '@a:' || a.agency_id from case_agencies a
    where a.case_id = which.id and which.seen_by <> 'programme' and which.sensitivity = 'ordinary'
  union all select '@u:' || x.user_id from readers x where x.case_id = which.id $function$;

CREATE OR REPLACE FUNCTION kernel.searches_show(since timestamp with time zone, for_purpose text, with_note text, these uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  with theirs as materialized (
    select reports || cases || records || documents as showed from audit
     where action = 'person.find' and audit.actor = kernel.actor() and at >= since and at <= kernel.at()
       and purpose = for_purpose and note = with_note and result = 'done')
  select exists (select from theirs) and these <@ coalesce((select array_agg(id) from theirs, unnest(showed) id), '{}') $function$;

CREATE OR REPLACE FUNCTION kernel.sees_case(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$ begin return exists (select from kernel.cases c where c.id = which); end $function$;

CREATE OR REPLACE FUNCTION kernel.sees_person(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$ begin return exists (select from kernel.person_links l where l.person_id = which); end $function$;

CREATE OR REPLACE FUNCTION kernel.sees_record(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
declare known text := case when current_setting('safekeep.seen_for', true) = kernel.held_by() then current_setting('safekeep.seen', true) end;
begin
  if strpos(known, which::text) > 0 then return true; end if;
  if not exists (select from kernel.person_records r where r.id = which) then return false; end if;
  -- A page shows twenty; whoever lists thousands must not carry them all along.
  if known is null or length(known) > 4000 then known := ''; end if;
  perform set_config('safekeep.seen', known || which::text, true), set_config('safekeep.seen_for', kernel.held_by(), true);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION kernel.sees_report(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$ begin return exists (select from kernel.reports r where r.id = which); end $function$;

CREATE OR REPLACE FUNCTION kernel.session_of(hash bytea, moment timestamp with time zone)
 RETURNS TABLE(user_id uuid, name text, job_title text, agency_id text, agency text, roles text[], on_duty boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
#variable_conflict use_column
declare today date := (moment at time zone coalesce((select zone from installation), 'UTC'))::date;
begin
  update sessions s set seen_at = moment
   where s.token_hash = hash and s.ended_at is null and s.seen_at < moment - interval '1 minute'
     and s.ends_at > moment and s.seen_at > moment - interval '2 hours';
  return query
    select u.id, u.name, u.job_title, u.agency_id, a.name,
           coalesce((select array_agg(distinct g.programme || ':' || g.role) from grants g
                      where g.user_id = u.id and g.starts_on <= today and (g.ends_on is null or g.ends_on >= today)), '{}'),
           u.id in (select kernel.on_duty(moment))
      from sessions s join users u on u.id = s.user_id join agencies a on a.id = u.agency_id
     where s.token_hash = hash and s.ended_at is null and s.ends_at > moment and s.seen_at > moment - interval '2 hours'
       and (u.leaves_on is null or u.leaves_on >= today);
end $function$;

CREATE OR REPLACE FUNCTION kernel.shows_ordinarily(which_case uuid, which_report uuid, agency text, programmes text[], agreed uuid[], conflicted uuid[], readable uuid[], on_duty boolean)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select coalesce(which_case, which_report) <> all (conflicted) and (
    exists (
      select from cases c
       where (c.id = which_case or (c.report_id = which_report and c.id <> all (conflicted)
               and (c.sensitivity = 'ordinary' or c.id = any (readable))))
         and (c.programme = any (programmes) or (c.seen_by = 'partners' and 'hub' = any (programmes))
           or (c.report_id = which_report and c.id = any (readable))
           or (c.seen_by <> 'programme' and exists (
                select from case_agencies a where a.case_id = c.id and a.agency_id = agency
                   and a.starts_at <= kernel.at() and (a.ends_at is null or a.ends_at > kernel.at())
                   and (a.agreement_id is null or a.agreement_id = any (agreed))))))
    or exists (select from reports r where r.id = which_report
         and ('hub' = any (programmes) or r.agency_id = agency or (r.threat and on_duty)))) $function$;

CREATE OR REPLACE FUNCTION kernel.sought(part integer)
 RETURNS tsquery
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(nullif(current_setting('safekeep.sought_' || part, true), ''), nullif(current_setting('safekeep.sought_2', true), ''),
    nullif(current_setting('safekeep.sought_1', true), ''))::tsquery $function$;

CREATE OR REPLACE FUNCTION kernel.sought_as()
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$
  select coalesce(string_agg('''' || t || '''', ' | '), '''@''') from (
    select '@p:' || unnest(kernel.my_programmes())
    union all select '@a:' || kernel.my_agency()
    union all select '@u:' || kernel.actor_user() where kernel.my_agency() is not null
    union all select '@duty' where kernel.i_am_on_duty()
  ) as mine (t) where t is not null $function$;

CREATE OR REPLACE FUNCTION kernel.today()
 RETURNS date
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select (kernel.at() at time zone coalesce((select zone from kernel.installation), 'UTC'))::date $function$;

CREATE OR REPLACE FUNCTION kernel.would_see(which_case uuid, which_report uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select kernel.shows_ordinarily(which_case, which_report, kernel.my_agency(), kernel.my_programmes(), kernel.my_agreements(),
    kernel.my_conflicts(), kernel.my_readings(), kernel.i_am_on_duty()) $function$;

CREATE OR REPLACE FUNCTION matching.agency_of(hash bytea, moment timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$ select agency_id from agency_keys where key_hash = hash and made_at <= moment and (ended_at is null or ended_at > moment) $function$;

CREATE OR REPLACE FUNCTION matching.decided(one uuid, other uuid)
 RETURNS SETOF matching.reviews
 LANGUAGE sql
 STABLE
AS $function$
  select r.* from matching.reviews r
   where r.record_a = one and r.record_b = other and r.verdict in ('same', 'different')
     and not exists (select from matching.reviews u where u.undoes = r.id)
   order by r.id desc limit 1 $function$;

CREATE OR REPLACE FUNCTION matching.follow_case()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$
begin perform weigh_again(array(select record_id from kernel.case_people where case_id = new.id)); return null; end $function$;

CREATE OR REPLACE FUNCTION matching.follow_case_person()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$
begin perform weigh_again(array[new.record_id]); return null; end $function$;

CREATE OR REPLACE FUNCTION matching.follow_disposal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
begin
  perform matching.forget(array(
    select p.record_id from report_people p where p.report_id = new.report_id and matching.is_gone(p.record_id)
    union select p.record_id from case_people p where p.case_id = new.case_id and matching.is_gone(p.record_id)));
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.follow_record()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
begin
  if new.disposed_at is not null then
    perform matching.forget(array[new.id]);
  else
    insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'match', new.id, kernel.at(), kernel.at());
    perform pg_notify('safekeep_jobs', '');
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.follow_review()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
declare stands matching.reviews; holds matching.reviews;
begin
  select * into stands from standing(new.record_a, new.record_b);
  select * into holds from decided(new.record_a, new.record_b);
  if holds.verdict = 'different' then
    insert into person_differences as d (record_a, record_b, decided_by, decided_at, reason)
      values (holds.record_a, holds.record_b, holds.by_user, holds.at, holds.why)
      on conflict (record_a, record_b) do update set decided_by = excluded.decided_by, decided_at = excluded.decided_at, reason = excluded.reason
       where (d.decided_by, d.decided_at, d.reason) is distinct from (excluded.decided_by, excluded.decided_at, excluded.reason);
  else
    delete from person_differences where record_a = new.record_a and record_b = new.record_b;
  end if;
  if new.verdict = 'undone' and new.links_ended = '{}' then
    update person_links l set ends_at = new.at, ended_by = new.by_user, ended_reason = new.why
     where l.record_id in (new.record_a, new.record_b) and l.ends_at is null and not is_held(l.record_id, l.person_id)
       and exists (select from reviews r join reviews u on u.undoes = r.id and u.links_ended = '{}'
                    where (r.record_a = l.record_id or r.record_b = l.record_id) and l.id = any (r.links_made));
    update person_links l set ends_at = null, ended_by = null, ended_reason = null
     where l.id in (
         select distinct on (m.record_id) m.id
           from reviews r join reviews u on u.undoes = r.id and u.links_ended = '{}'
             join person_links m on m.id = any (r.links_ended) and m.ends_at = r.at
          where (r.record_a in (new.record_a, new.record_b) or r.record_b in (new.record_a, new.record_b))
            and m.record_id in (new.record_a, new.record_b) and m.ended_by is not null
            and (r.id = new.undoes or exists (select from person_links e
                  where e.record_id = m.record_id and e.ends_at = new.at and e.ended_by = new.by_user and e.ended_reason = new.why))
          order by m.record_id, r.id desc)
       and not exists (select from person_links o where o.record_id = l.record_id and o.ends_at is null)
       and not said_different(l.record_id, l.person_id);
  end if;
  update suggestions set state = coalesce(stands.verdict, 'open') where record_a = new.record_a and record_b = new.record_b;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.follow_unlink()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$
begin
  perform take_back_same(new.id);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.forget(which uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
begin
  delete from profiles where record_id = any (which);
  delete from suggestions where record_a = any (which) or record_b = any (which);
  delete from person_scraps where record_id = any (which);  -- of the next file
  update person_links set ends_at = kernel.at(), ended_reason = 'The record is gone'
   where record_id = any (which) and ends_at is null and decided_by is null;
end $function$;

CREATE OR REPLACE FUNCTION matching.forget_words(which uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
declare
  gone uuid[] := array(select id from person_records where id = any (which) and disposed_at is not null and agency_id is null);
  disposing text := coalesce(current_setting('safekeep.disposing', true), ''); instead text := 'The reason was removed with the record.';
begin
  if gone = '{}' then return; end if;
  update person_links set reason = instead, ended_reason = case when ended_reason is not null then instead end
   where record_id = any (gone);
  update person_links l set reason = instead
    from reviews r where (r.record_a = any (gone) or r.record_b = any (gone)) and l.record_id in (r.record_a, r.record_b)
     and l.starts_at = r.at and l.decided_by = r.by_user and l.reason <> instead;
  update person_links l set ended_reason = instead
    from reviews r where (r.record_a = any (gone) or r.record_b = any (gone)) and l.record_id in (r.record_a, r.record_b)
     and l.ends_at = r.at and l.ended_by = r.by_user and l.ended_reason <> instead;
  update person_links l set reason = instead
    from person_links g where g.record_id = any (gone) and l.person_id = g.person_id
     and l.starts_at = g.starts_at and l.decided_by = g.decided_by and l.reason <> instead;
  update person_differences set reason = instead where record_a = any (gone) or record_b = any (gone);
  perform set_config('safekeep.disposing', 'reviews', true);
  update reviews o set why = instead
    from reviews r, person_links l where (r.record_a = any (gone) or r.record_b = any (gone)) and r.verdict = 'undone'
     and l.id = any (r.links_ended) and (o.record_a = l.record_id or o.record_b = l.record_id)
     and o.verdict = 'undone' and l.id = any (o.links_ended) and o.why <> instead;
  update reviews set why = instead where record_a = any (gone) or record_b = any (gone);
  perform set_config('safekeep.disposing', disposing, true);
end $function$;

CREATE OR REPLACE FUNCTION matching.forget_words_of()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
begin
  perform forget_words(array[new.id]);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.is_gone(which uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select exists (select from person_records r where r.id = which and r.disposed_at is not null)
    or (exists (select from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.disposed_at is not null
          union all select from case_people p join disposals d on d.case_id = p.case_id where p.record_id = which)
      and not exists (select from person_records r where r.id = which and r.agency_id is not null)
      and not exists (select from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.disposed_at is null)
      and not exists (select from case_people p where p.record_id = which
            and not exists (select from disposals d where d.case_id = p.case_id))) $function$;

CREATE OR REPLACE FUNCTION matching.is_held(record uuid, person uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
  select exists (
    select from reviews r
      join person_links l on l.record_id = case when r.record_a = record then r.record_b else r.record_a end
     where (r.record_a = record or r.record_b = record) and r.verdict = 'same' and l.person_id = person and l.ends_at is null
       and r.id = (select s.id from standing(r.record_a, r.record_b) s)) $function$;

CREATE OR REPLACE FUNCTION matching.is_indexed(which uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ select exists (select from person_records r where r.id = which and r.agency_id is not null) $function$;

CREATE OR REPLACE FUNCTION matching.is_kept_close(which uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select exists (select from report_people p join reports r on r.id = p.report_id where p.record_id = which and r.sensitivity <> 'ordinary')
      or exists (select from case_people p join cases c on c.id = p.case_id where p.record_id = which and c.sensitivity <> 'ordinary') $function$;

CREATE OR REPLACE FUNCTION matching.is_matching()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select kernel.actor() in ('job:match', 'job:match-profiles') $function$;

CREATE OR REPLACE FUNCTION matching.lacking(most integer)
 RETURNS SETOF uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
  select id from (
    select r.id from person_records r left join profiles p on p.record_id = r.id
     where matching.is_matching() and r.disposed_at is null and p.version is distinct from r.version
    offset 0) unlike
   where not matching.is_gone(id)
   limit most $function$;

CREATE OR REPLACE FUNCTION matching.make_way()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$
declare sent bytea;
begin
  delete from profiles where record_id = new.record_id returning digest into sent;
  new.digest := coalesce(new.digest, sent);
  new.indexed := is_indexed(new.record_id);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION matching.redirect(persons uuid[], onward uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  update persons p set redirects_to = t.onward from unnest(persons, onward) as t (id, onward)
   where matching.is_matching() and p.id = t.id $function$;

CREATE OR REPLACE FUNCTION matching.refuse_contradiction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('who is who'));
  if exists (
    select from person_differences d
      join person_links a on a.record_id = d.record_a and a.ends_at is null
      join person_links b on b.record_id = d.record_b and b.ends_at is null and b.person_id = a.person_id
     where d.record_a = new.record_a and d.record_b = new.record_b) then
    raise exception 'these are linked to one person' using errcode = 'SK006';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.refuse_overruling()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  perform pg_advisory_xact_lock(hashtext('who is who'));
  if exists (select from person_links l where l.id = new.id and l.ends_at is null and said_different(l.record_id, l.person_id)) then
    raise exception 'a person said that these are different' using errcode = 'SK004';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.spread_keys()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
begin
  insert into matching.keys (key, record_id) select distinct k, f.record_id from fresh f cross join lateral unnest(f.keys) k;
  if exists (select from fresh where pending) then
    if not exists (select from jobs where name = 'match' and run_at <= kernel.at()) then perform pg_notify('safekeep_jobs', ''); end if;
    insert into jobs (id, name, run_at, queued_at) values (gen_random_uuid(), 'match', kernel.at(), kernel.at());
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION matching.standing(one uuid, other uuid)
 RETURNS SETOF matching.reviews
 LANGUAGE sql
 STABLE
AS $function$
  select r.* from matching.reviews r
   where r.record_a = one and r.record_b = other and r.verdict <> 'undone'
     and not exists (select from matching.reviews u where u.undoes = r.id)
   order by r.id desc limit 1 $function$;

CREATE OR REPLACE FUNCTION matching.take_back_same(link uuid)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
  insert into reviews (id, record_a, record_b, verdict, why, shown, links_ended, undoes, by_user, at)
    select overlay(gen_random_uuid()::text placing substr(now.hex, 1, 8) || '-' || substr(now.hex, 9) || '-7' from 1 for 15)::uuid,
           r.record_a, r.record_b, 'undone', coalesce(nullif(l.ended_reason, ''), 'The link was undone'),
           (select to_jsonb(s) from suggestions s where s.record_a = r.record_a and s.record_b = r.record_b),
           array[l.id], r.id, l.ended_by, l.ends_at
      from person_links l join reviews r on r.record_a = l.record_id or r.record_b = l.record_id
        -- Ids are in the order in which they were made.
        cross join (select lpad(to_hex((extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as hex) now
     where l.id = link and r.verdict = 'same' and r.at <= l.ends_at and not exists (select from reviews u where u.undoes = r.id)
       and not exists (select from person_links a join person_links b on b.person_id = a.person_id
                        where a.record_id = r.record_a and b.record_id = r.record_b and a.ends_at is null and b.ends_at is null) $function$;

CREATE OR REPLACE FUNCTION matching.take_in(which_agency text, people jsonb)
 RETURNS TABLE(ref text, record_id uuid, deed text)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION matching.told_as(which uuid)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
  select jsonb_build_object(
    'names', (select jsonb_agg(to_jsonb(n) - 'record_id' order by n.id) from person_names n where n.record_id = which),
    'addresses', (select jsonb_agg(to_jsonb(a) - 'record_id' order by a.id) from person_addresses a where a.record_id = which),
    'contacts', (select jsonb_agg(to_jsonb(c) - 'record_id' order by c.id) from person_contacts c where c.record_id = which),
    'identifiers', (select jsonb_agg(to_jsonb(i) - 'record_id' order by i.id) from person_identifiers i where i.record_id = which)) $function$;

CREATE OR REPLACE FUNCTION matching.told_of(which uuid[])
 RETURNS TABLE(record_id uuid, version integer, told jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
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
    from person_records r where matching.is_matching() and r.id = any (which) and not matching.is_gone(r.id) $function$;

CREATE OR REPLACE FUNCTION matching.use_method(which integer)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$
begin
  if not is_matching() then raise insufficient_privilege using message = 'profiles are made by the job that makes them'; end if;
  update profile_method set method = which where method is distinct from which;
  if not found then return false; end if;
  -- No record has the version nought: each of them is lacking now, until it has been done.
  update profiles set version = 0 where version <> 0;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION matching.weigh_again(records uuid[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'matching', 'pg_temp'
AS $function$
  update suggestions s set probability = s.probability
    from (select id from suggestions where state in ('open', 'unsure') and worth > 0 and (record_a = any (records) or record_b = any (records))
           order by id for update skip locked) w where w.id = s.id $function$;

CREATE OR REPLACE FUNCTION matching.weigh_worth()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
declare p double precision := least(greatest(new.probability, 0.000001), 0.999999); told uuid[];
begin
  select coalesce(array_agg(id), '{}') into told from person_records where id in (new.record_a, new.record_b) and agency_id is null;
  if told = '{}' and new.state <> 'unsure' then new.worth := 0; return new; end if;
  new.worth := (0.4 - 0.6 * (p * ln(p) + (1 - p) * ln(1 - p)) / ln(2)) * (1
    + case when exists (select from report_people x join reports r on r.id = x.report_id where x.record_id = any (told) and r.threat) then 8 else 0 end
    + case when exists (select from person_records r where r.id in (new.record_a, new.record_b) and r.born_from > kernel.today() - interval '18 years') then 4 else 0 end
    + case when exists (select from case_people x join cases c on c.id = x.case_id where x.record_id = any (told) and c.closed_at is null) then 2 else 0 end);
  return new;
end $function$;

CREATE OR REPLACE FUNCTION matching.withdraw(which_agency text, refs text[], all_but boolean)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'matching', 'kernel', 'pg_temp'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION messages.contact_of(which uuid)
 RETURNS TABLE(kind text, value text, safe_to_use text, safe_times text, never_leave_message boolean, undeliverable boolean, district text, disposed boolean)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'messages', 'kernel', 'pg_temp'
AS $function$
begin
  if kernel.actor() is distinct from 'job:send-message' then raise insufficient_privilege using message = 'only whoever sends reads this'; end if;
  return query select c.kind, c.value, c.safe_to_use, c.safe_times, c.never_leave_message, c.undeliverable_at is not null,
      r.district, r.disposed_at is not null
    from messages m join reports r on r.id = m.report_id left join person_contacts c on c.id = m.contact_id where m.id = which;
end $function$;

CREATE OR REPLACE FUNCTION messages.duty_done()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$ begin delete from work where clock_id = new.id and kind = 'feedback'; return null; end $function$;

CREATE OR REPLACE FUNCTION messages.follow()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'messages', 'kernel', 'pg_temp'
AS $function$
begin
  if tg_op = 'INSERT' or new.state <> old.state or new.begun_at is distinct from old.begun_at or new.due_at <> old.due_at then
    insert into events (message_id, at, what, why) values (new.id, kernel.at(), case
      when tg_op = 'INSERT' and new.state = 'waiting' then 'queued'
      when tg_op = 'UPDATE' and new.state = 'waiting' and new.begun_at is not null and new.begun_at is distinct from old.begun_at then 'begun'
      when tg_op = 'UPDATE' and new.state = 'waiting' then 'later' else new.state end, coalesce(new.settled_how, new.why));
  end if;
  if new.state = 'waiting' and (tg_op = 'INSERT' or new.due_at <> old.due_at) then
    insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'send-message', new.id, new.due_at, kernel.at());
    perform pg_notify('safekeep_messages', '');
  end if;
  if tg_op = 'UPDATE' and old.state = new.state then return null; end if;
  if new.state in ('held', 'refused', 'failed', 'undeliverable') and not exists (
      select from work w where w.report_id = new.report_id and w.kind = 'message') then
    insert into work (id, queue, kind, title, programme, report_id, reference, district, threat, due_at, added_at)
      select gen_random_uuid(), new.queue, 'message', 'A message could not be sent', r.kind, r.id, r.reference, r.district, false, new.person_by, kernel.at()
        from reports r where r.id = new.report_id and r.disposed_at is null;
  end if;
  if new.state = 'undeliverable' then
    update person_contacts set undeliverable_at = kernel.at() where id = new.contact_id and undeliverable_at is null;
  end if;
  if new.state = 'settled' and not exists (select from messages m where m.report_id = new.report_id
      and m.state in ('held', 'refused', 'failed', 'undeliverable')) then
    delete from work where report_id = new.report_id and kind = 'message';
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION messages.follow_disposal()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'messages', 'kernel', 'pg_temp'
AS $function$
begin
  update messages set state = case when state = 'waiting' then 'refused' else state end, sealed = null, sealed_key = null, carrier_ref = null,
      why = case when state = 'waiting' then 'disposed' else why end, person_by = case when state = 'waiting' then kernel.at() else person_by end
   where report_id = new.report_id;
  update shown set sealed = null, sealed_key = null where report_id = new.report_id;
  delete from work where report_id = new.report_id and kind in ('message', 'feedback');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION messages.hold_to_safe_contact()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'messages', 'kernel', 'pg_temp'
AS $function$
declare c person_contacts; begins boolean := tg_op = 'UPDATE' and new.begun_at is not null and new.begun_at is distinct from old.begun_at;
begin
  if tg_op = 'INSERT' and new.record_id is not null
     and not exists (select from report_people p where p.report_id = new.report_id and p.record_id = new.record_id) then
    raise exception 'a message goes to somebody in the report' using errcode = 'SK005';
  end if;
  if new.state <> 'waiting' or not (tg_op = 'INSERT' or begins) then return new; end if;
  select * into c from person_contacts where id = new.contact_id for share;
  if c.id is null or c.record_id <> new.record_id or c.undeliverable_at is not null or c.safe_to_use = 'no'
     or (c.safe_to_use <> 'yes' and not (select to_unsure from templates t where t.id = new.template))
     or (new.channel = 'email') is distinct from (c.kind = 'email')
     or (new.channel = 'text' and (c.kind <> 'text' or c.never_leave_message)) then
    raise exception 'this contact is not safe for this message' using errcode = 'SK005';
  end if;
  if begins and c.safe_times <> '' and (new.times_read is distinct from c.safe_times
      or not coalesce(kernel.at() >= new.may_from and kernel.at() < new.may_until, false)) then
    raise exception 'this is not a safe time' using errcode = 'SK005';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION messages.reachable_again()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$ begin new.undeliverable_at := null; return new; end $function$;

CREATE OR REPLACE FUNCTION messages.receipt(which uuid, outcome text, why_not text, by_then timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'messages', 'pg_temp'
AS $function$
begin
  if kernel.actor() is distinct from 'api:carrier' then raise insufficient_privilege using message = 'only a carrier says this'; end if;
  update messages m set state = outcome, why = why_not, sent_at = coalesce(m.sent_at, kernel.at()),
         person_by = case when outcome = 'delivered' then null else by_then end
   where m.id = which and m.begun_at is not null and m.state in ('waiting', 'sent') and outcome in ('delivered', 'failed', 'undeliverable');
  return found;
end $function$;

CREATE OR REPLACE FUNCTION messages.ways_to_reporter(which uuid, since timestamp with time zone)
 RETURNS TABLE(id uuid, record_id uuid, kind text, value text, safe_to_use text, safe_times text, never_leave_message boolean, undeliverable boolean, reference text, language text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'kernel', 'pg_temp'
AS $function$
begin
  if kernel.actor_kind() is distinct from 'job' then raise insufficient_privilege using message = 'only a job reads this'; end if;
  return query select c.id, c.record_id, c.kind, c.value, c.safe_to_use, c.safe_times, c.never_leave_message,
      c.undeliverable_at is not null, r.reference, r.language
    from reports r join report_people p on p.report_id = r.id and p.reporter join person_contacts c on c.record_id = p.record_id
   where r.id = which and r.received_at >= since and r.disposed_at is null and (c.ends_on is null or c.ends_on >= kernel.today()) order by c.id;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.ask(new_id uuid, letter_id uuid, code bytea, address bytea, address_key bytea, tongue text, agreed text, confirms bytea, stops bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
declare known subscribers;
begin
  insert into subscribers (id, address_code, sealed, sealed_key, language, wording, state, asked_at, confirm_hash, stop_hash)
    values (new_id, code, address, address_key, tongue, agreed, 'asked', kernel.at(), confirms, stops)
    on conflict (address_code) do nothing;
  if found then
    insert into letters (id, kind, subscriber_id, language, queued_at) values (letter_id, 'confirm', new_id, tongue, kernel.at());
    return;
  end if;
  select * into known from subscribers where address_code = code for update;
  if known.state = 'asked' and known.asked_at <= kernel.at() - interval '1 day' then
    update subscribers set asked_at = kernel.at(), wording = agreed, language = tongue where id = known.id;
    insert into letters (id, kind, subscriber_id, language, queued_at) values (letter_id, 'confirm', known.id, tongue, kernel.at());
  end if;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.begin_letter(which uuid)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  perform newsletter.must_be('job:newsletter');
  update letters set begun_at = kernel.at(), tries = tries + 1 where id = which;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.confirm(hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  update subscribers set state = 'confirmed', confirmed_at = kernel.at()
   where confirm_hash = hash and state = 'asked' and asked_at > kernel.at() - interval '7 days';
  return exists (select from subscribers where confirm_hash = hash and state = 'confirmed');
end $function$;

CREATE OR REPLACE FUNCTION newsletter.counts()
 RETURNS TABLE(issue_id uuid, sent integer, waiting integer, bounced integer, failed integer, stopped integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter counts it'; end if;
  return query select i.id, count(*) filter (where l.state = 'sent')::int, count(*) filter (where l.state = 'waiting')::int,
      count(*) filter (where l.state = 'bounced')::int, count(*) filter (where l.state = 'failed')::int,
      (select count(*)::int from subscribers s where s.after_issue = i.id)
    from issues i left join letters l on l.issue_id = i.id and l.kind = 'issue' where i.state = 'sent' group by i.id;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.follow_bounce()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  update subscribers set state = 'bounced', sealed = null, sealed_key = null, address_code = null, ended_at = kernel.at()
   where id = new.subscriber_id and state in ('asked', 'confirmed');
  return null;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.letter(which uuid)
 RETURNS TABLE(kind text, address bytea, address_key bytea, sealed_as uuid, subscriber uuid, language text, tries integer, begun_at timestamp with time zone, number integer, title text, words text, queued_at timestamp with time zone)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  perform newsletter.must_be('job:newsletter');
  return query select l.kind, coalesce(s.sealed, l.sealed), coalesce(s.sealed_key, l.sealed_key), coalesce(s.id, l.id), s.id, l.language, l.tries,
      l.begun_at, i.number, i.title, i.words, l.queued_at
    from letters l left join subscribers s on s.id = l.subscriber_id left join issues i on i.id = l.issue_id
   where l.id = which and l.state = 'waiting' and coalesce(s.sealed, l.sealed) is not null
     and (s.id is null or s.state = 'confirmed' or (s.state = 'asked' and l.kind = 'confirm')) for update of l;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.may_edit()
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$ select kernel.i_hold('newsletter') $function$;

CREATE OR REPLACE FUNCTION newsletter.must_be(who text)
 RETURNS void
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  if kernel.actor() is distinct from who then raise insufficient_privilege using message = 'not yours to ask'; end if;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.note_letter(which uuid, outcome text, again timestamp with time zone, perhaps boolean)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'kernel', 'pg_temp'
AS $function$
begin
  perform newsletter.must_be('job:newsletter');
  update letters set state = outcome, begun_at = case when outcome <> 'waiting' or perhaps then begun_at end,
      sealed = case when outcome = 'waiting' then sealed end, sealed_key = case when outcome = 'waiting' then sealed_key end
   where id = which and state = 'waiting';
  if outcome = 'waiting' then
    insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'newsletter', which, again, kernel.at());
  end if;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.queue_letter()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'kernel', 'pg_temp'
AS $function$
begin
  insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'newsletter', new.id, kernel.at(), kernel.at());
  return null;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.readers()
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter counts it'; end if;
  return (select count(*)::int from subscribers where state = 'confirmed');
end $function$;

CREATE OR REPLACE FUNCTION newsletter.receipt(which uuid, outcome text)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  perform newsletter.must_be('api:carrier');
  update letters set state = outcome where id = which and begun_at is not null and state in ('waiting', 'sent') and outcome in ('bounced', 'failed');
  return found or exists (select from letters where id = which);
end $function$;

CREATE OR REPLACE FUNCTION newsletter.send_issue(which uuid, seen timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
declare many int;
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter sends it'; end if;
  lock table newsletter.issues in share row exclusive mode;
  update issues set state = 'sent', number = (select coalesce(max(number), 0) + 1 from issues), sent_at = kernel.at(), sent_by = kernel.actor_user()
   where id = which and state = 'draft' and written_at = seen;
  if not found then return null; end if;
  insert into letters (id, kind, issue_id, subscriber_id, language, queued_at)
    select gen_random_uuid(), 'issue', which, id, language, kernel.at() from subscribers where state = 'confirmed';
  get diagnostics many = row_count;
  return many;
end $function$;

CREATE OR REPLACE FUNCTION newsletter.stop(hash bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  update letters l set state = 'stopped' from subscribers s where s.stop_hash = hash and l.subscriber_id = s.id and l.state = 'waiting';
  update subscribers s set state = 'stopped', sealed = null, sealed_key = null, address_code = null, ended_at = kernel.at(),
      after_issue = (select i.id from letters l join issues i on i.id = l.issue_id where l.subscriber_id = s.id and l.state = 'sent' order by i.number desc limit 1)
   where s.stop_hash = hash and s.state in ('asked', 'confirmed');
  return exists (select from subscribers where stop_hash = hash);
end $function$;

CREATE OR REPLACE FUNCTION newsletter.tidy()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  perform newsletter.must_be('job:newsletter-tidy');
  delete from subscribers where state = 'asked' and asked_at < kernel.at() - interval '8 days';
end $function$;

CREATE OR REPLACE FUNCTION newsletter.try_issue(which uuid, letter_id uuid, address bytea, address_key bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'newsletter', 'pg_temp'
AS $function$
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter tries it'; end if;
  insert into letters (id, kind, issue_id, sealed, sealed_key, language, queued_at)
    values (letter_id, 'test', which, address, address_key, 'en', kernel.at()) on conflict do nothing;
end $function$;

CREATE OR REPLACE FUNCTION orders.empty_zones()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'orders', 'pg_temp'
AS $function$
begin
  perform set_config('safekeep.disposing', 'zones', true);
  update orders.zones set area = null, corners = '{}', said = '', why = '' where case_id = new.case_id;
  perform set_config('safekeep.disposing', '', true);
  return null;
end $function$;

CREATE OR REPLACE FUNCTION orders.sees_zone_of(which uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$ begin return exists (select from kernel.cases c where c.id = which and c.programme = 'orders'); end $function$;

CREATE OR REPLACE FUNCTION referral.forget(code_hash bytea)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'referral', 'kernel', 'pg_temp'
AS $function$
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  delete from drafts where hash = code_hash;
end $function$;

CREATE OR REPLACE FUNCTION referral.put_aside(code_hash bytea, words bytea)
 RETURNS timestamp with time zone
 LANGUAGE sql
 SET search_path TO 'referral', 'pg_temp'
AS $function$ select put_aside(code_hash, words, '{}', 0) $function$;

CREATE OR REPLACE FUNCTION referral.put_aside(code_hash bytea, words bytea, pieces text[], held bigint)
 RETURNS timestamp with time zone
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'referral', 'kernel', 'pg_temp'
AS $function$
declare kept timestamptz; others bigint; lying numeric;
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  select count(*), coalesce(sum(bytes), 0) into others, lying from drafts where hash <> code_hash;
  if others >= 20000 or (held > 0 and lying + held > 20::bigint << 30) then return null; end if;
  insert into drafts as d (hash, sealed, files, bytes, saved_at, until)
    values (code_hash, words, pieces, held, kernel.at(), kernel.at() + interval '7 days')
    on conflict (hash) do update set sealed = excluded.sealed, files = excluded.files, bytes = excluded.bytes,
      saved_at = excluded.saved_at, until = excluded.until
    returning d.until into kept;
  return kept;
end $function$;

CREATE OR REPLACE FUNCTION referral.put_aside_under(code_hash bytea)
 RETURNS bytea
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'referral', 'kernel', 'pg_temp'
AS $function$
begin
  if kernel.actor() is distinct from 'public' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  return (select sealed from drafts where hash = code_hash and until > kernel.at());
end $function$;

CREATE OR REPLACE FUNCTION referral.sweep()
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'referral', 'kernel', 'pg_temp'
AS $function$
begin
  if kernel.actor() is distinct from 'job:referral-drafts' then raise insufficient_privilege using message = 'not yours to ask'; end if;
  delete from drafts where until <= kernel.at();
end $function$;
