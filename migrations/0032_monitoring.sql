-- What people who reported say of themselves, if they wish: added to counts, and never a row about anybody. Nothing ties a
-- count to a report, so that nobody can be told by what they are, and nothing of it need ever be disposed of.
create table kernel.monitoring (
  quarter text not null check (quarter ~ '^\d{4}-Q[1-4]$'),
  kind text not null check (kind ~ '^[a-z-]{1,40}$'),
  question text not null check (question ~ '^[a-zA-Z]{1,40}$'),
  answer text not null check (answer ~ '^[a-zA-Z0-9]{1,40}$'),
  n int not null check (n > 0),
  primary key (quarter, kind, question, answer));
alter table kernel.monitoring enable row level security;

create function kernel.count_monitoring(of_kind text, said jsonb) returns void
  language sql security definer set search_path = kernel, pg_temp as $$
  insert into monitoring (quarter, kind, question, answer, n)
    select to_char(kernel.at() at time zone coalesce((select zone from installation), 'UTC'), 'YYYY-"Q"Q'), of_kind, key, value, 1
      from jsonb_each_text(said) limit 20
    on conflict (quarter, kind, question, answer) do update set n = monitoring.n + 1 $$;

create view facts.monitoring as select quarter, kind, question, answer, n from kernel.monitoring;
grant select on facts.monitoring to :measures;
grant select on kernel.monitoring to :app;  -- of which no policy shows anybody a row
