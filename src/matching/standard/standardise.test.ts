import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PersonGiven } from '../people.ts'
import {
  soundOf,
  standardAddress,
  standardCode,
  standardDate,
  standardEmail,
  standardise,
  standardName,
  standardNhsNumber,
  standardPhone,
  standardPostcode,
  standardSex,
  standardSurname,
  standardText,
  standardTown,
  standardUprn,
  variantsOf,
} from './index.ts'

/** What people and programs write: words that mean something to us, in any order, and anything else. */
const written = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary-ascii', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom(
        ...[
          'mr',
          'Dr',
          'john',
          'bin',
          'van',
          'der',
          'O',
          "O'",
          'Mc',
          'Smith',
          '-',
          ',',
          'née',
          'baby',
          'of',
          'unknown',
        ],
        ...[
          'x',
          'jr',
          'II',
          '2',
          '0liver',
          '(Bob)',
          'Łukasz',
          'محمد',
          'NFA',
          'flat',
          '14',
          'a',
          'High',
          'Street',
          'the',
        ],
        ...[
          'CV34',
          '4AB',
          'ZZ99',
          '1990',
          '02',
          '/',
          '31',
          'Feb',
          '+44',
          '07911',
          '123456',
          '@',
          'gmail.com',
          '.',
          'test',
        ],
      ),
      { maxLength: 6 },
    )
    .chain(words => fc.constantFrom(' ', '', '-').map(between => words.join(between))),
)

const folded: Readonly<Record<string, readonly [(given: string) => string, RegExp]>> = {
  name: [standardName, /^([a-z]+( [a-z]+)*)?$/],
  surname: [standardSurname, /^([a-z]+( [a-z]+)*)?$/],
  date: [given => standardDate(given), /^(\d{8})?$/],
  sex: [standardSex, /^[fmx]?$/],
  postcode: [standardPostcode, /^([a-z0-9]{3,10})?$/],
  town: [standardTown, /^([a-z0-9]+( [a-z0-9]+)*)?$/],
  uprn: [standardUprn, /^\d{0,12}$/],
  phone: [standardPhone, /^(\d{7,17})?$/],
  email: [standardEmail, /^[^\sA-Z]*$/],
  'NHS number': [standardNhsNumber, /^(\d{10})?$/],
  code: [standardCode, /^[a-z0-9]*$/],
  text: [standardText, /^([a-z0-9]+( [a-z0-9]+)*)?$/],
}

for (const [name, [standard, alphabet]] of Object.entries(folded))
  test(`whatever is given, a standard ${name} keeps to its letters, and standardising it again changes nothing`, () => {
    fc.assert(
      fc.property(written, given => {
        const once = standard(given)
        assert.match(once, alphabet)
        assert.equal(standard(once), once)
      }),
      { numRuns: 1000, seed: 4 },
    )
  })

test('whatever lines are given, an address keeps to its letters', () => {
  fc.assert(
    fc.property(fc.array(written, { maxLength: 4 }), written, written, (lines, town, postcode) => {
      const address = standardAddress(lines, town, postcode)
      for (const word of [address.building, address.street, address.town, address.postcode])
        assert.match(word, /^([a-z0-9]+( [a-z0-9]+)*)?$/)
      assert.deepEqual(standardAddress(lines, town, postcode), address)
    }),
    { numRuns: 500, seed: 4 },
  )
})

test('every name has a sound and variants without fault', () => {
  fc.assert(
    fc.property(written, given => {
      const name = standardName(given)
      assert.match(soundOf(name), /^[a-zS]{0,9}$/)
      assert.ok(variantsOf(name).every((group, at, all) => at === 0 || group > all[at - 1]!))
    }),
    { numRuns: 500, seed: 4 },
  )
})

test('a person is standardised in all that is known, and nothing else is there', () => {
  const given: PersonGiven = {
    id: '7',
    fullName: 'Mr John Paul SMITH (née Jones)',
    birthDate: '3/2/1990',
    sex: 'Male',
    addressLines: ['Flat 2', '14 High St', 'Warwick', 'CV34 4AB'],
    phone: '+44 7911 123456',
    email: 'unknown',
    nhsNumber: '943 476 5919',
    others: { custody: 'AB/12', birthplace: 'Stratford-upon-Avon', religion: 'not known' },
  }
  assert.deepEqual(standardise(given, { kinds: { custody: 'person', birthplace: 'place', religion: 'text' } }), {
    facts: {
      forename: 'john',
      middleNames: 'paul',
      surname: 'smith',
      formerSurname: 'jones',
      birthDate: '19900203',
      sex: 'm',
      building: '14 2',
      street: 'high',
      town: 'warwick',
      postcode: 'cv344ab',
      phone: '07911123456',
      nhsNumber: '9434765919',
    },
    others: { custody: 'ab12', birthplace: 'stratford upon avon' },
  })
  assert.deepEqual(standardise({ id: '8' }), { facts: {}, others: {} })
})
