import { median } from 'd3-array'
import type { Timed } from './client.ts'
import type { Used } from './machine.ts'
import type { Aim } from './scenes.ts'

type Line = Readonly<{
  aim: Aim | undefined
  alone: Timed | undefined
  crowd: Timed | undefined
  used: Used | undefined
}>
/** What was measured over one database. */
export type Measured = Readonly<{
  machine: string
  size: Readonly<{ cases: number; reports: number; people: number; bytes: number }>
  lines: Readonly<Record<string, Line>>
  mixed: ReadonlyMap<string, Timed>
}>
type How = Readonly<{ rounds: number; seconds: number; many: number; rate: number }>

/** Of each figure the median of the rounds; nothing of none. */
export function medianOf(rounds: readonly Timed[]): Timed | undefined {
  if (rounds.length === 0) return undefined
  const of = (which: keyof Timed) => median(rounds, round => round[which]) ?? Number.NaN
  return { count: of('count'), perSecond: of('perSecond'), p50: of('p50'), p95: of('p95'), p99: of('p99') }
}

/** The tables for the README: the fullest database in figures, and how much each grew from the emptiest. */
export function tablesOf(measured: readonly Measured[], how: How): string {
  const [least, most] = [measured[0], measured.at(-1)]
  if (!least || !most) return ''
  return [
    `\`npm run bench -- web\`, on ${most.machine}. Row security on; medians of ${how.rounds} rounds of ${how.seconds} s.`,
    sizes(measured),
    ...lines(least, most, how),
    ...mixed(least, most, how),
  ].join('\n\n')
}

const sizes = (measured: readonly Measured[]): string =>
  measured
    .map(
      ({ size }) =>
        `${whole(size.cases)} cases: ${whole(size.reports)} reports, ${whole(size.people)} records of people, ${(size.bytes / 2 ** 30).toFixed(1)} GiB.`,
    )
    .join(' ')

function lines(least: Measured, most: Measured, { many }: How): readonly string[] {
  const isGrown = least !== most
  const head = [
    `| ${whole(most.size.cases)} cases | one client: p50, p95, p99 (ms) | ${isGrown ? `p50, for one at ${whole(least.size.cases)} | ` : ''}${many} clients: a second, p95 (ms) | processor a request, ms: client, Safekeep, PostgreSQL | aim |`,
    `| --- | --: | ${isGrown ? '--: | ' : ''}--: | --: | --- |`,
  ]
  const rows = Object.entries(most.lines).flatMap(([name, { alone, crowd, used, aim }]) => {
    if (!alone || !crowd || !used) return []
    const before = least.lines[name]?.alone
    const growth = before ? (alone.p50 / before.p50).toFixed(1) : ''
    const spent = [used.client, used.product, used.postgres].map(ms).join(', ')
    return `| ${name} | ${ms(alone.p50)}, ${ms(alone.p95)}, ${ms(alone.p99)} | ${isGrown ? `${growth} | ` : ''}${whole(crowd.perSecond)}, ${ms(crowd.p95)} | ${spent} | ${said(aim, alone, crowd)} |`
  })
  return rows.length ? [[...head, ...rows].join('\n')] : []
}

function said(aim: Aim | undefined, alone: Timed, crowd: Timed): string {
  if (aim?.p95 !== undefined) return `p95 ${aim.p95} ms: ${alone.p95 <= aim.p95 ? 'reached' : '**not reached**'}`
  if (aim?.perSecond !== undefined)
    return `${whole(aim.perSecond)} a second: ${crowd.perSecond >= aim.perSecond ? 'reached' : '**not reached**'}`
  return ''
}

const mixedAims: Readonly<Record<string, number>> = { read: 60, write: 120 }

function mixed(least: Measured, most: Measured, { rate, many }: How): readonly string[] {
  const rows = Object.entries(mixedAims).flatMap(([kind, aim]) => {
    const [now, before] = [most.mixed.get(kind), least.mixed.get(kind)]
    if (!now || !before) return []
    const reached = now.p95 <= aim ? 'reached' : '**not reached**'
    return `| ${kind} | ${ms(before.p50)}, ${ms(before.p95)} | ${ms(now.p50)}, ${ms(now.p95)}, ${ms(now.p99)} | p95 ${aim} ms: ${reached} |`
  })
  const kept = most.mixed.get('')?.perSecond
  if (rows.length === 0 || kept === undefined) return []
  const head = [
    `| ${rate} authorised requests a second, mixed, over ${many} connections (${whole(kept)} kept up with) | ${whole(least.size.cases)} cases: p50, p95 (ms) | ${whole(most.size.cases)} cases: p50, p95, p99 (ms) | aim |`,
    '| --- | --: | --: | --- |',
  ]
  return [[...head, ...rows].join('\n')]
}

const whole = (count: number): string => Math.round(count).toLocaleString('en-GB')
const ms = (milliseconds: number): string => (milliseconds < 10 ? milliseconds.toFixed(1) : milliseconds.toFixed(0))
