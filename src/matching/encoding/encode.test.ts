import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { encode } from './encode.ts'
import { fingerprintOf, keyFrom, keyText } from './key.ts'
import { filterWords, type PartName, parts } from './parts.ts'
import { bitsIn } from './sweep.ts'

const keyOf = (byte: number) => keyFrom(keyText(new Uint8Array(32).fill(byte)), 'key.json')
const person: PersonGiven = {
  id: '1',
  forename: 'Catherine',
  surname: 'Hartley',
  birthDate: '1984-03-07',
  postcode: 'CV31 2AB',
  phone: '01926 555123',
}
const filterOf = (given: Partial<PersonGiven>, key = keyOf(1)) => encode(peopleFrom([{ ...person, ...given }]), key)

/** The share of a part's bits in which two filters differ: nought for the same fact, about a half for strangers. */
function apart(one: Uint32Array, other: Uint32Array, name: PartName): number {
  const { from, to } = parts.find(part => part.name === name)!
  let bits = 0
  for (let word = from; word < to; word++) bits += bitsIn(one[word]! ^ other[word]!)
  return bits / ((to - from) * 32)
}

test('the same person is encoded alike with the same key, and unlike anybody with another', () => {
  assert.deepEqual(filterOf({}), filterOf({ id: 'of another agency' }))
  const other = filterOf({}, keyOf(2))
  for (const name of ['forename', 'surname', 'birthDate', 'address'] as const) {
    const share = apart(filterOf({}), other, name)
    assert.ok(share > 0.35 && share < 0.65, `${name}: ${share}`)
  }
})

test('a slip leaves a name nearer to itself than to a stranger', () => {
  const near = apart(filterOf({}), filterOf({ forename: 'Catharine' }), 'forename')
  const far = apart(filterOf({}), filterOf({ forename: 'Mohammed' }), 'forename')
  assert.ok(near > 0.02 && near < 0.3, String(near))
  assert.ok(far > 0.35, String(far))
  assert.equal(apart(filterOf({}), filterOf({ forename: 'Mohammed' }), 'surname'), 0)
})

test('what is not known has no bits, and the parts fill the filter', () => {
  const { phone: _, ...without } = person
  const filter = encode(peopleFrom([without]), keyOf(1))
  for (const { name, from, to } of parts) {
    const known = ['forename', 'surname', 'birthDate', 'birthYear', 'address'].includes(name)
    assert.equal(
      filter.subarray(from, to).some(word => word !== 0),
      known,
      name,
    )
  }
  assert.equal(parts.at(-1)?.to, filterWords)
  assert.equal(filter.length, filterWords)
})

test('bits are mixed: a scrap that one name has more sets some bits and clears others', () => {
  const [short, long] = [filterOf({ forename: 'ann' }), filterOf({ forename: 'anna' })]
  const { from, to } = parts[0]!
  let cleared = 0
  for (let word = from; word < to; word++) cleared += bitsIn(short[word]! & ~long[word]!)
  assert.ok(cleared > 5, `only ${cleared} bits were cleared`)
})

test('a fingerprint tells keys apart, and is no piece of the secret', () => {
  const keys = [keyOf(1), keyOf(2), keyOf(3)]
  const prints = keys.map(fingerprintOf)
  assert.equal(new Set(prints).size, 3)
  assert.equal(fingerprintOf(keyOf(1)), prints[0])
  for (const [i, print] of prints.entries()) {
    assert.match(print, /^[0-9a-f]{32}$/)
    assert.ok(!keys[i]!.secret.includes(print.slice(0, 4)))
  }
})

test('a key file that was cut or altered is no key', () => {
  const text = keyText(new Uint8Array(32).fill(171))
  assert.equal(keyFrom(text, 'key.json').secret, 'ab'.repeat(32))
  for (const bad of ['', '5', '{}', text.slice(0, -9), text.replace('ab', 'zz'), text.replace('1,', '2,')]) {
    assert.throws(() => keyFrom(bad, 'key.json'), /^Unreadable: "key\.json" is no key .* or was altered/, bad)
  }
})

test('a key file with a field that no key has is refused by its name, and its secret is not told', () => {
  const text = keyText(new Uint8Array(32).fill(171)).replace('{', '{ "salt": "birth year",')
  const refused = /was altered: look at "salt"\.$/
  assert.throws(() => keyFrom(text, 'key.json'), { name: 'Unreadable', message: refused })
})

test('a date of which only the year is known has the year in common with one that is known', () => {
  for (const born of ['1984-01-01', '1984']) {
    const vague = filterOf({ birthDate: born })
    assert.equal(apart(filterOf({}), vague, 'birthYear'), 0, born)
    assert.ok(apart(filterOf({}), vague, 'birthDate') > 0.2, born)
  }
})
