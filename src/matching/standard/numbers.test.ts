import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  standardCode,
  standardEmail,
  standardNhsNumber,
  standardPhone,
  standardSex,
  standardText,
  standardUprn,
} from './index.ts'

test('a telephone number is one however it is written', () => {
  const same =
    '07911 123456|+44 7911 123456|0044 7911 123456|+44 (0)7911 123456|7911123456|O7911 l23456|447911123456|07911-123-456 (mum)|Mum 07911123456|07911 123456 ext 3|07911123456/01926412345'
  for (const given of same.split('|')) assert.equal(standardPhone(given), '07911123456', given)
  assert.equal(standardPhone('01926 412345'), '01926412345')
  assert.equal(standardPhone('+48 601 234 567'), '0048601234567')
})

test('keys held down and halves of numbers are no telephone number', () => {
  for (const given of ['07000000000', '0000000', '123', '01234567890', '07777777777', '', 'none', '999', '11111111111'])
    assert.equal(standardPhone(given), '', given)
})

test('an e-mail address is one without tags, and with either of two names', () => {
  assert.equal(standardEmail('John.Smith+school@GoogleMail.com'), 'johnsmith@gmail.com')
  assert.equal(standardEmail(' A.B@Hotmail.com '), 'a.b@hotmail.com')
  assert.equal(standardEmail('leo.t1sreeve6.covm'), 'leo.t1sreeve6.covm')
  assert.equal(standardEmail('s.jonesmartinez.net'), 's.jonesmartinez.net')
  assert.equal(standardEmail('erin.erickson.biz@'), 'erin.erickson.biz')
  assert.equal(standardEmail('Jane <jane@smith.org>'), 'jane@smith.org')
  for (const given of ['none', 'no@email.com', 'noemail@x.org', 'N/A', 'unknown@unknown.com', '', 'test@test.com'])
    assert.equal(standardEmail(given), '', given)
})

test('an NHS number counts only with the right check digit', () => {
  assert.equal(standardNhsNumber('943 476 5919'), '9434765919')
  assert.equal(standardNhsNumber('943-476-5919'), '9434765919')
  for (const given of ['9434765918', '943476591', '0000000000', '1111111111', '9999999999', '', 'unknown'])
    assert.equal(standardNhsNumber(given), '', given)
})

test('sex is told in words and in codes', () => {
  const told = {
    F: 'f',
    female: 'f',
    2: 'f',
    M: 'm',
    Male: 'm',
    1: 'm',
    X: 'x',
    'Non-binary': 'x',
    U: '',
    9: '',
    0: '',
    '': '',
    unknown: '',
  }
  for (const [given, sex] of Object.entries(told)) assert.equal(standardSex(given), sex, given)
})

test('codes, property numbers and words lose case, signs and placeholders', () => {
  assert.equal(standardCode('12/0012345A'), '120012345a')
  for (const given of ['N/A', 'none', '0000', '99999', 'xxx', '', 'Unknown'])
    assert.equal(standardCode(given), '', given)
  assert.equal(standardUprn('000100070123'), '100070123')
  assert.equal(standardUprn('0'), '')
  assert.equal(standardText(' Stratford-upon-Avon '), 'stratford upon avon')
  assert.equal(standardText('not known'), '')
})
