import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  born,
  choice,
  choices,
  count,
  day,
  type Field,
  happened,
  optional,
  people,
  phone,
  place,
  reason,
  type Surroundings,
  text,
} from '#kernel'
import { english, labelAlone, render } from '#web'
import { told } from './told.ts'

const lane = { id: 'lane', label: 'Umbrella Lane, Brambleford', district: null, lsoa: null, isExact: true }
const around: Surroundings = {
  today: '2026-11-18',
  zone: 'Europe/London',
  places: { find: typed => (typed === 'Umbrella Lane' ? [lane] : []), get: () => undefined },
}

/** How an answer is said once it has been read, without what keeps its lines in their own direction. */
const said = (field: Field<unknown>, raw: unknown): string => marked(field, raw).replace(/<\/?bdi>/g, '')
function marked(field: Field<unknown>, raw: unknown): string {
  const read = field.read(raw, around)
  assert.ok(read.ok, JSON.stringify(raw))
  return render(told(english, field, read.value)).replace(/\s+/g, ' ')
}

test('every kind of answer is said in words, as it was understood', () => {
  const when = happened('When?', 'Select when')
  assert.equal(said(when, { precision: 'day', date: '2026-06-14', about: 'at dusk' }), '14 June 2026<br>at dusk')
  assert.equal(said(when, { precision: 'month', month: { month: 'may', year: '2026' } }), 'May 2026')
  assert.equal(said(when, { precision: 'year', date: '2025' }), '2025')
  assert.equal(said(when, { precision: 'unknown' }), 'I am not sure')
  const where = place('Where?', 'Select where')
  assert.equal(said(where, { kind: 'place', typed: 'Umbrella Lane' }), 'Umbrella Lane, Brambleford')
  assert.equal(said(where, { kind: 'place', typed: 'by the pond' }), 'by the pond')
  assert.equal(said(where, { kind: 'online', link: 'a game' }), 'Online, or by phone or message<br>a game')
  assert.equal(said(where, { kind: 'unknown' }), 'I am not sure')
  const birth = born('Born?', 'Enter when')
  assert.deepEqual(
    ['1987-04-02', '1987-04', '1987'].map(one => said(birth, one)),
    ['2 April 1987', 'April 1987', '1987'],
  )
  assert.equal(said(choice('Colour?', 'Select', { red: 'Red', blue: { label: 'Blue', hint: 'Sky' } }), 'blue'), 'Blue')
  assert.equal(said(choices('Colours?', 'Select', { red: 'Red', blue: 'Blue' }), ['red', 'blue']), 'Red<br>Blue')
  assert.equal(said(day('Day?', 'Enter'), '2026-02-28'), '28 February 2026')
  assert.equal(said(count('How many?', 'Enter', 9), '7'), '7')
})

test('what somebody wrote keeps its lines and can be nothing but words', () => {
  assert.equal(said(reason('What?', 'Enter'), 'one\r\n<b>two</b>'), 'one<br>&lt;b&gt;two&lt;/b&gt;')
})

test('each line runs in a direction of its own, whatever runs round it', () => {
  assert.equal(marked(phone('Number?', 'Enter'), '01632 960 001'), '<bdi>01632 960 001</bdi>')
  assert.equal(marked(reason('What?', 'Enter'), 'One.\nدو۔'), '<bdi>One.</bdi><br><bdi>دو۔</bdi>')
})

test('what was left out is said to be, and a question’s label loses what is said only while it is asked', () => {
  const field = optional(text('Name', 'Enter'))
  assert.equal(said(field, ''), 'Nothing given')
  assert.equal(labelAlone(english, field), 'Name')
  const each = people('Who?', { name: field, seen: optional(day('Seen on', 'Enter')) })
  assert.equal(said(each, []), 'Nothing given')
  assert.match(
    said(each, [{ name: 'Ann' }, { seen: '2026-01-02' }]),
    /Name:<\/span> Ann.*Seen on:<\/span> 2 January 2026/,
  )
  assert.doesNotMatch(said(each, [{ name: 'Ann' }]), /Seen on/)
})
