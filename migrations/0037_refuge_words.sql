-- Where a refuge is, is written in ways that the first rule did not see: with a short word for the street, a dash for the blank,
-- a sign that only looks like a letter, a street without its number, a link to a map. Each of them is looked at by itself, as
-- somebody would read it: neither signs that stand for others, nor what stands in the next answer, hides or makes a place.
-- The same rule, for pages, is src/directory/telling.ts; a test holds the two to the same words.
create or replace function directory.tells_where(said jsonb) returns boolean language sql immutable parallel safe as $$
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
       or typed ~* 'google\.[a-z.]+/maps|\mmaps\.|goo\.gl|openstreetmap|\mosm\.org|what3words|\mw3w\.|///[a-z]+\.[a-z]+\.[a-z]')) $$;

-- A refuge has no place and says none in what the public reads. One begun as something else would have a place: what bears
-- the name of one and has a place, is refused.
create function directory.tells_place(kind text, said jsonb) returns boolean language sql immutable parallel safe as $$
  select case when kind = 'refuge' then said ? 'place' or said ? 'visits' or directory.tells_where(said)
              else said ? 'place' and said ->> 'name' ~* '\m(refuge|safe\s*house)s?\M' end $$;

-- Whatever is said from now on is held to it; and so is why it is said. What was said under the first rule can be neither
-- changed nor taken away, so it is not asked again.
alter table directory.versions drop constraint refuge_tells_no_place;
alter table directory.versions add constraint refuge_tells_no_place check (
  kind <> 'refuge' or not (directory.tells_place(kind, said) or directory.tells_where(to_jsonb(why)))) not valid;
alter table directory.versions add constraint no_refuge_by_another_kind check (kind = 'refuge' or not directory.tells_place(kind, said)) not valid;

-- But it is not published, however old it is.
create function directory.refuse_telling() returns trigger language plpgsql as $$
begin
  if exists (select from directory.versions v
              where v.service_id = new.id and v.version = new.published and directory.tells_place(v.kind, v.said)) then
    raise check_violation using message = 'what says where a refuge is, is not published', constraint = 'refuge_tells_no_place';
  end if;
  return new;
end $$;
create trigger tells_no_place before update of published on directory.services for each row
  when (new.published is not null) execute function directory.refuse_telling();

-- Neither is it in the note of whoever checked it or withdrew it.
create function directory.refuse_place() returns trigger language plpgsql as $$
begin
  if directory.tells_where(to_jsonb(new.note)) and exists (select from directory.services s where s.id = new.service_id and s.kind = 'refuge') then
    raise check_violation using message = 'a note may not say where a refuge is', constraint = 'refuge_tells_no_place';
  end if;
  return new;
end $$;
create trigger tells_no_place before insert on directory.deeds for each row execute function directory.refuse_place();

-- What the pack has no longer is withdrawn by the job that brings it, and nobody is asked to check it.
create policy dropped on kernel.work for delete to :app using ((select kernel.actor()) = 'job:directory' and service_id is not null);

-- What the public reads of a refuge, and says where it is, is withdrawn until its keepers have said it otherwise.
with told as (
  update directory.services s set state = 'withdrawn', published = null, changed_at = now()
    from directory.versions v where v.service_id = s.id and v.version = s.published and directory.tells_place(v.kind, v.said)
    returning s.id),
done as (delete from kernel.work where service_id in (select id from told))
insert into directory.deeds (id, service_id, deed, note, at)
  select gen_random_uuid(), id, 'withdrawn', 'Its words say where a refuge is. Say it otherwise, and publish it again', now() from told;
