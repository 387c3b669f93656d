import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  standardCode,
  standardDate,
  standardEmail,
  standardNhsNumber,
  standardPhone,
  standardUprn,
} from '../standard/index.ts'
import { quickOf } from './quick.ts'

const standards = {
  birthDate: (text: string) => standardDate(text, 'DD/MM/YYYY'),
  phone: standardPhone,
  email: standardEmail,
  nhsNumber: standardNhsNumber,
  uprn: standardUprn,
  other: standardCode,
} as const
type Quicker = keyof typeof standards

function quickly(holds: Quicker, text: string): string | undefined {
  const bytes = Buffer.from(text)
  const target = new Uint8Array(4096)
  const end = quickOf({ holds: [holds], code: holds === 'other' })!(bytes, 0, bytes.length, target, 3)
  return end < 0 ? undefined : Buffer.from(target.subarray(3, end)).toString()
}

const shapes: Readonly<Record<Quicker, RegExp>> = {
  birthDate: /^(1[4-9]|20|21)\d\d-[01]\d-[0-3]\d$/,
  phone: /^(\+44|0)[ -]?[127]\d{3}[ -]?(\d{6}|0{6}|7{6}|2{4}\d\d|[1-3]45678)$/,
  email: /^(no|test|xx|refused|unknown|[A-Za-z0-9._-]{1,12})@(gmail|xx|none|na|unknown|[a-z0-9-]{1,8})\.[a-z.]{2,5}$/,
  nhsNumber: /^[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}$/,
  uprn: /^0?([0-9]{1,13}|1{5,7})$/,
  other: /^([A-Za-z0-9/ -]{1,14}|[Xx]{0,3}[09]{3,7}|1{4,8}|(twin|child|male|test) [0-9]{1,5})$/,
}

for (const holds of ['birthDate', 'phone', 'email', 'nhsNumber', 'uprn', 'other'] as const)
  test(`a quick look at a ${holds} says what reading it says, or nothing`, () => {
    const texts = fc.oneof(fc.stringMatching(shapes[holds]), fc.string({ maxLength: 14 }))
    const property = fc.property(texts, text => {
      const quick = quickly(holds, text)
      assert.ok(quick === undefined || quick === standards[holds](text), text)
    })
    fc.assert(property, { numRuns: 2000, seed: 7 })
  })

test('a quick look is enough for the usual forms', () => {
  assert.equal(quickly('birthDate', '1984-02-17'), '19840217')
  assert.equal(quickly('phone', '+44 7700 912645'), '07700912645')
  assert.equal(quickly('phone', '01926 481263'), '01926481263')
  assert.equal(quickly('email', 'J.Okafor_7@letters.example'), 'j.okafor_7@letters.example')
  assert.equal(quickly('nhsNumber', '943 476 5919'), '9434765919')
  assert.equal(quickly('uprn', '100070089231'), '100070089231')
  assert.equal(quickly('other', '2004/0123456K'), '20040123456k')
})
