-- Profiles and keys are worked out by a method (how names sound, which are variants, what a key is made of). When the
-- product's method changes, whoever was compared by the former one is compared by the new.
create table matching.profile_method (one boolean primary key default true check (one), method int not null);
insert into matching.profile_method (method) values (1);
-- No grant: nobody reads or writes it but the function below.
-- Lets every profile be made anew where the method is not the one they were made by; says whether it was so.
create function matching.use_method(which int) returns boolean
  language plpgsql security definer set search_path = matching, pg_temp as $$
begin
  if not is_matching() then raise insufficient_privilege using message = 'profiles are made by the job that makes them'; end if;
  update profile_method set method = which where method is distinct from which;
  if not found then return false; end if;
  -- No record has the version nought: each of them is lacking now, until it has been done.
  update profiles set version = 0 where version <> 0;
  return true;
end $$;
revoke all on function matching.use_method(int) from public;
grant execute on function matching.use_method(int) to :app;
