import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueIn } from './catalogue.ts'
import { html, render } from './html.ts'
import { addressIn, english, type Language, languageFrom, languages, worded } from './languages.ts'

const made = (words: Readonly<Record<string, unknown>>, tag = 'cy', more: object = {}): Language =>
  languageFrom(catalogueIn({ tag, name: 'Made', dir: 'ltr', checked: false, words, ...more }, tag))

test('English says its own words, and puts values into them', () => {
  assert.equal(english.say('Continue'), 'Continue')
  assert.equal(english.say('Call {phone}', { phone: '101' }), 'Call 101')
  assert.equal(english.say('{count} letters', { count: 12_345 }), '12,345 letters')
})

test('another language says what its catalogue has, and the English of what it has not', () => {
  const welsh = made({ 'Call {phone}': 'Ffoniwch {phone}' })
  assert.equal(welsh.say('Call {phone}', { phone: '101' }), 'Ffoniwch 101')
  assert.equal(welsh.say('Continue'), 'Continue')
})

test('all six plural forms of Welsh are chosen by the count', () => {
  const dogs = {
    zero: '{count} cŵn',
    one: '{count} ci',
    two: '{count} gi',
    few: '{count} chi',
    many: '{count} chi!',
    other: '{count} ci.',
  }
  const welsh = made({ '{count} dogs': dogs })
  assert.deepEqual(
    [0, 1, 2, 3, 6, 4].map(count => welsh.say('{count} dogs', { count })),
    ['0 cŵn', '1 ci', '2 gi', '3 chi', '6 chi!', '4 ci.'],
  )
})

test('what is put into words that run from right to left is kept in one piece', () => {
  const urdu = made({ 'Call {phone}': 'فون {phone}' }, 'ur', { dir: 'rtl' })
  assert.equal(urdu.say('Call {phone}', { phone: '01632 960 001' }), 'فون \u206801632 960 001\u2069')
})

test('pieces of a page stand where the language wants them, and nothing in words is markup', () => {
  const welsh = made({ 'Read {link} <first>': '<{link}> yn gyntaf' })
  const page = worded(welsh, 'Read {link} <first>', { link: html`<a href="/x">x</a>` })
  assert.equal(render(page), '&lt;<a href="/x">x</a>&gt; yn gyntaf')
})

test('an address may begin with a language, and the hub, programs and files have none', () => {
  const [, polish] = languages
  for (const [url, rest] of [
    ['/pl', '/'],
    ['/pl/', '/'],
    ['/pl?x=1', '/?x=1'],
    ['/pl/report/4?x=1', '/report/4?x=1'],
  ] as const)
    assert.deepEqual(addressIn(url), { language: polish, rest }, url)
  for (const url of [
    '/',
    '/plan',
    '/pl/hub',
    '/pl/hub/cases',
    '/pl/api/v1/reports',
    '/pl/assets/x',
    '/pl//evil.example',
    '/xx/report',
    '/PL',
  ])
    assert.deepEqual(addressIn(url), { language: english, rest: url }, url)
})

test('an address in a language is the address after its prefix', () => {
  const polish = languages[1]!
  assert.deepEqual(['/', '/report', '/hub', 'https://example.org/', '#here'].map(polish.to), [
    '/pl',
    '/pl/report',
    '/hub',
    'https://example.org/',
    '#here',
  ])
  assert.equal(english.to('/report'), '/report')
})

test('a language is checked when somebody has said so of all of it, or of each of its words', () => {
  const by = { by: 'A. Person', on: '2026-11-22' }
  assert.equal(made({ a: 'b' }).checked, false)
  assert.equal(made({ a: 'b' }, 'cy', { checked: by }).checked, true)
  assert.equal(made({ a: { words: 'b', checked: by } }).checked, true)
  assert.equal(made({ a: { words: 'b', checked: by }, c: 'd' }).checked, false)
  assert.throws(() => made({ a: { words: 'b', checked: 'yes' } }), /a/)
})
