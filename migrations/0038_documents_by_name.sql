-- in steps
-- The sweep asks of each file whether a document is called so; without this it would read every document for each.
create index concurrently if not exists documents_by_name on kernel.documents ((id::text)) where disposed_at is null;
