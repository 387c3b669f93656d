-- A case or a report disposed of takes its files with it, and with them what would tell a file that somebody has from one
-- that was sent: its digest. Nothing is left to be done about what is gone; what is to be done in a case that stands, stands,
-- though the report that it came of is gone.
create function kernel.empty_documents() returns trigger language plpgsql security definer set search_path = kernel, pg_temp as $$
begin
  update documents set sealed_key = null, title = '', file_name = '', sha256 = '', disposed_at = coalesce(disposed_at, kernel.at())
   where report_id = new.report_id or case_id = new.case_id;
  delete from work where case_id = new.case_id or (report_id = new.report_id and case_id is null);
  return null;
end $$;
create trigger empty_documents after insert on kernel.disposals for each row execute function kernel.empty_documents();

-- Of those disposed of before.
update kernel.documents set sha256 = '' where disposed_at is not null;

-- Counted for whoever reports, and by nobody who only measures.
revoke execute on function kernel.count_monitoring from public;
grant execute on function kernel.count_monitoring to :app;
