-- Whoever said that a phone may only be called is never sent a text: a text goes to what was given for texts, and nowhere
-- else.
create or replace function messages.hold_to_safe_contact() returns trigger language plpgsql security definer set search_path = messages, kernel, pg_temp as $$
declare c person_contacts; begins boolean := tg_op = 'UPDATE' and new.begun_at is not null and new.begun_at is distinct from old.begun_at;
begin
  if tg_op = 'INSERT' and new.record_id is not null
     and not exists (select from report_people p where p.report_id = new.report_id and p.record_id = new.record_id) then
    raise exception 'a message goes to somebody in the report' using errcode = 'SK005';
  end if;
  if new.state <> 'waiting' or not (tg_op = 'INSERT' or begins) then return new; end if;
  select * into c from person_contacts where id = new.contact_id for share;
  if c.id is null or c.record_id <> new.record_id or c.undeliverable_at is not null or c.safe_to_use = 'no'
     or (c.safe_to_use <> 'yes' and not (select to_unsure from templates t where t.id = new.template))
     or (new.channel = 'email') is distinct from (c.kind = 'email')
     or (new.channel = 'text' and (c.kind <> 'text' or c.never_leave_message)) then
    raise exception 'this contact is not safe for this message' using errcode = 'SK005';
  end if;
  if begins and c.safe_times <> '' and (new.times_read is distinct from c.safe_times
      or not coalesce(kernel.at() >= new.may_from and kernel.at() < new.may_until, false)) then
    raise exception 'this is not a safe time' using errcode = 'SK005';
  end if;
  return new;
end $$;
