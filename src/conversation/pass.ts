import { randomBytes } from 'node:crypto'
import { hashed, part, type Sealer, said } from '#kernel'

/**
 * What a page carries once a code has been given, so that the code is not asked for at each: sealed, for this installation
 * and this page alone, and for an hour. It is no way round a code that was stopped: each page looks for the report anew.
 */
export type Pass = Readonly<{
  hash: Buffer
  /** Makes every send of one page's form, with the same words, the same send. */
  once: string
}>

const lasts = 3_600_000

export const sealPass = (sealer: Sealer, hash: Buffer, at: Date): string =>
  sealer.wrap({ hash: hash.toString('base64url'), until: at.getTime() + lasts, once: newPass(hash).once }, 'return')

/** What whoever just gave a code has. */
export const newPass = (hash: Buffer): Pass => ({ hash, once: randomBytes(16).toString('base64url') })

/** The pass again, or nothing where the text was altered, made elsewhere or is more than an hour old. */
export function openPass(sealer: Sealer, text: unknown, at: Date): Pass | undefined {
  const value = typeof text === 'string' ? sealer.unwrap(text, 'return') : undefined
  const [hash, until, once] = [said(part(value, 'hash')), part(value, 'until'), said(part(value, 'once'))]
  if (!hash || !once || typeof until !== 'number' || at.getTime() > until) return undefined
  return { hash: Buffer.from(hash, 'base64url'), once }
}

/** Tells the code of this report, wherever it stands in what somebody types. */
export const isOf =
  ({ hash }: Pass) =>
  (receipt: string): boolean =>
    hashed(receipt).equals(hash)
