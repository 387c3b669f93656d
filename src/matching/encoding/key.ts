import { createHmac } from 'node:crypto'
import { getDotPath, type InferOutput, literal, pipe, regex, safeParse, strictObject, string } from 'valibot'
import { Unreadable } from '../table/unreadable.ts'

const keyShape = strictObject({
  format: literal('safekeep-encoding-key'),
  version: literal(1),
  /** 256 bits, as hex digits. */
  secret: pipe(string(), regex(/^[0-9a-f]{64}$/)),
})

/**
 * What two agencies share and whoever compares must never hold: the secret of one linkage project, so that two files made
 * with the same key can be compared.
 */
export type EncodingKey = Readonly<InferOutput<typeof keyShape>>

/** A key file's text for 32 random bytes. */
export function keyText(random: Uint8Array): string {
  const secret = Buffer.from(random).toString('hex')
  return `${JSON.stringify({ format: 'safekeep-encoding-key', version: 1, secret }, null, 2)}\n`
}

/** The key in the text of the file `name`; throws `Unreadable`, which names the field that is wrong or that no key has. */
export function keyFrom(text: string, name: string): EncodingKey {
  const { success, output, issues } = safeParse(keyShape, jsonIn(text))
  if (success) return output
  const fields = issues.flatMap(issue => getDotPath(issue) ?? [])
  const where = fields.length === 0 ? '' : `: look at ${fields.map(field => `"${field}"`).join(', ')}`
  throw new Unreadable(`"${name}" is no key that "safekeep encode --new-key" made, or was altered${where}.`)
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
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
export function fingerprintOf({ secret }: EncodingKey): string {
  return keyed(secret, `fingerprint ${way}`).toString('hex').slice(0, 32)
}

/** 32 bytes that only holders of the secret can work out. */
export function keyed(secret: string, text: string | Uint8Array): Buffer {
  return createHmac('sha256', Buffer.from(secret, 'hex')).update(text).digest()
}
