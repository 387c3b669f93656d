import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonGiven } from '../people.ts'
import { peopleFrom } from '../table/index.ts'
import { chancesOf, comparisonsOf } from './index.ts'

const given = Array.from(
  { length: 400 },
  (_, n): PersonGiven => ({
    id: `${n}`,
    forename: n % 4 === 0 ? 'Oliver' : 'Grace',
    ...(n % 2 === 0 && { birthDate: `19${10 + (n % 80)}-05-17` }),
    sex: n % 4 === 0 ? 'm' : 'f',
    addressLines: [`${n % 7} High Street`],
    postcode: `CV${1 + (n % 30)} 1AB`,
  }),
)
const people = peopleFrom(given)
const compared = comparisonsOf(people)
const chances = chancesOf(people)
const chanceOf = (comparison: string, level: string): number => {
  const at = compared.comparisons.findIndex(({ name }) => name === comparison)
  return chances[at]![compared.comparisons[at]!.levels.findIndex(({ name }) => name === level)]!
}

test('levels that are known sum to one', () => {
  for (const shares of chances) {
    const sum = shares.slice(1).reduce((total, share) => total + share, 0)
    assert.ok(Math.abs(sum - 1) < 1e-9, `${sum}`)
    assert.ok(shares.slice(1).every(share => share > 0))
  }
})

test('agreement on a word is reckoned from the words, not from what was drawn', () => {
  assert.equal(chanceOf('forename', 'exact'), (100 * 99 + 300 * 299) / (400 * 399))
})

test('the rest is near what everybody against everybody would show', () => {
  assert.ok(Math.abs(chanceOf('sex', 'same') - 0.624) < 0.01)
  assert.ok(Math.abs(chanceOf('birthDate', 'missing') - 0.75) < 0.01)
})

test('the same people have the same chances, in whatever order they come', () => {
  assert.deepEqual(chancesOf(people), chances)
  const turned = peopleFrom(given.toReversed())
  assert.deepEqual(chancesOf(turned), chances)
})
