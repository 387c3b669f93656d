import { codesOf, readAnswers, type UserId } from '#kernel'
import type { Stride } from './lives.ts'
import type { Ledger, Matter } from './matter.ts'
import { endClocks, runClocks } from './promises.ts'
import { leaveTrace } from './traces.ts'

/** A step of the case: its state, its clocks, its work and its entry. */
export function walk(ledger: Ledger, matter: Matter, { at, by: part, step: name, raw, rationale }: Stride): void {
  const found = matter.case
  const step = found?.programme.case.steps[name]
  if (!found || !step) throw new Error(`No step "${name}" to take`)
  if (![step.from].flat().includes(found.state)) throw new Error(`"${name}" is not a step from "${found.state}"`)
  const { house, reckoner, marks } = ledger
  const read = readAnswers(step.ask, raw, { today: reckoner.day(at), zone: house.zone, places: house.places })
  if ('problems' in read) throw new Error(`A step that cannot be taken: ${JSON.stringify(read.problems)}`)
  const from = found.state
  found.state = step.to ?? from
  endClocks(ledger, matter, 'case', step.stops, 'stopped', at)
  endClocks(ledger, matter, 'case', step.lifts, 'lifted', at, step.title)
  endClocks(ledger, matter, 'case', step.drops, 'missed', at)
  runClocks(ledger, matter, at, step.starts)
  const ended = found.programme.case.ends.includes(found.state)
  found.closedAt = ended ? at : null
  clearSteps(matter, ended)
  const by = ledger.player(part, matter.life).id
  matter.entries.push({
    id: marks.id(),
    step: name,
    from,
    to: found.state,
    answers: JSON.stringify(raw),
    codes: JSON.stringify(codesOf(step.ask, read.answers)),
    decision: step.decision,
    rationale: rationale ?? '',
    lawfulBasis: step.decision ? 'public-task' : null,
    at,
    by,
  })
  leaveTrace(ledger, matter, { at, by, action: `case.${name}`, purpose: 'work-on-case', cases: true, records: [] })
}

function clearSteps(matter: Matter, ended: boolean): void {
  const running = new Set(matter.clocks.flatMap(clock => (clock.endedAt ? [] : [clock.id])))
  matter.work = matter.work.filter(work => work.kind !== 'step' || (!ended && running.has(work.clockId ?? '')))
}

/** The council does what it said it would, if it was asked to. */
export function finish(ledger: Ledger, matter: Matter, { at, by }: Readonly<{ at: Date; by: UserId }>): void {
  if (!matter.case) return
  for (const action of matter.actions) Object.assign(action, { doneAt: at, doneBy: by })
  matter.work = matter.work.filter(work => work.kind !== 'action')
  // Whoever looks for an action and finds none has looked into no case.
  const cases = matter.actions.length > 0
  leaveTrace(ledger, matter, { at, by, action: 'action.done', purpose: 'work-on-case', cases, records: [] })
}
