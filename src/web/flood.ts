import { hashed, part, type Sealer } from '#kernel'

/**
 * A flood of reports, noticed in memory: more within ten minutes than a county sends in a day, or one office in a morning.
 * While it lasts, a report costs its sender a moment of their device's work, or without script a short wait. Nobody is ever turned away: whoever shares an address with a flood waits, and is heard.
 */
export type Flood = Readonly<{
  /** Whether whoever sends from there is asked for a moment now. */
  isOn(source: string, at: Date): boolean
  /** A report was taken in. */
  note(source: string, at: Date): void
}>

export const [fromEverywhere, fromOnePlace, span] = [240, 40, 600_000]

export function newFlood(): Flood {
  let sent: { source: string; at: number }[] = []
  const lately = (now: number) => {
    if (sent.length > 0 && sent[0]!.at <= now - span) sent = sent.filter(one => one.at > now - span)
    return sent
  }
  return {
    isOn: (source, at) => {
      const all = lately(at.getTime())
      if (all.length >= fromEverywhere) return true
      return all.reduce((count, one) => count + (one.source === source ? 1 : 0), 0) >= fromOnePlace
    },
    note: (source, at) => {
      // Beyond what makes a flood nothing more need be known.
      if (lately(at.getTime()).length < 10 * fromEverywhere) sent.push({ source, at: at.getTime() })
    },
  }
}

/** Noughts that the digest of the work begins with, in bits: some seconds for a phone ten years old. */
export const workBits = 15
/** Seconds that somebody without script waits instead. */
export const wait = 20

/** What is to be worked on, good for one send only and for no other words: sealed, so that nothing need be remembered. */
export const challengeFor = (sealer: Sealer, sendKey: string, at: Date): string =>
  sealer.wrap({ for: hashed(sendKey).toString('base64url'), at: at.getTime() }, about)

/** Seconds still to wait before this may be sent: nought where the work was done, or the wait is over. */
export function stillToWait(
  sealer: Sealer,
  sendKey: string,
  given: Readonly<{ challenge: string; answer: string }>,
  at: Date,
): number {
  const told = sealer.unwrap(given.challenge, about)
  if (part(told, 'for') !== hashed(sendKey).toString('base64url')) return wait
  if (/^\d{1,12}$/.test(given.answer) && isWork(given.challenge, given.answer)) return 0
  const since = (at.getTime() - Number(part(told, 'at'))) / 1000
  return since >= 0 ? Math.max(0, Math.ceil(wait - since)) : wait
}

/** SHA-256 of the challenge, a point and the answer begins with so many noughts: found by trying, seen at once. */
export function isWork(challenge: string, answer: string): boolean {
  return Math.clz32(hashed(`${challenge}.${answer}`).readUInt32BE()) >= workBits
}

const about = 'flood'
