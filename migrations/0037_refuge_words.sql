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

-- What is said already is held to it too; and so is why it was said.
alter table directory.versions drop constraint refuge_tells_no_place;
alter table directory.versions add constraint refuge_tells_no_place check (
  kind <> 'refuge' or not (said ? 'place' or said ? 'visits' or directory.tells_where(said) or directory.tells_where(to_jsonb(why))));

-- A refuge begun as something else would have a place: what bears the name of one and has a place, is refused.
alter table directory.versions add constraint no_refuge_by_another_kind check (
  kind = 'refuge' or not (said ? 'place' and said ->> 'name' ~* '\m(refuge|safe\s*house)s?\M'));

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
