-- Work that nobody waits for. Whoever takes a job holds its row until the job's own transaction ends, so that one that
-- dies half-way is undone and free again at once, and two workers never have the same one.
create table kernel.jobs (
  id uuid primary key,
  name text not null check (name ~ '^[a-z][a-z-]*$'),
  subject uuid,                            -- what it is about: an id, never a name
  recurs boolean not null default false,   -- comes again by itself: its row moves on instead of going away
  run_at timestamptz not null,
  queued_at timestamptz not null,
  failures int not null default 0,         -- since it last went well
  fault text,                              -- the kind of the last one, never its words
  done_at timestamptz);                    -- of one that recurs: when it last went well
create index on kernel.jobs (run_at);
create unique index on kernel.jobs (name) where recurs;
alter table kernel.jobs enable row level security;
create policy queued on kernel.jobs for insert to :app with check (
  (select kernel.actor_kind()) = 'job' or (select kernel.actor_user()) is not null or subject = (select kernel.receiving()));
create policy worked on kernel.jobs to :app using ((select kernel.actor_kind()) = 'job') with check ((select kernel.actor_kind()) = 'job');
grant select, insert, delete on kernel.jobs to :app;
grant update (run_at, failures, fault, done_at) on kernel.jobs to :app;

-- The figures as last counted, one row for each month of a measure under one definition. Frozen once the month is over
-- and its late records are in: what changes afterwards is a revision.
create table kernel.tallies (
  measure text not null,
  definition text not null,                   -- a hash of what it counts, in words and in SQL
  period text not null check (period ~ '^\d{4}-\d{2}$'),
  numerator double precision,
  out_of double precision,
  counted_at timestamptz not null,         -- when it last came out otherwise than before
  frozen_at timestamptz,
  primary key (definition, period));

create table kernel.tally_counts (
  definition text primary key,
  measure text not null,
  counted_at timestamptz not null,
  whole_at timestamptz not null);          -- when every month was last counted, and not only those not settled yet

create table kernel.tally_revisions (
  position bigint primary key generated always as identity,
  definition text not null,
  period text not null,
  old_numerator double precision,
  old_out_of double precision,
  new_numerator double precision,
  new_out_of double precision,
  revised_at timestamptz not null,
  foreign key (definition, period) references kernel.tallies (definition, period));
create index on kernel.tally_revisions (definition, position);

-- No figure that was settled changes in silence, whoever changes it.
create function kernel.keep_revision() returns trigger language plpgsql set search_path = kernel, pg_temp as $$
begin
  if old.frozen_at is not null and new.frozen_at is distinct from old.frozen_at then
    raise exception 'what was settled stays settled' using errcode = 'SK001';
  end if;
  if old.frozen_at is not null and (old.numerator, old.out_of) is distinct from (new.numerator, new.out_of) then
    insert into tally_revisions (definition, period, old_numerator, old_out_of, new_numerator, new_out_of, revised_at)
      values (old.definition, old.period, old.numerator, old.out_of, new.numerator, new.out_of, new.counted_at);
  end if;
  return null;
end $$;
create trigger keep_revision after update on kernel.tallies for each row execute function kernel.keep_revision();
create trigger append_only before update or delete or truncate on kernel.tally_revisions for each statement execute function kernel.refuse_change();

do $$ declare t text; begin
  foreach t in array array['tallies', 'tally_counts', 'tally_revisions'] loop
    execute format('alter table kernel.%I enable row level security', t);
    execute format('create policy counted on kernel.%I to :app using ((select kernel.actor_kind()) = ''job'') with check ((select kernel.actor_kind()) = ''job'')', t);
  end loop;
end $$;
grant select, insert on kernel.tallies, kernel.tally_counts, kernel.tally_revisions to :app;
grant update (numerator, out_of, counted_at, frozen_at) on kernel.tallies to :app;
grant update (counted_at, whole_at) on kernel.tally_counts to :app;

-- What the public pages read: the figures that were counted, as the role that can read nothing but facts.
create view facts.tallies as select measure, definition, period, numerator, out_of, counted_at, frozen_at from kernel.tallies;
create view facts.tally_counts as select measure, definition, counted_at, whole_at from kernel.tally_counts;
create view facts.tally_revisions as
  select position, definition, period, old_numerator, old_out_of, new_numerator, new_out_of, revised_at from kernel.tally_revisions;
grant select on facts.tallies, facts.tally_counts, facts.tally_revisions to :measures;
