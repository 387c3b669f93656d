import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peopleFrom, wordAt } from './index.ts'

test('people as given become columns of numbered words', () => {
  const people = peopleFrom(
    [
      { id: 'a', forename: ' Zoë ', surname: 'Smith', postcode: 'cv1 2ab', others: { custody: 'X1' } },
      { id: 'b', forename: 'ZOE', surname: '', source: 'health' },
      { id: 'c', surname: 'smith', source: 'health' },
    ],
    [{ name: 'custody', kind: 'person' }],
  )
  const { forename, surname, town } = people.facts
  assert.equal(people.count, 3)
  assert.deepEqual([...forename!.values], [0, 0, -1])
  assert.deepEqual([...forename!.words.counts], [2])
  assert.equal(wordAt(forename!.words, 0), 'zoe')
  assert.deepEqual([...surname!.values], [0, -1, 0])
  assert.equal(town, undefined, 'a fact nobody has is no column')
  assert.deepEqual(
    [0, 1, 2].map(record => wordAt(people.ids, record)),
    ['a', 'b', 'c'],
  )
  assert.deepEqual([...people.sources!], [-1, 0, 0])
  assert.deepEqual(
    people.others.map(({ name, kind, values }) => [name, kind, ...values]),
    [['custody', 'person', 0, -1, -1]],
  )
})
