/** Mutants that no test can tell from the rule itself, each with why: anything else that survives is a test not written. */
export const equivalent: readonly Readonly<{ place: RegExp; what: RegExp; why: string }>[] = [
  {
    place: /^policy/,
    what: /does not ask \((case_id|report_id|opened_from) IS NOT NULL\)/,
    why: 'it spares a look: nobody sees the matter whose id is nothing',
  },
  {
    place: /^policy seen on cases$/,
    what: /does not ask \((a\.agency_id =|a\.starts_at|\(a\.ends_at|\(a\.agreement_id|seen_by <>)|^has >=? for .*kernel\.at\(\)/,
    why: 'the policy of case_agencies, through which it looks, asks the same: it shows an agency no part but its own in force',
  },
  {
    place: /^policy (seen|ended|changed|cleared) on (clocks|shares|work)$/,
    what: /does not ask \(\(report_id IS NULL\) OR \(report_id <> ALL/,
    why: 'a conflict with a report is one with every case that came of it, of which the policy asks too',
  },
  {
    place: /^policy (moved on cases|left_it on case_agencies)$/,
    what: /^when written, /,
    why: 'what it asks of the new row was asked of the old one, and no column of it may be updated',
  },
  {
    place: /^policy restricted on reports$/,
    what: /^when written, /,
    why: 'what it asks of the new row was asked of the old one: what somebody holds does not change by it',
  },
  {
    place: /^policy queued on jobs$/,
    what: /actor_kind\(\) = 'job'/,
    why: 'another policy of the same table lets a job do everything',
  },
  {
    place: /^policy (corrected on person_records|added on work)$/,
    what: /does not ask \(kernel\.actor_user\(\) IS NOT NULL\)/,
    why: 'nobody but a user sees a matter or opens a case, which is asked besides',
  },
  {
    place: /^policy done on actions$/,
    what: /when written, never allows \(done_by IS NULL\)/,
    why: 'an action that is done is done by somebody: nobody takes that back',
  },
  {
    place: /^function sees_record$/,
    what: /^has nothing for not before carry/,
    why: 'the word that it leaves out is one of a comment',
  },
  {
    place: /^function sees_record$/,
    what: /if known is null$|^has >= for > before 4000/,
    why: 'it says how much is remembered, and no more: what is forgotten is asked again, and the answer is the same',
  },
  {
    place: /^src\/kernel\/clocks\/clocks\.ts/,
    what: /^clocks\.length === 0 → false$/,
    why: 'it spares a look: of no clocks at all, none is running',
  },
  {
    place: /^src\/kernel\/clocks\/clocks\.ts/,
    what: /^< → <=$/,
    why: 'of two instants that are the same, either may be taken',
  },
]
