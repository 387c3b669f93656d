-- A form's questions are read in the order in which they were asked, which jsonb does not keep and json does.
alter table kernel.wordings alter column wording type json using wording::json;
