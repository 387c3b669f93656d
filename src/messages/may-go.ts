/* Whether a message may go to a contact now: the rules of safe contact, decided without touching anything. */
import type { Calendar, Channel } from '#kernel'
import { safeTimesIn, saySafeTimes, type Window, windowAt } from './safe-times.ts'

/** A way to reach somebody as it stands at that moment. */
export type Way = Readonly<{
  kind: string
  value: string
  safeToUse: string
  safeTimes: string
  neverLeaveMessage: boolean
  undeliverable: boolean
}>

/** Why a message does not go, as a code; `held` waits for somebody to read what a program cannot. */
export type Why = keyof typeof whys
export type Verdict =
  | Readonly<{ is: 'go'; window: Window | undefined }>
  | Readonly<{ is: 'later'; at: Date }>
  | Readonly<{ is: 'held' | 'refused'; why: Why }>

/** What each reason is in words, for whoever must now do it in person. */
export const whys = {
  gone: 'That way of contact is no longer there',
  unsafe: 'They said that it is not safe to use',
  unsure: 'Nobody has said whether it is safe to use',
  'never-leave-message': 'Nothing may be left on this phone, and a text would be',
  'not-by-this': 'It is not a way to send this',
  'undeliverable-before': 'What was sent there before could not be delivered',
  'times-unread': 'When it is safe was written in words that only a person can judge',
  'no-carrier': 'Nothing here can send it',
  disposed: 'The report has been disposed of',
  busy: 'It was tried again and again, and whoever carries messages could not take it',
  refused: 'Whoever carries messages would not take it',
  undeliverable: 'It could not be delivered',
  'not-delivered': 'Whoever carries messages took it and gave it up later',
} as const

type Asked = Readonly<{ way: Way | undefined; channel: Channel; toUnsure: boolean; at: Date; calendar: Calendar }>

/** May this go there now? A text disturbs, so where no times were given it goes by day. */
export function mayGo({ way, channel, toUnsure, at, calendar }: Asked): Verdict {
  const why = way ? whyNever(way, channel, toUnsure) : 'gone'
  if (!way || why) return { is: 'refused', why: why ?? 'gone' }
  const times = safeTimesIn(way.safeTimes)
  if (!times) return { is: 'held', why: 'times-unread' }
  const kept = times.stretches.length === 0 && channel === 'text' ? byDay : times
  if (kept.stretches.length === 0) return { is: 'go', window: undefined }
  const window = windowAt(kept, at, calendar)
  if (!window) return { is: 'held', why: 'times-unread' }
  return window.from <= at ? { is: 'go', window } : { is: 'later', at: window.from }
}

/** What stands against ever using it for this, whatever the hour. */
export function whyNever(way: Way, channel: Channel, toUnsure: boolean): Why | undefined {
  if (way.safeToUse === 'no') return 'unsafe'
  if (way.safeToUse !== 'yes' && !toUnsure) return 'unsure'
  if (way.undeliverable) return 'undeliverable-before'
  if (channel === 'email') return way.kind === 'email' ? undefined : 'not-by-this'
  // A phone that may be called is not one that may be texted: where both are safe it is there as both.
  if (way.kind !== 'text') return 'not-by-this'
  if (way.neverLeaveMessage) return 'never-leave-message'
  return isMobile(way.value) ? undefined : 'not-by-this'
}

/** How it may be used, said to whoever works on it: "Can be sent Mon–Fri until 15:00". */
export function sayWhen(way: Way, channel: Channel, toUnsure: boolean): string {
  const why = whyNever(way, channel, toUnsure)
  if (why) return `Cannot be sent: ${whys[why].replace(/^[A-Z]/, first => first.toLowerCase())}`
  const times = safeTimesIn(way.safeTimes)
  if (!times) return `Waits for you: ${whys['times-unread'].replace(/^[A-Z]/, first => first.toLowerCase())}`
  return `Can be sent ${saySafeTimes(times.stretches.length === 0 && channel === 'text' ? byDay : times)}`
}

/** By which way something is sent there, if by any. */
export const channelOf = ({ kind }: Pick<Way, 'kind'>): Channel | undefined =>
  kind === 'email' || kind === 'text' ? kind : undefined

/** A number that takes texts; Ofcom keeps 070 and 076 for other things, but 07624, of the Isle of Man. */
const isMobile = (value: string): boolean =>
  /^(0|44|0044)7([1-57-9]\d{8}|624\d{6})$/.test(value.replace(/\D/g, '').replace(/^440/, '44'))

const byDay = { text: '', stretches: [{ days: [1, 2, 3, 4, 5, 6, 7], from: 8 * 60, until: 20 * 60 }] }
