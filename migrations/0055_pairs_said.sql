-- Two of whom somebody said what they are have their page for good, by the same address: also where one was withdrawn or
-- deleted, or tells something else now, so that they are compared no more. What was found then stands with what was said.
alter table matching.reviews add column suggestion_id uuid generated always as ((shown ->> 'id')::uuid) stored;
create index on matching.reviews (suggestion_id);
