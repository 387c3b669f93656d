import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { formerIn, splitFullName, standardName, standardSurname, titleLike } from './index.ts'

test('forenames are words of a to z, whatever case, accents or script they come in', () => {
  each(standardName, {
    John: 'john',
    'JOHN  PAUL ': 'john paul',
    'Anne-Marie': 'anne marie',
    José: 'jose',
    Łukasz: 'lukasz',
    Chloë: 'chloe',
    'D’Arcy': 'darcy',
    Şükrü: 'sukru',
    Олександр: 'oleksandr',
    Γεώργιος: 'georgios',
    محمد: 'mhmd',
    عمر: 'amr',
    'Abdul Rahman': 'abdulrahman',
    'Zia ur Rehman': 'zia urrehman',
  })
})

test('what stands beside a forename is left out', () => {
  each(standardName, {
    'Mr John': 'john',
    'Dr. Mary Jane': 'mary jane',
    'John Jr': 'john',
    'Robert (Bob)': 'robert',
    'John 2': 'john',
    'Ahmed bin Khalid': 'ahmed khalid',
    '0liver': 'oliver',
    Ol1ver: 'oliver',
    'Jane 😀': 'jane',
  })
})

test('words that say no forename are none, and names like them are', () => {
  const none =
    'unknown|Not known|N/A|NA|NULL|NaN|-|?|xx|X|baby|Baby Boy|BABY GIRL 2|male infant|Unborn|twin 1|Twin II|newborn|b/o Sarah|baby of Sarah|test|Miss|Mr|zzz|1|TBC|not given|First Twin'
  for (const given of none.split('|')) assert.equal(standardName(given), '', given)
  each(standardName, {
    Na: 'na',
    A: 'a',
    Girling: 'girling',
    Sister: 'sister',
    Dean: 'dean',
    Prince: 'prince',
    Boyd: 'boyd',
  })
})

test('what belongs to a surname is joined to it however it is written', () => {
  const same = [
    ['O’Brien', "O'BRIEN", 'O Brien', 'Obrien'],
    ['van der Berg', 'Van Der Berg', 'Vanderberg', 'van-der-Berg'],
    ['Mc Donald', 'McDonald', 'MCDONALD'],
    ['al-Hassan', 'Al Hassan', 'Alhassan'],
    ['de la Cruz', 'De La Cruz', 'DelaCruz'],
    ['St. John', 'St John', 'StJohn'],
    ['Smith-Jones', 'Smith Jones', 'SMITH - JONES'],
    ['da Silva', 'Silva'],
    ['bin Salman', 'Salman'],
  ]
  for (const spellings of same) assert.deepEqual(new Set(spellings.map(standardSurname)).size, 1, spellings.join(', '))
  each(standardSurname, { Mac: 'mac', 'Unborn Smith': 'smith', Child: 'child', Unknown: '', 'Mr Smith': 'smith' })
})

test('a surname before is read apart from the present one', () => {
  for (const given of [
    'Smith (née Jones)',
    'Smith nee Jones',
    'SMITH NÉE JONES',
    'Smith formerly Jones',
    'Smith f/k/a Jones',
  ]) {
    assert.equal(standardSurname(given), 'smith', given)
    assert.equal(formerIn(given), 'jones', given)
  }
  assert.equal(formerIn('Newman'), '')
})

test('a whole name comes apart in any of the usual orders', () => {
  const parts = (given: string): string => Object.values(splitFullName(given)).join('|')
  each(parts, {
    'John Paul Smith': 'john|paul|smith',
    'SMITH, John Paul': 'john|paul|smith',
    'Smith, John, Jr': 'john||smith',
    'Jan van der Berg': 'jan||vanderberg',
    'Mary O’Brien': 'mary||obrien',
    'Anne-Marie Jane Smith': 'anne marie|jane|smith',
    'Smith-Jones, Anne-Marie': 'anne marie||smith jones',
    'Mary O Brien': 'mary||obrien',
    'Anna Smith-Jones': 'anna||smith jones',
    'Ivanov Ivan Petrovich': 'ivan|petrovich|ivanov',
    'Ivan Petrovich Ivanov': 'ivan|petrovich|ivanov',
    'Mohammed bin Salman al Saud': 'mohammed|salman|alsaud',
    'Abdul Rahman Khan': 'abdulrahman||khan',
    'Baby boy Smith': '||smith',
    'Smith, Unborn': '||smith',
    'Mr J Smith': 'j||smith',
    'Thomas Clifford, 1st Baron Clifford of Chudleigh': 'thomas||clifford',
    'thomas 5th earl of warwick': 'thomas||warwick',
    '3rd baronet Clifford': '||clifford',
    'Sir Thomas Clifford 6th Baronet': 'thomas||clifford',
    'Clifford, Thomas, 2nd Viscount': 'thomas||clifford',
    'Thomas of Chudleigh': 'thomas||chudleigh',
    'Captain Thomas Clifford': 'thomas||clifford',
    'Earl Duke Baron': 'earl|duke|baron',
    Cher: '||cher',
    unknown: '||',
    '': '||',
  })
})

test('two words of a surname are the same however they are parted', () => {
  const beside = 'baby,unborn,un,born,mr,lady,jr,decd,o,van,st,al,bin,e,not,known,test,unknown,male,nee,was,NA'.split(
    ',',
  )
  const word = fc.oneof(fc.constantFrom(...beside), fc.stringMatching(/^[A-Za-z]{1,5}$/))
  const property = fc.property(word, word, fc.constantFrom('-', ' '), (first, second, between) => {
    const parted = `${first}${between}${second}`
    assert.equal(standardSurname(parted), standardSurname(`${first} - ${second}`), parted)
  })
  fc.assert(property, { numRuns: 3000, seed: 7 })
})

test('names borne by very many as part of theirs tell no family', () => {
  assert.ok(titleLike('kaur') && titleLike('begum') && !titleLike('gill'))
})

function each(read: (given: string) => string, expected: Readonly<Record<string, string>>): void {
  for (const [given, word] of Object.entries(expected)) assert.equal(read(given), word, given)
}
