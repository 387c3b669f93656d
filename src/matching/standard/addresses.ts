import { foldLetters, wordsOf } from './letters.ts'
import { isProgramsNothing, saysNothing } from './placeholders.ts'
import { postcodeIn, standardPostcode } from './postcodes.ts'

/**
 * Where somebody lives. `building`: the house number, behind it after a space the flat's (`14 2`), or the house's name;
 * `street` without the word for its kind. What is not known is ''. Without a fixed abode nothing is: two people without a
 * home do not live together.
 */
export type Address = Readonly<{
  building: string
  street: string
  town: string
  postcode: string
  noFixedAbode: boolean
}>

/** An address from its lines, with town and postcode from there if they are not given apart. */
export function standardAddress(lines: readonly string[], town = '', postcode = ''): Address {
  const all = lines.filter(line => !isProgramsNothing(line)).join(', ')
  const within = postcodeIn(all)
  const code = standardPostcode(postcode) || standardPostcode(within ?? '')
  const said = (within ? all.replace(within, ' ') : all).split(/[,\n;]/).map(cleaned)
  if (said.some(saysNoFixedAbode) || saysNoFixedAbode(cleaned(town))) return noAbode
  const known = said.filter(line => !saysNothing(line) && !countries.has(line))
  const given = standardTown(town)
  const { building, street, rest } = housed(known.filter(line => line !== given))
  return { building, street, town: given || standardTown(rest.at(-1) ?? ''), postcode: code, noFixedAbode: false }
}

/** A town's name in words; '' if it says nothing. */
export function standardTown(given: string): string {
  const words = cleaned(given)
    .replace(/\bsaint\b/g, 'st')
    .replace(/ (on|upon|under|in) /g, ' ')
  return saysNothing(words) || saysNoFixedAbode(words) ? '' : words
}

const noAbode: Address = { building: '', street: '', town: '', postcode: '', noFixedAbode: true }
const cleaned = (line: string): string => wordsOf(foldLetters(line).replace(/&/g, ' and ').replace(/\//g, '/'))
const saysNoFixedAbode = (line: string): boolean => abodeless.test(line)
const abodeless =
  /^(of )?(nfa|no fixed (abode|address|addr)|homeless|no abode|sofa surf\w*|rough sleep\w*|street homeless)\b/

type Housed = { building: string; street: string; rest: readonly string[] }

/** The first line that is a street, the number and flat in front of it or in the lines before, and the lines behind. */
function housed(lines: readonly string[]): Housed {
  let [number, flat, name] = ['', '', '']
  for (const [at, line] of lines.entries()) {
    const read = front(line)
    flat ||= read.flat
    number ||= read.number
    const isLast = at === lines.length - 1
    const isStreet = read.rest !== '' && (read.number !== '' || number !== '' || hasKind(read.rest))
    if (isStreet || (isLast && read.rest !== '' && name === '' && read.flat + read.number !== ''))
      return { building: built(number, flat, name), street: streetName(read.rest), rest: lines.slice(at + 1) }
    name ||= read.rest
  }
  return { building: built(number, flat, name), street: '', rest: lines.length > 1 ? lines.slice(1) : [] }
}

const built = (number: string, flat: string, name: string): string => [number || name, flat].filter(Boolean).join(' ')

/** Flat and house number at the front of a line: "flat 2 14 high street", "14a high street", "2 14 high street". */
function front(line: string): Readonly<{ flat: string; number: string; rest: string }> {
  const named = line.match(/^(?:flat|flt|apartment|apt|unit|room|rm|studio|bedsit)( [a-z0-9]{1,4})? ?(.*)$/)
  const flat = named?.[1]?.trim() ?? ''
  const behind = named ? (named[2] ?? '') : line
  const twice = behind.match(/^(\d+[a-z]?) (\d+[a-z]?) (.+)$/)
  if (twice && flat === '') return { flat: '', number: twice[1]!, rest: twice[3]! }
  const numbered = behind.match(/^(?:no |number )?(\d+)(?: ?([a-z]))?(?: (.*))?$/)
  if (!numbered) return { flat, number: '', rest: behind }
  return { flat, number: numbered[1]! + (numbered[2] ?? ''), rest: numbered[3] ?? '' }
}

const hasKind = (line: string): boolean => kinds.has(line.split(' ').at(-1)!)

function streetName(line: string): string {
  const words = line
    .replace(/^the /, '')
    .split(' ')
    .map(word => folded[word] ?? word)
  while (words.length > 1 && kinds.has(words.at(-1)!)) words.pop()
  return words.join(' ')
}

const folded: Readonly<Record<string, string>> = {
  saint: 'st',
  upr: 'upper',
  lwr: 'lower',
  gt: 'great',
  mt: 'mount',
  nth: 'north',
  sth: 'south',
}
const kinds: ReadonlySet<string> = new Set(
  (
    'road rd street str st close cl clo avenue ave av lane ln la drive drv dr court crt ct crescent cresc cres cr place pl way wy ' +
    'gardens gdns gdn garden grove grv gr gve terrace terr ter tce square sq park pk row rise view vw hill walk wlk mews yard ' +
    'parade pde path green grn croft circuit cct circle loop boulevard blvd highway hwy parkway pkwy esplanade rdwy heol ffordd stryd'
  ).split(' '),
)
const countries = new Set(
  'england wales scotland northern ireland,united kingdom,uk,gb,great britain,england,wales,scotland'.split(','),
)
