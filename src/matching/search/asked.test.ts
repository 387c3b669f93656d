import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { askedFor } from './asked.ts'
import { scrapsOf } from './scraps.ts'

const questions = (typed: string) => {
  const asked = askedFor(typed)
  assert.equal(asked.is, 'questions', typed)
  return asked.is === 'questions' ? asked.questions.map(one => [one.first, one.rest].filter(Boolean).join(' & ')) : []
}

describe('what is typed into one box', () => {
  test('is asked for by the very word, then by its beginning, then by its sound and other forms of it', () => {
    const [exact, begins, sounds] = questions('Bill')
    assert.equal(exact, "'n:bill'")
    assert.equal(begins, "'l:bill'")
    assert.match(sounds ?? '', /'s:\w+'.*'n:william'/)
  })

  test('may be several scraps in any order, all of which must be met', () => {
    assert.equal(questions('smith 12/3/1984')[0], "'d:19840312' & ('n:smith')")
    assert.equal(questions('1984 smith')[0], `'n:smith' & ('y:1984' | 't:4891':* | 'i:1984':*)`)
    assert.equal(questions('march 1984 O’Brien')[0], "'m:198403' & ('n:obrien')")
    assert.equal(questions('cv32 4 jo')[1], "'q:cv324' & ('l:jo')")
    assert.equal(questions('cv32 4a jones')[0], "'p:cv324a':* & ('n:jones')")
    assert.match(questions('jones cv32')[0] ?? '', /'b:cv32' \| 'q:cv32'/)
    assert.equal(questions('j smith')[0], "'n:smith' & ('l:j')")
  })

  test('knows a number by its end, with or without gaps', () => {
    const [asked] = questions('900123')
    assert.equal(asked, "'t:321009':* | 'i:900123':*")
    assert.equal(questions('900 123')[0], asked)
    assert.equal(questions('+44 7700 900123')[0]?.startsWith("'t:321009007744'"), true)
  })

  test('is said to be too vague where half the county would answer', () => {
    for (const typed of ['j', '1984', 'cv32', 'CV3 19']) assert.equal(askedFor(typed).is, 'vague', typed)
    for (const typed of ['', '  ', '-', '%', "'", '12']) assert.equal(askedFor(typed).is, 'nothing', typed)
  })

  test('can be nothing but scraps, whatever signs are in it', () => {
    for (const typed of ["o'hara' | !'x", 'smith:* & !jones', 'a\\b <-> c', "x'); drop table y"])
      for (const question of questions(`${typed} smithers`))
        assert.match(question, /^[\s()&|]*('[a-z]:[a-z0-9@._-]+'(:\*)?[\s()&|]*)+$/, question)
  })

  test('asks for two letters as a whole name, since some names are no longer', () => {
    assert.deepEqual(questions('Li').slice(0, 1), ["'n:li'"])
  })
})

test('somebody is found by all that is told of them, in small letters without accents', () => {
  const scraps = scrapsOf([
    {
      id: '',
      forename: 'Siân',
      surname: 'Łuk-Jones',
      birthDate: '1984-03-12',
      postcode: 'CV32 4AB',
      phone: '07700 900123',
    },
  ])
  for (const scrap of [
    'n:sian',
    'l:si',
    'n:luk',
    'n:lukjones',
    'y:1984',
    'm:198403',
    'd:19840312',
    'p:cv324ab',
    'b:cv32',
    'q:cv324',
    't:32100900770',
  ])
    assert.ok(scraps.includes(scrap), scrap)
})

test('a date that is known to the year only is found by its year', () => {
  const dates = scrapsOf([{ id: '', birthDate: '19840000' }])
  assert.deepEqual(dates, ['y:1984'])
})
