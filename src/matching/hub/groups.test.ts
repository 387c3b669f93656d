import assert from 'node:assert/strict'
import { test } from 'node:test'
import { differenceOf, type Group, type OpenLink } from './groups.ts'

const group = (...records: readonly string[]): Group => ({ records, weight: new Map(records.map(one => [one, 12])) })
const link = (record: string, person: string, byMachine = true): OpenLink => ({
  id: `${record} ${person}`,
  record,
  person,
  byMachine,
})
const counted = () => {
  let next = 0
  return () => `new ${next++}`
}
const difference = (groups: readonly Group[], open: readonly OpenLink[]) => {
  const { end, make, redirects } = differenceOf(groups, open, counted())
  return { end: end.map(one => one.id), make: make.map(one => `${one.record} ${one.person}`), redirects }
}

test('a group of new records becomes a person, and one alone does not', () => {
  assert.deepEqual(difference([group('a', 'b'), group('c')], []), {
    end: [],
    make: ['a new 0', 'b new 0'],
    redirects: [],
  })
})

test('what is so already is left as it is', () => {
  assert.deepEqual(difference([group('a', 'b')], [link('a', 'P'), link('b', 'P')]), {
    end: [],
    make: [],
    redirects: [],
  })
})

test('of two persons joined the one with more stays, and the other leads on', () => {
  const open = [link('a', 'P'), link('b', 'P'), link('c', 'Q')]
  assert.deepEqual(difference([group('a', 'b', 'c')], open), {
    end: ['c Q'],
    make: ['c P'],
    redirects: [{ person: 'Q', onward: 'P' }],
  })
})

test('of two persons as large the first by name stays, whatever the order of the records', () => {
  const open = [link('a', 'Q'), link('b', 'P')]
  for (const records of [
    ['a', 'b'],
    ['b', 'a'],
  ])
    assert.deepEqual(difference([group(...records)], open).make, ['a P'])
})

test('of a person parted the larger half keeps it, the other is somebody new, and nobody leads anywhere', () => {
  const open = ['a', 'b', 'c', 'd', 'e'].map(record => link(record, 'P'))
  const { end, make, redirects } = difference([group('a', 'b'), group('c', 'd', 'e')], open)
  assert.deepEqual([end, make, redirects], [['a P', 'b P'], ['a new 0', 'b new 0'], []])
})

test('a person by people’s word takes the group in, and is taken over by none', () => {
  const open = [link('a', 'P', false), link('b', 'Q'), link('c', 'Q')]
  assert.deepEqual(difference([group('a', 'b', 'c')], open), {
    end: ['b Q', 'c Q'],
    make: ['b P', 'c P'],
    redirects: [{ person: 'Q', onward: 'P' }],
  })
  // Without the record that people gave them, the others are not theirs.
  assert.deepEqual(
    difference([group('a'), group('b', 'c')], [link('a', 'P', false), link('b', 'P'), link('c', 'P')]).make,
    ['b new 0', 'c new 0'],
  )
})

test('a group that people gave to two persons is left to people', () => {
  const open = [link('a', 'P', false), link('b', 'Q', false), link('c', 'P')]
  assert.deepEqual(difference([group('a', 'b', 'c', 'd')], open), { end: ['c P'], make: [], redirects: [] })
})
