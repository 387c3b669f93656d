-- What is said between whoever reported and those who work on it, after the report. Whoever has the report's code comes
-- back to it; the words lie sealed under the report's own key, so that what destroys the report destroys them.
create schema conversation;

create table conversation.messages (
  id uuid primary key,
  report_id uuid not null references kernel.reports,
  side text not null check (side in ('reporter', 'service')),
  kind text not null check (kind in ('words', 'status', 'named', 'reach', 'files', 'deletion')),
  outcome text,                            -- of a status, what is told; of a request to delete, what was decided
  sealed bytea,                            -- nothing once the report has been disposed of
  send_hash bytea not null unique,         -- the same send twice is one message
  by_user uuid references kernel.users,
  at timestamptz not null,
  seen_at timestamptz,                     -- by the other side
  seen_by uuid references kernel.users,
  helpful boolean,                         -- whether it was, says whoever reported
  survey text check (survey in ('offered', 'answered', 'declined')),
  check ((side = 'service') = (by_user is not null)),
  check (seen_by is null or side = 'reporter'),
  check (helpful is null or side = 'service'),
  check (survey is null or coalesce(outcome, '') = 'closed'),
  check (case when side = 'service' and kind = 'status' then coalesce(outcome, '') in ('read', 'passed', 'decided', 'closed')
              when side = 'service' and kind = 'deletion' then coalesce(outcome, '') in ('granted', 'refused')
              when side = 'service' then outcome is null and kind = 'words'
              else outcome is null and kind <> 'status' end));
create index on conversation.messages (report_id, id);
create index unread_messages on conversation.messages (report_id) where side = 'reporter' and seen_at is null;
create trigger append_only before delete or truncate or update of id, report_id, side, kind, outcome, sealed, send_hash, by_user, at
  on conversation.messages for each statement execute function kernel.refuse_change();

-- How those who reported found us: how often each answer was given, and nothing of who gave it. No row is anybody's.
create table conversation.survey_counts (
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),  -- in which it was asked
  programme text not null,
  question text not null check (question in ('contact', 'actions', 'informed', 'treatment', 'whole')),
  answer int not null check (answer between 1 and 5),
  n int not null,
  primary key (quarter, programme, question, answer));

-- A code may be stopped, and never be made another: it is emptied when somebody asks for that, and at disposal. A code that
-- was stopped, one of a report that is gone and one that never was are then looked for by the same index and not found.
drop trigger append_only on kernel.reports;
create trigger append_only before delete or truncate or update of reference, send_hash, kind, source, agency_id,
  sealed, sealed_key, wording_version, language, happened_from, happened_to, happened_precision, received_at, recorded_at,
  place_id, district, lsoa, codes, anonymous, contactable, threat, disposed_at on kernel.reports for each statement execute function kernel.refuse_change();
create trigger receipt_stops before update of receipt_hash on kernel.reports for each row
  when (new.receipt_hash is not null and new.receipt_hash is distinct from old.receipt_hash) execute function kernel.refuse_change();
grant update (receipt_hash) on kernel.reports to :app;

-- The report that a code opens, for whoever has it: the transaction may then add to it as the one that received it could.
-- With `writes`, nobody else adds to it meanwhile; `sent` is what is being sent, which may have come already.
create function conversation.report_of(hash bytea) returns kernel.reports
  language plpgsql stable security definer set search_path = kernel, pg_temp as $$
declare found_one kernel.reports;
begin
  if kernel.actor() is distinct from 'public' then
    raise insufficient_privilege using message = 'a code is for whoever reported';
  end if;
  select * into found_one from reports where receipt_hash = hash;
  return found_one;
end $$;
revoke execute on function conversation.report_of from public;

create function conversation.come_back(hash bytea, writes boolean, sent bytea) returns table (
    report_id uuid, reference text, kind text, language text, received_at timestamptz, sealed_key bytea, district text,
    anonymous boolean, read_at timestamptz, programmes text[], answer_due timestamptz, deletion_due timestamptz,
    under_16 boolean, came_before boolean)
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
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
end $$;

-- What was said so far, the latest first; what the other side wrote is then seen.
create function conversation.told(hash bytea) returns table (
    id uuid, side text, kind text, outcome text, sealed bytea, at timestamptz, seen_at timestamptz, helpful boolean, survey text)
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
#variable_conflict use_column
declare r kernel.reports := conversation.report_of(hash);
begin
  update messages set seen_at = kernel.at() where report_id = r.id and side = 'service' and seen_at is null;
  return query select m.id, m.side, m.kind, m.outcome, m.sealed, m.at, m.seen_at, m.helpful, m.survey
    from messages m where m.report_id = r.id order by m.at desc, m.id desc;
end $$;

create function conversation.found_helpful(hash bytea, which uuid, was boolean) returns void
  language sql security definer set search_path = conversation, kernel, pg_temp as $$
  update messages set helpful = was
   where id = which and report_id = (conversation.report_of(hash)).id and side = 'service' and kind in ('words', 'status') $$;

-- The ways to reach whoever reported, as far as they must be told apart: not the number, nor the address.
create function conversation.reached_by(hash bytea) returns table (
    id uuid, kind text, hint text, safe_to_use text, safe_times text, safe_words text, never_leave_message boolean)
  language sql stable security definer set search_path = conversation, kernel, pg_temp as $$
  select c.id, c.kind, case when c.kind = 'email' then left(c.value, 1) || '…' || substring(c.value from '@.*$') else '…' || right(c.value, 3) end,
         c.safe_to_use, c.safe_times, c.safe_words, c.never_leave_message
    from report_people p join person_contacts c on c.record_id = p.record_id
   where p.report_id = (conversation.report_of(hash)).id and p.reporter and c.ends_on is null
   order by c.id $$;

-- Only whoever is reached says how; the former rules are kept with the record.
create function conversation.reach_otherwise(hash bytea, which uuid, safe text, times text, words text, never boolean) returns void
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
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
end $$;

create function conversation.stop_code(hash bytea) returns void
  language sql security definer set search_path = conversation, kernel, pg_temp as
  $$ update reports set receipt_hash = null where id = (conversation.report_of(hash)).id $$;

-- Answers of a survey that was offered, once: they are added to the counts, and what stays with the report is that it was
-- answered. Nought stands for a question that was left out; without answers, it was declined.
create function conversation.answer_survey(hash bytea, answers int[]) returns boolean
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
declare r kernel.reports := conversation.report_of(hash); asked timestamptz; given boolean := 0 < any (answers);
begin
  update messages set survey = case when given then 'answered' else 'declined' end
   where id = (select id from messages where report_id = r.id and survey = 'offered' order by id desc limit 1) returning at into asked;
  if asked is null then return false; end if;
  insert into survey_counts (quarter, programme, question, answer, n)
    select to_char(asked at time zone coalesce((select zone from installation), 'UTC'), 'YYYY-"Q"Q'), r.kind, q.question, q.answer, 1
      from unnest(array['contact', 'actions', 'informed', 'treatment', 'whole'], answers) as q (question, answer) where q.answer between 1 and 5
    on conflict (quarter, programme, question, answer) do update set n = survey_counts.n + 1;
  return given;
end $$;

-- Who works on a report: the hub that sees it, and the programme of a case that came of it.
create function conversation.works_on(which uuid) returns boolean language plpgsql stable as $$
begin
  return kernel.sees_report(which) and (kernel.i_hold('hub')
    or exists (select from kernel.cases c where c.report_id = which and c.programme = any (kernel.my_programmes())));
end $$;

alter table conversation.messages enable row level security;
create policy seen on conversation.messages for select to :app using (exists (select from kernel.reports r where r.id = report_id));
create policy wrote on conversation.messages for insert to :app with check (
  side = 'reporter' and report_id = (select kernel.receiving()));
create policy answered on conversation.messages for insert to :app with check (
  side = 'service' and by_user = (select kernel.actor_user()) and conversation.works_on(report_id)
  and (kind <> 'deletion' or 'hub:supervisor' = any ((select kernel.my_roles())::text[]) or (select kernel.i_hold('retention'))));
create policy read on conversation.messages for update to :app
  using (side = 'reporter' and conversation.works_on(report_id)) with check (seen_by = (select kernel.actor_user()));
alter table conversation.survey_counts enable row level security;

-- To dispose of what whoever reported asked to have deleted, once somebody else has said that it may be.
create function conversation.dispose_as_granted(which uuid, new_id uuid) returns void
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
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
end $$;

-- A report disposed of takes with it what was said, the way back to it, and who is told of in it and in nothing else.
create function conversation.follow_disposal() returns trigger
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
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
end $$;
create trigger follow_conversation after insert on kernel.disposals for each row
  when (new.report_id is not null) execute function conversation.follow_disposal();

-- A document that was disposed of names no file any more.
create or replace function kernel.document_named(name text) returns boolean language sql stable security definer set search_path = kernel, pg_temp as
  $$ select exists (select from documents where id::text = name and disposed_at is null) $$;

-- What the public page of how we did reads: counts, by quarter.
create view facts.survey_answers as select quarter, programme, question, answer, n from conversation.survey_counts;
create view facts.survey_offers as
  select to_char(m.at at time zone coalesce((select zone from kernel.installation), 'UTC'), 'YYYY-"Q"Q') as quarter, r.kind as programme,
         count(*)::int as offered, (count(*) filter (where m.survey = 'answered'))::int as answered
    from conversation.messages m join kernel.reports r on r.id = m.report_id where m.survey is not null group by 1, 2;
grant select on facts.survey_answers, facts.survey_offers to :measures;

grant usage on schema conversation to :app;
grant select, insert on conversation.messages to :app;
grant select on conversation.survey_counts to :app;  -- of which no policy shows anybody a row
grant update (seen_at, seen_by) on conversation.messages to :app;
