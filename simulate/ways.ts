import type { Part } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Stride } from './lives.ts'
import type { Reckoner } from './reckoner.ts'
import type { Form } from './told.ts'
import { always, inTimeIn, type Truths } from './truths.ts'
import { wishes } from './words.ts'

type Fate = 'inTime' | 'late' | 'never' | 'unsafe' | 'alone'
type Way = Readonly<{
  chance: Chance
  officer: Part
  reckoner: Reckoner
  truths: Truths
  /** When the case was opened, and when contact and the offer of support fall due. */
  from: Date
  contactDue: Date
  supportDue: Date
}>

/** The steps that a referred case will go through: most in time, some late, a few never, as the truths have it. */
export function wayOf(
  chance: Chance,
  form: Form,
  from: Date,
  { reckoner, truths }: Pick<Way, 'reckoner' | 'truths'>,
): readonly Stride[] {
  const officer = chance.one(['officer', 'officerToo'] as const)
  const contactDue = reckoner.due('hate.contact', from).dueAt
  const supportDue = reckoner.due('hate.support-offer', from).dueAt
  const way = { chance, officer, reckoner, truths, from, contactDue, supportDue }
  const fate = fateOf(way, form)
  const strides = { inTime: reached, late: reached, unsafe, never, alone }[fate](way, fate)
  return [...strides, closing(way, fate)].sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Somebody who gave no way to be reached is owed no contact: the clock was lifted when the case was opened. */
function fateOf({ chance, reckoner, truths, contactDue }: Way, form: Form): Fate {
  if (!('phone' in form.raw)) return 'alone'
  if (chance.holds(always.unsafe)) return 'unsafe'
  const inTime = inTimeIn(truths, reckoner.month(contactDue), form.district)
  return chance.weighed([
    ['inTime', inTime],
    ['never', truths.never],
    ['late', 1 - inTime - truths.never],
  ])
}

const minutes = (many: number) => many * 60_000
const earlier = (one: Date, other: Date) => (one < other ? one : other)
const before = (due: Date, by: number) => new Date(due.getTime() - minutes(by))

function reached(way: Way, fate: Fate): readonly Stride[] {
  const { chance, officer, reckoner, truths, from, contactDue, supportDue } = way
  const spoken =
    fate === 'late'
      ? reckoner.after(chance.between(2, 110) / 10, contactDue)
      : earlier(reckoner.after(chance.between(10, 120) / 10, from), before(contactDue, chance.between(5, 90)))
  const tried = chance.percent(25) ? [attempt(chance, officer, halfway(from, spoken))] : []
  const contact = {
    at: spoken,
    by: officer,
    step: 'contact',
    raw: {
      how: chance.one(['phone', 'phone', 'visit', 'text']),
      wishes: chance.one(wishes),
      safe: chance.one(['yes', 'yes', 'yes', 'notKnown']),
    },
  }
  if (!chance.holds(truths.offered)) return [...tried, contact]
  const offer = {
    at: chance.holds(truths.offeredLate)
      ? reckoner.after(chance.between(5, 250) / 10, supportDue)
      : earlier(reckoner.after(chance.between(5, 100) / 10, spoken), before(supportDue, 2)),
    by: officer,
    step: 'offerSupport',
    raw: {
      offered: chance.one(['specialist', 'victim', 'both', 'own']),
      answer: chance.one(['accepted', 'accepted', 'declined', 'thinking']),
    },
  }
  return [...tried, contact, offer]
}

const halfway = (from: Date, to: Date) => new Date((from.getTime() + to.getTime()) / 2)

function unsafe({ officer, reckoner, from, contactDue, chance }: Way): readonly Stride[] {
  return [
    {
      at: earlier(reckoner.after(chance.between(40, 120) / 10, from), before(contactDue, 3)),
      by: officer,
      step: 'cannotContact',
      raw: { why: 'The number is shared with somebody who may be involved, and there is no other way.' },
      rationale: 'To ring would put them at risk. They have our number and may come back.',
    },
  ]
}

function never({ officer, reckoner, from, chance }: Way): readonly Stride[] {
  return [
    attempt(chance, officer, reckoner.after(chance.between(20, 60) / 10, from)),
    attempt(chance, officer, reckoner.after(chance.between(90, 150) / 10, from)),
  ]
}

function alone({ officer, reckoner, from, chance }: Way): readonly Stride[] {
  const note = 'Nobody to speak to. Extra patrols asked for on the days described; cameras nearby asked for.'
  return [{ at: reckoner.after(chance.between(30, 160) / 10, from), by: officer, step: 'note', raw: { note } }]
}

const attempt = (chance: Chance, by: Part, at: Date): Stride => ({
  at,
  by,
  step: 'tryContact',
  raw: { how: chance.one(['phone', 'visit']), note: 'No answer. No message left.' },
})

const outcomes = {
  inTime: ['support', 'support', 'support', 'warning', 'charge', 'restorative', 'noSuspect', 'withdrawn'],
  late: ['support', 'support', 'noSuspect', 'withdrawn', 'warning'],
  unsafe: ['none', 'noSuspect'],
  never: ['none', 'noSuspect'],
  alone: ['noSuspect', 'noSuspect', 'none'],
} as const

/** Long after the last offer, however late. Whether somebody is asked, and satisfied, hangs on nothing but the truths. */
function closing({ chance, reckoner, truths, from }: Way, fate: Fate): Stride {
  const wasReached = fate === 'inTime' || fate === 'late'
  const open = chance.percent(85) ? chance.between(1000, 2200) / 10 : chance.between(2200, 4200) / 10
  const asked = wasReached && chance.holds(truths.asked)
  const answer = chance.holds(truths.satisfied)
    ? chance.one(['very', 'fairly'])
    : chance.one(['neither', 'dissatisfied'])
  const satisfied = asked ? answer : 'notAsked'
  return {
    at: reckoner.after(open, from),
    by: 'hateSupervisor',
    step: 'close',
    raw: {
      outcome: chance.one(outcomes[fate]),
      satisfied,
      ...(satisfied === 'notAsked' && {
        why: wasReached ? 'They did not want a further call.' : 'There was no way to ask them.',
      }),
    },
    rationale: wasReached
      ? 'What could be done has been done, and they know how to come back to us.'
      : 'What could be done without speaking to them has been done.',
  }
}
