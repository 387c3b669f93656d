import { cast } from '../cast.ts'
import { openedCase, takenStep } from './load.ts'
import { held, type Misfortune, underLoad, untilWorking } from './misfortune.ts'
import { person } from './people.ts'
import type { Stage } from './stage.ts'

const hour = 3_600_000

/** A few seconds before each change of the clocks, so that it happens while everybody works. */
const changes = { 'to winter time': '2026-10-25T00:59:58Z', 'to summer time': '2027-03-28T00:59:58Z' }

/** The clock on the wall moved under the running product: across both changes of the year, an hour on, and an hour back. */
export const clockMoved: Misfortune = {
  name: 'the clock moved across both changes of the year, an hour on and an hour back, while people work',
  play: async stage => {
    let recovered: readonly number[] = []
    try {
      for (const by of [hour, -hour, 0]) recovered = [...recovered, await moved(stage, by, `by ${by / hour} h`)]
      for (const [name, instant] of Object.entries(changes))
        recovered = [...recovered, await moved(stage, new Date(instant).getTime() - Date.now(), name)]
      await sessionOutlives(stage)
    } finally {
      stage.product.shiftClock(0)
    }
    return { times: recovered.length, recoveries: recovered, noted: 'history by position and not by time of day' }
  },
}

async function moved(stage: Stage, by: number, name: string): Promise<number> {
  return underLoad(stage, async load => {
    stage.product.shiftClock(by)
    const took = await untilWorking(load, performance.now())
    await load.more(25)
    await held(stage, `after the clock was moved ${name}`)
    return took
  })
}

/** Somebody signed in before the clock goes back an hour is still signed in, and their clocks are due when they were. */
async function sessionOutlives(stage: Stage): Promise<void> {
  const { about, ask, ledger, product } = stage
  product.shiftClock(0)
  const officer = await person(about.url, ledger, 'officer')
  const caseId = await openedCase(about, await person(about.url, ledger, 'triage'))
  if (!caseId) return
  await officer.open(caseId)
  const due = () => ask('select clock, due_at from kernel.clocks where case_id = $1 order by clock', [caseId])
  const before = JSON.stringify(await due())
  for (const by of [-hour, hour]) {
    product.shiftClock(by)
    const answer = await officer.browser.get('/hub')
    if (answer?.status !== 200)
      ledger.odd.push(`signed out by a clock moved ${by / hour} h: ${answer?.status} ${answer?.to}`)
    if (JSON.stringify(await due()) !== before)
      ledger.odd.push('a clock is due at another time since the wall clock moved')
  }
  product.shiftClock(-hour)
  await takenStep(about, officer, caseId, 'contact', 'referred', wishes => ({ how: 'phone', wishes, safe: 'yes' }))
  const [contact] = await ask<{ sound: boolean }>(
    "select ended_at >= started_at and result = 'met' as sound from kernel.clocks where case_id = $1 and clock = 'contact'",
    [caseId],
  )
  if (!contact?.sound) ledger.odd.push('a clock ended by a step an hour back is not sound')
  const sessions = await ask('select 1 from kernel.sessions where user_id = $1 and ends_at < started_at', [
    cast.officer.id,
  ])
  if (sessions.length > 0) ledger.odd.push('a session ends before it began')
}
