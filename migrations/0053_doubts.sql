-- A doubt lifts nothing: "different" stands until whoever takes it back, or says that the two are one, says so.

-- What people said last of two records and did not take back, doubts aside.
create function matching.decided(one uuid, other uuid) returns setof matching.reviews language sql stable as $$
  select r.* from matching.reviews r
   where r.record_a = one and r.record_b = other and r.verdict in ('same', 'different')
     and not exists (select from matching.reviews u where u.undoes = r.id)
   order by r.id desc limit 1 $$;

create or replace function matching.follow_review() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
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
end $$;

-- Of two index records nobody in the hub is asked, until somebody who saw both could not tell: then they wait with the rest.
create or replace function matching.weigh_worth() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare p double precision := least(greatest(new.probability, 0.000001), 0.999999); told uuid[];
begin
  select coalesce(array_agg(id), '{}') into told from person_records where id in (new.record_a, new.record_b) and agency_id is null;
  if told = '{}' and new.state <> 'unsure' then new.worth := 0; return new; end if;
  new.worth := (0.4 - 0.6 * (p * ln(p) + (1 - p) * ln(1 - p)) / ln(2)) * (1
    + case when exists (select from report_people x join reports r on r.id = x.report_id where x.record_id = any (told) and r.threat) then 8 else 0 end
    + case when exists (select from person_records r where r.id in (new.record_a, new.record_b) and r.born_from > kernel.today() - interval '18 years') then 4 else 0 end
    + case when exists (select from case_people x join cases c on c.id = x.case_id where x.record_id = any (told) and c.closed_at is null) then 2 else 0 end);
  return new;
end $$;
drop trigger weigh_worth on matching.suggestions;
create trigger weigh_worth before insert or update of probability, state on matching.suggestions
  for each row execute function matching.weigh_worth();
update matching.suggestions set probability = probability where state = 'unsure' and worth = 0;

-- Nobody is told to ask about somebody who was said to be another, doubted or not.
create or replace view matching.pointers with (security_barrier) as
  select distinct s.record_id, a.kind as agency_kind
    from (select record_a as record_id, record_b as other, record_a, record_b, probability, state from matching.suggestions
          union all select record_b, record_a, record_a, record_b, probability, state from matching.suggestions) s
    join kernel.person_records r on r.id = s.other and r.agency_id is not null and r.disposed_at is null and not r.sealed
    join kernel.agencies a on a.id = r.agency_id
   where (select kernel.i_hold('hub')) and s.probability >= 0.9 and s.state <> 'different'
     and not exists (select from kernel.person_differences d where d.record_a = s.record_a and d.record_b = s.record_b)
     and not matching.is_indexed(s.record_id) and s.other <> all ((select kernel.my_known())::uuid[])
     and kernel.sees_record(s.record_id) and not kernel.sees_record(s.other) and not matching.is_kept_close(s.other);

-- What a doubt had lifted stands again. Where a machine has joined the two since, its link ends; where people did, both stay
-- as they are, and the page of the person says so: somebody reads both words and takes one back. That the two are one person
-- would be refused here, so nothing asks meanwhile.
alter table kernel.person_differences disable trigger refuse_contradiction;
with again as (
  insert into kernel.person_differences (record_a, record_b, decided_by, decided_at, reason)
    select d.record_a, d.record_b, d.by_user, d.at, d.why
      from (select distinct record_a, record_b from matching.reviews where verdict = 'different') x
        cross join lateral matching.decided(x.record_a, x.record_b) d
     where d.verdict = 'different'
    on conflict do nothing returning record_a, record_b)
update kernel.person_links set ends_at = kernel.at(), ended_reason = 'Somebody had said that they are different'
 where id in (
   select case when b.decided_by is null then b.id else a.id end
     from again join kernel.person_links a on a.record_id = again.record_a and a.ends_at is null
       join kernel.person_links b on b.record_id = again.record_b and b.ends_at is null and b.person_id = a.person_id
    where a.decided_by is null or b.decided_by is null);
alter table kernel.person_differences enable trigger refuse_contradiction;
