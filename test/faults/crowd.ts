import { browser } from './browser.ts'
import { openedCase, takenStep } from './load.ts'
import type { Misfortune } from './misfortune.ts'
import { type Person, person, someWords } from './people.ts'
import type { Stage } from './stage.ts'

/** Fifty people take the same step of the same case at the same moment: one does, and the others are told. */
export const fiftyAtOnce: Misfortune = {
  name: 'the same step of the same case taken by fifty people at once',
  play: async (stage, rounds) => {
    const times = Math.max(1, Math.ceil(rounds / 25))
    const people = await officers(stage, 50)
    for (let time = 0; time < times; time++) {
      const caseId = await aCase(stage, people)
      const answers = await Promise.all(
        people.map(one =>
          one.browser.post(`/hub/cases/${caseId}/steps/contact`, {
            ...{ 'take.seen': 'referred', how: 'phone', wishes: someWords('contact'), safe: 'yes' },
          }),
        ),
      )
      await taken(
        stage,
        caseId,
        answers.map(answer => answer?.status ?? 0),
      )
    }
    return { times, recoveries: [], noted: 'one taken each time, and 49 told that somebody else was quicker' }
  },
}

async function taken(stage: Stage, caseId: string, statuses: readonly number[]): Promise<void> {
  const entries = await stage.ask<{ words: string }>(
    "select answers ->> 'wishes' as words from kernel.chronology where case_id = $1 and step = 'contact'",
    [caseId],
  )
  const count = (status: number) => statuses.filter(one => one === status).length
  if (count(303) !== 1 || count(409) !== 49 || entries.length !== 1)
    stage.ledger.odd.push(
      `fifty at once: ${count(303)} were taken, ${count(409)} refused, ${entries.length} entries; answers ${[...new Set(statuses)]}`,
    )
  for (const { words } of entries) stage.ledger.acknowledged.push({ what: 'step', caseId, step: 'contact', words })
}

/** Two hundred changes of one case by ten people at once: each is recorded, and in one order. */
export const twoHundredOfOneCase: Misfortune = {
  name: 'two hundred changes of one case at once',
  play: async stage => {
    const people = await officers(stage, 10)
    const caseId = await aCase(stage, people)
    const began = performance.now()
    await Promise.all(
      Array.from({ length: 200 }, (_, which) => {
        const one = people[which % people.length]
        return one && takenStep(stage.about, one, caseId, 'note', 'referred', note => ({ note }))
      }),
    )
    const [{ n } = { n: 0 }] = await stage.ask<{ n: number }>(
      "select count(*)::int as n from kernel.chronology where case_id = $1 and step = 'note'",
      [caseId],
    )
    if (n !== 200) stage.ledger.odd.push(`of two hundred changes of one case ${n} are there`)
    const noted = `all recorded, in ${((performance.now() - began) / 1000).toFixed(1)} s`
    return { times: 200, recoveries: [], noted }
  },
}

/** Two officers take turns at so many browsers. */
async function officers({ about }: Stage, many: number): Promise<readonly Person[]> {
  return Promise.all(
    Array.from({ length: many }, (_, which) => person(about.url, about.ledger, which % 2 ? 'officerToo' : 'officer')),
  )
}

async function aCase({ about }: Stage, people: readonly Person[]): Promise<string> {
  const caseId = await openedCase(about, await person(about.url, about.ledger, 'triage'))
  if (!caseId) throw new Error(`No case could be opened: ${about.ledger.odd.join('; ')}`)
  await Promise.all(people.map(one => one.open(caseId)))
  return caseId
}

/** The same report sent by many at once under one key is one report. */
export const oneKeyAtOnce: Misfortune = {
  name: 'the same report sent thirty times at once under one key',
  play: async ({ about, ledger }, rounds) => {
    const times = Math.max(1, Math.ceil(rounds / 25))
    for (let time = 0; time < times; time++) {
      const key = someWords('crowd')
      const answers = { kind: 'hate', answers: { ...anonymous, what: key } }
      const sent = await Promise.all(
        Array.from({ length: 30 }, () => browser(about.url).send('/api/v1/reports', key, answers)),
      )
      const bodies = new Set(sent.map(answer => answer?.body))
      const [body] = bodies
      if (bodies.size !== 1 || !body) ledger.odd.push(`thirty sends of one report were told ${bodies.size} things`)
      else ledger.acknowledged.push({ what: 'report', reference: JSON.parse(body).reference })
    }
    return { times, recoveries: [], noted: 'one reference and one receipt each time' }
  },
}

const anonymous = {
  ...{
    who: 'victim',
    danger: 'no',
    kinds: ['words'],
    strands: ['race'],
    when: { precision: 'month', date: '2026-05' },
  },
  ...{ where: { kind: 'unknown' }, harm: ['upset'], before: 'no', suspects: [], named: 'no' },
}
