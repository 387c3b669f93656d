import { randomBytes } from 'node:crypto'
import { part, type Sealer, type Told } from '#kernel'

/**
 * A half-filled form. It travels sealed in the form's own page, so that nothing is stored before it is sent: not here,
 * not in a cookie. Its key makes every send of it the same send.
 */
export type Draft = Readonly<{
  key: string
  /** When its last page was made, in milliseconds of the epoch. */
  touched: number
  /** What was typed or chosen, by question, as it came: read afresh each time it is looked at. */
  answers: Told
  /** An answer is being changed from the page that shows them all, and leads back there. */
  changing: boolean
  /** What is carried of each file held for it; nothing until files have been asked for. */
  files?: readonly string[]
}>

/** A person may be called away: WCAG 2.2.1 asks for twenty hours, and this gives a day from each page. */
const longestPause = 24 * 3_600_000

/** An empty draft with a key of 256 random bits. */
export const newDraft = (at: Date): Draft => ({
  key: randomBytes(32).toString('base64url'),
  touched: at.getTime(),
  answers: {},
  changing: false,
})

/** The text that carries a draft through a page of the form at this address, and no other. */
export const sealDraft = (sealer: Sealer, address: string, draft: Draft, at: Date): string =>
  sealer.wrap({ ...draft, touched: at.getTime() } satisfies Draft, about(address))

/** The draft again, or nothing where the text was altered, belongs to another form or has waited for more than a day. */
export function openDraft(sealer: Sealer, address: string, text: unknown, at: Date): Draft | undefined {
  const draft = typeof text === 'string' ? sealer.unwrap(text, about(address)) : undefined
  return isDraft(draft) && at.getTime() - draft.touched <= longestPause ? draft : undefined
}

/** The draft with what was given for one question; a name that no question has is never stored. */
export const keep = (draft: Draft, name: string, given: unknown): Draft => ({
  ...draft,
  answers: { ...draft.answers, [name]: given ?? '' },
})

const about = (address: string): string => `draft ${address}`

const isDraft = (value: unknown): value is Draft =>
  typeof part(value, 'key') === 'string' &&
  typeof part(value, 'touched') === 'number' &&
  typeof part(value, 'changing') === 'boolean' &&
  typeof part(value, 'answers') === 'object' &&
  part(value, 'answers') !== null
