import { type Calendar, dueAt } from '#kernel'
import type { Part } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Stride } from './lives.ts'
import type { Form } from './told.ts'
import { wishes } from './words.ts'

/** The steps that a referred case will go through: most in time, some late, a few never. */
export function wayOf(chance: Chance, form: Form, from: Date, calendar: Calendar, busy: boolean): readonly Stride[] {
  const officer = chance.one(['officer', 'officerToo'] as const)
  const way = { chance, officer, after: (hours: number) => dueAt({ workingHours: hours }, from, calendar) }
  // Somebody who gave no way to be reached is owed no contact: the clock was lifted when the case was opened.
  const reachable = 'phone' in form.raw
  const fate = reachable
    ? chance.weighed([
        ['reached', busy ? 70 : 80],
        ['late', busy ? 15 : 9],
        ['unsafe', 5],
        ['never', 8],
      ] as const)
    : 'alone'
  const strides = { reached, late: reached, unsafe, never, alone }[fate](way, fate === 'late')
  return [...strides, closing(way, fate)].sort((a, b) => a.at.getTime() - b.at.getTime())
}

type Way = Readonly<{ chance: Chance; officer: Part; after(hours: number): Date }>

function reached({ chance, officer, after }: Way, isLate: boolean): readonly Stride[] {
  const spoken = isLate ? chance.between(200, 340) / 10 : chance.between(20, 120) / 10
  const offered = spoken + (chance.percent(90) ? chance.between(5, 160) / 10 : chance.between(300, 450) / 10)
  const tried = chance.percent(25) ? [attempt(chance, officer, after(spoken / 2))] : []
  const contact = {
    at: after(spoken),
    by: officer,
    step: 'contact',
    raw: {
      how: chance.one(['phone', 'phone', 'visit', 'text']),
      wishes: chance.one(wishes),
      safe: chance.one(['yes', 'yes', 'yes', 'notKnown']),
    },
  }
  if (chance.percent(6)) return [...tried, contact]
  const offer = {
    at: after(offered),
    by: officer,
    step: 'offerSupport',
    raw: {
      offered: chance.one(['specialist', 'victim', 'both', 'own']),
      answer: chance.one(['accepted', 'accepted', 'declined', 'thinking']),
    },
  }
  return [...tried, contact, offer]
}

function unsafe({ officer, after, chance }: Way): readonly Stride[] {
  return [
    {
      at: after(chance.between(40, 120) / 10),
      by: officer,
      step: 'cannotContact',
      raw: { why: 'The number is shared with somebody who may be involved, and there is no other way.' },
      rationale: 'To ring would put them at risk. They have our number and may come back.',
    },
  ]
}

function never({ officer, after, chance }: Way): readonly Stride[] {
  return [
    attempt(chance, officer, after(chance.between(20, 60) / 10)),
    attempt(chance, officer, after(chance.between(90, 150) / 10)),
  ]
}

function alone({ officer, after, chance }: Way): readonly Stride[] {
  const note = 'Nobody to speak to. Extra patrols asked for on the days described; cameras nearby asked for.'
  return [{ at: after(chance.between(30, 160) / 10), by: officer, step: 'note', raw: { note } }]
}

const attempt = (chance: Chance, by: Part, at: Date): Stride => ({
  at,
  by,
  step: 'tryContact',
  raw: { how: chance.one(['phone', 'visit']), note: 'No answer. No message left.' },
})

const outcomes = {
  reached: ['support', 'support', 'support', 'warning', 'charge', 'restorative', 'noSuspect', 'withdrawn'],
  late: ['support', 'support', 'noSuspect', 'withdrawn', 'warning'],
  unsafe: ['none', 'noSuspect'],
  never: ['none', 'noSuspect'],
  alone: ['noSuspect', 'noSuspect', 'none'],
} as const

function closing({ chance, after }: Way, fate: keyof typeof outcomes): Stride {
  const wasReached = fate === 'reached' || fate === 'late'
  const satisfied = wasReached
    ? chance.weighed([
        ['very', fate === 'late' ? 10 : 24],
        ['fairly', 28],
        ['neither', 10],
        ['dissatisfied', fate === 'late' ? 22 : 9],
        ['notAsked', 28],
      ])
    : 'notAsked'
  return {
    at: after(chance.percent(85) ? chance.between(640, 2000) / 10 : chance.between(2000, 4200) / 10),
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
