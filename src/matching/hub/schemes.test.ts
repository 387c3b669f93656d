import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schemeOf, schemesIn } from './schemes.ts'
import { type RecordTold, waysToRead } from './ways.ts'

test('a number of the country is one scheme by whichever name, and only where it looks like one', () => {
  const upn = (scheme: string, value = 'H820200107077') => schemeOf({ scheme, value }, 'education')
  assert.deepEqual(
    ['upn', 'UPN', 'Pupil number', 'unique_pupil_number'].map(name => upn(name)),
    Array(4).fill('UPN'),
  )
  assert.equal(upn('upn', 'h 8202 0010 7077'), 'UPN')
  assert.equal(schemeOf({ scheme: 'NI number', value: 'x' }), 'found only: NI number')
  for (const none of ['TBC', '0000000000000', 'H82', ''])
    assert.equal(upn('upn', none), 'found only: upn', 'nor is it an agency’s own')
})

test('any other number is its agency’s own, so that two with one name for it are not confused', () => {
  const of = (agency?: string, value = 'C 1234') => schemeOf({ scheme: 'case no', value }, agency)
  assert.equal(of('police'), 'case no of police')
  assert.notEqual(of('police'), of('probation'))
  for (const none of [of(), of('police', '12'), of('police', 'unknown'), of('police', 'pending')])
    assert.equal(none, 'found only: case no')
})

test('several numbers of a scheme are several ways to read somebody, and what is only found by is not compared', () => {
  const told: RecordTold = {
    ...{ born_from: null, born_to: null, born_precision: 'unknown', sex: null, addresses: [], contacts: [] },
    names: [{ kind: 'current', given: 'Ada', family: 'Galoshes' }],
    identifiers: [
      { scheme: 'nhs', value: '999 000 0018' },
      { scheme: 'upn', value: 'H820200107077' },
      { scheme: 'custody', value: 'C1001' },
      { scheme: 'custody', value: 'C1002' },
      { scheme: 'desk', value: '7' },
    ],
  }
  const ways = waysToRead('1', told, 'police')
  const always = { UPN: 'H820200107077', 'found only: desk': '7' }
  assert.deepEqual(
    ways.map(one => one.others),
    [
      { ...always, 'custody of police': 'C1001' },
      { ...always, 'custody of police': 'C1002' },
    ],
  )
  assert.deepEqual(
    schemesIn(ways).map(one => one.name),
    ['UPN', 'custody of police'],
  )
})
