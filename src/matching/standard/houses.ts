/** Where the house and street of an address stand among its lines, and what comes behind them. */
export type Housed = Readonly<{ building: string; street: string; rest: readonly string[] }>

/**
 * The first line that is a street, the number and flat in front of it or in the lines before, and the lines behind. Where
 * towns are given apart, a second line without a number or a word for its kind is a street too: Broadway.
 */
export function housed(lines: readonly string[], townApart: boolean): Housed {
  let number = ''
  let flat = ''
  let name = ''
  let before = ''
  for (const [at, line] of lines.entries()) {
    const read = front(line)
    flat ||= read.flat
    number ||= read.number
    if (read.rest !== '' && (read.number + before !== '' || hasKind(read.rest) || (townApart && name !== '')))
      return { building: built(number, flat, name), street: streetName(read.rest), rest: said(lines.slice(at + 1)) }
    name ||= read.rest
    before = line === '' ? '' : before || read.number
  }
  const all = said(lines)
  // One line without a number is a house only if it says so; it may as well be a town.
  if (all.length === 1 && flat === '' && number === '' && !house.test(name))
    return { building: '', street: '', rest: all }
  return { building: built(number, flat, name), street: '', rest: all.slice(1) }
}

const said = (lines: readonly string[]): readonly string[] => lines.filter(line => line !== '')
const built = (number: string, flat: string, name: string): string => [number || name, flat].filter(Boolean).join(' ')

type Front = Readonly<{ flat: string; number: string; rest: string }>

/** Flat and house number at the front of a line: "flat 2 14 high street", "14a high street", "2 14 high street". */
function front(line: string): Front {
  const plain = line.match(numbered)
  if (plain && !/^\d/.test(plain[3] ?? ''))
    return { flat: '', number: plain[1]! + (plain[2] ?? ''), rest: plain[3] ?? '' }
  const named = line.match(flatFirst)
  const flat = named?.[1] ?? named?.[2] ?? ''
  const behind = named ? (named[3] ?? '') : line
  const range = named ? null : behind.match(/^(\d+[a-z]?) (\d+[a-z]?) (.+)$/)
  if (range) return { flat: '', number: range[1]!, rest: range[3]! }
  const found = behind.match(numbered)
  if (found) return { flat, number: found[1]! + (found[2] ?? ''), rest: (found[3] ?? '').replace(/^\d+[a-z]? /, '') }
  const last = behind.match(/^(.+) (\d+[a-z]?)$/)
  if (last && hasKind(last[1]!)) return { flat, number: last[2]!, rest: last[1]! }
  return { flat, number: '', rest: behind }
}

const flatFirst =
  /^(?:flat|flt|falt|apartment|apt|unit|room|rm|studio|bedsit)(?: ?(\d{1,4}[a-z]?)| ([a-z]\d{0,3}))?(?: (.*))?$/
// A letter belongs to the number, unless it begins a word that was typed without a space: 49Grove Road.
const numbered = /^(?:no |number )?0*(\d+)(?: ?([a-z])(?= |$))?(?:(?: |(?=[a-z]{3}))(.*))?$/
const house =
  /\b(house|cottage|farm|court|lodge|hall|villa|manor|barn|mill|hostel|hotel|grange|rectory|vicarage|bungalow|hmp)\b/

const hasKind = (line: string): boolean => kinds.has(line.slice(line.lastIndexOf(' ') + 1))

/** A street's name without the word for its kind, which is often abridged, mistaken or left out. */
function streetName(line: string): string {
  const words = line
    .replace(/^the (?=.)/, '')
    .replace(glued, '$1')
    .split(' ')
  while (words.length > 1 && kinds.has(words.at(-1)!)) words.pop()
  return words.map(word => short[word] ?? word).join(' ')
}

const glued = /(\w{4,})(street|avenue|crescent|circuit)$/
const short: Readonly<Record<string, string>> = {
  ...{ saint: 'st', upr: 'upper', lwr: 'lower', gt: 'great', mt: 'mount', nth: 'north', sth: 'south' },
}
const kinds: ReadonlySet<string> = new Set(
  (
    'road rd street str st close cl clo avenue ave av lane ln la drive drv dr court crt ct crescent cresc cres cr place pl way wy ' +
    'gardens gdns gdn garden grove grv gr gve terrace terr ter tce square sq park pk row rise view vw hill walk wlk mews yard ' +
    'parade pde path green grn croft circuit cct circle loop boulevard blvd highway hwy parkway pkwy esplanade heol ffordd stryd'
  ).split(' '),
)
