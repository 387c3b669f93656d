import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAnswers } from '#kernel'
import { domestic } from '../domestic/index.ts'
import { behaviour } from './index.ts'

const report = behaviour.report!
const around = { today: '2026-11-18', zone: 'Europe/London', places: { find: () => [], get: () => undefined } }

test('whoever is affected is known of, and nobody is given a way to reach them through whoever harms them', () => {
  const read = readAnswers(report.ask, report.examples?.named?.answers ?? {}, around)
  assert.ok('answers' in read)
  const { people } = report.tell(read.answers)
  const affected = people.find(person => person.part === 'affected')
  assert.equal(affected?.given, 'Elspeth')
  assert.equal(affected?.contacts, undefined)
  assert.equal(people.find(person => person.reporter)?.part, 'client')
})

test('work with whoever harms is seen by its own programme only', () => {
  assert.equal(behaviour.case?.seenBy, 'programme')
})

test('each of the two forms leads whoever came to the wrong one to the other', () => {
  assert.equal(report.door?.instead?.address, domestic.report?.address)
  assert.equal(domestic.report?.door?.instead?.address, report.address)
})
