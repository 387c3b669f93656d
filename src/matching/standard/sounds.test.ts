import assert from 'node:assert/strict'
import { test } from 'node:test'
import { soundOf } from './index.ts'

/** Each line one name in spellings found in Britain, by origin. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'the British Isles': [
    'smith smyth smythe',
    'catherine katherine kathryn',
    'philip phillip filip',
    'stephen steven stefan',
    'geoffrey jeffrey',
    'sharon sharron',
    'cheryl sheryl',
    'callum calum',
    'rhys rees reece',
    'leigh lee',
    'mcdonald macdonald',
    'mckay mackay',
    'lawrence laurence',
    'stevenson stephenson',
    'clark clarke',
    'wright rite',
    'knowles nowles',
    'ashley ashleigh',
    'caitlin kaitlyn caitlyn',
    'michael mikael mikhael',
    'rachel rachael',
    'thomson tomson',
    'xavier zavier',
    'edward eduard',
    'roger rodger',
  ],
  'South Asia': [
    'singh sing',
    'harpreet harprit',
    'gita geeta',
    'begum begom',
    'chowdhury choudhury choudhry',
    'khan kahn',
    'gulam ghulam',
    'joshi joshy',
  ],
  Arabic: [
    'mohammed muhammad mohamed muhammed muhamet',
    'hussain hussein husain hossain',
    'ahmed ahmad ahmet',
    'fatima fatema fatimah fathima',
    'khadija kadija khadijah khadeeja',
    'aisha ayesha aysha',
    'yusuf yousef youssef josef',
    'yasmin yasmeen jasmin',
    'omar umar',
    'khalid khaled',
  ],
  'Slavic languages': [
    'kowalski kovalski kowalska',
    'nowak novak',
    'ivanov ivanova ivanoff',
    'aleksander alexander',
    'tatiana tatjana',
    'jakub yakub',
    'julia yulia iulia',
    'sergej sergei',
  ],
}

/** Names that are not one another, though they share letters: twins and sisters often bear such names. */
const apart =
  'john jane|john jean|jan jon|hassan hussain|louis louisa|daniel daniella|robert roberta|george georgia|ivy eve|amir omar|brown barron|taylor tyler|amelia emily|lee leah|connor kiera|harry harriet|jack josh|alfie ella|smith schmidt|wilson watson|ahmed matt|jones james|sean shane|molly milo'

for (const [origin, families] of Object.entries(alike))
  test(`spellings of one name from ${origin} sound alike`, () => {
    for (const family of families) {
      const sounds = family.split(' ').map(soundOf)
      assert.equal(new Set(sounds).size, 1, `${family}: ${sounds.join(' ')}`)
    }
  })

test('names that only share letters do not sound alike', () => {
  for (const pair of apart.split('|')) {
    const [one = '', other = ''] = pair.split(' ')
    assert.notEqual(soundOf(one), soundOf(other), pair)
  }
})

test('a name of several words sounds like the same name in one', () => {
  assert.equal(soundOf('anne marie'), soundOf('annemarie'))
  assert.equal(soundOf(''), '')
})
