-- in steps
-- Most rows of the audit name reports or cases or people, and not all three: an index that leaves the empty lists out is
-- written once where three were.
create index concurrently if not exists audit_reports_named on kernel.audit using gin (reports) where reports <> '{}';
create index concurrently if not exists audit_cases_named on kernel.audit using gin (cases) where cases <> '{}';
create index concurrently if not exists audit_records_named on kernel.audit using gin (records) where records <> '{}';
drop index concurrently if exists kernel.audit_reports_idx;
drop index concurrently if exists kernel.audit_cases_idx;
drop index concurrently if exists kernel.audit_records_idx;
