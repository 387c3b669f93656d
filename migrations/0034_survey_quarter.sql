-- Answers are counted in the quarter in which they come, not in that in which they were asked for: a quarter that is over,
-- and published, never changes by the one answer of somebody who is known to have come back today.
create or replace function conversation.answer_survey(hash bytea, answers int[]) returns boolean
  language plpgsql security definer set search_path = conversation, kernel, pg_temp as $$
declare r kernel.reports := conversation.report_of(hash); asked boolean; given boolean := 0 < any (answers);
begin
  update messages set survey = case when given then 'answered' else 'declined' end
   where id = (select id from messages where report_id = r.id and survey = 'offered' order by id desc limit 1) returning true into asked;
  if asked is null then return false; end if;
  insert into survey_counts (quarter, programme, question, answer, n)
    select to_char(kernel.at() at time zone coalesce((select zone from installation), 'UTC'), 'YYYY-"Q"Q'), r.kind, q.question, q.answer, 1
      from unnest(array['contact', 'actions', 'informed', 'treatment', 'whole'], answers) as q (question, answer) where q.answer between 1 and 5
    on conflict (quarter, programme, question, answer) do update set n = survey_counts.n + 1;
  return given;
end $$;

-- How often whoever has a code has written or sent files since: so that no one report's conversation can be filled by a machine.
create function conversation.wrote_since(hash bytea, since timestamptz) returns int
  language sql stable security definer set search_path = conversation, kernel, pg_temp as $$
  select count(*)::int from messages where report_id = (conversation.report_of(hash)).id and side = 'reporter' and kind in ('words', 'files') and at > since $$;
