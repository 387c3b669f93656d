import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { standardName, variantsOf } from './index.ts'

const may = (one: string, other: string): boolean =>
  variantsOf(standardName(one)).some(group => variantsOf(standardName(other)).includes(group))

test('forms and spellings of one name may be the same, across languages and scripts', () => {
  const pairs =
    'Bill William|Bill Will|Peggy Margaret|Liz Elizabeth|Kate Catherine|Jon John|Steven Stephen|Mohammed Muhammad|Mohd Mohammed|محمد Muhammad|Hussain Husayn|Fatimah Fatima|Yusuf Joseph|Oleksandr Alexander|Kateryna Katherine|Szymon Simon|Krzysztof Christopher|Ioan Ion|Siobhán Shevaun|Caoimhe Keeva|Seán Shaun|Rhys Reece|Kowalski Kowalska|MacDonald McDonald|Chaudhry Choudhury|Sheikh Shaikh|Sam Samantha|Алексей Aleksei|Dafydd David|Zoë Zoey'
  for (const pair of pairs.split('|')) {
    const [one = '', other = ''] = pair.split(' ')
    assert.ok(may(one, other), pair)
  }
})

test('names that two children of one family may well bear are not forms of one another', () => {
  const pairs =
    'Amelia Emily|Alexander Alexandra|Andrew Andrea|Louis Louise|Paul Paula|Robert Roberta|Hassan Hussain|Anna Hannah|Jack Jake|Jane Jean|Ella Helen|Daniel Danielle|Michael Michelle|Ali Alia|Amir Amira|Ahmed Mohammed|Singh Kaur|Sean Sian|Olivia Ella|Smith Jones|Robert Rupert'
  for (const pair of pairs.split('|')) {
    const [one = '', other = ''] = pair.split(' ')
    assert.ok(!may(one, other), pair)
  }
})

test('a name without a form of its own has no groups', () => {
  assert.deepEqual(variantsOf(''), [])
  assert.deepEqual(variantsOf('qwerty'), [])
})

test('every name in the list of families is as standardising leaves it', () => {
  const lines = readFileSync(join(import.meta.dirname, '../../../names/families.txt'), 'utf8')
    .trim()
    .split('\n')
  for (const line of lines.filter(one => !one.startsWith('#'))) {
    const names = line.split(' ')
    assert.ok(names.length > 1 && new Set(names).size === names.length, line)
    // What only stands for "not known" elsewhere is no name to be listed.
    for (const name of names) assert.equal(standardName(name), name, line)
  }
})
