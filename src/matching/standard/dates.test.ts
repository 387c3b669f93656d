import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPlaceholderDate, standardDate } from './index.ts'

test('a date reads the same in every usual format', () => {
  const written: readonly (readonly [string, string | undefined])[] = [
    ['1990-02-03', 'YYYY-MM-DD'],
    ['1990-02-03', undefined],
    ['19900203', 'YYYYMMDD'],
    ['03021990', 'DDMMYYYY'],
    ['03/02/1990', 'DD/MM/YYYY'],
    ['3.2.1990', 'DD.MM.YYYY'],
    ['3/2/90', 'D/M/YY'],
    ['02/03/1990', 'MM/DD/YYYY'],
    ['03-FEB-1990', 'DD-MON-YYYY'],
    ['3rd February 1990', undefined],
    ['Feb 3, 1990', 'MON D, YYYY'],
    ['1990-02-03T10:20:30Z', 'YYYY-MM-DD'],
    ['1990-02-03 00:00:00.000', 'YYYY-MM-DD'],
    ['03/02/1990 00:00', 'DD/MM/YYYY'],
  ]
  for (const [given, format] of written) assert.equal(standardDate(given, format), '19900203', `${given} as ${format}`)
})

test('registers of the dead go back far', () => {
  assert.equal(standardDate('1630-08-01'), '16300801')
  assert.equal(standardDate('01/08/1630'), '16300801')
})

test('what is not known of a date is nought', () => {
  const known = {
    1990: '19900000',
    '1990-02': '19900200',
    '02/1990': '19900200',
    'February 1990': '19900200',
    '00/00/1990': '19900000',
  }
  for (const [given, date] of Object.entries(known)) assert.equal(standardDate(given), date, given)
})

test('a day or month that cannot be is not known, and one that only fits the other way round is turned', () => {
  assert.equal(standardDate('31/02/1990'), '19900200')
  assert.equal(standardDate('19729518', 'YYYYMMDD'), '19720018')
  assert.equal(standardDate('29/02/2000'), '20000229')
  assert.equal(standardDate('29/02/1900'), '19000200')
  assert.equal(standardDate('02/25/1990', 'DD/MM/YYYY'), '19900225')
})

test('eight digits whose month cannot be in one order are read in the other, and a clock behind them is no date', () => {
  assert.equal(standardDate('24061971', 'YYYYMMDD'), '19710624')
  assert.equal(standardDate('20061971', 'YYYYMMDD'), '19710620')
  assert.equal(standardDate('20061105', 'YYYYMMDD'), '20061105')
  assert.equal(standardDate('19710000', 'YYYYMMDD'), '19710000')
  for (const given of ['19710624 120000', '19710624T1200', '19710624120000'])
    assert.equal(standardDate(given, 'YYYYMMDD'), '19710624', given)
})

test('a date that systems write for none is known as such in whatever order, and no other is', () => {
  for (const given of ['01/01/1900', '1900-01-01', '12/30/1899', '19000101', '1753-01-01 00:00:00'])
    assert.ok(isPlaceholderDate(given), given)
  for (const given of ['24/06/1971', 'sometime', '', '19710624.0', '02/1901'])
    assert.ok(!isPlaceholderDate(given), given)
})

test('placeholders and what is no date are not known', () => {
  const none = [
    '01/01/1900',
    '1900-01-01',
    '1901-01-01',
    '1753-01-01',
    '11/11/1111',
    '31/12/9999',
    '1899-12-30',
    '0000-00-00',
    '00000000',
    'unknown',
    '',
    '12',
    '1/2/3/4/5',
  ]
  for (const given of none) assert.equal(standardDate(given), '', given)
  assert.equal(standardDate('01/01/1990'), '19900101')
})

test('a year of two digits lies in the hundred years up to the newest', () => {
  assert.equal(standardDate('1/2/26', 'D/M/YY', 2026), '20260201')
  assert.equal(standardDate('1/2/27', 'D/M/YY', 2026), '19270201')
})
