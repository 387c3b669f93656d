-- A newsletter: who asked for it and said so once more, each issue, and what became of each letter. Nobody reads the list of
-- who takes it: it is asked by functions that do one thing each.
create schema newsletter;

create table newsletter.issues (
  id uuid primary key,
  number int unique,                       -- from when it is sent: its public address
  title text not null,
  words text not null,
  state text not null default 'draft' check (state in ('draft', 'sent')),
  written_by uuid not null references kernel.users,
  written_at timestamptz not null,
  sent_by uuid references kernel.users,
  sent_at timestamptz,
  check ((state = 'sent') = (number is not null)), check ((state = 'sent') = (sent_at is not null)));

create table newsletter.subscribers (
  id uuid primary key,
  address_code bytea unique,               -- by which the same address is known again, worked out under the installation's key
  sealed bytea, sealed_key bytea,          -- the address; gone, with its code, from when they stop
  language text not null,
  wording text not null,                   -- what they agreed to: the beginning of its SHA-256
  state text not null check (state in ('asked', 'confirmed', 'stopped', 'bounced')),
  asked_at timestamptz not null,
  confirm_hash bytea not null unique, stop_hash bytea not null unique,
  confirmed_at timestamptz,
  ended_at timestamptz,
  after_issue uuid references newsletter.issues,  -- the last they were sent before they stopped
  check ((state in ('stopped', 'bounced')) = (sealed is null)));
create index on newsletter.subscribers (asked_at) where state = 'asked';

create table newsletter.letters (
  id uuid primary key,                     -- names it to whoever carries it
  kind text not null check (kind in ('confirm', 'issue', 'test')),
  issue_id uuid references newsletter.issues,
  subscriber_id uuid references newsletter.subscribers on delete cascade,
  sealed bytea, sealed_key bytea,          -- where a test goes, until it has gone
  language text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'bounced', 'failed', 'stopped')),
  queued_at timestamptz not null,
  tries int not null default 0,
  begun_at timestamptz,
  check ((kind = 'confirm') = (issue_id is null)), check ((kind = 'test') = (subscriber_id is null)),
  unique (issue_id, subscriber_id));
create index on newsletter.letters (subscriber_id);

create function newsletter.may_edit() returns boolean language sql stable as $$ select kernel.i_hold('newsletter') $$;
create function newsletter.must_be(who text) returns void language plpgsql stable as $$
begin
  if kernel.actor() is distinct from who then raise insufficient_privilege using message = 'not yours to ask'; end if;
end $$;

create function newsletter.queue_letter() returns trigger language plpgsql security definer set search_path = newsletter, kernel, pg_temp as $$
begin
  insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'newsletter', new.id, kernel.at(), kernel.at());
  return null;
end $$;
create trigger queue_letter after insert on newsletter.letters for each row execute function newsletter.queue_letter();
-- An address at which nothing arrives is no longer kept.
create function newsletter.follow_bounce() returns trigger language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  update subscribers set state = 'bounced', sealed = null, sealed_key = null, address_code = null, ended_at = kernel.at()
   where id = new.subscriber_id and state in ('asked', 'confirmed');
  return null;
end $$;
create trigger follow_bounce after update of state on newsletter.letters for each row
  when (new.state = 'bounced' and old.state <> 'bounced') execute function newsletter.follow_bounce();

-- Asked for on the public page. Whether the address is known already is told to nobody but its owner, by what they are sent;
-- and nobody can be sent more than one such letter in a day.
create function newsletter.ask(new_id uuid, letter_id uuid, code bytea, address bytea, address_key bytea, tongue text, agreed text,
    confirms bytea, stops bytea) returns void language plpgsql security definer set search_path = newsletter, pg_temp as $$
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
end $$;
create function newsletter.confirm(hash bytea) returns boolean language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  update subscribers set state = 'confirmed', confirmed_at = kernel.at()
   where confirm_hash = hash and state = 'asked' and asked_at > kernel.at() - interval '7 days';
  return exists (select from subscribers where confirm_hash = hash and state = 'confirmed');
end $$;
create function newsletter.stop(hash bytea) returns boolean language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  update letters l set state = 'stopped' from subscribers s where s.stop_hash = hash and l.subscriber_id = s.id and l.state = 'waiting';
  update subscribers s set state = 'stopped', sealed = null, sealed_key = null, address_code = null, ended_at = kernel.at(),
      after_issue = (select i.id from letters l join issues i on i.id = l.issue_id where l.subscriber_id = s.id and l.state = 'sent' order by i.number desc limit 1)
   where s.stop_hash = hash and s.state in ('asked', 'confirmed');
  return exists (select from subscribers where stop_hash = hash);
end $$;

-- Nothing where it has been sent, or is not as it was when its sender saw it. The table is asked for before any row: whoever
-- saves a draft meanwhile holds the table already and waits for the row.
create function newsletter.send_issue(which uuid, seen timestamptz) returns int language plpgsql security definer set search_path = newsletter, pg_temp as $$
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
end $$;
create function newsletter.try_issue(which uuid, letter_id uuid, address bytea, address_key bytea) returns void
  language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter tries it'; end if;
  insert into letters (id, kind, issue_id, sealed, sealed_key, language, queued_at)
    values (letter_id, 'test', which, address, address_key, 'en', kernel.at()) on conflict do nothing;
end $$;

create function newsletter.letter(which uuid) returns table (kind text, address bytea, address_key bytea, sealed_as uuid, subscriber uuid,
    language text, tries int, begun_at timestamptz, number int, title text, words text, queued_at timestamptz)
  language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  perform newsletter.must_be('job:newsletter');
  return query select l.kind, coalesce(s.sealed, l.sealed), coalesce(s.sealed_key, l.sealed_key), coalesce(s.id, l.id), s.id, l.language, l.tries,
      l.begun_at, i.number, i.title, i.words, l.queued_at
    from letters l left join subscribers s on s.id = l.subscriber_id left join issues i on i.id = l.issue_id
   where l.id = which and l.state = 'waiting' and coalesce(s.sealed, l.sealed) is not null
     and (s.id is null or s.state = 'confirmed' or (s.state = 'asked' and l.kind = 'confirm')) for update of l;
end $$;
create function newsletter.begin_letter(which uuid) returns void language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  perform newsletter.must_be('job:newsletter');
  update letters set begun_at = kernel.at(), tries = tries + 1 where id = which;
end $$;
create function newsletter.note_letter(which uuid, outcome text, again timestamptz, perhaps boolean) returns void
  language plpgsql security definer set search_path = newsletter, kernel, pg_temp as $$
begin
  perform newsletter.must_be('job:newsletter');
  update letters set state = outcome, begun_at = case when outcome <> 'waiting' or perhaps then begun_at end,
      sealed = case when outcome = 'waiting' then sealed end, sealed_key = case when outcome = 'waiting' then sealed_key end
   where id = which and state = 'waiting';
  if outcome = 'waiting' then
    insert into jobs (id, name, subject, run_at, queued_at) values (gen_random_uuid(), 'newsletter', which, again, kernel.at());
  end if;
end $$;
create function newsletter.receipt(which uuid, outcome text) returns boolean language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  perform newsletter.must_be('api:carrier');
  update letters set state = outcome where id = which and begun_at is not null and state in ('waiting', 'sent') and outcome in ('bounced', 'failed');
  return found or exists (select from letters where id = which);
end $$;
-- Who never said yes is not kept.
create function newsletter.tidy() returns void language plpgsql security definer set search_path = newsletter, pg_temp as $$
begin
  perform newsletter.must_be('job:newsletter-tidy');
  delete from subscribers where state = 'asked' and asked_at < kernel.at() - interval '8 days';
end $$;

-- Counts, and nobody's name: never who opened what, which is not known.
create function newsletter.counts() returns table (issue_id uuid, sent int, waiting int, bounced int, failed int, stopped int)
  language plpgsql stable security definer set search_path = newsletter, pg_temp as $$
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter counts it'; end if;
  return query select i.id, count(*) filter (where l.state = 'sent')::int, count(*) filter (where l.state = 'waiting')::int,
      count(*) filter (where l.state = 'bounced')::int, count(*) filter (where l.state = 'failed')::int,
      (select count(*)::int from subscribers s where s.after_issue = i.id)
    from issues i left join letters l on l.issue_id = i.id and l.kind = 'issue' where i.state = 'sent' group by i.id;
end $$;
create function newsletter.readers() returns int language plpgsql stable security definer set search_path = newsletter, pg_temp as $$
begin
  if not newsletter.may_edit() then raise insufficient_privilege using message = 'only who holds the newsletter counts it'; end if;
  return (select count(*)::int from subscribers where state = 'confirmed');
end $$;

alter table newsletter.issues enable row level security;
create policy seen on newsletter.issues for select to :app using (
  (select newsletter.may_edit()) or (state = 'sent' and (select kernel.actor()) is not null));
create policy written on newsletter.issues for insert to :app with check (
  (select newsletter.may_edit()) and state = 'draft' and written_by = (select kernel.actor_user()));
create policy rewritten on newsletter.issues for update to :app
  using ((select newsletter.may_edit()) and state = 'draft') with check ((select newsletter.may_edit()) and state = 'draft');
alter table newsletter.subscribers enable row level security;
alter table newsletter.letters enable row level security;

grant usage on schema newsletter to :app;
grant select, insert on newsletter.issues to :app;
grant update (title, words, written_at) on newsletter.issues to :app;
grant select on newsletter.subscribers, newsletter.letters to :app;
