import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Born,
  born,
  choice,
  choices,
  codesOf,
  count,
  day,
  email,
  type Field,
  type Found,
  good,
  type Happened,
  happened,
  onlyIf,
  optional,
  people,
  phone,
  place,
  placesToChooseFrom,
  readAnswers,
  reason,
  type Surroundings,
  text,
  type Where,
} from '#kernel'

const street = (id: string, isExact: boolean): Found => ({
  id,
  label: `Street ${id}`,
  district: 'd',
  lsoa: 'l',
  isExact,
})
const known: Readonly<Record<string, readonly Found[]>> = {
  one: [street('1', true)],
  near: [street('2', false)],
  many: [street('3', true), street('4', true)],
}
const around: Surroundings = {
  today: '2026-11-18',
  zone: 'Europe/London',
  places: { find: typed => known[typed] ?? [], get: () => undefined },
}
const read = <T>(field: Field<T>, raw: unknown): T | string => {
  const answer = field.read(raw, around)
  return answer.ok ? answer.value : `refused: ${answer.message}`
}

test('text is kept as typed, without what no keyboard types, and refused when blank or too long', () => {
  const name = text('Name', 'Enter a name', { longest: 20 })
  assert.equal(read(name, '  Zoë \u0000O’Brien\u0007 '), 'Zoë O’Brien')
  assert.equal(read(name, 'half \ud800 a letter'), 'half \ufffd a letter')
  assert.equal(read(reason('What?', 'Enter what'), 'one\r\ntwo'), 'one\ntwo')
  for (const blank of ['', ' \t\n', undefined, null, {}, []]) assert.equal(read(name, blank), 'refused: Enter a name')
  assert.equal(read(name, 'x'.repeat(21)), 'refused: Enter a name in 20 characters or fewer')
})

test('a choice is one of its own, never a name that every object has', () => {
  const colour = choice('Colour', 'Select a colour', { red: 'Red', black: 'Black' })
  assert.equal(read(colour, 'red'), 'red')
  for (const other of ['green', 'constructor', '__proto__', 'toString', ['red']])
    assert.match(String(read(colour, other)), /^refused/)
})

test('"not sure" goes with no other answer, and an answer that is not there spoils the rest', () => {
  const kinds = choices('Kinds', 'Select kinds', { a: 'A', b: 'B', notSure: { label: 'Not sure', alone: true } })
  assert.deepEqual(read(kinds, ['a', 'b', 'a']), ['a', 'b'])
  assert.deepEqual(read(kinds, 'notSure'), ['notSure'])
  for (const wrong of [['a', 'notSure'], ['a', 'c'], [], '']) assert.equal(read(kinds, wrong), 'refused: Select kinds')
})

test('a number is whole and within its bounds', () => {
  const ribs = count('Ribs', 'Enter ribs', 16)
  assert.deepEqual([read(ribs, '16'), read(ribs, 8)], [16, 8])
  for (const wrong of ['17', '-1', '1.5', '1e1', 'x']) assert.equal(read(ribs, wrong), 'refused: Enter ribs')
})

test('a date is known as exactly as the person says, from a form or as one date, and is never in the future', () => {
  const when = happened('When?', 'Select when')
  const span = (raw: unknown): unknown => {
    const answer: Happened | string = read(when, raw)
    return typeof answer === 'string' ? answer : [answer.precision, answer.from, answer.to]
  }
  assert.deepEqual(span({ precision: 'day', day: { day: '3', month: 'Nov', year: '2026' } }), [
    'day',
    '2026-11-03',
    '2026-11-03',
  ])
  assert.deepEqual(span({ precision: 'month', date: '2024-02' }), ['month', '2024-02-01', '2024-02-29'])
  assert.deepEqual(span({ precision: 'year', year: { year: '2025' } }), ['year', '2025-01-01', '2025-12-31'])
  assert.deepEqual(span({ precision: 'unknown' }), ['unknown', null, null])
  assert.match(String(span({ precision: 'day', date: '2026-11-19' })), /not in the future/)
  assert.match(String(span({ precision: 'day', date: '2026-02-30' })), /^refused/)
  assert.match(String(span({ precision: 'day', date: '2026-02' })), /with a day, a month and a year/)
  assert.match(String(span({ precision: 'unknown', about: 'x'.repeat(201) })), /200 characters or fewer/)
})

test('a birth date is whatever of it is known', () => {
  const birth = born('Born', 'Enter a date of birth')
  const precision = (raw: unknown) => (read(birth, raw) as Born).precision
  assert.deepEqual(['1987-04-02', '1987-04', { year: '1987' }].map(precision), ['exact', 'month', 'year'])
  for (const wrong of ['2027', '1700', { day: '3', year: '1987' }])
    assert.equal(read(birth, wrong), 'refused: Enter a date of birth')
})

test('a place is taken only when it is surely the one; else it is chosen, or kept in the person’s own words', () => {
  const where = place('Where?', 'Select where')
  const at = (raw: object) => read(where, { kind: 'place', ...raw }) as Where
  const chosen = (answer: Where) => (answer.kind === 'place' ? answer.place.id : answer.kind)
  assert.equal(chosen(at({ typed: 'one' })), '1')
  assert.equal(chosen(at({ typed: 'many', chosen: '4' })), '4')
  assert.equal(chosen(at({ typed: 'many', chosen: 'as-typed' })), 'words')
  assert.equal(chosen(at({ typed: 'nowhere we know' })), 'words')
  assert.match(String(at({ typed: 'many' })), /^refused: Select which/)
  assert.equal(chosen(at({ typed: 'near' })), 'words', 'a near miss is never assumed')
  assert.equal(chosen(at({ typed: 'near', chosen: '2' })), '2')
  for (const typed of ['near', 'many'])
    assert.equal(placesToChooseFrom({ kind: 'place', typed }, around).length, known[typed]!.length)
  assert.match(String(read(where, { kind: 'online' })), /^refused/)
})

test('a question that is not asked has no answer, whatever was sent for it, and everything wrong is said at once', () => {
  const questions = {
    named: choice('Named?', 'Select whether named', { yes: 'Yes', no: 'No' }),
    name: onlyIf(told => told.named === 'yes', text('Name', 'Enter a name')),
    note: optional(text('Note', 'Enter a note')),
    others: people('Others', { given: text('Given', 'Enter a given name') }, { most: 2 }),
  }
  assert.deepEqual(readAnswers(questions, { named: 'no', name: 'Ada', __proto__: { note: 'inherited' } }, around), {
    answers: Object.assign(Object.create(null), { named: 'no', note: undefined, others: [] }),
  })
  const wrong = readAnswers(questions, { named: 'yes', others: [{ given: 'Bo' }, {}] }, around)
  assert.deepEqual('problems' in wrong && wrong.problems.map(problem => problem.message), [
    'Enter a name',
    'Enter a given name (person 2)',
  ])
  assert.deepEqual(codesOf(questions, { named: 'no', note: 'words' }), { named: 'no' })
})

test('an answer of any length is read at once, however it is made to be read for hours', { timeout: 20_000 }, () => {
  const long = [`a@${'.'.repeat(400_000)}@`, `x${' '.repeat(400_000)}x`, '1 '.repeat(200_000), 'High '.repeat(80_000)]
  for (const typed of long) {
    assert.equal(email('Email', 'Enter it').read(typed, around).ok, false)
    assert.equal(phone('Phone', 'Enter it').read(typed, around).ok, false)
    assert.equal(place('Where?', 'Enter it').read({ kind: 'place', typed }, around).ok, false)
    assert.deepEqual(placesToChooseFrom({ kind: 'place', typed }, around), [])
  }
})

test('digits may be typed on the keyboard of any language of the area', () => {
  const read = (field: Field<unknown>, raw: unknown) => field.read(raw, around)
  const date = { day: '۱۴', month: '۶', year: '۲۰۲۶' }
  assert.deepEqual(read(day('When?', 'Enter when'), date), good('2026-06-14'))
  assert.deepEqual(read(day('When?', 'Enter when'), { day: '੧੪', month: '੬', year: '੨੦੨੬' }), good('2026-06-14'))
  assert.deepEqual(read(phone('Phone', 'Enter a number'), '۰۱۶۳۲ ۹۶۰ ۰۰۱'), good('01632 960 001'))
})
