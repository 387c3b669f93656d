import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/** Bytes sealed under a key of their own, and that key sealed under the installation's: destroy the key, and the words are gone. */
export type Sealed = Readonly<{ sealed: Buffer; key: Buffer }>

/** Everything that needs the installation's key. */
export type Sealer = Readonly<{
  seal(plain: Buffer, about: string): Sealed
  /** Throws when the key or the place is not the one it was sealed under. */
  open(from: Sealed, about: string): Buffer
  /** More bytes under a key that `seal` made `about` something, so that they go when it goes; `place` tells them apart. */
  sealUnder(key: Buffer, about: string, plain: Buffer, place: string): Buffer
  /** Those bytes again; throws when the key or the place is not the one they were sealed under. */
  openUnder(key: Buffer, about: string, sealed: Buffer, place: string): Buffer
  /** A value sealed into text that may travel through a page; `about` says where it may be opened. */
  wrap(value: unknown, about: string): string
  /** The value again, or nothing when the text was altered, made elsewhere or sealed for another place. */
  unwrap(text: string, about: string): unknown
  /** Tells whether two sealers have the same key, and nothing else about it. */
  fingerprint: Buffer
  /** A code that only this installation can work out from the text, and always the same. */
  code(text: string, about: string): Buffer
}>

/** `master` is 32 random bytes that the installation keeps outside the database. */
export function sealer(master: Buffer): Sealer {
  if (master.length !== 32) throw new Error('The key of an installation has 32 bytes')
  // A key given as bytes is looked over anew at each use, which costs more than the sealing itself.
  const keys = new Map<string, KeyObject>()
  const keyFor = (about: string): KeyObject => {
    const known = keys.get(about)
    if (known) return known
    const key = createSecretKey(createHmac('sha256', master).update(about).digest())
    keys.set(about, key)
    return key
  }
  return {
    seal: (plain, about) => {
      const own = randomBytes(32)
      return { sealed: encrypt(plain, createSecretKey(own), about), key: encrypt(own, keyFor('report keys'), about) }
    },
    open: ({ sealed, key }, about) =>
      decrypt(sealed, createSecretKey(decrypt(key, keyFor('report keys'), about)), about),
    sealUnder: (key, about, plain, place) =>
      encrypt(plain, createSecretKey(decrypt(key, keyFor('report keys'), about)), `${about} ${place}`),
    openUnder: (key, about, sealed, place) =>
      decrypt(sealed, createSecretKey(decrypt(key, keyFor('report keys'), about)), `${about} ${place}`),
    wrap: (value, about) => encrypt(Buffer.from(JSON.stringify(value)), keyFor('pages'), about).toString('base64url'),
    unwrap: (text, about) => {
      try {
        return JSON.parse(decrypt(Buffer.from(text, 'base64url'), keyFor('pages'), about).toString('utf8'))
      } catch {
        return undefined // altered, truncated or not ours: the caller says so to the person, without a reason to probe
      }
    },
    fingerprint: createHmac('sha256', keyFor('fingerprint')).update('safekeep').digest(),
    code: (text, about) =>
      createHmac('sha256', keyFor(`code ${about}`))
        .update(text)
        .digest(),
  }
}

/** SHA-256, for what is stored only hashed: tokens and receipts of 80 bits or more need no slower hash. */
export const hashed = (text: string | Buffer): Buffer => createHash('sha256').update(text).digest()

const sayable = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // Crockford's: no I, L, O or U to mishear or misread

/** Letters and digits that can be said over a telephone, five bits each, in groups of four: `7F2K-9QXT`. */
export function sayably(bytes: Buffer, letters: number): string {
  let text = ''
  for (let i = 0; i < letters; i++) {
    const bit = i * 5
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0)
    text += sayable[(pair >> (11 - (bit & 7))) & 31]
  }
  return text.replace(/(.{4})(?=.)/g, '$1-')
}

/** Bytes under a key that somebody else keeps. `about` says where they may be opened. */
export const locked = (plain: Buffer, key: Buffer, about: string): Buffer => encrypt(plain, createSecretKey(key), about)

/** The bytes again; throws when the key or the place is not the one they were locked under. */
export const unlocked = (bytes: Buffer, key: Buffer, about: string): Buffer =>
  decrypt(bytes, createSecretKey(key), about)

const algorithm = 'aes-256-gcm'
const authTagLength = 16 // a shorter one, as of a text cut short, would be easier to forge

function encrypt(plain: Buffer, key: KeyObject, about: string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength }).setAAD(Buffer.from(about))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(bytes: Buffer, key: KeyObject, about: string): Buffer {
  const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, 12), { authTagLength }).setAAD(Buffer.from(about))
  decipher.setAuthTag(bytes.subarray(-authTagLength))
  return Buffer.concat([decipher.update(bytes.subarray(12, -authTagLength)), decipher.final()])
}
