-- in steps
-- Words about two stand in the link of the other, too: what makes them one writes the same reason into both their links, and
-- so does what parts them. Those went with neither. Now they go with the first of the two, wherever one act wrote them: into
-- links of both records of what was said, known by who said it and when; into the link of another record that was made one
-- person with the gone record in the same act; and into what else was taken back because the same link was undone. What was
-- said of the other by itself stays.
create or replace function matching.forget_words(which uuid[]) returns void
  language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare
  gone uuid[] := array(select id from person_records where id = any (which) and disposed_at is not null and agency_id is null);
  disposing text := coalesce(current_setting('safekeep.disposing', true), ''); instead text := 'The reason was removed with the record.';
begin
  if gone = '{}' then return; end if;
  update person_links set reason = instead, ended_reason = case when ended_reason is not null then instead end
   where record_id = any (gone);
  update person_links l set reason = instead
    from reviews r where (r.record_a = any (gone) or r.record_b = any (gone)) and l.record_id in (r.record_a, r.record_b)
     and l.starts_at = r.at and l.decided_by = r.by_user and l.reason <> instead;
  update person_links l set ended_reason = instead
    from reviews r where (r.record_a = any (gone) or r.record_b = any (gone)) and l.record_id in (r.record_a, r.record_b)
     and l.ends_at = r.at and l.ended_by = r.by_user and l.ended_reason <> instead;
  update person_links l set reason = instead
    from person_links g where g.record_id = any (gone) and l.person_id = g.person_id
     and l.starts_at = g.starts_at and l.decided_by = g.decided_by and l.reason <> instead;
  update person_differences set reason = instead where record_a = any (gone) or record_b = any (gone);
  perform set_config('safekeep.disposing', 'reviews', true);
  update reviews o set why = instead
    from reviews r, person_links l where (r.record_a = any (gone) or r.record_b = any (gone)) and r.verdict = 'undone'
     and l.id = any (r.links_ended) and (o.record_a = l.record_id or o.record_b = l.record_id)
     and o.verdict = 'undone' and l.id = any (o.links_ended) and o.why <> instead;
  update reviews set why = instead where record_a = any (gone) or record_b = any (gone);
  perform set_config('safekeep.disposing', disposing, true);
end $$;
revoke execute on function matching.forget_words from public;

-- Of those who are gone already.
select matching.forget_words(array(select id from kernel.person_records where disposed_at is not null and agency_id is null));
