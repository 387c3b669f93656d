import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAnswers, type Told } from '#kernel'
import { honour } from './index.ts'

const report = honour.report!
const around = { today: '2026-11-18', zone: 'Europe/London', places: { find: () => [], get: () => undefined } }

function told(more: Told) {
  const read = readAnswers(report.ask, { ...report.examples?.named?.answers, ...more }, around)
  assert.ok('answers' in read, JSON.stringify(read))
  return { answers: read.answers, told: report.tell(read.answers) }
}

test('what may happen within days is shown at once to whoever is on duty, though nobody was threatened', () => {
  const soon = told({ soon: 'days', danger: 'no' })
  assert.equal(soon.told.threat, true)
  assert.equal(report.danger?.(soon.answers), true)
  assert.equal(told({ soon: 'weeks' }).told.threat, false)
})

test('who does it is not asked; whom it must be kept from is', () => {
  assert.deepEqual(
    Object.keys(report.ask).filter(name => name === 'suspects'),
    [],
  )
  assert.ok(Object.hasOwn(report.ask, 'keepFrom'))
})

test('a case of it is seen by nobody outside the programme, and no interpreter comes from the family', () => {
  assert.equal(honour.case?.seenBy, 'programme')
  assert.match(report.ask.interpreter?.hint ?? '', /never be somebody from your family or community/)
})

test('children’s services act as well where it is about somebody under 18', () => {
  assert.ok(report.door?.goesTo({ under18: 'yes' }).includes('childrens-social-care'))
  assert.ok(!report.door?.goesTo({ under18: 'no' }).includes('childrens-social-care'))
})
