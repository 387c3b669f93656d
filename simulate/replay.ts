import { actorName, codesOf, part, readAnswers, type Told } from '#kernel'
import type { Life } from './lives.ts'
import type { Ledger, Matter, PersonIn } from './matter.ts'
import { addWork, endClocks, startClock } from './promises.ts'
import { finish, walk } from './replay-case.ts'
import { decide } from './replay-decision.ts'
import { leaveTrace } from './traces.ts'
import { actionOf, senderOf } from './verdicts.ts'

/**
 * One life as the rows it would leave, without a database: what the functions that the pages call would have written,
 * worked out in memory. `test/county-bulk.test.ts` holds the two to each other, table by table.
 */
export function replay(ledger: Ledger, life: Life): Matter {
  const matter = receive(ledger, life)
  const { seenAt, triage, strides } = life
  const action = actionOf(life)
  const happenings: [Date, () => void][] = [
    ...(seenAt ? [[seenAt, () => see(ledger, matter, seenAt)] as [Date, () => void]] : []),
    ...(triage ? [[triage.at, () => decide(ledger, matter)] as [Date, () => void]] : []),
    ...strides.map(stride => [stride.at, () => walk(ledger, matter, stride)] as [Date, () => void]),
    ...(action ? [[action.at, () => finish(ledger, matter, action)] as [Date, () => void]] : []),
  ]
  happenings.sort(([one], [other]) => one.getTime() - other.getTime())
  for (const [at, happen] of happenings) {
    if (at > ledger.until) break
    ledger.marks.begin(at)
    happen()
  }
  return matter
}

function receive(ledger: Ledger, life: Life): Matter {
  const { house, marks, reckoner, agencyOf } = ledger
  const { at, form } = life
  marks.begin(at)
  const programme = house.programmes.get(life.programme)
  if (!programme?.report) throw new Error(`No form of "${life.programme}" to report by`)
  const around = { today: reckoner.day(at), zone: house.zone, places: house.places }
  const read = readAnswers(programme.report.ask, form.raw, around)
  if ('problems' in read) throw new Error(`A form that cannot be sent: ${JSON.stringify(read.problems)}`)
  const { actor, source } = senderOf(life)
  const told = programme.report.tell(read.answers)
  const matter: Matter = {
    life,
    id: marks.id(),
    reference: marks.reference('SK'),
    programme,
    told,
    codes: JSON.stringify(codesOf(programme.report.ask, read.answers)),
    answers: JSON.stringify(asTold(form.raw, read.answers)),
    source: source === 'public' ? (told.source ?? 'public') : source,
    agency: actor.kind === 'user' ? agencyOf(actor.id) : null,
    contactable: told.people.some(person => person.contacts?.some(contact => contact.safeToUse !== 'no')),
    sensitivity: 'ordinary',
    people: told.people.map((one): PersonIn => ({ recordId: marks.id(), part: one.part, told: one })),
    ...{ clocks: [], work: [], links: [], decisions: [], entries: [], actions: [], shares: [], traces: [], outbox: [] },
  }
  askForTriage(ledger, matter, at)
  matter.outbox.push({ id: marks.id(), event: 'report.received', subject: matter.id, at })
  const trace = { at, action: 'report.receive', purpose: 'report-harm', cases: false, records: [] } as const
  matter.traces.push({ ...trace, actor: actorName(actor), agency: matter.agency })
  return matter
}

const asTold = (raw: Told, answers: Told): Told =>
  Object.fromEntries(Object.keys(answers).map(name => [name, part(raw, name)]))

function askForTriage(ledger: Ledger, matter: Matter, at: Date): void {
  const of = { of: 'report', programme: 'hub' } as const
  const triage = startClock(ledger, matter, at, { ...of, clock: 'triage', limit: 'hub.triage' })
  const seen = matter.told.threat
    ? startClock(ledger, matter, at, { ...of, clock: 'threat-seen', limit: 'hub.threat-seen' })
    : undefined
  if (seen) matter.alert = { id: ledger.marks.id() }
  addTriage(ledger, matter, triage.id, seen?.dueAt ?? triage.dueAt, at)
}

function addTriage(ledger: Ledger, matter: Matter, clockId: string, dueAt: Date, addedAt: Date): void {
  addWork(ledger, matter, {
    queue: 'hub:triage',
    kind: 'triage',
    title: matter.programme.title,
    programme: matter.programme.id,
    ofReport: true,
    ofCase: false,
    clockId,
    reference: matter.reference,
    threat: matter.told.threat,
    dueAt,
    addedAt,
  })
}

/** Seen, the report waits for triage by its triage clock, if that still runs. */
function see(ledger: Ledger, matter: Matter, at: Date): void {
  const by = ledger.dutyAt(at)
  Object.assign(matter.alert!, { seenBy: by, seenAt: at })
  endClocks(ledger, matter, 'report', ['threat-seen'], 'stopped', at)
  const triage = matter.clocks.find(one => one.clock === 'triage' && !one.endedAt)
  if (triage) {
    matter.work = matter.work.filter(work => work.kind !== 'triage')
    addTriage(ledger, matter, triage.id, triage.dueAt, at)
  }
  leaveTrace(ledger, matter, { at, by, action: 'alert.see', purpose: 'threat-to-life', cases: false, records: [] })
}
