-- Whoever rings and looks says until when that can be relied on: half a year at most, and sooner where something is about to
-- change.
alter table directory.services add again_on date;
update directory.services set again_on = checked_on + interval '6 months' where checked_on is not null;
alter table directory.services add constraint checked_until_a_day check ((checked_on is null) = (again_on is null) and again_on > checked_on);
grant update (again_on) on directory.services to :app;
