import type { Clock, Ledger, Matter, Work } from './matter.ts'

/** Starts a clock of a report or of its case, under the limit then in force. */
export function startClock(
  { marks, reckoner }: Ledger,
  matter: Matter,
  at: Date,
  what: Pick<Clock, 'of' | 'programme' | 'clock'> & { readonly limit: string },
): Clock {
  const clock: Clock = { id: marks.id(), ...what, startedAt: at, ...reckoner.due(what.limit, at) }
  matter.clocks.push(clock)
  return clock
}

/** Ends those of the named clocks that run: stopped means done, in time or late. */
export function endClocks(
  { reckoner }: Ledger,
  matter: Matter,
  of: Clock['of'],
  names: readonly string[],
  how: 'stopped' | 'missed' | 'lifted',
  at: Date,
  why?: string,
): void {
  for (const clock of matter.clocks) {
    if (clock.endedAt || clock.of !== of || !names.includes(clock.clock)) continue
    clock.endedAt = at
    clock.result = how === 'stopped' ? (at <= clock.dueAt ? 'met' : 'late') : how
    clock.seconds = reckoner.openSeconds(clock.startedAt, at, clock.limit.calendar)
    if (how === 'lifted') clock.liftedWhy = why ?? 'It no longer applies'
  }
}

/** Starts clocks of the case and puts their work in the queue of the role that owes it, or lifts them at once. */
export function runClocks(ledger: Ledger, matter: Matter, at: Date, names: readonly string[]): void {
  const { programme, reference } = matter.case!
  for (const name of names) {
    const { limit, needsContact, title, for: role } = programme.case.clocks[name]!
    const clock = startClock(ledger, matter, at, { of: 'case', programme: programme.id, clock: name, limit })
    if (needsContact && !matter.contactable)
      endClocks(ledger, matter, 'case', [name], 'lifted', at, 'There is nobody who can be contacted safely')
    else
      addWork(ledger, matter, {
        queue: `${programme.id}:${role}`,
        kind: 'step',
        title,
        programme: programme.id,
        ofReport: false,
        ofCase: true,
        clockId: clock.id,
        reference,
        threat: false,
        dueAt: clock.dueAt,
        addedAt: at,
      })
  }
}

/** Puts work in a queue. */
export const addWork = ({ marks }: Ledger, matter: Matter, work: Omit<Work, 'id'>): void =>
  void matter.work.push({ id: marks.id(), ...work })
