-- Before words are rewritten: where two are linked who were called different before that was refused, the reason of the word
-- could not be emptied, and the next file would stop there.
drop trigger refuse_contradiction on kernel.person_differences;
create constraint trigger refuse_contradiction after insert or update of record_a, record_b on kernel.person_differences
  deferrable initially deferred for each row execute function matching.refuse_contradiction();
