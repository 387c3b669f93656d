-- in steps
-- Held of every row by now, under a lock that lets others read and write.
alter table kernel.cases validate constraint opened_from_a_case;
alter table kernel.cases validate constraint opened_as_something;
create index concurrently if not exists cases_opened_from_idx on kernel.cases (opened_from) where opened_from is not null;
