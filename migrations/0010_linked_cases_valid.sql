-- Held of every row by now, under a lock that lets others read and write.
alter table kernel.cases validate constraint opened_from_a_case;
alter table kernel.cases validate constraint opened_as_something;
