-- "Different people" is overruled by nobody without a word: neither by a machine, as before, nor by people, by way of a
-- third record, in whatever order they speak.

-- Whether somebody said that this record is of another than a record this person has now; of all records, seen or not, since
-- what is refused may not hang on who asks. One record may be left out: that of which the same word is just being taken back.
create function kernel.said_different(record uuid, person uuid, besides uuid default null) returns boolean
  language sql stable security definer set search_path = kernel, pg_temp as $$
  select exists (
    select from person_differences d
      join person_links l on l.record_id = case when d.record_a = record then d.record_b else d.record_a end
     where (d.record_a = record or d.record_b = record) and l.person_id = person and l.ends_at is null
       and l.record_id is distinct from besides) $$;

-- Asked at the end, of what stands by then, and of one transaction after another: of two that were asked at once neither
-- would see what the other had written. Who only links, or only says that two are different, waits for nothing else.
create or replace function matching.refuse_overruling() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  perform pg_advisory_xact_lock(hashtext('who is who'));
  if exists (select from person_links l where l.id = new.id and l.ends_at is null and said_different(l.record_id, l.person_id)) then
    raise exception 'a person said that these are different' using errcode = 'SK004';
  end if;
  return null;
end $$;
drop trigger refuse_overruling on kernel.person_links;
create constraint trigger refuse_overruling after insert or update of ends_at, person_id on kernel.person_links
  deferrable initially deferred for each row when (new.ends_at is null) execute function matching.refuse_overruling();

-- The other way round: two who are linked to one person are parted first, by somebody who says why.
create function matching.refuse_contradiction() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
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
end $$;
create constraint trigger refuse_contradiction after insert or update on kernel.person_differences
  deferrable initially deferred for each row execute function matching.refuse_contradiction();

-- Whether somebody's word that this and another record are of one person stands, which holds it to that person.
create function matching.is_held(record uuid, person uuid) returns boolean language sql stable set search_path = matching, kernel, pg_temp as $$
  select exists (
    select from reviews r
      join person_links l on l.record_id = case when r.record_a = record then r.record_b else r.record_a end
     where (r.record_a = record or r.record_b = record) and r.verdict = 'same' and l.person_id = person and l.ends_at is null
       and r.id = (select s.id from standing(r.record_a, r.record_b) s)) $$;
revoke execute on function matching.is_held from public;

-- To take a word back puts back what was there, as far as nobody has decided otherwise since: a link stays that another word
-- holds, and goes when that is taken back, too; none is opened again against a word that stands. What was taken back because
-- a link was undone says so by naming that link, and ends nothing more.
create or replace function matching.follow_review() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare stands matching.reviews;
begin
  select * into stands from standing(new.record_a, new.record_b);
  delete from person_differences where record_a = new.record_a and record_b = new.record_b;
  if stands.verdict = 'different' then
    insert into person_differences (record_a, record_b, decided_by, decided_at, reason)
      values (stands.record_a, stands.record_b, stands.by_user, stands.at, stands.why);
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

-- A link undone takes back each word by which its record was said to be somebody, for everybody to see: what is said and what
-- stands may not differ. Not where a word about two records is being taken back, which says itself what follows.
create function matching.take_back_same(link uuid) returns void language sql set search_path = matching, kernel, pg_temp as $$
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
                        where a.record_id = r.record_a and b.record_id = r.record_b and a.ends_at is null and b.ends_at is null) $$;
revoke execute on function matching.take_back_same from public;
create function matching.follow_unlink() returns trigger language plpgsql security definer set search_path = matching, pg_temp as $$
begin
  perform take_back_same(new.id);
  return null;
end $$;
create trigger follow_unlink after update of ends_at on kernel.person_links for each row
  when (pg_trigger_depth() = 0 and old.ends_at is null and new.ends_at is not null and new.decided_by is not null and new.ended_by is not null)
  execute function matching.follow_unlink();

-- The same for what was undone before there was this.
do $$ declare one uuid; begin
  for one in
    select distinct on (record_id) id from kernel.person_links
     where decided_by is not null and ended_by is not null and ends_at is not null order by record_id, ends_at desc
  loop
    perform matching.take_back_same(one);
  end loop;
end $$;
