-- in steps
-- A search that is asked again at each key is a row of the audit once for some minutes, and again for whomever no row of
-- those minutes shows. Whether that is so is found among the searches of one actor, by an index of searches alone.
create index concurrently if not exists audit_searches on kernel.audit (actor, at) where action = 'person.find';

-- Whether the actor's searches since then, for this purpose and with this note, are in the audit and show all of these. It
-- tells nobody of anything but what they did themselves.
create or replace function kernel.searches_show(since timestamptz, for_purpose text, with_note text, these uuid[]) returns boolean
  language sql stable security definer set search_path = kernel, pg_temp as $$
  with theirs as materialized (
    select reports || cases || records || documents as showed from audit
     where action = 'person.find' and audit.actor = kernel.actor() and at >= since and at <= kernel.at()
       and purpose = for_purpose and note = with_note and result = 'done')
  select exists (select from theirs) and these <@ coalesce((select array_agg(id) from theirs, unnest(showed) id), '{}') $$;
