/*
 * What those who reported said of us, as it may be published: nobody under ten answers, no answer of a handful told apart,
 * and a 95 % interval after Wilson (1927), which is honest for small numbers and near the ends.
 */

/** How often an answer was given in one quarter to a question about reports of one kind. */
export type Counted = Readonly<{ quarter: string; programme: string; question: string; answer: number; n: number }>
/** How many were asked about reports closed in one quarter, and how many of them answered. */
export type Offered = Readonly<{ quarter: string; programme: string; offered: number; answered: number }>

/** The share of answers that are good or very good; or that it is withheld, or that all but a handful are on one side. */
export type Share =
  | Readonly<{ is: 'share'; n: number; share: number; low: number; high: number }>
  | Readonly<{ is: 'nearly'; n: number; side: 'good' | 'bad' }>
  | Readonly<{ is: 'withheld' }>

export type Satisfaction = Readonly<{
  /** The quarters counted, the first and the last; nothing where there is none. */
  span: readonly [string, string] | undefined
  offered: number
  answered: number
  byQuestion: Readonly<Record<string, Share>>
  /** Of the whole experience, by kind of report. */
  byProgramme: readonly Readonly<{ programme: string; share: Share }>[]
}>

const fewest = 10
const handful = 4
const z = 1.959964

/** The Wilson score interval for `good` of `n`, n at least 1. */
export function wilson(good: number, n: number): readonly [number, number] {
  const share = good / n
  const middle = share + z ** 2 / (2 * n)
  const half = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  const over = 1 + z ** 2 / n
  return [Math.max(0, (middle - half) / over), Math.min(1, (middle + half) / over)]
}

/** The last four quarters that were over at `now`, which is a quarter; what is still going on would show single answers. */
export function satisfactionOf(counted: readonly Counted[], offers: readonly Offered[], now: string): Satisfaction {
  const all = [...offers, ...counted].map(one => one.quarter)
  const over = [...new Set(all)].filter(one => one < now && one >= yearBefore(now)).sort()
  const within = counted.filter(one => over.includes(one.quarter))
  const asked = offers.filter(one => over.includes(one.quarter))
  const questions = [...new Set(within.map(one => one.question))]
  const whole = within.filter(one => one.question === 'whole')
  return {
    span: over.length ? [over[0]!, over.at(-1)!] : undefined,
    offered: sum(asked.map(one => one.offered)),
    answered: sum(asked.map(one => one.answered)),
    byQuestion: Object.fromEntries(
      questions.map(question => [question, shareOf(within.filter(one => one.question === question))]),
    ),
    byProgramme: withSecond(
      [...new Set(whole.map(one => one.programme))].sort().map(programme => {
        const of = whole.filter(one => one.programme === programme)
        return { programme, n: sum(of.map(one => one.n)), share: shareOf(of) }
      }),
    ),
  }
}

/** The quarter of a day, `2026-Q4`. */
export const quarterOf = (day: string): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

const yearBefore = (quarter: string): string => `${Number(quarter.slice(0, 4)) - 1}${quarter.slice(4)}`

function shareOf(counted: readonly Counted[]): Share {
  const n = sum(counted.map(one => one.n))
  const good = sum(counted.filter(one => one.answer >= 4).map(one => one.n))
  if (n < fewest) return { is: 'withheld' }
  if (n - good >= 1 && n - good <= handful) return { is: 'nearly', n, side: 'good' }
  if (good >= 1 && good <= handful) return { is: 'nearly', n, side: 'bad' }
  const [low, high] = wilson(good, n)
  return { is: 'share', n, share: good / n, low, high }
}

type Of = Readonly<{ programme: string; n: number; share: Share }>

/** One withheld alone could be worked out from the whole: the smallest of the others is withheld with it. */
function withSecond(all: readonly Of[]): Satisfaction['byProgramme'] {
  const hidden = all.filter(one => one.share.is === 'withheld' && one.n > 0)
  const others = all.filter(one => one.share.is !== 'withheld').toSorted((a, b) => a.n - b.n)
  const second = hidden.length === 1 ? others[0] : undefined
  return all.map(one => ({
    programme: one.programme,
    share: one === second ? ({ is: 'withheld' } as const) : one.share,
  }))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
