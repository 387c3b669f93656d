import {
  type ContactTold,
  holdsReceipt,
  type PersonTold,
  type Problem,
  part,
  readAnswers,
  receiptFound,
  said,
  withoutReceipts,
} from '#kernel'
import type { Answer, Language } from '#web'
import { changedWays, type Rules, reach, sendOf } from './deeds.ts'
import { naming, rules } from './fields.ts'
import { isOf } from './pass.ts'
import { comeBack, waysToReach } from './queries.ts'
import { aroundOf, type Here, showReport, withCode } from './showing.ts'
import { reachPage } from './views/reach.ts'

/** The page of who they are and how they may be reached; with what was typed, where it comes again. */
export async function showReach(here: Here, problems: readonly Problem[] = []): Promise<Answer | undefined> {
  const { visit, pass, typed } = here
  const seen = await withCode(visit, undefined, async tx => {
    const returned = await comeBack(tx, pass.hash)
    return returned && { anonymous: returned.anonymous, ways: await waysToReach(tx, pass.hash) }
  })
  const again = said(part(visit.given, 'on')) === 'reach'
  const given = again ? withoutReceipts(visit.given, isOf(pass)) : undefined
  return seen && reachPage(visit, { ...seen, hash: pass.hash, around: aroundOf(visit), typed, given, problems })
}

/** Keeps it, all of it or none. */
export async function reachSaved(here: Here): Promise<Answer | undefined> {
  const { visit, pass, typed } = here
  const read = readReach(here)
  if ('problems' in read) return showReach(here, read.problems)
  const { person, wanted } = read
  return showReport(visit, pass.hash, {
    typed,
    action: 'conversation.reach',
    news: visit.language.say('What you told us has been saved.'),
    after: async tx => {
      const returned = await comeBack(tx, pass.hash)
      const changed = returned ? await changedWays(tx, pass.hash, wanted) : []
      if (!returned || (!person && changed.length === 0)) return returned
      const send = sendOf(pass.once, 'reach', JSON.stringify([person ?? null, [...wanted]]))
      return reach(tx, { hash: pass.hash, send }, { person, changed })
    },
  })
}

type Read =
  | Readonly<{ problems: readonly Problem[] }>
  | Readonly<{ person: PersonTold | undefined; wanted: ReadonlyMap<string, Rules> }>

function readReach({ visit, pass }: Here): Read {
  const { given } = visit
  const around = aroundOf(visit)
  const problems: Problem[] = []
  const wanted = new Map<string, Rules>()
  const ways = part(given, 'way')
  for (const [index, way] of (Array.isArray(ways) ? ways : []).slice(0, 20).entries()) {
    const told = readAnswers(rules, pick(rules, way), around)
    if ('problems' in told) problems.push(...told.problems.map(one => ({ ...one, field: `way.${index}.${one.field}` })))
    else wanted.set(said(part(way, 'id')), rulesOf(told.answers))
  }
  const named = readAnswers(naming, pick(naming, given), around)
  if ('problems' in named) problems.push(...named.problems)
  for (const name of [...Object.keys(naming), 'way'])
    if (holdsReceipt(part(given, name), isOf(pass))) problems.push({ field: name, message: receiptFound })
  if ('answers' in named) problems.push(...unreachable(visit.language, named.answers, wanted.size))
  if (problems.length > 0 || 'problems' in named) return { problems }
  return { person: personIn(named.answers), wanted }
}

/** What would be lost without a word: rules for no way at all, or a page sent empty. */
function unreachable({ say }: Language, told: Named, known: number): readonly Problem[] {
  if (told.phone || told.email) return []
  if (told.times || told.say)
    return [{ field: 'phone', message: say('Enter the phone number or email address that this is about') }]
  if (told.given || told.family || known > 0) return []
  return [{ field: 'given', message: say('Enter your name, or a way to reach you') }]
}

const pick = (names: object, given: unknown) =>
  Object.fromEntries(Object.keys(names).map(name => [name, part(given, name)]))

type RulesTold = Readonly<{
  safe: 'yes' | 'no'
  message: 'yes' | 'no'
  times?: string | undefined
  say?: string | undefined
}>

const rulesOf = ({ safe, message, times = '', say = '' }: RulesTold): Rules => ({
  safeToUse: safe,
  safeTimes: times,
  safeWords: say,
  neverLeaveMessage: message !== 'yes',
})

type Named = Readonly<
  Record<'given' | 'family' | 'phone' | 'email' | 'times' | 'say', string | undefined> & {
    safe: 'yes' | 'no' | undefined
    use: 'call' | 'text' | 'either' | undefined
    message: 'yes' | 'no' | undefined
  }
>

/** Somebody, if they gave a name or a way to reach them. */
function personIn(told: Named): PersonTold | undefined {
  const { given, family, phone, email } = told
  if (!given && !family && !phone && !email) return undefined
  return {
    part: 'reporter',
    reporter: true,
    ...(given || family
      ? { ...(given && { given }), ...(family && { family }) }
      : { description: 'Whoever reported, without a name' }),
    contacts: contactsIn(told),
  }
}

/** Under the rules that they gave: nothing is safe that they did not call safe, and no text goes to a phone for calls. */
function contactsIn({ phone, email, safe, use = 'call', message, times, say }: Named): readonly ContactTold[] {
  const safeToUse = safe ?? 'not-known'
  const rules = { safeToUse, ...(times && { safeTimes: times }), ...(say && { safeWords: say }) } as const
  const neverLeaveMessage = message !== 'yes'
  return [
    ...(phone && use !== 'text' ? [{ kind: 'phone', value: phone, ...rules, neverLeaveMessage } as const] : []),
    ...(phone && use !== 'call' ? [{ kind: 'text', value: phone, ...rules, neverLeaveMessage } as const] : []),
    ...(email ? [{ kind: 'email', value: email, ...rules } as const] : []),
  ]
}
