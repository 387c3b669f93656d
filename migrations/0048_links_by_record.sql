-- in steps
-- What was said of a record's former links is asked when a word about it is taken back.
create index concurrently if not exists former_links on kernel.person_links (record_id) where ends_at is not null;
