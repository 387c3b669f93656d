import type { Installation } from '../installation.ts'
import { Refused } from '../refusals.ts'
import { type Sniffed, sniff } from './sniff.ts'

/** What a file is, with a picture drawn afresh, and whether a scanner found nothing in it that is known to harm. */
export type Examined = Sniffed & Readonly<{ scanned: boolean }>

/**
 * Looks at a file, before any transaction: drawing takes a processor, and a scanner is asked over a line. Throws `Refused`
 * for what is known to harm; a scanner that is away is no reason to lose a file.
 */
export async function examine({ scan }: Pick<Installation, 'scan'>, bytes: Buffer, whose = ''): Promise<Examined> {
  const found = (await scan?.(bytes)) ?? 'unknown'
  if (found === 'harmful') throw new Refused('file-harmful')
  return { ...(await sniff(bytes, whose)), scanned: found === 'clean' }
}
