import { randomBytes } from 'node:crypto'
import { type Sealer, sayably } from '../sealing.ts'

/** A reference that can be said over a telephone and opens nothing: `SK-7F2K-9QXT`. */
export const newReference = (prefix = 'SK'): string => `${prefix}-${sayably(randomBytes(5), 8)}`

/**
 * What lets a reporter come back: 80 bits, worked out from the key that the sender chose, so that a send repeated after
 * a lost answer is told the same receipt. Only its hash is stored.
 */
export const receiptFor = (sealer: Sealer, sendKey: string): string => sayably(sealer.code(sendKey, 'receipt'), 16)
