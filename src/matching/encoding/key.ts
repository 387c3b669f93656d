import { createHmac } from 'node:crypto'
import { type InferOutput, literal, object, picklist, pipe, regex, safeParse, string } from 'valibot'

const keyShape = object({
  format: literal('safekeep-encoding-key'),
  version: literal(1),
  /** 256 bits, as hex digits. */
  secret: pipe(string(), regex(/^[0-9a-f]{64}$/)),
  /** Salted by year, equal names of people born in different years look unlike; a wrong year hides a pair. */
  salt: picklist(['none', 'birth year']),
})

/**
 * What two agencies share and whoever compares must never hold: the secret of one linkage project and the way of
 * encoding, so that two files made with the same key can be compared.
 */
export type EncodingKey = Readonly<InferOutput<typeof keyShape>>

/** A key file's text for 32 random bytes. */
export function keyText(random: Uint8Array, salt: EncodingKey['salt'] = 'none'): string {
  const secret = Buffer.from(random).toString('hex')
  return `${JSON.stringify({ format: 'safekeep-encoding-key', version: 1, secret, salt }, null, 2)}\n`
}

/** The key in a key file's text; undefined when it is none. */
export function keyFrom(text: string): EncodingKey | undefined {
  try {
    const { success, output } = safeParse(keyShape, JSON.parse(text))
    return success ? output : undefined
  } catch {
    return undefined
  }
}

// Rises with every change of what a person's bits are, standardising included: files of two ways look alike in nothing.
const way = 1

/**
 * 32 hex digits that are the same for the same secret and way of encoding. Made with a key of 256 random bits, they say
 * nothing of it: HMAC-SHA256 (RFC 2104) cannot be told from chance by whoever does not hold the key.
 */
export function fingerprintOf({ secret, salt }: EncodingKey): string {
  return keyed(secret, `fingerprint ${way} ${salt}`).toString('hex').slice(0, 32)
}

/** 32 bytes that only holders of the secret can work out. */
export function keyed(secret: string, text: string | Uint8Array): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest()
}
