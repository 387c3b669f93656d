import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safeTimesIn, saySafeTimes, windowAt } from './safe-times.ts'

const understood = (text: string) => {
  const read = safeTimesIn(text)
  return read && saySafeTimes(read)
}

test('what people write of safe times is read as hours, and said back', () => {
  const said: Readonly<Record<string, string>> = {
    'weekdays before 3pm': 'Mon–Fri until 15:00',
    'Weekdays, before 3pm.': 'Mon–Fri until 15:00',
    'before 3pm on weekdays': 'Mon–Fri until 15:00',
    'Monday to Friday 9am to 5pm': 'Mon–Fri from 09:00 until 17:00',
    'Mon-Fri 9-11am': 'Mon–Fri from 09:00 until 11:00',
    'between 9am and 5pm': 'any day from 09:00 until 17:00',
    'after 6 pm': 'any day from 18:00',
    '09:30 – 14:45': 'any day from 09:30 until 14:45',
    'Mondays and Wednesdays after 6pm': 'Mon, Wed from 18:00',
    'before 3pm, weekdays': 'Mon–Fri until 15:00',
    'Monday 9am-11am, 2pm-4pm': 'Mon from 09:00 until 11:00, and Mon from 14:00 until 16:00',
    weekends: 'Sat–Sun',
    'Tuesday mornings': 'Tue from 09:00 until 12:00',
    'in the evening': 'any day from 18:00 until 21:00',
    'mornings only': 'any day from 09:00 until 12:00',
    'weekdays 1 to 5pm, weekends mornings': 'Mon–Fri from 13:00 until 17:00, and Sat–Sun from 09:00 until 12:00',
    'weekdays before noon': 'Mon–Fri until 12:00',
    'Sat and Sun': 'Sat–Sun',
    'any time': 'at any time',
    'Anytime is fine': 'at any time',
    '': 'at any time',
  }
  for (const [text, is] of Object.entries(said)) assert.equal(understood(text), is, text)
})

test('what cannot be read whole is not read at all', () => {
  for (const text of [
    'when he is at work',
    'not Tuesdays',
    'weekdays except Friday',
    'never after 5pm',
    'school hours',
    'weekdays before 3',
    'before 3',
    '9 to 5',
    'after 10pm until 2am',
    'lunchtime',
    'w dni powszednie przed 15',
    'weekdays before 3pm unless his car is there',
    'before 25:00',
    'weekdays 9am-5pm but text first',
    'ring twice',
    'nie',
    'before 13pm',
    'Mondays 9am-11am, Tuesdays 2pm-4pm, Sundays',
    'days',
  ])
    assert.equal(understood(text), undefined, text)
})

const at = (instant: string) => new Date(instant)
const days = { zone: 'Europe/London', holidays: new Set(['2026-12-25', '2026-12-28']) }
const next = (text: string, instant: string) => {
  const window = windowAt(safeTimesIn(text)!, at(instant), days)
  return window && `${window.from.toISOString().slice(0, 16)} ${window.until.toISOString().slice(0, 16)}`
}

test('the stretch that is now, or the next to come, is found by the clock on the wall', () => {
  assert.equal(next('weekdays before 3pm', '2026-11-18T10:30:00Z'), '2026-11-18T00:00 2026-11-18T15:00')
  assert.equal(next('weekdays before 3pm', '2026-11-18T15:00:00Z'), '2026-11-19T00:00 2026-11-19T15:00')
  assert.equal(next('weekdays before 3pm', '2026-11-20T16:00:00Z'), '2026-11-23T00:00 2026-11-23T15:00')
  assert.equal(next('after 6pm', '2026-07-01T12:00:00Z'), '2026-07-01T17:00 2026-07-01T23:00')
})

test('a bank holiday is no weekday, and every day all the same', () => {
  assert.equal(next('weekdays 9am to 5pm', '2026-12-24T18:00:00Z'), '2026-12-29T09:00 2026-12-29T17:00')
  assert.equal(next('every day 9am to 5pm', '2026-12-24T18:00:00Z'), '2026-12-25T09:00 2026-12-25T17:00')
})

test('on the day when the clocks change, the hours are still those on the wall', () => {
  assert.equal(next('Sunday 9am to 5pm', '2026-10-24T12:00:00Z'), '2026-10-25T09:00 2026-10-25T17:00')
  assert.equal(next('Sunday 9am to 5pm', '2026-03-28T12:00:00Z'), '2026-03-29T08:00 2026-03-29T16:00')
})

test('words of any length are read at once: of more than a form takes, nothing is guessed', { timeout: 20_000 }, () => {
  for (const text of [
    '1'.repeat(400_000),
    'mon-'.repeat(100_000),
    `http://${'a.'.repeat(200_000)}`,
    `x${' '.repeat(400_000)}x`,
  ])
    assert.equal(safeTimesIn(text), undefined)
  for (const text of ['1'.repeat(500), 'mon-'.repeat(125), 'a.'.repeat(250), 'between 1 and '.repeat(35)])
    assert.equal(safeTimesIn(text), undefined)
})
