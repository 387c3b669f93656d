-- A look at two records is worth the more, the more hangs on it: a threat to life, a child, an open case. Two who are surely
-- one person are worth it too, since until somebody says so nobody acts on it: so much counts without any doubt that whatever
-- something hangs on comes before all that nothing hangs on, and among those what is least clear.
create or replace function matching.weigh_worth() returns trigger language plpgsql security definer set search_path = matching, kernel, pg_temp as $$
declare p double precision := least(greatest(new.probability, 0.000001), 0.999999); told uuid[];
begin
  select coalesce(array_agg(id), '{}') into told from person_records where id in (new.record_a, new.record_b) and agency_id is null;
  if told = '{}' then new.worth := 0; return new; end if;
  new.worth := (0.4 - 0.6 * (p * ln(p) + (1 - p) * ln(1 - p)) / ln(2)) * (1
    + case when exists (select from report_people x join reports r on r.id = x.report_id where x.record_id = any (told) and r.threat) then 8 else 0 end
    + case when exists (select from person_records r where r.id in (new.record_a, new.record_b) and r.born_from > kernel.today() - interval '18 years') then 4 else 0 end
    + case when exists (select from case_people x join cases c on c.id = x.case_id where x.record_id = any (told) and c.closed_at is null) then 2 else 0 end);
  return new;
end $$;

-- What hangs on it changes when a case opens or closes. Whoever opens it waits for nobody: what the job that matches has in
-- hand it weighs itself.
create function matching.weigh_again(records uuid[]) returns void language sql security definer set search_path = matching, pg_temp as $$
  update suggestions s set probability = s.probability
    from (select id from suggestions where state in ('open', 'unsure') and worth > 0 and (record_a = any (records) or record_b = any (records))
           order by id for update skip locked) w where w.id = s.id $$;
revoke execute on function matching.weigh_again from public;
create function matching.follow_case_person() returns trigger language plpgsql security definer set search_path = matching, pg_temp as $$
begin perform weigh_again(array[new.record_id]); return null; end $$;
create trigger weigh_again after insert on kernel.case_people for each row execute function matching.follow_case_person();
create function matching.follow_case() returns trigger language plpgsql security definer set search_path = matching, pg_temp as $$
begin perform weigh_again(array(select record_id from kernel.case_people where case_id = new.id)); return null; end $$;
create trigger weigh_again after update of closed_at on kernel.cases for each row
  when (old.closed_at is distinct from new.closed_at) execute function matching.follow_case();

update matching.suggestions set probability = probability where worth > 0 and state in ('open', 'unsure');
