import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choice, people, type ReportDef, report, text } from '#kernel'
import { wordsOfReport } from '../bin/languages/definitions.ts'
import { faultsIn } from '../bin/languages/faults.ts'
import { catalogueOf, publicWords, tags } from '../bin/languages.ts'
import { catalogueIn } from '../src/web/catalogue.ts'

const words = publicWords()

test('every word that the public reads stands in every language, and no other', () => {
  assert.ok(words.size > 1_000, `only ${words.size} strings were found`)
  for (const tag of tags) assert.deepEqual(faultsIn(catalogueOf(tag), words, catalogueOf('en')), [])
})

test('what to do in danger is among them, and names its numbers in every language', () => {
  const numbers = (said: string): readonly string[] => [...new Set(said.match(/\b(999|101|18000|55)\b/g) ?? [])].sort()
  const vital = [...words.keys()].filter(key => /\b999\b/.test(key))
  assert.ok(vital.length > 15)
  for (const tag of tags)
    for (const key of vital) {
      const said = catalogueOf(tag).words.get(key)
      assert.deepEqual(numbers(String(said)), numbers(key), `${tag}: ${said}`)
    }
})

test('each script is its own: no translation is left in English', () => {
  const scripts = { pa: /\p{Script=Gurmukhi}/u, ur: /\p{Script=Arabic}/u } as const
  for (const [tag, script] of Object.entries(scripts))
    for (const [key, said] of catalogueOf(tag).words)
      if (/\p{L}/u.test(key.replace(/\{\w+\}/g, '')) && !/^(\{\w+\}\W*)+$/.test(key.replace(/ to | from /g, ' ')))
        assert.match(JSON.stringify(said), script, `${tag}: ${key}`)
})

const made = (given: Readonly<Record<string, unknown>>) =>
  catalogueIn({ tag: 'pl', name: 'Made', dir: 'ltr', checked: false, words: given }, 'pl')
const none = made({})

test('a missing string, one left over, an empty one, other holes and a lacking plural form are each a fault', () => {
  const wanted = new Map([['Call {phone}', 'here.ts']])
  const faults = (given: Readonly<Record<string, unknown>>, english = none) => faultsIn(made(given), wanted, english)
  assert.match(faults({})[0] ?? '', /lacks “Call \{phone\}” \(here\.ts\)/)
  assert.match(faults({ 'Call {phone}': 'Zadzwoń {phone}', Gone: 'x' })[0] ?? '', /still has “Gone”/)
  assert.match(faults({ 'Call {phone}': ' ' })[0] ?? '', /has nothing/)
  assert.match(faults({ 'Call {phone}': 'Zadzwoń' })[0] ?? '', /other holes/)
  assert.match(faults({ 'Call {phone}': 'Zadzwoń {telefon}' })[0] ?? '', /other holes/)
  assert.match(faults({ 'Call {phone}': { one: '{phone}', other: '{phone}' } })[0] ?? '', /no form for few, many/)
  assert.deepEqual(faults({ 'Call {phone}': 'Zadzwoń {phone}' }), [])
})

test('Welsh must have its six forms', () => {
  const wanted = new Map([['{count} days', 'here.ts']])
  const faults = (forms: Readonly<Record<string, string>>) =>
    faultsIn(
      catalogueIn({ tag: 'cy', name: 'Cymraeg', dir: 'ltr', checked: false, words: { '{count} days': forms } }, 'cy'),
      wanted,
      none,
    )
  const four = { one: '{count} diwrnod', two: '{count} ddiwrnod', few: '{count} diwrnod', other: '{count} diwrnod' }
  assert.match(faults(four)[0] ?? '', /no form for zero, many/)
  assert.deepEqual(faults({ ...four, zero: '{count} diwrnod', many: '{count} diwrnod' }), [])
})

test('a report’s words are found wherever they stand, and what its questions say of wrong answers', () => {
  const umbrellas: ReportDef = report({
    address: '99',
    title: 'Tell us of an umbrella',
    about: 'Lost',
    groups: [{ title: 'The umbrella', of: ['colour', 'who'] }],
    ask: {
      colour: choice(
        'Colour?',
        'Select a colour',
        { red: { label: 'Red', hint: 'Like a brick' }, blue: 'Blue' },
        'One',
      ),
      who: people('Whose?', { name: text('Name', 'Enter a name', { longest: 9 }) }),
    },
    tell: () => {
      throw new Error('not told')
    },
  })
  const found = new Set(wordsOfReport(umbrellas, 'x').keys())
  const said = ['Tell us of an umbrella', 'Lost', 'The umbrella', 'Colour?', 'One', 'Red', 'Like a brick', 'Blue']
  const asked = ['Whose?', 'Name', 'person', 'Select a colour', 'Enter a name']
  for (const one of [...said, ...asked, 'in {count} characters or fewer', 'Enter at most {count} people'])
    assert.ok(found.has(one), one)
  for (const code of ['red', 'blue', 'colour', 'who', '99', 'One example']) assert.ok(!found.has(code), code)
})
