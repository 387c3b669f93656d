import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { postcodeDistrict, postcodeSector, standardAddress, standardPostcode, standardTown } from './index.ts'

test('a British postcode is one whatever its spaces, case and letters mistaken for digits', () => {
  const codes = {
    ...{
      'CV34 4AB': 'cv344ab',
      cv344ab: 'cv344ab',
      'CV34  4ab ': 'cv344ab',
      'CV3O 4AB': 'cv304ab',
      'CV3I OAB': 'cv310ab',
    },
    ...{
      'SW1A 1AA': 'sw1a1aa',
      'SWIA 1AA': 'sw1a1aa',
      'W1A 0AX': 'w1a0ax',
      'M1 1AE': 'm11ae',
      'MI 1AE': 'm11ae',
      '0X1 2AB': 'ox12ab',
    },
    ...{ 'B33 8TH': 'b338th', 'DN55 1PT': 'dn551pt', 'L1 0AA': 'l10aa' },
  }
  for (const [given, code] of Object.entries(codes)) assert.equal(standardPostcode(given), code, given)
})

test('postcodes of other countries and parts of ours are kept as they are', () => {
  const codes = { 4011: '4011', '00-950': '00950', CV34: 'cv34', 'K1A 0B1': 'k1a0b1' }
  for (const [given, code] of Object.entries(codes)) assert.equal(standardPostcode(given), code, given)
})

test('postcodes that stand for nothing are not known', () => {
  for (const given of ['ZZ99 3VZ', 'ZZ993WZ', 'XX1 1XX', 'NFA', 'N/A', '', '0000', '12', 'unknown'])
    assert.equal(standardPostcode(given), '', given)
})

test('district and sector are those of a whole British postcode', () => {
  assert.deepEqual(['cv344ab', 'm11ae', '4011', 'cv34'].map(postcodeDistrict), ['cv34', 'm1', '', ''])
  assert.deepEqual(['cv344ab', 'm11ae', '4011', 'cv34'].map(postcodeSector), ['cv344', 'm11', '', ''])
})

test('an address gives house, street and town, however its lines are cut', () => {
  const expected: readonly (readonly [readonly string[], string])[] = [
    [['14 High Street', 'Warwick'], '14|high|warwick'],
    [['14 High St.', 'WARWICK', 'Warwickshire', 'England'], '14|high|warwick'],
    [['14, High Street, Warwick'], '14|high|warwick'],
    [['14', 'High Street', 'Warwick'], '14|high|warwick'],
    [['Flat 2', '14 High Street'], '14 2|high|'],
    [['Flat 2, 14 High Street'], '14 2|high|'],
    [['Apt 2 14 High Street'], '14 2|high|'],
    [['14a High Street'], '14a|high|'],
    [['14 A High Street'], '14a|high|'],
    [['12-14 Castle Hill'], '12|castle|'],
    [['High Street 14'], '14|high|'],
    [['Rose Cottage', 'Mill Lane', 'Barford'], 'rose cottage|mill|barford'],
    [['Rose Cottage', 'Barford'], 'rose cottage||barford'],
    [['Flat 3', 'Castle House', '14 Castle Hill'], '14 3|castle|'],
    [['Saint Johns Rd'], '|st johns|'],
    [['12', 'The Avenue'], '12|avenue|'],
    [['6', 'tullaroop street', 'willaroo'], '6|tullaroop|willaroo'],
    [['c/o 12 High St'], '12|high|'],
    [['222 High Street'], '222|high|'],
    [['49Grove Rd'], '49|grove|'],
    [['02 High Street'], '2|high|'],
    [['FLAT5', '79 Oak Rise'], '79 5|oak|'],
    [['Flatford Lane'], '|flatford|'],
    [['1st Avenue'], '|1st|'],
    [['14', '', 'Barford'], '14||barford'],
    [['Warwick'], '||warwick'],
    [['unknown', 'N/A', ''], '||'],
    [[], '||'],
  ]
  for (const [lines, words] of expected) {
    const { building, street, town } = standardAddress(lines)
    assert.equal([building, street, town].join('|'), words, lines.join(' / '))
  }
})

test('town and postcode given apart go before those in the lines', () => {
  const address = standardAddress(['14 High Street', 'Warwick', 'CV34 4AB'], 'Royal Leamington Spa')
  assert.deepEqual([address.street, address.town, address.postcode], ['high', 'royal leamington spa', 'cv344ab'])
  assert.equal(standardAddress(['14 High Street', 'Barford'], '').town, '')
  assert.equal(standardAddress(['Rose Cottage', 'Broadway'], 'Warwick').street, 'broadway')
  assert.equal(standardAddress(['1 High Street CV34 4AB'], '', 'CV32 5QQ').postcode, 'cv325qq')
  assert.equal(standardTown('Stratford-upon-Avon'), standardTown('Stratford on Avon'))
})

test('those without a fixed abode have no address in common', () => {
  for (const lines of [['NFA'], ['No fixed abode', 'Warwick'], ['of no fixed address'], ['N.F.A.'], ['Homeless']]) {
    const { noFixedAbode, building, street, town, postcode } = standardAddress(lines, 'Warwick', 'CV34 4AB')
    assert.ok(noFixedAbode, lines.join())
    assert.equal(building + street + town + postcode, '')
  }
  assert.equal(standardAddress(['14 High Street'], 'NFA').noFixedAbode, true)
  assert.equal(standardAddress(['14 Nfall Street']).noFixedAbode, false)
})

test('reading each street once changes nothing', () => {
  const word = fc.constantFrom(
    'High',
    'Flat',
    'a',
    'Street',
    'no',
    'homeless',
    'Warwick',
    'House',
    'St',
    'The',
    'unknown',
    'Rose',
  )
  const text = fc.array(word, { maxLength: 4 }).map(words => words.join(' '))
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), text, text, text, (number, street, behind, town) => {
      const lines = [`${number} ${street}`, behind]
      const apart = standardAddress(lines, town, 'CV34 4AB')
      assert.deepEqual(apart, standardAddress([...lines, 'CV34 4AB'], town))
      assert.deepEqual(apart, standardAddress(lines, town, 'CV34 4AB'))
    }),
    { numRuns: 2000, seed: 4 },
  )
})
