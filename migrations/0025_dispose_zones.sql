-- A case disposed of keeps no place where somebody may not go: the versions stay, empty, with who drew them and when.
create function orders.empty_zones() returns trigger language plpgsql security definer set search_path = orders, pg_temp as $$
begin
  perform set_config('safekeep.disposing', 'zones', true);
  update orders.zones set area = null, corners = '{}', said = '', why = '' where case_id = new.case_id;
  perform set_config('safekeep.disposing', '', true);
  return null;
end $$;
create trigger empty_zones after insert on kernel.disposals for each row when (new.case_id is not null) execute function orders.empty_zones();
