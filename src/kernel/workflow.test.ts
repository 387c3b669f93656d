import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, stands } from './fields.ts'
import { newId } from './ids.ts'
import { type CaseShape, step } from './programme.ts'
import { attempt, type CaseNow, stepsOpenTo } from './workflow.ts'

const kind = stands(choice('Which kind?', 'Select which kind', { paper: 'Paper', silk: 'Silk' }))
const steps = {
  say: step({ title: 'Say which', from: 'lost', by: ['clerk'], ask: { kind } }),
  dry: step({ title: 'Dry it', from: ['lost', 'found'], by: ['clerk'], onlyIf: told => told.kind === 'silk' }),
  find: step({
    title: 'Find it',
    from: 'lost',
    to: 'found',
    by: ['clerk', 'keeper'],
    check: ({ stands: standing }) => standing.kind === 'silk' || 'Only silk is found',
  }),
}
const shape: CaseShape = {
  ...{ people: {}, seenBy: 'partners', states: { lost: 'Lost', found: 'Found' }, start: 'lost', ends: [], clocks: {} },
  steps,
}
const around = { today: '2026-11-18', zone: 'Europe/London', places: { find: () => [], get: () => undefined } }
const at = new Date('2026-11-18T10:30:00Z')
const taker = (...roles: string[]) => ({ id: newId<'user'>(), roles: new Set(roles) })
const now = (state: string, codes: CaseNow['codes'] = {}): CaseNow => ({ id: newId<'case'>(), shape, state, codes })
const tried = (who: string, on: CaseNow, name: string, raw = {}) => attempt(taker(who), on, name, raw, at, around)
const refusal = (result: ReturnType<typeof attempt>) => (result.is === 'refused' ? result.refusal.code : result.is)

test('a step is open in its state, to its roles, and where what stands calls for it', () => {
  const open = (who: string, on: CaseNow) => stepsOpenTo(taker(who), on)
  assert.deepEqual(open('clerk', now('lost')), ['say', 'find'])
  assert.deepEqual(open('clerk', now('lost', { kind: 'silk' })), ['say', 'dry', 'find'])
  assert.deepEqual(open('clerk', now('found', { kind: 'silk' })), ['dry'])
  assert.deepEqual(open('keeper', now('lost', { kind: 'silk' })), ['find'])
  assert.deepEqual(open('nobody', now('lost')), [])
})

test('what is not offered is refused, in the order state, role, answers, check', () => {
  assert.equal(refusal(tried('clerk', now('lost', { kind: 'paper' }), 'dry')), 'step-not-now')
  assert.equal(refusal(tried('clerk', now('found'), 'find')), 'step-not-now')
  assert.equal(refusal(tried('keeper', now('lost', { kind: 'silk' }), 'dry')), 'step-not-yours')
  assert.equal(refusal(tried('clerk', now('lost'), 'say')), 'invalid')
  assert.equal(refusal(tried('clerk', now('lost', { kind: 'paper' }), 'find')), 'step-not-ready')
  for (const name of ['constructor', '__proto__', 'toString', 'nothing'])
    assert.equal(refusal(tried('clerk', now('lost'), name)), 'step-unknown')
})

test('what stands is what stood, with these answers in its place', () => {
  const said = tried('clerk', now('lost', { kind: 'paper', colour: 'red' }), 'say', { kind: 'silk' })
  assert.ok(said.is === 'taken')
  assert.deepEqual([said.to, said.stands, said.codes], ['lost', { kind: 'silk', colour: 'red' }, { kind: 'silk' }])
  const found = tried('keeper', now('lost', said.stands), 'find')
  assert.ok(found.is === 'taken')
  assert.deepEqual([found.to, found.stands], ['found', said.stands])
})
