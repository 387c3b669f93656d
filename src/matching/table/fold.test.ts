import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formerIn, neverNames, standardName, standardPostcode, standardSurname } from '../standard/index.ts'
import { writtenIn } from './batch.ts'
import { foldOf, plainOf } from './fold.ts'
import type { Quick } from './quick.ts'

const folded = {
  forename: standardName,
  surname: (text: string) => `${standardSurname(text)}, ${formerIn(text)}`,
  postcode: standardPostcode,
} as const

type Folded = keyof typeof folded

/** What stands for a text that needs no reading. */
const itself = (holds: Folded, text: string): string => (holds === 'surname' ? `${text}, ` : text)

function needsNoReading(holds: Folded, text: string): boolean {
  const given = writtenIn(64)
  given.bytes.set(Buffer.from(text))
  return plainOf({ holds: [holds] })!(given, 0, text.length)
}

function foldedBy(look: Quick, text: string): string | undefined {
  const bytes = Buffer.from(text)
  const target = new Uint8Array(4096)
  const end = look(bytes, 0, bytes.length, target, 3)
  return end < 0 ? undefined : Buffer.from(target.subarray(3, end)).toString()
}

const spellings: Readonly<Record<Folded, RegExp>> = {
  forename:
    /^(N[Aa][nN]?|N\/?A|NULL|UNKNOWN|Baby( of)?|MR\.?|Twin|X)?[ '-]?([A-Z][a-z]{0,4}[ '-]?){0,3}( \([A-Z]+\)|0| 2nd)?$/,
  surname:
    /^(N[Aa][nN]?|N\/?A|NULL|REFUSED|Baby|MRS)? ?(O'|Mc |VAN DER |al-)?[A-Za-z]{0,6}( \((NEE|Formerly) [A-Z][a-z]{2}\)?|-[A-Z]{3}| JR| Was Lee)?$/,
  postcode:
    /^([A-Za-z]{1,2} ?[0-9OIoi]{1,2}[A-Za-z]? {0,2}[0-9OIl][A-Za-z0-9]{2}|(ZZ|XX|zz|NF|AA|X|Z)[0-9]{1,2} ?[0-9][A-Z]{2}|NA|NULL|[0-9]{3,6})$/,
}

for (const holds of ['forename', 'surname', 'postcode'] as const)
  test(`a ${holds} is the same with its capitals and spaces as without`, () => {
    const texts = fc.oneof(fc.stringMatching(spellings[holds]), fc.string({ maxLength: 8 }))
    const property = fc.property(texts, text => {
      const small = foldedBy(foldOf({ holds: [holds] })!, text)
      assert.ok(small === undefined || folded[holds](small) === folded[holds](text), text)
      assert.ok(
        small === undefined || !needsNoReading(holds, small) || folded[holds](small) === itself(holds, small),
        text,
      )
    })
    fc.assert(property, { numRuns: 3000, seed: 7 })
  })

test('a word that is said where there is no name is always read', () => {
  for (const word of neverNames) {
    assert.equal(needsNoReading('forename', word), false, word)
    assert.equal(needsNoReading('surname', word), false, word)
  }
})

test('the usual names and postcodes need no reading, and others do', () => {
  for (const [holds, text] of [
    ['forename', 'sue'],
    ['surname', 'okafor'],
    ['postcode', 'cv344ab'],
    ['postcode', 'b11aa'],
  ] as const)
    assert.ok(needsNoReading(holds, text), text)
  for (const [holds, text] of [
    ['forename', 'twin'],
    ['surname', "o'neill"],
    ['postcode', 'zz993vz'],
    ['postcode', 'ec1a1bb'],
  ] as const)
    assert.ok(!needsNoReading(holds, text), text)
})

test('names and postcodes are folded as they are usually written, and not what programs write for nothing', () => {
  const fold = (holds: Folded, text: string) => foldedBy(foldOf({ holds: [holds] })!, text)
  assert.equal(fold('surname', "O'BRIEN-Smith"), "o'brien-smith")
  assert.equal(fold('postcode', 'cv34 4AB'), 'cv344ab')
  assert.equal(fold('forename', 'NA'), undefined)
})
