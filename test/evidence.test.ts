import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { evidence } from '../bench/evidence-words.ts'
import { readWorlds, worldsOf } from '../bench/evidence-worlds.ts'
import { exactMean, wilson } from '../src/plan/compare.ts'
import { type TestHouse, testHouse } from './house.ts'

/** Two counties that change and two that do not; docs/evidence.md has two hundred of each. The same seeds, so the same counties. */
let house: TestHouse
let worlds: ReturnType<typeof worldsOf>
before(async () => {
  house = await testHouse()
  worlds = worldsOf(house.house).slice(0, 2)
  const place = { ownerUrl: house.db.ownerUrl, database: house.database, house: house.house }
  for (const seed of [1, 2]) await readWorlds(place, worlds, seed)
})
after(() => house?.close())

test('the intervals of single months hold the truth about as often as they say', () => {
  for (const { title, tallies } of worlds) {
    const all = [...tallies.values()]
    const months = all.reduce((sum, one) => sum + one.months, 0)
    const held = all.reduce((sum, one) => sum + one.held, 0)
    assert.ok(months > 500, title)
    assert.ok(held / months > 0.92 && held / months < 0.99, `${title}: ${held} of ${months}`)
  }
})

test('what is planted most plainly is found, and nothing very likely is found where nothing changes', () => {
  const [changing, still] = worlds
  assert.equal(changing!.tallies.get('hate.reports')!.said.up, 2)
  for (const [id, { said }] of still!.tallies) assert.equal(said['change very likely'], 0, id)
})

test('every series is read in every county, and the page says all of it', () => {
  for (const { tallies } of worlds) for (const [id, { counties }] of tallies) assert.equal(counties, 2, id)
  const page = evidence(worlds)
  for (const { series } of worlds) for (const { measure } of series) assert.ok(page.includes(measure.title))
  assert.doesNotMatch(page, /NaN|undefined/)
})

test('an exact interval of a count is Garwood’s', () => {
  // 33 deaths are known to have been between 22.7 and 46.3; none, between none and 3.69.
  const { from, to } = exactMean(33)
  assert.deepEqual([from.toFixed(1), to.toFixed(1)], ['22.7', '46.3'])
  assert.equal(exactMean(0).from, 0)
  assert.equal(exactMean(0).to.toFixed(2), '3.69')
  assert.ok(wilson({ count: 0, outOf: 10 }).to < 0.31)
})
