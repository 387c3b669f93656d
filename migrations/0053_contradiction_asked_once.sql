-- Only whom a word is about can contradict a link: to rewrite its reason says nothing anew, and must not fail where two are
-- linked who were called different before that was refused.
drop trigger refuse_contradiction on kernel.person_differences;
create constraint trigger refuse_contradiction after insert or update of record_a, record_b on kernel.person_differences
  deferrable initially deferred for each row execute function matching.refuse_contradiction();
