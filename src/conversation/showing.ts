import { limitAt, type Problem, type Surroundings, surroundingsAt, type Tx, withoutReceipts } from '#kernel'
import type { Answer, AuditName, Visit } from '#web'
import { isOf, type Pass } from './pass.ts'
import { comeBack, type Returned, toldSoFar } from './queries.ts'
import { overviewPage } from './views/overview.ts'

export type Show = Readonly<{
  typed?: string
  problems?: readonly Problem[]
  /** What was done, once it is; nothing is said where it could not be. */
  news?: string
  action?: AuditName
  /** What is done before the page is made, in its transaction; nothing where the code opens nothing. */
  after?(tx: Tx): Promise<Returned | undefined>
}>

/** The overview as it is now; nothing where the code opens nothing. */
export async function showReport(visit: Visit, hash: Buffer, show: Show = {}): Promise<Answer | undefined> {
  const { after, action, typed = '', problems = [], news } = show
  const seen = await withCode(visit, action, async tx => {
    if (after && !(await after(tx))) return undefined
    const returned = await comeBack(tx, hash)
    return returned && { returned, messages: await toldSoFar(tx, hash, returned) }
  })
  if (!seen) return undefined
  return overviewPage(visit, {
    ...seen,
    hash,
    around: aroundOf(visit),
    replyLimit: limitAt(visit.house.limits, 'hub.reply', visit.at, visit.house.zone),
    typed,
    problems,
    news,
  })
}

/** A transaction for whoever has a code. The audit has a row of it where the code opens something, and none otherwise. */
export const withCode = <T>(
  visit: Visit,
  action: AuditName | undefined,
  work: (tx: Tx) => Promise<T | undefined>,
): Promise<T | undefined> => visit.as('report-harm', work, { onlyIfShown: true, ...(action && { action }) })

/** Somebody whose code was looked at, on one of the pages behind it. */
export type Here = Readonly<{
  visit: Visit
  pass: Pass
  /** What they have typed for a message and not sent, carried from page to page. */
  typed: string
}>

export const aroundOf = ({ house, at }: Pick<Visit, 'house' | 'at'>): Surroundings => surroundingsAt(house, at)

/** What a page needs that says nothing of the report; `given` is what was sent, without any code in it. */
export type Asked = Readonly<{ hash: Buffer; around: Surroundings; typed: string; given: Visit['given'] }>

/** Such a page, as long as the code still opens the report. */
export async function ifOpen(
  { visit, pass, typed }: Here,
  page: (asked: Asked) => Answer,
): Promise<Answer | undefined> {
  const open = await withCode(visit, undefined, tx => comeBack(tx, pass.hash))
  if (!open) return undefined
  const given = Object.entries(visit.given).map(([name, one]) => [name, withoutReceipts(one, isOf(pass))])
  return page({ hash: pass.hash, around: aroundOf(visit), typed, given: Object.fromEntries(given) })
}
