-- Whether a scanner has looked at a file and found nothing that is known to harm. Of those kept before, none had been.
alter table kernel.documents add column scanned boolean not null default false;
