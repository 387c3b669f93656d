/* What the spine must know of a report, from the answers to the questions of this room. */
import type { Born, ContactTold, Happened, PersonTold, ReportTold, Where } from '#kernel'

/** Answers about whoever reports, as the questions of `yourName` and `waysToReachYou` read them. */
export type You = Readonly<{
  who: 'me' | 'victim' | 'witness' | 'behalf' | 'professional'
  given: string | undefined
  family: string | undefined
  birth?: Born | undefined
  phone: string | undefined
  phoneUse?: 'call' | 'text' | 'either' | undefined
  phoneSafe: 'yes' | 'no' | undefined
  email: string | undefined
  safeTimes: string | undefined
  safeWords: string | undefined
  interpreter?: 'no' | 'yes' | 'bsl' | undefined
  speaks?: string | undefined
}>

export type Someone = Readonly<{
  given: string | undefined
  family: string | undefined
  birth?: Born | undefined
  description: string | undefined
  vehicle?: string | undefined
  school?: string | undefined
  nhs?: string | undefined
  gp?: string | undefined
  due?: string | undefined
}>

/** Somebody told of, in the part they have; what has no place of its own stands in their description. */
export function someone(part: string, told: Someone): PersonTold {
  const { given, family, birth, description, vehicle, school, nhs, gp, due } = told
  const lines = [
    description,
    vehicle && `Vehicle: ${vehicle}`,
    school && `School: ${school}`,
    due && `Not born yet, due on ${due}`,
    nhs && `NHS number: ${nhs}`,
    gp && `GP: ${gp}`,
  ]
  const described = lines.filter(Boolean).join('\n')
  return {
    part,
    ...(given && { given }),
    ...(family && { family }),
    ...(birth && { born: birth }),
    ...(described && { description: described }),
  }
}

/** Whoever tells us, in the part that is theirs; an anonymous one whom it happened to is a person too. */
export function reporter(told: You, concerned: string): readonly PersonTold[] {
  const isConcerned = told.who === 'me' || told.who === 'victim'
  const others = { witness: 'witness', behalf: 'representative', professional: 'referrer' }
  const part = told.who === 'me' || told.who === 'victim' ? concerned : others[told.who]
  if (!told.given && !isConcerned) return []
  const name =
    told.given && told.family
      ? { given: told.given, family: told.family }
      : { description: 'Anonymous: the person who reported' }
  return [
    {
      part,
      reporter: true,
      ...name,
      ...(told.birth && { born: told.birth }),
      ...languageOf(told),
      contacts: contactsOf(told),
    },
  ]
}

/** Those whom it happened to, where another tells it: somebody did, even when nobody can say who. */
export function others(
  told: Pick<You, 'who'>,
  concerned: string,
  given: readonly Someone[] = [],
): readonly PersonTold[] {
  if (told.who === 'me' || told.who === 'victim') return []
  return given.length
    ? given.map(one => someone(concerned, one))
    : [{ part: concerned, description: 'Not known: nobody was named' }]
}

/** Ways to reach whoever reports, each under the rules that they gave; a telephone for calls, for texts, or for both. */
export function contactsOf(told: You): readonly ContactTold[] {
  const { phone, phoneUse = 'call', phoneSafe, email, safeTimes, safeWords } = told
  const rules = { safeToUse: 'yes', ...(safeTimes && { safeTimes }), ...(safeWords && { safeWords }) } as const
  const neverLeaveMessage = phoneSafe !== 'yes'
  return [
    ...(phone && phoneUse !== 'text' ? [{ kind: 'phone', value: phone, ...rules, neverLeaveMessage } as const] : []),
    ...(phone && phoneUse !== 'call' ? [{ kind: 'text', value: phone, ...rules, neverLeaveMessage } as const] : []),
    ...(email ? [{ kind: 'email', value: email, ...rules } as const] : []),
  ]
}

function languageOf({ interpreter, speaks }: You): Partial<PersonTold> {
  if (interpreter === 'bsl') return { language: 'British Sign Language', interpreter: true }
  return interpreter === 'yes' && speaks ? { language: speaks, interpreter: true } : {}
}

type Usual = You & Readonly<{ named?: 'yes' | 'no' | undefined; danger: string; threat?: string | undefined }>

type Heard = Readonly<{
  /** The part of whoever it is about. */
  concerned: string
  /** Those it is about, where another tells it. */
  others?: readonly Someone[] | undefined
  suspects?: readonly Someone[]
  /** More than danger now or a life threatened that calls for somebody at once. */
  threat?: boolean
  happened?: Happened
  where?: Where
  clocks?: ReportTold['clocks']
}>

/** A report as the spine must know it, where the usual questions were asked. */
export const reportTold = (answers: Usual, heard: Heard): ReportTold => ({
  anonymous: answers.named === 'no',
  ...(answers.who === 'professional' && { source: 'professional' as const }),
  threat: answers.danger === 'yes' || answers.threat === 'yes' || heard.threat === true,
  happened: heard.happened ?? { precision: 'unknown', from: null, to: null },
  where: heard.where ?? { kind: 'unknown' },
  ...(heard.clocks && { clocks: heard.clocks }),
  people: [
    ...reporter(answers, heard.concerned),
    ...others(answers, heard.concerned, heard.others),
    ...(heard.suspects ?? []).map(one => someone('suspect', one)),
  ],
})
