import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sealer } from '#kernel'
import { sayably } from './sealing.ts'

const ours = sealer(randomBytes(32))
const words = Buffer.from('He said that he knows where I live')

test('what was sealed is opened as it was, by whoever has the key and knows the place', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.string(), (bytes, about) => {
      const plain = Buffer.from(bytes)
      assert.deepEqual(ours.open(ours.seal(plain, about), about), plain)
    }),
  )
})

test('the same words sealed twice look different, and neither looks like the words', () => {
  const [one, other] = [ours.seal(words, 'report 1'), ours.seal(words, 'report 1')]
  assert.notDeepEqual(one.sealed, other.sealed)
  assert.ok(!one.sealed.includes('knows'))
})

test('a change of any one bit is noticed, in the words or in the key', () => {
  const { sealed, key } = ours.seal(words, 'report 1')
  const flipped = (bytes: Buffer, at: number) => {
    const copy = Buffer.from(bytes)
    copy[at >> 3]! ^= 1 << (at & 7)
    return copy
  }
  for (let bit = 0; bit < sealed.length * 8; bit++)
    assert.throws(() => ours.open({ sealed: flipped(sealed, bit), key }, 'report 1'), `bit ${bit} of the words`)
  for (let bit = 0; bit < key.length * 8; bit++)
    assert.throws(() => ours.open({ sealed, key: flipped(key, bit) }, 'report 1'), `bit ${bit} of the key`)
})

test('what was sealed for one place does not open in another, nor for another installation', () => {
  const sealed = ours.seal(words, 'report 1')
  assert.throws(() => ours.open(sealed, 'report 2'))
  assert.throws(() => sealer(randomBytes(32)).open(sealed, 'report 1'))
  assert.throws(() => ours.open({ ...sealed, key: ours.seal(words, 'report 1').key }, 'report 1'))
})

test('without its key, what was sealed is gone', () => {
  const { sealed } = ours.seal(words, 'report 1')
  assert.throws(() => ours.open({ sealed, key: Buffer.alloc(60) }, 'report 1'))
})

test('a value travels through a page and comes back; altered, cut, or from elsewhere, it is nothing', () => {
  const value = { who: 'victim', kinds: ['words'], what: '“Ça” ☂' }
  const text = ours.wrap(value, 'draft')
  assert.match(text, /^[\w-]+$/)
  assert.deepEqual(ours.unwrap(text, 'draft'), value)
  assert.equal(ours.unwrap(text, 'receipt'), undefined)
  assert.equal(sealer(randomBytes(32)).unwrap(text, 'draft'), undefined)
  for (const bad of ['', 'x', text.slice(0, -1), text.slice(1), `${text.slice(0, 20)}A${text.slice(21)}`].filter(
    one => one !== text,
  ))
    assert.equal(ours.unwrap(bad, 'draft'), undefined)
})

test('a code is always the same for one installation, and another for another use', () => {
  assert.deepEqual(ours.code('key', 'receipt'), ours.code('key', 'receipt'))
  assert.notDeepEqual(ours.code('key', 'receipt'), ours.code('key', 'other'))
  assert.notDeepEqual(ours.code('key', 'receipt'), sealer(randomBytes(32)).code('key', 'receipt'))
})

test('a key of any other length is refused', () => {
  for (const length of [0, 16, 31, 33]) assert.throws(() => sealer(randomBytes(length)), /32 bytes/)
})

test('what is to be said aloud has no letters that are misheard, and loses no bit', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), bytes => {
      const said = sayably(Buffer.from(bytes), 8)
      assert.match(said, /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      const back = [...said.replace('-', '')].reduce(
        (sum, letter) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(letter)),
        0n,
      )
      assert.equal(back, BigInt(`0x${Buffer.from(bytes).toString('hex')}`))
    }),
  )
})
