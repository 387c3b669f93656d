import type { Installation } from '#kernel'

/** What the programmes say of steps, clocks and ends, as the statements below read it. */
export type Shapes = Readonly<{
  /** Which steps end which clocks. */
  ending: readonly Readonly<{ programme: string; step: string; clock: string }>[]
  ends: readonly Readonly<{ programme: string; state: string }>[]
  opening: readonly Readonly<{ programme: string; clock: string }>[]
  concerned: readonly Readonly<{ programme: string; part: string }>[]
}>

/** The shapes of the cases of every programme. */
export function shapesOf({ programmes }: Installation): Shapes {
  const cases = [...programmes.values()].flatMap(one => (one.case ? [{ programme: one.id, shape: one.case }] : []))
  return {
    ending: cases.flatMap(({ programme, shape }) =>
      Object.entries(shape.steps).flatMap(([step, { stops, lifts, drops }]) =>
        [...stops, ...lifts, ...drops].map(clock => ({ programme, step, clock })),
      ),
    ),
    ends: cases.flatMap(({ programme, shape }) => shape.ends.map(state => ({ programme, state }))),
    opening: cases.flatMap(({ programme, shape }) =>
      Object.entries(shape.clocks)
        .filter(([, { runsFrom }]) => runsFrom === 'opening')
        .map(([clock]) => ({ programme, clock })),
    ),
    concerned: cases.flatMap(({ programme, shape }) =>
      Object.entries(shape.people)
        .filter(([, { concerned }]) => concerned)
        .map(([part]) => ({ programme, part })),
    ),
  }
}

const rowsOf = (name: string, columns: string) => `jsonb_to_recordset($1::jsonb -> '${name}') as ${name}(${columns})`

/**
 * What must hold of every installation at every moment, whatever was killed and when: each rule with a statement that
 * finds whatever breaks it. Written from the promises in src/kernel/README.md, not from the code that keeps them.
 */
export const structure: Readonly<Record<string, string>> = {
  'a report has one triage clock, one event in the outbox and a row in the audit': `
    select reference as what from kernel.reports r
      left join (select report_id, count(*) as n from kernel.clocks where clock = 'triage' group by report_id) c on c.report_id = r.id
      left join (select subject, count(*) as n from kernel.outbox where event = 'report.received' group by subject) o on o.subject = r.id
      left join (select distinct unnest(reports) as id from kernel.audit where action = 'report.receive' and result = 'done') a on a.id = r.id
     where c.n is distinct from 1 or o.n is distinct from 1 or a.id is null`,
  'a report of a threat has an alert and a clock for it': `
    select reference as what from kernel.reports r where r.threat
       and ((select count(*) from kernel.alerts a where a.report_id = r.id) <> 1
         or (select count(*) from kernel.clocks c where c.report_id = r.id and c.clock = 'threat-seen') <> 1)`,
  'triage waits in the worklist exactly while its clock runs': `
    select r.reference as what from kernel.reports r join kernel.clocks c on c.report_id = r.id and c.clock = 'triage'
     where (select count(*) from kernel.work w where w.report_id = r.id and w.kind = 'triage') <> case when c.ended_at is null then 1 else 0 end`,
  'triage ends exactly when everybody concerned has been decided on': `
    select r.reference as what from kernel.reports r join kernel.clocks c on c.report_id = r.id and c.clock = 'triage'
     where exists (select from kernel.report_people p join ${rowsOf('concerned', 'programme text, part text')} on concerned.programme = r.kind and concerned.part = p.part
                    where p.report_id = r.id)
       and (c.ended_at is null) <> exists (
         select from kernel.report_people p join ${rowsOf('concerned', 'programme text, part text')} on concerned.programme = r.kind and concerned.part = p.part
          where p.report_id = r.id and not exists (select from kernel.decisions d where d.report_id = r.id and d.record_id = p.record_id))`,
  'one decision stands for a person in a report': `
    select d.report_id::text as what from kernel.decisions d
     where not exists (select from kernel.decisions later where later.supersedes = d.id)
     group by d.report_id, d.record_id having count(*) > 1`,
  'a case has one opening, first in its chronology, one event and its agencies': `
    select c.reference as what from kernel.cases c
      left join (select case_id, count(*) filter (where step = 'opened') as n, (array_agg(step order by position))[1] as first
                   from kernel.chronology group by case_id) e on e.case_id = c.id
      left join (select subject, count(*) as n from kernel.outbox where event = 'case.opened' group by subject) o on o.subject = c.id
     where e.n is distinct from 1 or e.first is distinct from 'opened' or o.n is distinct from 1
        or not exists (select from kernel.case_people p where p.case_id = c.id)`,
  'a case from a report has the decision that opened it, and a decision to refer has its case': `
    select c.reference as what from kernel.cases c where c.report_id is not null
       and not exists (select from kernel.decisions d where d.case_id = c.id and d.report_id = c.report_id)`,
  'the history of a case connects and leads to where the case is': `
    select c.reference as what from kernel.cases c join lateral (
      select bool_and(before is null or before = from_state) as connects, (array_agg(to_state order by position desc))[1] as last
        from (select position, from_state, to_state, lag(to_state) over (order by position) as before
                from kernel.chronology e where e.case_id = c.id and e.corrects is null) as chain) as history on true
     where not history.connects or history.last <> c.state`,
  'a case is closed exactly when it is at an end': `
    select c.reference as what from kernel.cases c
     where (c.closed_at is not null) <> exists (select from ${rowsOf('ends', 'programme text, state text')} where ends.programme = c.programme and ends.state = c.state)`,
  'a closed case has no clock running and no step waiting': `
    select c.reference as what from kernel.cases c where c.closed_at is not null
       and (exists (select from kernel.clocks k where k.case_id = c.id and k.ended_at is null)
         or exists (select from kernel.work w where w.case_id = c.id and w.kind = 'step'))`,
  'a case has each clock that runs from its opening': `
    select c.reference || ' ' || opening.clock as what from kernel.cases c
      join ${rowsOf('opening', 'programme text, clock text')} on opening.programme = c.programme
     where not exists (select from kernel.clocks k where k.case_id = c.id and k.clock = opening.clock)`,
  'a step waits in the worklist exactly while its clock runs': `
    select c.reference || ' ' || k.clock as what from kernel.clocks k join kernel.cases c on c.id = k.case_id
      left join (select clock_id, count(*) as n from kernel.work group by clock_id) w on w.clock_id = k.id
     where coalesce(w.n, 0) <> case when k.ended_at is null then 1 else 0 end`,
  'a clock ended when an entry says that something was done': `
    select c.reference || ' ' || k.clock as what from kernel.clocks k join kernel.cases c on c.id = k.case_id
     where k.ended_at is not null and k.ended_at <> c.opened_at
       and not exists (select from kernel.chronology e join ${rowsOf('ending', 'programme text, step text, clock text')} on ending.step = e.step
                        where e.case_id = c.id and ending.programme = c.programme and ending.clock = k.clock and greatest(e.happened_at, k.started_at) = k.ended_at)`,
  'a clock that was met ended in time, and one that was late did not': `
    select k.id::text as what from kernel.clocks k
     where k.ended_at < k.started_at or (k.result = 'met' and k.ended_at > k.due_at) or (k.result = 'late' and k.ended_at <= k.due_at)`,
  'an entry, a decision and a document have their row in the audit, in the name of whoever did it': `
    with noted as materialized (
      select at, actor, action, about from kernel.audit, unnest(cases || reports || documents) as about where result = 'done')
    select e.id::text as what from kernel.chronology e
      left join noted a on a.about = e.case_id and a.at = e.recorded_at and a.actor = 'user:' || e.by_user
       and case when e.corrects is not null then a.action = 'case.correct' when e.step = 'opened' then a.action <> 'case.read' when e.step like 'people-%' then a.action = 'case.people' else a.action = 'case.take' end
     where a.about is null
    union all select d.id::text from kernel.decisions d
      left join noted a on a.about = d.report_id and a.at = d.at and a.action = 'report.decide' and a.actor = 'user:' || d.by_user where a.about is null
    union all select d.id::text from kernel.documents d
      left join noted a on a.about = d.id and case when d.by_user is null then a.action = 'report.receive' else a.action = 'document.add' and a.actor = 'user:' || d.by_user end where a.about is null`,
  'an entry is corrected at most once, and within its case': `
    select e.corrects::text as what from kernel.chronology e join kernel.chronology before on before.id = e.corrects
     where before.case_id <> e.case_id or before.position >= e.position
    union all select corrects::text from kernel.chronology where corrects is not null group by corrects having count(*) > 1`,
  'no page of the database is other than it was written': `
    select datname as what from pg_stat_database where checksum_failures > 0`,
}
