import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isAsked, readAnswers } from '#kernel'
import { children } from './index.ts'

const report = children.report!
const around = { today: '2026-11-18', zone: 'Europe/London', places: { find: () => [], get: () => undefined } }

test('what a child said is kept as it was said, and nobody is asked to ask for more', () => {
  const words = '“i fell. dad said   to say i fell.”'
  const read = readAnswers(report.ask, { ...report.examples?.named?.answers, childWords: words }, around)
  assert.ok('answers' in read)
  assert.equal(read.answers.childWords, words)
  assert.match(report.ask.childWords?.hint ?? '', /Do not ask the child for more/)
})

test('each child of a family is a person of their own, with a decision of their own', () => {
  const read = readAnswers(report.ask, report.examples?.anonymous?.answers ?? {}, around)
  assert.ok('answers' in read)
  const told = report.tell(read.answers).people.filter(person => person.part === 'child')
  assert.equal(told.length, 2)
  assert.equal(children.case?.people.child?.concerned, true)
})

test('only a professional is asked whether the parents know; why not, only where they do not', () => {
  assert.equal(isAsked(report.ask.parentsKnow!, { who: 'witness' }), false)
  assert.equal(isAsked(report.ask.parentsKnow!, { who: 'professional' }), true)
  assert.equal(isAsked(report.ask.whyNot!, { who: 'professional', parentsKnow: 'no' }), true)
  assert.equal(isAsked(report.ask.whyNot!, { who: 'professional', parentsKnow: 'yes' }), false)
})

test('a child who tells of themselves is not asked which child', () => {
  assert.equal(isAsked(report.ask.child!, { who: 'me' }), false)
  assert.equal(isAsked(report.ask.childWords!, { who: 'me' }), false)
})
