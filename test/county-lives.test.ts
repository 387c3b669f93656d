import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { worldOf } from '../simulate/county.ts'
import { groundOf } from '../simulate/ground.ts'
import { type Life, livesOf } from '../simulate/lives.ts'
import { marksFrom } from '../simulate/marks.ts'
import { householdsOf } from '../simulate/people.ts'
import { becomeCases, trueValues } from '../simulate/true-values.ts'
import { meanReports, mentioning, planted, quiet } from '../simulate/truths.ts'
import { diskStore } from '../src/adapters/index.ts'
import { buildHouse } from '../src/commands/house.ts'
import { aWednesday } from './house.ts'

const folder = mkdtempSync(join(tmpdir(), 'safekeep-lives-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const { house } = buildHouse({ area: 'warwickshire', madeUp: true }, Buffer.alloc(32, 7), diskStore(folder))
const livesAs = (truths = quiet, seed = 3, months = 24): readonly Life[] => [
  ...livesOf(worldOf({ house, until: aWednesday, months, truths, seed, fresh: false }).world),
]
/** Some ten thousand lives: enough for a share to be told from another, and the same ten thousand every time. */
const lives = livesAs({ ...planted, monthly: 400 })
const many = lives.length

/** Holds a share of so many to its true value, within four and a half standard errors. */
function near(count: number, of: number, share: number, what: string): void {
  const error = Math.sqrt((share * (1 - share)) / of)
  assert.ok(Math.abs(count / of - share) < 4.5 * error, `${what}: ${count} of ${of} is not ${share}`)
}

test('the same world gives the same lives, and another seed others', () => {
  const told = (seed: number) => JSON.stringify(livesAs(quiet, seed, 3))
  assert.equal(told(1), told(1))
  assert.notEqual(told(1), told(2))
})

test('lives come in the order of their reports, and none after the last moment', () => {
  assert.ok(lives.every((life, index) => index === 0 || lives[index - 1]!.at <= life.at))
  assert.ok(lives.at(-1)!.at <= aWednesday)
})

test('what becomes a case, and which strand is named, are as often as the truths say', () => {
  near(lives.filter(life => life.triage?.what === 'refer').length, many, becomeCases(), 'cases')
  const naming = lives.filter(({ form }) => Array.isArray(form.raw.strands) && form.raw.strands.includes('disability'))
  near(naming.length, many, mentioning(planted, 'disability'), 'reports that name disability')
})

test('reports of a month are a Poisson count of its mean', () => {
  const months = new Map<string, number>()
  for (const { at } of lives)
    months.set(at.toISOString().slice(0, 7), (months.get(at.toISOString().slice(0, 7)) ?? 0) + 1)
  for (const [index, count] of [...months.values()].slice(0, 24).entries()) {
    const mean = meanReports({ ...planted, monthly: 400 }, index, (10 + index) % 12)
    assert.ok(Math.abs(count - mean) < 4.5 * Math.sqrt(mean) + 3, `month ${index}: ${count}, not ${mean}`)
  }
})

test('Mondays are busy, and Christmas is not', () => {
  const on = (day: number) => lives.filter(({ at }) => at.getUTCDay() === day).length
  assert.ok(on(1) > 1.3 * on(0) && on(1) > 1.1 * on(3))
  const between = (from: number, to: number) =>
    lives.filter(({ at }) => at.getUTCMonth() === 11 && at.getUTCDate() >= from && at.getUTCDate() <= to).length
  assert.ok(between(24, 31) < 0.75 * between(8, 15))
})

test('people live in the county’s small areas in proportion to who lives there', () => {
  const ground = groundOf(house)!
  const household = householdsOf(11, ground)
  const homes = Array.from({ length: 20_000 }, (_, number) => household(number).home!.district)
  assert.equal(ground.shares.size, 5)
  for (const [district, share] of ground.shares)
    near(homes.filter(one => one === district).length, homes.length, share, district)
  const places = lives.filter(({ form }) => form.district === 'E07000219').length
  near(
    places,
    lives.filter(({ form }) => form.district).length,
    ground.shares.get('E07000219')!,
    'where things happened',
  )
})

test('two who are targeted together live together, and whoever is met again is the same person', () => {
  const pairs = lives.filter(({ form }) => form.victims.length === 2)
  assert.ok(pairs.length > 100)
  assert.ok(pairs.every(({ form: { victims } }) => victims[0]!.family === victims[1]!.family))
  const met = new Map<object, number>()
  for (const { at, form } of lives)
    for (const victim of form.victims) {
      const before = met.get(victim)
      if (before !== undefined) {
        const days = (at.getTime() - before) / 86_400_000
        assert.ok(days > 0, `met again after ${days} days`)
      }
      met.set(victim, at.getTime())
    }
  const again = lives.flatMap(({ form }) => form.victims).length - met.size
  assert.ok(again > 500)
})

test('no true value is a share beyond nought and one, and what is planted changes nothing else', () => {
  const ground = groundOf(house)!
  const [still, moved] = [trueValues(quiet, ground), trueValues(planted, ground)]
  const changed = Object.keys(still).filter(id => {
    const [then, now] = [moved[id]!({ month: 23, calendar: 4 }), moved[id]!({ month: 24, calendar: 4 })]
    assert.ok(id === 'hate.reports' || (then > 0 && then < 1))
    assert.equal(still[id]!({ month: 23, calendar: 4 }), still[id]!({ month: 24, calendar: 4 }))
    return then !== now
  })
  assert.deepEqual(changed, ['hate.reports', 'hate.victims-contacted-in-time', 'hate.repeats'])
})

test('no two marks of a county are alike', () => {
  const marks = marksFrom(5)
  marks.begin(aWednesday)
  const ids = Array.from({ length: 4_000 }, () => marks.id())
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual([...ids].sort(), ids)
  assert.match(ids[0]!, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const references = Array.from({ length: 200_000 }, () => marks.reference('SK'))
  assert.equal(new Set(references).size, references.length)
  assert.match(references[0]!, /^SK-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
})
