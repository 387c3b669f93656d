import assert from 'node:assert/strict'
import { test } from 'node:test'
import { radicalisation } from './index.ts'

const report = radicalisation.report!

test('nobody is asked what somebody believes', () => {
  const asked = Object.values(report.ask).map(({ label }) => label)
  assert.deepEqual(
    asked.filter(label => /faith|religio|belie|politic|opinion/i.test(label)),
    [],
  )
})

test('somebody said to be about to hurt people is shown at once to whoever is on duty', () => {
  assert.equal(report.danger?.({ soon: 'yes', danger: 'no' }), true)
})

test('a case holds who, when and where it was passed to, and no word of what is found out', () => {
  assert.equal(radicalisation.case?.seenBy, 'programme')
  assert.match(radicalisation.case?.steps.answered?.ask.note?.label ?? '', /without details of the matter/)
})
