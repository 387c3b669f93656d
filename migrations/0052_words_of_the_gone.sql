-- in steps
-- Why somebody was linked, or said to be one with another or different, is often said in words about them: a name, an address,
-- who rang. Those go with what a report told of them, at disposal; what was said, by whom and when stays. The words about
-- two go when either does: nobody can weigh them any more. Of an agency's index record they stay, since it may come back.
create or replace function matching.forget_words(which uuid[]) returns void
  language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare
  gone uuid[] := array(select id from person_records where id = any (which) and disposed_at is not null and agency_id is null);
  disposing text := coalesce(current_setting('safekeep.disposing', true), ''); instead text := 'The reason was removed with the record.';
begin
  if gone = '{}' then return; end if;
  update person_links set reason = instead, ended_reason = case when ended_reason is not null then instead end
   where record_id = any (gone);
  update person_differences set reason = instead where record_a = any (gone) or record_b = any (gone);
  perform set_config('safekeep.disposing', 'reviews', true);
  update reviews set why = instead where record_a = any (gone) or record_b = any (gone);
  perform set_config('safekeep.disposing', disposing, true);
end $$;
revoke execute on function matching.forget_words from public;

create or replace function matching.forget_words_of() returns trigger
  language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
begin
  perform forget_words(array[new.id]);
  return null;
end $$;
create or replace trigger forget_words after update of disposed_at on kernel.person_records for each row
  when (old.disposed_at is null and new.disposed_at is not null and new.agency_id is null) execute function matching.forget_words_of();

-- Of those who are gone already.
select matching.forget_words(array(select id from kernel.person_records where disposed_at is not null and agency_id is null));
