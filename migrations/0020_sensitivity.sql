-- in steps
-- What is kept from most people stays so when a case comes of it, and is opened to others by nobody who only broke the glass.

-- How far a matter is kept from others: the higher, the fewer.
create or replace function kernel.how_close(sensitivity text) returns int language sql immutable as
  $$ select array_position(array['ordinary', 'restricted', 'sealed'], sensitivity) $$;

-- A case opened of a report is no less restricted than the report; of one that is not seen, none is opened at all.
create or replace function kernel.keeps_as_close(which uuid, sensitivity text) returns boolean language plpgsql stable as
  $$ begin
    return exists (select from kernel.reports r where r.id = which and kernel.how_close(r.sensitivity) <= kernel.how_close(keeps_as_close.sensitivity));
  end $$;
begin;
drop policy opened on kernel.cases;
create policy opened on kernel.cases for insert to :app with check (
  id = (select kernel.opening()) and (report_id is null or kernel.keeps_as_close(report_id, sensitivity))
  and ((select kernel.i_hold('hub')) or programme = any ((select kernel.my_programmes())::text[])
    or (opened_from is not null and kernel.sees_case(opened_from))));
commit;

-- It is read by those who read what it came of; but what a programme keeps to itself is read through a report by nobody
-- outside it, or to restrict the report would show them more.
create or replace function kernel.readers_follow() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  insert into readers (id, user_id, case_id, why, glass_broken, starts_at, ends_at)
    select gen_random_uuid(), r.user_id, new.id, r.why, r.glass_broken, r.starts_at, r.ends_at from readers r
     where (r.case_id = new.opened_from
         or (r.report_id = new.report_id and (new.seen_by = 'partners' or exists (
              select from grants g where g.user_id = r.user_id and g.programme = new.programme
                 and g.starts_on <= kernel.today() and (g.ends_on is null or g.ends_on >= kernel.today())))))
       and (r.ends_at is null or r.ends_at > kernel.at());
  return null;
end $$;
create or replace trigger readers_follow after insert on kernel.cases for each row
  when (new.sensitivity <> 'ordinary' and num_nonnulls(new.opened_from, new.report_id) > 0) execute function kernel.readers_follow();

-- To open a matter to others is for somebody who was named to read it. Whoever is bound by no row security is not asked.
create or replace function kernel.refuse_loosening() returns trigger language plpgsql as $$
begin
  if row_security_active(tg_relid) and not exists (
      select from kernel.readers r
       where r.user_id = kernel.actor_user() and coalesce(r.case_id, r.report_id) = new.id and not r.glass_broken
         and r.starts_at <= kernel.at() and (r.ends_at is null or r.ends_at > kernel.at())) then
    raise insufficient_privilege using message = 'Only somebody named to read it opens to others what is kept from them.';
  end if;
  return new;
end $$;
create or replace trigger refuse_loosening before update of sensitivity on kernel.reports for each row
  when (kernel.how_close(new.sensitivity) < kernel.how_close(old.sensitivity)) execute function kernel.refuse_loosening();
create or replace trigger refuse_loosening before update of sensitivity on kernel.cases for each row
  when (kernel.how_close(new.sensitivity) < kernel.how_close(old.sensitivity)) execute function kernel.refuse_loosening();
