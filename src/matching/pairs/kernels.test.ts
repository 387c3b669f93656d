import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnOf } from '../table/words.ts'
import { jaroWinkler, oneEdit, sharedPrefix } from './kernels.ts'

const pair = (one: string, other: string) => {
  const [a, b] = [columnOf([one]).words, columnOf([other]).words]
  return [a, 0, b, 0] as const
}

test('Winkler’s likeness is the one of his paper', () => {
  const published = [
    ['martha', 'marhta', 0.9611],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.8133],
    ['jellyfish', 'smellyfish', 0.8963],
    ['same', 'same', 1],
    ['abc', 'xyz', 0],
  ] as const
  for (const [one, other, expected] of published) {
    assert.equal(jaroWinkler(...pair(one, other)).toFixed(4), expected.toFixed(4), `${one}, ${other}`)
    assert.equal(jaroWinkler(...pair(other, one)), jaroWinkler(...pair(one, other)))
  }
})

test('words of any length are compared, by their first 31 bytes', () => {
  assert.equal(jaroWinkler(...pair('x'.repeat(500), 'x'.repeat(400))), 1)
  assert.equal(jaroWinkler(...pair('a'.repeat(40), 'b'.repeat(40))), 0)
})

test('one edit is one letter more, less or other, or two neighbours swapped', () => {
  for (const [one, other] of [
    ['smith', 'smyth'],
    ['smith', 'smiths'],
    ['smith', 'mith'],
    ['smith', 'smiht'],
    ['a', 'b'],
  ] as const)
    assert.ok(oneEdit(...pair(one, other)) && oneEdit(...pair(other, one)), `${one}, ${other}`)
  for (const [one, other] of [
    ['smith', 'smythe'],
    ['smith', 'htims'],
    ['smith', 'smi'],
    ['ab', 'cd'],
  ] as const)
    assert.ok(!oneEdit(...pair(one, other)) && !oneEdit(...pair(other, one)), `${one}, ${other}`)
})

test('letters in common at the beginning are counted', () => {
  assert.equal(sharedPrefix(...pair('mary', 'martin')), 3)
  assert.equal(sharedPrefix(...pair('mary', 'mary')), 4)
  assert.equal(sharedPrefix(...pair('mary', 'ann')), 0)
})
