import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readOfficial } from './official.ts'
import { planJson, readPlan, tell } from './plan.ts'
import { publishAll } from './publish.ts'

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../areas/warwickshire/${file}`, import.meta.url), 'utf8'))
const plan = readPlan(read('plan/plan.json'))
const published = publishAll(readOfficial(read('statistics/series.json')), {
  at: new Date('2026-11-22T12:00:00Z'),
  zone: 'Europe/London',
})

test('the county’s plan holds all 28 outcomes, each under a focus area and a priority', () => {
  assert.deepEqual(
    plan.outcomes.map(it => it.id),
    Array.from({ length: 28 }, (_, i) => `B${i + 1}`),
  )
  for (const focus of plan.focusAreas)
    assert.ok(
      plan.outcomes.some(it => it.focus === focus.id),
      focus.id,
    )
  for (const priority of plan.priorities)
    assert.ok(
      plan.focusAreas.some(it => it.priority === priority.id),
      priority.id,
    )
})

test('every official measure that the plan names is among the official series', () => {
  const named = plan.outcomes.flatMap(it => it.measures).filter(id => id.startsWith('official.'))
  assert.ok(named.length >= 7)
  for (const id of named)
    assert.ok(
      published.some(it => it.id === id),
      id,
    )
})

test('an outcome without a measure says why, and one whose measure no programme runs says that', () => {
  const speechless = plan.outcomes.map(it => tell(it, [])).filter(it => it.notYet === null)
  assert.deepEqual(speechless, [])
  const roads = tell(plan.outcomes.find(it => it.id === 'B6')!, published)
  assert.deepEqual(
    roads.measures.map(it => [it.measure.id, it.companion?.id]),
    [
      ['official.pedestrian-ksi', 'official.motor-traffic'],
      ['official.cyclist-ksi', 'official.cycle-traffic'],
    ],
  )
})

test('a plan that points nowhere, repeats itself or is silent is refused, every fault named', () => {
  const broken = {
    ...plan,
    priorities: [...plan.priorities, plan.priorities[0]],
    focusAreas: plan.focusAreas.map(it => (it.id === 'hub' ? { ...it, priority: 'nowhere' } : it)),
    outcomes: plan.outcomes.map(({ notYet: _, ...it }) => ({ ...it, measures: [] })),
  }
  assert.throws(
    () => readPlan(broken),
    (fault: Error) => {
      assert.match(fault.message, /priorities: victims appears twice/)
      assert.match(fault.message, /hub: priority names "nowhere"/)
      assert.match(fault.message, /B7 has no measure and does not say why/)
      return true
    },
  )
  assert.throws(() => readPlan({ ...plan, title: '' }), /title: must not be empty/)
})

test('the published contract has the keys that others read', () => {
  const [first] = planJson(published).measures
  for (const key of ['id', 'title', 'direction', 'unit', 'source', 'asAt', 'series', 'reading'])
    assert.ok(key in first!, key)
  assert.deepEqual(Object.keys(first!.series[0]!).slice(0, 4), ['period', 'value', 'outOf', 'withheld'])
})
