-- The register of protective orders is read from what stands for their cases, as whoever asks: it holds nothing of its own,
-- and shows nobody a case that they could not see.
create view orders.register with (security_invoker = true) as
  select c.id as case_id, c.reference, c.state, c.district, c.codes ->> 'kind' as kind, c.codes ->> 'interim' as interim,
         (c.codes ->> 'madeOn')::date as made_on,
         case when c.codes ->> 'lasts' = 'day' then (c.codes ->> 'expires')::date end as expires_on,
         case when c.state in ('listed', 'adjourned') then (c.codes ->> 'hearingAt')::timestamptz end as hearing_at,
         c.codes ? 'needed' as reviewed, c.codes,
         c.opened_at, c.closed_at
    from kernel.cases c where c.programme = 'orders';
grant select on orders.register to :app;
