import { filesGiven } from '#files'
import { part, type Sealer, said, type Told } from '#kernel'
import { flattened, type Visit } from '#web'

/**
 * What stood on a page that could not be taken, carried past the question for the code: which page it was, what was typed
 * and chosen there, and the files held so far, those that just came among them. Nothing where there was nothing on it.
 */
export function keptIn(visit: Visit): Told | undefined {
  const { house, given, at } = visit
  const before = openKept(house.sealer, part(given, 'typed'), at)
  if (before) return before
  const { held } = filesGiven(visit, [])
  const told = Object.entries(given).filter(([name]) => !ours.has(name))
  const kept: Told = { ...Object.fromEntries(told), held: held.map(one => one.token) }
  if (!flattened(kept).some(([name, value]) => name !== 'on' && value !== '')) return undefined
  // No page of ours is so long: what is must not make the next form one that we do not take.
  return Buffer.byteLength(JSON.stringify(kept)) > most ? { words: said(part(given, 'words')).slice(0, 20_000) } : kept
}

/** Sealed, so that whoever comes to the screen next reads none of it; for a day, as long as held files stay. */
export const sealKept = (sealer: Sealer, kept: Told, at: Date): string =>
  sealer.wrap({ kept, until: at.getTime() + lasts }, about)

function openKept(sealer: Sealer, text: unknown, at: Date): Told | undefined {
  const value = typeof text === 'string' ? sealer.unwrap(text, about) : undefined
  const [kept, until] = [part(value, 'kept'), part(value, 'until')]
  if (typeof kept !== 'object' || kept === null || typeof until !== 'number' || at.getTime() > until) return undefined
  return Object.fromEntries(Object.entries(kept))
}

const ours = new Set(['pass', 'code', 'typed', 'waited', 'do', 'raw', 'files', 'held'])
const [about, lasts, most] = ['return kept', 24 * 3_600_000, 150_000]
