import { openingEntry, startOfDay, type UserId } from '#kernel'
import type { Case, Decided, Ledger, Matter, PersonIn } from './matter.ts'
import { placeOf } from './matter.ts'
import { addWork, endClocks, runClocks } from './promises.ts'
import { leaveTrace } from './traces.ts'
import { decisionOn } from './verdicts.ts'

/** Triage of one report: who is who, and a decision for each person targeted. */
export function decide(ledger: Ledger, matter: Matter): void {
  const { at, by: part } = matter.life.triage!
  const by = ledger.player(part, matter.life).id
  const targeted = matter.people.filter(person => person.part === 'victim')
  linkVictims(ledger, matter, targeted, { at, by })
  const known = { id: matter.id as never, at: matter.life.at, district: placeOf(matter)?.district ?? null }
  const decision = decisionOn({ ...known, contactable: matter.contactable }, matter.life)
  for (const person of targeted) {
    if (decision.what === 'refer') refer(ledger, matter, person, { at, by, ...decision })
    const decided = { id: ledger.marks.id(), recordId: person.recordId, at, by, decision }
    matter.decisions.push(decided)
    tellAndAsk(ledger, matter, decided)
  }
  if (waiting(matter).length === 0) {
    endClocks(ledger, matter, 'report', ['triage'], 'stopped', at)
    matter.work = matter.work.filter(work => work.kind !== 'triage')
  }
  const records = matter.people.map(person => person.recordId)
  const cases = matter.case !== undefined
  leaveTrace(ledger, matter, { at, by, action: 'report.decide', purpose: 'triage', cases, records })
}

type Doing = Readonly<{ at: Date; by: UserId }>

function linkVictims({ marks, known }: Ledger, matter: Matter, targeted: readonly PersonIn[], doing: Doing): void {
  for (const [place, victim] of matter.life.form.victims.entries()) {
    const before = known.get(victim)
    const personId = before ?? marks.id()
    known.set(victim, personId)
    const recordId = targeted[place]!.recordId
    matter.links.push({ id: marks.id(), personId, recordId, isNew: before === undefined, ...doing })
  }
}

/** Those a decision is still owed for: whom the programme is concerned with, or everyone where it says nobody here is. */
function waiting({ people, programme, decisions }: Matter): readonly PersonIn[] {
  const concerned = people.filter(person => programme.case?.people[person.part]?.concerned)
  return (concerned.length ? concerned : people).filter(
    person => !decisions.some(decision => decision.recordId === person.recordId),
  )
}

type Referring = Doing & Readonly<{ rationale: string; lawfulBasis: string; tell: readonly string[] }>

/** Opens the case, or adds somebody else who was targeted to the one just opened. */
function refer(ledger: Ledger, matter: Matter, person: PersonIn, referring: Referring): void {
  const { marks } = ledger
  const { at } = referring
  if (matter.case) {
    matter.case.people.push({ id: marks.id(), recordId: person.recordId, part: person.part, at })
    return
  }
  const { programme } = matter
  if (!programme.case) throw new Error(`No case of "${programme.id}" to open`)
  const shape = programme.case
  const others = matter.people.filter(
    one => one !== person && shape.people[one.part] && !shape.people[one.part]!.concerned,
  )
  const opened: Case = {
    id: marks.id(),
    reference: marks.reference('CA'),
    programme: { ...programme, case: shape },
    openedAt: at,
    state: shape.start,
    closedAt: null,
    sensitivity: 'ordinary',
    people: [person, ...others].map(one => ({ id: marks.id(), recordId: one.recordId, part: one.part, at })),
    agencies: [...new Set(referring.tell)].map(id => ({ id, at })),
  }
  matter.case = opened
  writeOpening(ledger, matter, opened, referring)
  const fromOpening = Object.keys(shape.clocks).filter(name => shape.clocks[name]!.runsFrom === 'opening')
  runClocks(ledger, matter, at, fromOpening)
  matter.outbox.push({ id: marks.id(), event: 'case.opened', subject: opened.id, at })
}

function writeOpening(
  { marks }: Ledger,
  matter: Matter,
  { state }: Case,
  { at, by, rationale, lawfulBasis }: Referring,
): void {
  matter.entries.push({
    id: marks.id(),
    step: openingEntry,
    from: state,
    to: state,
    answers: '{}',
    codes: '{}',
    decision: true,
    rationale,
    lawfulBasis,
    at,
    by,
  })
}

function tellAndAsk(ledger: Ledger, matter: Matter, decided: Decided): void {
  const { marks, house } = ledger
  for (const to of new Set(decided.decision.tell)) matter.shares.push({ id: marks.id(), decision: decided, to })
  for (const { ownerAgency, what, dueOn } of decided.decision.actions) {
    const id = marks.id()
    matter.actions.push({ id, decision: decided, owner: ownerAgency, what, dueOn })
    addWork(ledger, matter, {
      queue: `agency:${ownerAgency}`,
      kind: 'action',
      title: 'Action',
      programme: decided.decision.programme ?? matter.programme.id,
      ofReport: true,
      ofCase: matter.case !== undefined,
      actionId: id,
      reference: matter.reference,
      threat: false,
      dueAt: new Date(startOfDay(nextDay(dueOn), house).getTime() - 1),
      addedAt: decided.at,
    })
  }
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
