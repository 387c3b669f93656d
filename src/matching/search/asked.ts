import { standardDate } from '../standard/dates.ts'
import { foldLetters } from '../standard/letters.ts'
import { soundOf } from '../standard/sounds.ts'
import { likeNames } from '../standard/variants.ts'
import { codeWord, fromTheEnd, lettersKept, nameWords } from './scraps.ts'

/**
 * What somebody typed, as questions to put one after another: by the very words, by their beginnings, by their sound. A
 * question is its first scrap, which tells most, and the rest. Or why it is not asked: nothing that can be looked for, or
 * so little that half the county would answer.
 */
export type Asked = Readonly<
  | { is: 'questions'; questions: readonly Readonly<{ first: string; rest: string }>[] }
  | { is: 'nothing' }
  | { is: 'vague'; because: string }
>

/** One scrap of what was typed, as a question of each kind, and how much it tells: 1 is enough to stand alone. */
type Scrap = Readonly<{ exact: string; begins: string; sounds: string; tells: number }>

/** Reads what was typed into one box, in any order: names, a birth date or year, a postcode, a number or its end. */
export function askedFor(typed: string): Asked {
  const scraps = scrapsIn(typed).toSorted(
    (one, other) => other.tells - one.tells || other.exact.length - one.exact.length,
  )
  if (scraps.length === 0) return { is: 'nothing' }
  if (scraps.reduce((sum, scrap) => sum + scrap.tells, 0) < 1) return { is: 'vague', because: tooLittle }
  const alone = scraps.length === 1
  const ways: readonly ((scrap: Scrap) => string)[] = [
    one => one.exact,
    one => (alone && one.tells < 2 ? one.exact : one.begins),
    one => one.sounds,
  ]
  const questions = ways.map(way => {
    const [first = '', ...rest] = scraps.map(way)
    return { first, rest: rest.map(one => `(${one})`).join(' & ') }
  })
  return {
    is: 'questions',
    questions: questions.filter((one, at) => at === 0 || JSON.stringify(one) !== JSON.stringify(questions[at - 1])),
  }
}

const tooLittle =
  'Add something: three letters of a name, or with fewer a birth year, part of a postcode or the last four digits of a number'

function scrapsIn(typed: string): readonly Scrap[] {
  let rest = ` ${foldLetters(typed.slice(0, 100))} `
  const found: Scrap[] = []
  for (const [pattern, read] of kinds)
    rest = rest.replace(pattern, text => {
      const scrap = read(text.trim())
      if (scrap) found.push(scrap)
      return scrap ? ' ' : text
    })
  return [...found, ...numbersIn(rest), ...nameWords(rest).slice(0, 6).map(ofName)]
}

/** What has a shape of its own is taken out first, the more particular before the more general. */
const kinds: readonly (readonly [RegExp, (text: string) => Scrap | undefined])[] = [
  [/\S+@\S*/g, text => same(begin('e', text.replace(/['\\]/g, '')), 2)],
  [
    /(?<=\s)(\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{1,2}-\d{1,2}|(\d{1,2}(st|nd|rd|th)?\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\s+\d{4}|\d{4}-\d{2}|\d{1,2}\/\d{4})(?=\s)/g,
    ofDate,
  ],
  [/(?<=\s)[a-z]{1,2}\d[a-z\d]?\s+\d[a-z]{0,2}(?=\s)/g, ofPostcode],
  [/(?<=\s)[a-z]{1,2}\d[a-z\d]{0,5}(?=\s)/g, ofPostcode],
  [/(?<=\s)(?=\S*\d)(?=\S*[a-z])[a-z\d/-]{3,}(?=\s)/g, text => same(begin('i', codeWord(text)), 2)],
]

function ofDate(text: string): Scrap | undefined {
  const date = standardDate(text, 'DD/MM/YYYY')
  if (date === '') return undefined
  if (!date.endsWith('00')) return same(quoted(`d:${date}`), 2)
  return date.endsWith('0000') ? same(quoted(`y:${date.slice(0, 4)}`), 0.5) : same(quoted(`m:${date.slice(0, 6)}`), 2)
}

/** A district alone is a town; with the first digit behind it, some streets. "cv32" may be one, or the other of CV3. */
function ofPostcode(text: string): Scrap {
  const [outward = '', inward = ''] = text.split(/\s+/)
  const code = codeWord(text)
  const parts = {
    district: inward ? undefined : quoted(`b:${code}`),
    sector: inward.length === 1 || (!inward && /\d\w?\d$/.test(code)) ? quoted(`q:${code}`) : undefined,
    // Of a few streets there are few enough to look them up by their beginning.
    whole: inward.length > 1 || /\d\d?[a-z]{1,2}$/.test(code) ? begin('p', code) : undefined,
    number: inward ? undefined : begin('i', code),
  }
  const question = Object.values(parts).filter(Boolean).join(' | ')
  return same(question, inward || outward.length > 4 ? 2 : 0.5)
}

/** Numbers that stand together are one where a part of them is too short to be anything. */
function numbersIn(rest: string): readonly Scrap[] {
  const runs = rest.match(/\d+(\s+\d+)*/g) ?? []
  return runs
    .map(run => run.split(/\s+/))
    .flatMap(parts => (parts.some(part => part.length < 4) ? [parts.join('')] : parts))
    .filter(digits => digits.length >= 4)
    .map(ofNumber)
}

function ofNumber(digits: string): Scrap {
  const number = `${begin('t', fromTheEnd(digits))} | ${begin('i', digits)}`
  const isYear = digits.length === 4 && digits >= '1900' && digits <= '2039'
  return isYear ? same(`${quoted(`y:${digits}`)} | ${number}`, 0.5) : same(number, 2)
}

function ofName(word: string): Scrap {
  // One letter is an initial.
  const exact = quoted(word.length === 1 ? `l:${word}` : `n:${word}`)
  const begins = word.length <= lettersKept ? quoted(`l:${word}`) : begin('n', word)
  const sound = word.length > 3 ? soundOf(word) : ''
  const like = word.length > 2 ? likeNames(word).map(name => quoted(`n:${name}`)) : []
  const sounds = [exact, ...(word.length > 3 ? [] : [begins]), ...(sound ? [quoted(`s:${sound}`)] : []), ...like].join(
    ' | ',
  )
  return { exact, begins, sounds, tells: word.length > 2 ? 2 : word.length / 2 }
}

const same = (question: string, tells: number): Scrap => ({
  exact: question,
  begins: question,
  sounds: question,
  tells,
})
const quoted = (scrap: string): string => `'${scrap.replace(/['\\]/g, '')}'`
const begin = (kind: string, word: string): string => `${quoted(`${kind}:${word}`)}:*`
