-- Exclusion zones of protective orders: where somebody may not go. Where that is says where somebody lives, so it is kept
-- apart from the case, under a rule of its own: those in the programme who see the case, and nobody through the case.
create schema orders;

-- Every zone ever drawn for an order, by version; the latest stands, and one without an area says that it was taken away.
create table orders.zones (
  case_id uuid not null references kernel.cases,
  version int not null check (version > 0),
  area jsonb check (area is null or (area ->> 'type' = 'Polygon' and jsonb_array_length(area -> 'coordinates' -> 0) >= 4)),
  corners text[] not null default '{}',   -- in words: near which street, or how far round what
  said text not null,                     -- the whole in a sentence
  why text not null,
  drawn_by uuid not null references kernel.users,
  drawn_at timestamptz not null,
  primary key (case_id, version));
create trigger append_only before update or delete or truncate on orders.zones for each statement execute function kernel.refuse_change();

-- Asked of one row at a time, as the actor: a zone is looked at by the case and never in a list.
create function orders.sees_zone_of(which uuid) returns boolean language plpgsql stable as
  $$ begin return exists (select from kernel.cases c where c.id = which and c.programme = 'orders'); end $$;

alter table orders.zones enable row level security;
create policy seen on orders.zones for select to :app using (
  (select kernel.i_hold('orders')) and orders.sees_zone_of(case_id));
create policy drawn on orders.zones for insert to :app with check (
  drawn_by = (select kernel.actor_user()) and (select kernel.i_hold('orders')) and orders.sees_zone_of(case_id));

grant usage on schema orders to :app;
grant select, insert on orders.zones to :app;
