import { part, said } from '#kernel'
import type { Elsewhere, PortalArea } from './area.ts'

/** A place outside the area, by the postcode that was typed: who answers for it, where the area's pack knows. */
export type Outside = Readonly<{ postcode: string; who: Elsewhere | undefined }>

/**
 * Whether what was given for a place lies outside the area. A postcode that the gazetteer lacks may be a new one: it
 * counts as outside only where the pack names a neighbour for it. Words that hold no postcode are taken as they are.
 */
export function outsideIn(area: Pick<PortalArea, 'places' | 'elsewhere'>, given: unknown): Outside | undefined {
  if (said(part(given, 'kind')) !== 'place') return undefined
  const answer = area.places.postcode(said(part(given, 'typed')))
  if (!answer || answer.kind === 'found') return undefined
  const who = whoAnswers(area.elsewhere, answer.postcode.split(' ')[0] ?? '')
  return answer.kind === 'outside' || who?.exact ? { postcode: answer.postcode, who: who?.entry } : undefined
}

/** Whoever is named for this very outward half, before whoever is named for its letters. */
function whoAnswers(elsewhere: readonly Elsewhere[], outward: string) {
  const letters = outward.replace(/\d.*$/, '')
  for (const [code, exact] of [
    [outward, true],
    [letters, false],
  ] as const) {
    const entry = elsewhere.find(one => one.postcodes.includes(code))
    if (entry) return { entry, exact }
  }
  return undefined
}
