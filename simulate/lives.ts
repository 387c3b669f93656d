import { type Calendar, dueAt, type Installation, localDate, startOfDay } from '#kernel'
import type { Part } from './cast.ts'
import type { Chance } from './chance.ts'
import type { Whereabouts } from './places.ts'
import { type Form, formFrom } from './told.ts'
import { wayOf } from './ways.ts'

/** A step of a case, as it will be taken. */
export type Stride = Readonly<{
  at: Date
  by: Part
  step: string
  raw: Readonly<Record<string, unknown>>
  rationale?: string
}>
/** The county's last moment, and how many whole months come before that month. */
export type Span = Readonly<{ until: Date; months: number }>
export type Verdict = 'refer' | 'signpost' | 'act-now' | 'no-further-action'

/** One report and what will become of it. What would come after the county's last moment does not. */
export type Life = Readonly<{
  key: string
  at: Date
  form: Form
  again: Life | undefined
  seenAt: Date | undefined
  triage: Readonly<{ at: Date; by: Part; what: Verdict; setsAction: boolean }> | undefined
  strides: readonly Stride[]
}>

const hour = 3_600_000
const riseFor = 6 // months before the end
const season = [-1, -1, 0, 0, 1, 2, 2, 1, 0, 1, 0, -1] as const

/** Reports, the earliest first; more from six months before the end, and busier summers. */
export function livesOf(
  chance: Chance,
  house: Pick<Installation, 'zone' | 'calendar'>,
  streets: readonly Whereabouts[],
  span: Span,
): readonly Life[] {
  const lives: Life[] = []
  const calendar = house.calendar('hub')
  for (const { at, risen } of arrivals(chance, house, span)) {
    lives.push(lifeFrom(chance, { at, risen, lives, streets, calendar, number: lives.length }))
  }
  return [...lives, ...freshOnes(chance, lives.length, streets, calendar, span.until)]
}

/** The first moment anything happens: midnight at the start of a month. */
export function firstMoment(house: Pick<Installation, 'zone'>, { until, months }: Span): Date {
  return startOfDay(monthBefore(localDate(until, house), months), house)
}

function arrivals(chance: Chance, house: Pick<Installation, 'zone'>, { until, months }: Span) {
  const today = localDate(until, house)
  const all: { at: Date; risen: boolean }[] = []
  for (let back = months; back >= 0; back--) {
    const first = monthBefore(today, back)
    const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
    const days = new Date(Date.UTC(year, month, 0)).getUTCDate()
    const risen = back < riseFor
    const many = 8 + season[month - 1]! + (risen ? 4 : 0) + chance.between(-1, 1)
    for (let left = many; left > 0; left--) {
      const day = `${first.slice(0, 8)}${String(chance.between(1, days)).padStart(2, '0')}`
      all.push({ at: new Date(startOfDay(day, house).getTime() + timeOfDay(chance)), risen })
    }
  }
  const last = until.getTime() - 20 * hour
  return all.filter(({ at }) => at.getTime() < last).sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** Somewhat after work and before bed is when most people write; a few in the night. */
function timeOfDay(chance: Chance): number {
  const from = chance.weighed([
    [7, 10],
    [11, 20],
    [15, 25],
    [19, 35],
    [0, 6],
  ])
  return from * hour + chance.between(0, 4 * 60 - 1) * 60_000 + chance.between(0, 59_999)
}

type Around = Readonly<{
  at: Date
  risen: boolean
  lives: readonly Life[]
  streets: readonly Whereabouts[]
  calendar: Calendar
  number: number
}>

function lifeFrom(chance: Chance, { at, risen, lives, streets, calendar, number }: Around): Life {
  const before = lives.filter(
    life => life.form.victim && life.form.named && at.getTime() - life.at.getTime() > 10 * 24 * hour,
  )
  const again = before.length && chance.percent(9) ? chance.one(before) : undefined
  const threat = chance.percent(7)
  const form = formFrom(chance, {
    day: localDate(at, calendar),
    streets,
    again: again?.form.victim,
    threat,
    online: risen ? 30 : 15,
  })
  const triageHours = chance.percent(90) ? chance.between(3, 60) / 10 : chance.between(110, 200) / 10
  const triageAt = dueAt({ workingHours: triageHours }, at, calendar)
  const what = verdictOn(chance, form)
  return {
    key: `county-${number}`,
    at,
    form,
    again,
    // Late now and then: the rota has one person, who may be driving.
    seenAt: threat
      ? new Date(
          at.getTime() +
            chance.weighed([
              [6, 3],
              [11, 3],
              [14, 2],
              [31, 1],
              [52, 1],
            ]) *
              60_000,
        )
      : undefined,
    triage: { at: triageAt, by: chance.one(['triage', 'triageToo'] as const), what, setsAction: chance.percent(20) },
    strides: what === 'refer' ? wayOf(chance, form, triageAt, calendar, risen) : [],
  }
}

function verdictOn(chance: Chance, form: Form): Verdict {
  if (form.threat && chance.percent(20)) return 'act-now'
  if (!form.named && chance.percent(35)) return 'no-further-action'
  return chance.percent(10) ? 'signpost' : 'refer'
}

/** What waits when somebody first looks: a few reports of the last day, and a threat that nobody has seen. */
function freshOnes(
  chance: Chance,
  from: number,
  streets: readonly Whereabouts[],
  calendar: Calendar,
  until: Date,
): readonly Life[] {
  const minutes = [19 * 60 + 11, 15 * 60 + 42, 9 * 60 + 5, 3 * 60 + 28, 74, 6]
  return minutes.map((ago, index) => {
    const at = new Date(until.getTime() - ago * 60_000)
    const threat = index === minutes.length - 1
    const form = formFrom(chance, { day: localDate(at, calendar), streets, threat, online: 20 })
    return {
      key: `county-${from + index}`,
      at,
      form,
      again: undefined,
      seenAt: undefined,
      triage: undefined,
      strides: [],
    }
  })
}

function monthBefore(day: string, back: number): string {
  const first = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 - back, 1))
  return first.toISOString().slice(0, 10)
}
