/**
 * Why somebody looks. Each purpose belongs to one regime: general processing (DPA 2018 Part 2, with UK GDPR) or
 * law-enforcement processing (Part 3), marked apart in every row of the audit (s.62 asks for the justification).
 * `asked` ones are offered to a person who opens a record; the others are stated by what is being done.
 */
export const purposes = {
  'report-harm': { title: 'Telling us about harm', regime: 'general', asked: false },
  triage: { title: 'To triage this report', regime: 'general', asked: true },
  'work-on-case': { title: 'To work on this case', regime: 'general', asked: true },
  'assess-risk': { title: 'To assess a risk to somebody', regime: 'general', asked: true },
  'investigate-crime': { title: 'To investigate or prevent a crime', regime: 'law-enforcement', asked: true },
  supervise: { title: 'To supervise or check the quality of work', regime: 'general', asked: true },
  'answer-the-person': { title: 'To answer a request from the person it is about', regime: 'general', asked: true },
  'threat-to-life': { title: 'To act on a threat to life', regime: 'law-enforcement', asked: false },
  'find-work': { title: 'To see what needs doing', regime: 'general', asked: false },
  'sign-in': { title: 'To sign in', regime: 'general', asked: false },
  audit: { title: 'To audit who has looked at what', regime: 'general', asked: false },
  'keep-the-house': { title: 'To keep the system in order', regime: 'general', asked: false },
} as const

export type Purpose = keyof typeof purposes

/** A purpose from a form, if it is one that a person may state. */
export function purposeStated(text: string): Purpose | undefined {
  const stated = Object.entries(purposes).find(([id, purpose]) => id === text && purpose.asked)
  return stated?.[0] as Purpose | undefined
}
