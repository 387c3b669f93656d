import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, day, instant, onlyIf, people, readAnswers, type Surroundings, several, type Told, text } from '#kernel'
import { questions } from './forms.ts'
import { regrouped } from './forms-several.ts'
import { nested } from './given.ts'
import { render } from './html.ts'
import { answerList } from './record/answers.ts'

const around: Surroundings = {
  today: '2026-11-18',
  zone: 'Europe/London',
  places: { find: () => [], get: () => undefined },
}
const ribs = several(
  'Ribs',
  { one: 'rib', most: 3 },
  {
    name: text('Name', 'Enter a name'),
    bent: choice('Bent?', 'Select whether it is bent', { yes: 'Yes', no: 'No' }),
    since: onlyIf(told => told.bent === 'yes', day('Since when?', 'Enter since when')),
  },
)
const asked = { ribs, at: instant('When?', 'Enter when') }
const sent = (body: string): Told => nested(new URLSearchParams(body))
const put = (given: Told, more: Parameters<typeof questions>[4] = {}) => {
  const read = readAnswers(asked, given, around)
  return render(questions(asked, given, 'problems' in read ? read.problems : [], around, more))
}

test('each group has its own names, and what is wrong is said of the one it is wrong with', () => {
  const page = put(sent('ribs.0.name=First&ribs.0.bent=no&ribs.1.bent=yes&ribs.1.since.day=40'))
  assert.match(page, /name="ribs.0.name"[^>]*value="First"/)
  assert.match(page, /name="ribs.1.since.day"[^>]*value="40"/)
  assert.match(page, /id="ribs-1-name-error"[^>]*>.*?Enter a name/s)
  assert.match(page, /id="ribs-1-since-boxes-error"[^>]*>.*?Enter since when/s)
  assert.match(page, /id="ribs-1-since"/)
  assert.doesNotMatch(page, /ribs-0-name-error/)
  assert.match(page, /govuk-radios__conditional[^>]*>.*?Since when\?/s)
})

test('nothing given is one blank group, and a full list offers no more', () => {
  const blank = put({})
  assert.equal(blank.match(/class="govuk-fieldset sk-several__one"/g)?.length, 1)
  assert.match(blank, /value="add-ribs"/)
  assert.doesNotMatch(blank, /value="remove-/)
  const full = put({ ribs: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] })
  assert.doesNotMatch(full, /value="add-ribs"/)
  assert.match(full, /as many as there can be: 3/)
})

test('of a kind that holds one, its questions are asked with no way to add', () => {
  const one = { who: people('Who', { name: text('Name', 'Enter a name') }, { most: 1 }) }
  const page = render(questions(one, {}, [], around))
  assert.match(page, /name="who.0.name"/)
  assert.doesNotMatch(page, /sk-several__one|name="do"/)
})

test('another is added and one is taken away, wherever they stand, and the reader is led to it', () => {
  const given = sent('do=add-ribs&ribs.0.name=First&other=kept')
  const added = regrouped(given)
  assert.deepEqual(JSON.parse(JSON.stringify(added)), {
    given: { do: 'add-ribs', ribs: [{ name: 'First' }, {}], other: 'kept' },
    focus: 'ribs-1',
  })
  assert.match(put(added!.given, { focus: added!.focus }), /id="ribs-1" tabindex="-1" autofocus/)
  const removed = regrouped(sent('do=remove-a.b.0&a.b.0.name=First&a.b.1.name=Second&a.c=kept'))
  assert.deepEqual(JSON.parse(JSON.stringify(removed?.given)), {
    do: 'remove-a.b.0',
    a: { b: [{ name: 'Second' }], c: 'kept' },
  })
  assert.equal(removed?.focus, 'a-b')
})

test('the first "add another" of a list in which nothing was typed makes two', () => {
  assert.deepEqual(regrouped({ do: 'add-ribs' })?.given.ribs, [{}, {}])
})

test('no other button, and nothing made up, is taken for one of these', () => {
  for (const pressed of [
    '',
    'record',
    'add-',
    'remove-ribs',
    'add-<script>',
    `add-${'a'.repeat(99)}`,
    'remove-__proto__.0',
  ])
    assert.equal(regrouped({ do: pressed })?.given, undefined, pressed)
  const polluted = regrouped({ do: 'add-constructor.prototype' })
  assert.equal(Object.hasOwn(Object.prototype, 'prototype'), false)
  assert.ok(polluted)
})

test('a moment has boxes for its day and its time, filled from what was typed or from an instant', () => {
  const typed = put({ at: { day: { day: '14', month: '6', year: '2026' }, time: '14.30' } })
  assert.match(typed, /id="at"[^>]*name="at.day.day"[^>]*value="14"/)
  assert.match(typed, /name="at.time"[^>]*value="14.30"/)
  const known = put({ at: '2026-06-14T13:30:00.000Z' })
  assert.match(known, /name="at.day.month"[^>]*value="06"/)
  assert.match(known, /name="at.time"[^>]*value="14:30"/)
})

test('answers that repeat are shown as a list, and a moment as a day and a time', () => {
  const house = { places: around.places, zone: 'Europe/London' }
  const shown = (told: Told) => render(answerList(asked, told, house)).replace(/\s+/g, ' ')
  const two = shown({
    ribs: [{ name: 'First', bent: 'no' }, {}, { name: 'Third', bent: 'yes' }],
    at: '2026-06-14T13:30:00Z',
  })
  assert.equal(two.match(/<li>/g)?.length, 2)
  assert.match(two, /<ol class="sk-each-of"><li><dl class="sk-each">.*?First.*?<\/li><li>.*?Third/)
  assert.match(two, /14 June 2026 at 2:30pm/)
  const typed = shown({ ribs: [{ name: 'Only' }], at: { day: { day: '14', month: '6', year: '2026' }, time: '14:30' } })
  assert.doesNotMatch(typed, /<ol/)
  assert.match(typed, /14 June 2026 at 14:30/)
})

test('a long list of options asked again and again is chosen from in one line, a short one is not', () => {
  const colours = Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(one => [one, `Colour ${one}`]))
  const long = choice('Colour', 'Select a colour', colours)
  const each = { long, bent: choice('Bent?', 'Select whether it is bent', { yes: 'Yes', no: 'No' }) }
  const page = render(questions({ of: several('Of', { one: 'rib' }, each), long }, { of: [{ long: 'b' }] }, [], around))
  assert.match(page, /<select[^>]*id="of-0-long" name="of.0.long"/)
  assert.match(page, /<option value="b" selected>Colour b/)
  assert.match(page, /type="radio"[^>]*value="yes"/)
  assert.match(page, /name="long" type="radio"/)
})
