import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, choices, type Told, text } from '#kernel'
import { dependsOn } from '../bin/documents/conditions.ts'
import { table } from '../bin/documents/markdown.ts'
import { programmeDocument } from '../bin/documents/programme.ts'
import { retentionDocument } from '../bin/documents/retention.ts'
import { roomsPicture } from '../bin/documents/rooms.ts'
import { mayImport } from './rooms.ts'
import { umbrellaLimits, umbrellas } from './umbrellas.ts'

const asked = {
  lost: choice('Is it lost?', 'Say whether it is lost', { yes: 'Yes', no: 'No' }),
  seen: choices('Where was it seen?', 'Say where it was seen', { bus: 'Bus', train: 'Train', unsure: 'Not sure' }),
  colour: text('What colour is it?', 'Enter a colour'),
  size: text('How large is it?', 'Enter a size'),
}
const when = (onlyIf: (told: Told) => boolean) => dependsOn({ ...asked.size, onlyIf }, asked)

test('a condition shows every answer it looks at, even behind another', () => {
  assert.deepEqual(
    when(told => told.lost === 'yes'),
    ['lost'],
  )
  assert.deepEqual(
    when(told => told.lost === 'no' && Array.isArray(told.seen) && told.seen.includes('train') && Boolean(told.colour)),
    ['lost', 'seen', 'colour'],
  )
  assert.deepEqual(
    when(told => Object.hasOwn(told, 'colour')),
    ['colour'],
  )
  assert.deepEqual(dependsOn(asked.size, asked), [])
})

test('a table is not broken by what its cells hold', () => {
  assert.equal(
    table(['a', 'b'], [['one | two', 'three\n four']]),
    '| a | b |\n| --- | --- |\n| one \\| two | three four |',
  )
})

test('a programme’s document has its states, steps, clocks and questions, whatever the programme', () => {
  const text = programmeDocument(umbrellas, umbrellaLimits)
  const shape = umbrellas.case
  assert.ok(shape)
  const titles = [
    ...Object.values(shape.states),
    ...Object.values(shape.steps).map(step => step.title),
    ...Object.values(umbrellas.report?.ask ?? {}).map(question => question.label),
  ]
  for (const title of titles) assert.ok(text.includes(title), `it does not say "${title}"`)
})

test('what each programme keeps is put in its place among what people wrote, and no place for it is a fault', () => {
  const place = '<!-- This table is written by a command. -->\n\n'
  const made = retentionDocument(`Before.\n\n${place}| old |\n\nAfter.\n`, [umbrellas])
  const { title, keep } = umbrellas
  const row = `| ${title} | ${keep.years} years after ${keep.after} | ${keep.source} |`
  assert.equal(made, `Before.\n\n${place}| programme | is kept | source |\n| --- | --- | --- |\n${row}\n\nAfter.\n`)
  assert.equal(retentionDocument(made, [umbrellas]), made)
  assert.throws(() => retentionDocument('Before.\n\nAfter.\n', [umbrellas]), /no place/)
})

test('a clock whose limit nobody has is not passed over in silence', () => {
  assert.throws(() => programmeDocument(umbrellas, []), /limit/)
})

test('the picture of the rooms has a mark for each permission, and refuses a circle', () => {
  const marks = roomsPicture(mayImport).match(/<circle /g) ?? []
  assert.equal(marks.length, Object.values(mayImport).flat().length)
  assert.throws(() => roomsPicture({ kitchen: ['hall'], hall: ['kitchen'] }), /circle/)
})
