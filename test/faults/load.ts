import { createHash, randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { newId } from '#kernel'
import { browser } from './browser.ts'
import type { Ask } from './database-asked.ts'
import { fileReports } from './file-reports.ts'
import { formReports } from './form-reports.ts'
import { insist } from './insist.ts'
import { countOf, type Ledger } from './ledger.ts'
import { type Person, person, someWords } from './people.ts'

export type About = Readonly<{ url: string; ledger: Ledger; ask: Ask; lawfulBasis: string }>

/** Everybody at work at once, until told to stop. */
export type Load = Readonly<{
  /** Lets everybody finish what they have begun, until each has seen it done. */
  stop(): Promise<void>
  /** Waits until so many more things than now have been acknowledged; throws after two minutes without. */
  more(than: number): Promise<void>
}>

/** Reports by API, by form and with files, lives of cases from report to closing, and people who only look. */
export async function beginLoad(about: About, lives = 3): Promise<Load> {
  const going = { on: true }
  const goOn = () => going.on && about.ledger.odd.length === 0
  const everybody = [
    apiReports(about, goOn),
    formReports(about, goOn),
    fileReports(about, goOn),
    ...Array.from({ length: lives }, (_, which) => casesLived(about, goOn, which)),
    looks(about, goOn),
  ]
  const ended = Promise.all(everybody)
  ended.catch(() => {}) // heard by whoever stops it
  return {
    stop: async () => {
      going.on = false
      await ended
    },
    more: than => moreThan(about.ledger, than),
  }
}

async function moreThan(ledger: Ledger, than: number): Promise<void> {
  const wanted = ledger.acknowledged.length + than
  const began = performance.now()
  while (ledger.acknowledged.length < wanted) {
    if (ledger.odd.length > 0 || performance.now() - began > 120_000)
      throw new Error(`Nothing is acknowledged any more. ${ledger.odd.slice(0, 3).join('; ')}`)
    await pause(5)
  }
}

/** Sends one report as a program does, and returns its reference. */
export async function sendReport({ url, ledger }: About, threat = false): Promise<string> {
  const key = someWords('report')
  const answer = await insist(ledger, {
    name: 'a report by API',
    send: () => browser(url).send('/api/v1/reports', key, { kind: 'hate', answers: { ...told(key, threat) } }),
    means: ({ status }) => (status === 201 ? 'done' : 'odd'),
  })
  const reference: string = answer ? JSON.parse(answer.body).reference : ''
  if (answer) ledger.acknowledged.push({ what: 'report', reference })
  return reference
}

/** What the victim of an incident tells, with a name and a telephone on which nobody may leave a message. */
export const told = (what: string, threat = false) => ({
  who: 'victim',
  danger: 'no',
  what,
  kinds: threat ? ['words', 'threats'] : ['words'],
  ...(threat && { threat: 'yes' }),
  strands: ['race'],
  when: { precision: 'month', date: '2026-05' },
  where: { kind: 'unknown' },
  harm: ['upset'],
  before: 'no',
  suspects: [{ given: 'Barnaby', family: 'Testperson' }],
  named: 'yes',
  given: 'Ottilie',
  family: 'Examplewick',
  contactWanted: 'yes',
  phone: '01632 960 001',
  phoneUse: 'call',
  phoneSafe: 'no',
  safeTimes: 'Weekdays before 3pm',
  interpreter: 'no',
  police: 'yes',
  support: 'yes',
})

async function apiReports(about: About, goOn: () => boolean): Promise<void> {
  for (let sent = 0; goOn(); sent++) {
    await sendReport(about, sent % 4 === 3)
    await pause(30)
  }
}

async function looks({ url, ledger, ask }: About, goOn: () => boolean): Promise<void> {
  const supervisor = await person(url, ledger, 'hateSupervisor')
  while (goOn()) {
    const [newest] = await ask<{ id: string }>(
      "select id from kernel.cases where sensitivity = 'ordinary' order by opened_at desc limit 1",
    )
    for (const path of ['/hub', ...(newest ? [`/hub/cases/${newest.id}`] : []), '/']) await supervisor.look(path)
    ledger.looks++
    await pause(50)
  }
}

async function casesLived(about: About, goOn: () => boolean, which: number): Promise<void> {
  const [triage, officer, supervisor] = await Promise.all(
    (['triage', which % 2 ? 'officerToo' : 'officer', 'hateSupervisor'] as const).map(part =>
      person(about.url, about.ledger, part),
    ),
  )
  if (!triage || !officer || !supervisor) throw new Error('Nobody is there to live a case')
  while (goOn()) {
    const opened = await openedCase(about, triage)
    if (opened) await livedThrough(about, goOn, opened, officer, supervisor)
  }
}

/** A case from a report of its own, decided on; nothing where the deciding went wrong, which the ledger says. */
export async function openedCase(about: About, triage: Person): Promise<string | undefined> {
  const { ask, ledger, lawfulBasis } = about
  const reference = await sendReport(about)
  const [report] = await ask<{ id: string; record: string }>(
    `select r.id, p.record_id as record from kernel.reports r join kernel.report_people p on p.report_id = r.id and p.part = 'victim'
      where r.reference = $1`,
    [reference],
  )
  if (!report) return undefined
  const rationale = someWords('decision')
  const made = async () =>
    (await ask('select 1 from kernel.decisions where report_id = $1 and rationale = $2', [report.id, rationale]))
      .length > 0
  const before = ledger.odd.length
  await triage.open(report.id, 'triage')
  await triage.act(
    'a decision',
    `/hub/reports/${report.id}/people/${report.record}/decide`,
    {
      what: 'refer',
      programme: 'hate',
      rationale,
      lawfulBasis,
      told: 'yes',
      view: 'agrees',
      tell: 'rugby-borough-council',
    },
    made,
  )
  if (ledger.odd.length > before) return undefined
  ledger.acknowledged.push({ what: 'decision', reportId: report.id, recordId: report.record, rationale })
  const [found] = await ask<{ id: string }>('select id from kernel.cases where report_id = $1', [report.id])
  return found?.id
}

async function livedThrough(
  about: About,
  goOn: () => boolean,
  caseId: string,
  officer: Person,
  supervisor: Person,
): Promise<void> {
  const decided = (words: string) => ({ 'take.rationale': words, 'take.lawfulBasis': about.lawfulBasis })
  await officer.open(caseId)
  await takenStep(about, officer, caseId, 'contact', 'referred', wishes => ({ how: 'phone', wishes, safe: 'yes' }))
  await pause(20)
  const note = await takenStep(about, officer, caseId, 'note', 'contacted', words => ({ note: words }))
  await keptDocument(about, officer, caseId)
  if (note) await corrected(about, officer, caseId, note)
  if (!goOn()) return
  await takenStep(about, officer, caseId, 'offerSupport', 'contacted', words => ({
    offered: 'victim',
    answer: 'accepted',
    note: words,
  }))
  await supervisor.open(caseId)
  await takenStep(about, supervisor, caseId, 'close', 'supported', words => ({
    outcome: 'support',
    satisfied: 'fairly',
    ...decided(words),
  }))
}

/** Takes a step with words of its own, until it is seen to be taken; returns the entry's id. */
export async function takenStep(
  { ask, ledger }: About,
  who: Person,
  caseId: string,
  step: string,
  seen: string,
  fields: (words: string) => Record<string, string>,
): Promise<string | undefined> {
  const words = someWords(step)
  const entry = async () =>
    (
      await ask<{ id: string }>(
        'select id from kernel.chronology where case_id = $1 and step = $2 and strpos(answers::text || rationale, $3) > 0',
        [caseId, step, words],
      )
    )[0]?.id
  const before = ledger.odd.length
  await who.act(
    `the step ${step}`,
    `/hub/cases/${caseId}/steps/${step}`,
    { 'take.id': newId(), 'take.seen': seen, ...fields(words) },
    async () => Boolean(await entry()),
  )
  if (ledger.odd.length > before) return undefined
  ledger.acknowledged.push({ what: 'step', caseId, step, words })
  return entry()
}

async function corrected({ ask, ledger }: About, who: Person, caseId: string, entryId: string): Promise<void> {
  const words = someWords('correction')
  const path = `/hub/cases/${caseId}/entries/${entryId}/correct`
  const before = ledger.odd.length
  await who.act('a correction', path, { note: words, 'take.correcting': 'A slip of the pen' }, async () =>
    Boolean((await ask('select 1 from kernel.chronology where corrects = $1', [entryId])).length),
  )
  if (ledger.odd.length === before) ledger.acknowledged.push({ what: 'correction', caseId, entryId, words })
}

/** Adds a file of random bytes, and notes what they must still be when they are read again. */
export async function keptDocument({ ask, ledger }: About, who: Person, caseId: string, size = 4_000): Promise<void> {
  const [title, bytes] = [someWords('document'), randomBytes(size)]
  const before = ledger.odd.length
  await who.keep('a document', `/hub/cases/${caseId}/documents`, title, bytes, async () =>
    Boolean((await ask('select 1 from kernel.documents where title = $1', [title])).length),
  )
  if (ledger.odd.length > before) return
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  ledger.acknowledged.push({ what: 'document', caseId, title, sha256 })
}

/** What has been acknowledged, in words. */
export const tallyOf = (ledger: Ledger): string =>
  (['report', 'decision', 'step', 'correction', 'document'] as const)
    .map(what => `${countOf(ledger, what)} ${what}s`)
    .join(', ')
