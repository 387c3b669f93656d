/*
 * A referral that is not sent yet. It travels sealed in its own page, as the public's does; put aside, it lies in the
 * database for a week, locked under a key made from a code that only whoever typed it has.
 */
import { hkdfSync, randomBytes } from 'node:crypto'
import { asReceipt, hashed, locked, part, type Sealer, said, sayably, type Told, unlocked } from '#kernel'

export type Draft = Readonly<{
  /** 256 random bits that make every send of it the same send. */
  key: string
  touched: number
  typed: Told
  /** What is carried of each file held for it. */
  files: readonly string[]
  /** The code that it was put aside under, if it was. */
  code?: string
}>

export const newDraft = (at: Date): Draft => ({
  key: randomBytes(32).toString('base64url'),
  touched: at.getTime(),
  typed: {},
  files: [],
})

/** As long as what is put aside: somebody who is called away on a Friday sends it on Monday. */
const longestPause = 7 * 24 * 3_600_000
const about = (at: string): string => `referral ${at}`

export const sealDraft = (sealer: Sealer, form: string, draft: Draft, at: Date): string =>
  sealer.wrap({ ...draft, touched: at.getTime() } satisfies Draft, about(form))

/** The draft again; nothing where the text was altered, belongs to another form or has waited for more than a week. */
export function openDraft(sealer: Sealer, form: string, text: unknown, at: Date): Draft | undefined {
  const value = typeof text === 'string' ? sealer.unwrap(text, about(form)) : undefined
  return isDraft(value) && at.getTime() - value.touched <= longestPause ? value : undefined
}

const isDraft = (value: unknown): value is Draft =>
  typeof part(value, 'key') === 'string' &&
  typeof part(value, 'touched') === 'number' &&
  Array.isArray(part(value, 'files')) &&
  typeof part(value, 'typed') === 'object' &&
  part(value, 'typed') !== null

/** A code of 80 random bits, that can be said over a telephone. */
export const newCode = (): string => sayably(randomBytes(10), 16)

/** A code as it was meant, however it was typed; nothing where it cannot be one. */
export const codeIn = (typed: unknown): string | undefined => asReceipt(said(typed))

/** What the database knows a code by: it tells nothing of the key. */
export const hashOf = (code: string): Buffer => hashed(`referral code ${code}`)

/** Locked by the code, over what is sealed by the installation: neither the database nor the installation opens it alone. */
export function lockDraft(sealer: Sealer, form: string, draft: Draft, code: string, at: Date): Buffer {
  const { key, typed, files } = draft
  return locked(
    Buffer.from(sealer.wrap({ form, key, typed, files, savedAt: at.getTime() }, 'referral aside')),
    keyOf(code),
    'referral',
  )
}

/** The draft that a code opens, and the form it is of. */
export function unlockDraft(
  sealer: Sealer,
  bytes: Buffer,
  code: string,
  at: Date,
): { form: string; draft: Draft } | undefined {
  const value = sealer.unwrap(unlocked(bytes, keyOf(code), 'referral').toString(), 'referral aside')
  const [form, key, typed] = [said(part(value, 'form')), said(part(value, 'key')), part(value, 'typed')]
  if (!form || !key || typeof typed !== 'object' || typed === null) return undefined
  const names = Object.keys(typed)
  const files = [part(value, 'files')].flat().map(said).filter(Boolean)
  const draft = {
    ...{ key, touched: at.getTime(), files, code },
    typed: Object.fromEntries(names.map(name => [name, part(typed, name)])),
  }
  return { form, draft }
}

/** 80 bits from nowhere need no slow hash, only one that differs from what the database has. */
const keyOf = (code: string): Buffer => Buffer.from(hkdfSync('sha256', code, 'safekeep', 'referral put aside', 32))
