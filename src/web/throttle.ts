import { hashed, part, said } from '#kernel'
import type { Visit } from './route.ts'

/**
 * Wrong codes, counted by where they come from, in memory and for half an hour. A code has 80 bits, so that nobody guesses
 * one; this keeps a machine from trying all day. Nobody is locked out: a source is asked to wait, a little longer each time,
 * and only one that has given wrong codes itself. While very many come from everywhere, the second wrong code of a source
 * is as bad as the sixth otherwise. A library, or the way out of Tor, is one source for many: see `waitBefore`.
 */
export type Throttle = Readonly<{
  /** The seconds that this source must wait before another code of its is looked at; nought where none. */
  wait(source: string, at: Date): number
  /** A code from there was wrong. */
  missed(source: string, at: Date): void
}>

/** How many seconds somebody waits, and what the page that says so carries of it in a field called `waited`. */
export type Wait = Readonly<{ seconds: number; note: string }>

/**
 * What whoever gives this code must wait for, if anything. Once they have waited, it is looked at though others at their
 * address go on giving wrong ones: nobody can keep them out. The note is good for that code alone, so that it helps
 * nobody to guess.
 */
export function waitBefore(
  throttle: Throttle,
  { house, source, at, given }: Pick<Visit, 'house' | 'source' | 'at' | 'given'>,
  code: string,
): Wait | undefined {
  const seconds = throttle.wait(source, at)
  if (seconds === 0) return undefined
  const now = at.getTime()
  const [told, own] = [house.sealer.unwrap(said(part(given, 'waited')), about), hashed(code).toString('base64url')]
  const until = part(told, 'for') === own ? Number(part(told, 'until')) : now + seconds * 1000
  const left = Math.ceil((until - now) / 1000)
  return left > 0 ? { seconds: left, note: house.sealer.wrap({ for: own, until }, about) } : undefined
}

const about = 'waited'

type Misses = { count: number; last: number; until: number }

const free = 5
const freeUnderAttack = 1
const attack = 60 // wrong codes in a minute, from everywhere
const shortest = 15_000
const longest = 300_000
const forgotten = 1_800_000
const most = 20_000

export function newThrottle(): Throttle {
  const sources = new Map<string, Misses>()
  let minute = { from: 0, misses: 0, before: 0 }
  const turn = (now: number) => {
    if (now - minute.from < 60_000) return
    minute = { from: now, misses: 0, before: now - minute.from < 120_000 ? minute.misses : 0 }
  }
  return {
    wait: (source, at) => {
      const misses = sources.get(source)
      return misses ? Math.max(0, Math.ceil((misses.until - at.getTime()) / 1000)) : 0
    },
    missed: (source, at) => {
      const now = at.getTime()
      turn(now)
      minute.misses += 1
      const before = sources.get(source)
      const count = before && now - before.last < forgotten ? before.count + 1 : 1
      const over = count - (Math.max(minute.misses, minute.before) > attack ? freeUnderAttack : free)
      const pause = over > 0 ? Math.min(longest, shortest * 2 ** (over - 1)) : 0
      sources.delete(source) // the latest stand last, so that the first are the longest ago
      sources.set(source, { count, last: now, until: now + pause })
      for (const [one, { last }] of sources) {
        if (sources.size <= most && now - last < forgotten) break
        sources.delete(one)
      }
    },
  }
}
