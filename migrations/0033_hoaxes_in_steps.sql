-- in steps
-- Held of every row by now; and the few hoaxes are found without looking at every decision.
alter table kernel.decisions validate constraint decisions_what_check;
alter table kernel.decisions validate constraint agreed_with_somebody;
create index concurrently if not exists decisions_hoaxes_idx on kernel.decisions (report_id) where what = 'hoax-agreed';
