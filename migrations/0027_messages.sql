-- What leaves the house: one row for each message to one person, sealed, and held to what makes it safe to reach them. The
-- code decides the same; this stands where the code is wrong.
create schema messages;

-- A template is known here or it is not sent, and only these may go where nobody said that it is safe.
create table messages.templates (
  id text primary key check (id ~ '^[a-z][a-z-]*$'),
  purpose text not null,
  to_unsure boolean not null default false);
insert into messages.templates (id, purpose, to_unsure) values
  ('received', 'Tells whoever reported that it arrived', false),
  ('reply', 'Tells whoever reported that a reply waits for them', false),
  ('survey', 'Asks whoever reported how it went', false),
  ('feedback', 'Tells a professional what came of their referral', true);

-- Set when a carrier says that nothing can be delivered there, until what was written down is put right.
alter table kernel.person_contacts add undeliverable_at timestamptz;
create function messages.reachable_again() returns trigger language plpgsql as
  $$ begin new.undeliverable_at := null; return new; end $$;
create trigger reachable_again before update of value on kernel.person_contacts for each row
  when (new.value is distinct from old.value) execute function messages.reachable_again();

create table messages.messages (
  id uuid primary key,                     -- names it to whoever carries it, and says nothing
  template text not null references messages.templates,
  version text not null,                   -- of the words: the beginning of their SHA-256
  language text not null,
  report_id uuid not null references kernel.reports,
  record_id uuid references kernel.person_records,
  contact_id uuid references kernel.person_contacts on delete set null,  -- read again when it is sent
  channel text check (channel in ('email', 'text')),
  sealed bytea, sealed_key bytea,          -- the words, until the report is disposed of
  queue text not null,                     -- whose work it becomes where it cannot be sent
  queued_by text not null,
  queued_at timestamptz not null,
  state text not null check (state in ('waiting', 'sent', 'delivered', 'held', 'refused', 'failed', 'undeliverable', 'settled')),
  why text check (why ~ '^[a-z][a-z-]*$'), -- a code, never words
  due_at timestamptz not null,
  tries int not null default 0,
  begun_at timestamptz,                    -- handed to a carrier, whose answer may be lost
  times_read text, may_from timestamptz, may_until timestamptz,  -- the safe times as they were understood, and this one of them
  carrier_ref text,                        -- the carrier's own number
  sent_at timestamptz,
  person_by timestamptz,                   -- by when somebody should have done instead what could not be sent
  settled_by uuid references kernel.users, settled_at timestamptz,
  settled_how text check (settled_how in ('called', 'in-person', 'agency', 'written', 'not-needed')),
  check ((state = 'settled') = (settled_how is not null)),
  check (state not in ('held', 'refused', 'failed', 'undeliverable') or (why is not null and person_by is not null)));
create index on messages.messages (report_id, queued_at);
create index on messages.messages (contact_id);
-- Three replies before it has gone are one message: each one more is one more for somebody else to see.
create unique index one_on_its_way on messages.messages (report_id, template) where state = 'waiting' and template in ('received', 'reply', 'survey');

-- What became of each, in order: for whoever asks later why somebody was, or was not, written to.
create table messages.events (
  position bigint primary key generated always as identity,
  message_id uuid not null references messages.messages,
  at timestamptz not null,
  what text not null,
  why text);
create index on messages.events (message_id, position);
create trigger append_only before update or delete or truncate on messages.events for each statement execute function kernel.refuse_change();

-- In a made-up county nothing leaves: this is what would have.
create table messages.shown (
  id uuid primary key,
  report_id uuid references kernel.reports,
  channel text not null,
  sealed bytea, sealed_key bytea,
  at timestamptz not null);
create index on messages.shown (at);

-- Never to a contact that is not safe, and never at an hour that is not, whatever asks: when it is queued, and each time
-- before it is handed over, since a contact may have changed in between.
create function messages.hold_to_safe_contact() returns trigger language plpgsql security definer set search_path = messages, kernel, pg_temp as $$
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
     or (new.channel = 'text' and (c.kind not in ('phone', 'text') or c.never_leave_message)) then
    raise exception 'this contact is not safe for this message' using errcode = 'SK005';
  end if;
  if begins and c.safe_times <> '' and (new.times_read is distinct from c.safe_times
      or not coalesce(kernel.at() >= new.may_from and kernel.at() < new.may_until, false)) then
    raise exception 'this is not a safe time' using errcode = 'SK005';
  end if;
  return new;
end $$;
create trigger hold_to_safe_contact before insert or update on messages.messages for each row execute function messages.hold_to_safe_contact();

-- What follows from each: its job, its entry, and where it was not sent, work for a person, in the same transaction.
create function messages.follow() returns trigger language plpgsql security definer set search_path = messages, kernel, pg_temp as $$
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
end $$;
create trigger follow after insert or update on messages.messages for each row execute function messages.follow();

-- For the job that sends: the contact as it stands now, behind a lock, so that nobody changes it under a message on its way.
create function messages.contact_of(which uuid) returns table (kind text, value text, safe_to_use text, safe_times text,
    never_leave_message boolean, undeliverable boolean, district text, disposed boolean)
  language plpgsql security definer set search_path = messages, kernel, pg_temp as $$
begin
  if kernel.actor() is distinct from 'job:send-message' then raise insufficient_privilege using message = 'only whoever sends reads this'; end if;
  return query select c.kind, c.value, c.safe_to_use, c.safe_times, c.never_leave_message, c.undeliverable_at is not null,
      r.district, r.disposed_at is not null
    from messages m join reports r on r.id = m.report_id left join person_contacts c on c.id = m.contact_id where m.id = which;
end $$;

-- For jobs that write to whoever sent a report since then: their ways of contact, and nothing else of them.
create function messages.ways_to_reporter(which uuid, since timestamptz) returns table (id uuid, record_id uuid, kind text, value text, safe_to_use text,
    safe_times text, never_leave_message boolean, undeliverable boolean, reference text, language text)
  language plpgsql stable security definer set search_path = kernel, pg_temp as $$
begin
  if kernel.actor_kind() is distinct from 'job' then raise insufficient_privilege using message = 'only a job reads this'; end if;
  return query select c.id, c.record_id, c.kind, c.value, c.safe_to_use, c.safe_times, c.never_leave_message,
      c.undeliverable_at is not null, r.reference, r.language
    from reports r join report_people p on p.report_id = r.id and p.reporter join person_contacts c on c.record_id = p.record_id
   where r.id = which and r.received_at >= since and r.disposed_at is null and (c.ends_on is null or c.ends_on >= kernel.today()) order by c.id;
end $$;

-- What a carrier says afterwards of what it took. It names the message by the number that we gave it; others are let be.
create function messages.receipt(which uuid, outcome text, why_not text, by_then timestamptz) returns boolean
  language plpgsql security definer set search_path = messages, pg_temp as $$
begin
  if kernel.actor() is distinct from 'api:carrier' then raise insufficient_privilege using message = 'only a carrier says this'; end if;
  update messages m set state = outcome, why = why_not, sent_at = coalesce(m.sent_at, kernel.at()),
         person_by = case when outcome = 'delivered' then null else by_then end
   where m.id = which and m.begun_at is not null and m.state in ('waiting', 'sent') and outcome in ('delivered', 'failed', 'undeliverable');
  return found;
end $$;

-- A professional who referred has been told: the duty leaves the worklist with its clock.
create function messages.duty_done() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as
  $$ begin delete from work where clock_id = new.id and kind = 'feedback'; return null; end $$;
create trigger duty_done after update of ended_at on kernel.clocks for each row
  when (new.clock = 'feedback' and new.ended_at is not null) execute function messages.duty_done();
create policy told on kernel.clocks for select to :app using ((select kernel.actor()) = 'job:send-message' and clock = 'feedback');
create policy told_now on kernel.clocks for update to :app using ((select kernel.actor()) = 'job:send-message' and clock = 'feedback');

-- A report disposed of takes its messages' words with it, and what has not gone yet does not go.
create function messages.follow_disposal() returns trigger language plpgsql security definer set search_path = messages, kernel, pg_temp as $$
begin
  update messages set state = case when state = 'waiting' then 'refused' else state end, sealed = null, sealed_key = null, carrier_ref = null,
      why = case when state = 'waiting' then 'disposed' else why end, person_by = case when state = 'waiting' then kernel.at() else person_by end
   where report_id = new.report_id;
  update shown set sealed = null, sealed_key = null where report_id = new.report_id;
  delete from work where report_id = new.report_id and kind in ('message', 'feedback');
  return null;
end $$;
create trigger empty_messages after insert on kernel.disposals for each row when (new.report_id is not null) execute function messages.follow_disposal();

alter table messages.templates enable row level security;
create policy known on messages.templates for select to :app using ((select kernel.actor()) is not null);
alter table messages.messages enable row level security;
create policy seen on messages.messages for select to :app using (
  (select kernel.actor()) = 'job:send-message' or exists (select from kernel.reports r where r.id = report_id));
create policy queued on messages.messages for insert to :app with check (
  queued_by = (select kernel.actor()) and ((select kernel.actor_kind()) = 'job' or kernel.sees_report(report_id)));
create policy sent on messages.messages for update to :app using ((select kernel.actor()) = 'job:send-message');
create policy settled on messages.messages for update to :app
  using ((select kernel.actor_user()) is not null and kernel.sees_report(report_id))
  with check (state = 'settled' and settled_by = (select kernel.actor_user()));
alter table messages.events enable row level security;
create policy seen on messages.events for select to :app using (exists (select from messages.messages m where m.id = message_id));
alter table messages.shown enable row level security;
create policy seen on messages.shown for select to :app using (
  (select kernel.actor_user()) is not null and (report_id is null or exists (select from kernel.reports r where r.id = report_id)));
create policy shown on messages.shown for insert to :app with check ((select kernel.actor_kind()) = 'job');

grant usage on schema messages to :app;
grant select on messages.templates, messages.events to :app;
grant select, insert on messages.messages, messages.shown to :app;
grant update (state, why, due_at, tries, begun_at, times_read, may_from, may_until, carrier_ref, sent_at, person_by,
  settled_by, settled_at, settled_how) on messages.messages to :app;
