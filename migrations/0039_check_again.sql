-- Whoever rings and looks says until when that can be relied on: half a year at most, and sooner where something is about to
-- change. Nothing here holds the two days against each other: the release before this one writes only the first, and may serve
-- while this is applied. What it checks so is to be looked at again by the day that stood, or at once where none did.
alter table directory.services add again_on date;
update directory.services set again_on = checked_on + interval '6 months' where checked_on is not null;
grant update (again_on) on directory.services to :app;
