/**
 * A key that names share which sound alike, also where one of them came by way of another language: Mohammed and Muhamet,
 * Yasmin and Jasmine, Kowalski and Kovalska, Rhys and Reece, Singh and Sing. Consonants in a dozen kinds; vowels left out,
 * except the first of a short name, without which John, Jane and Jean were one. Takes a standardised name; '' for ''.
 * The method is ours, in the manner of Philips's Metaphone (1990), for names of Britain as it is.
 */
export function soundOf(name: string): string {
  const word = name.includes(' ') ? name.replaceAll(' ', '') : name
  let at = startOf(word)
  let key = ''
  let last = ''
  while (at < word.length) {
    const [spelling, , sound] = ruleAt(word, at)
    const heard = sound === 'w' ? soundOfW(word, at) : sound === 'h' && at > 0 ? '' : sound
    if (heard && !last.endsWith(heard[0]!)) key += heard
    else if (heard) key += heard.slice(1)
    last = heard
    at += spelling.length
  }
  key = key.replace(/[dgb]$/, last => hardened[last]!)
  const vowel = vowelOf(word)
  if (key.length <= 2) return key + vowel
  return (vowels.has(word[0]!) && key[0] !== 'j' ? `a${key}` : key).slice(0, 8)
}

/** Spelling, letters one of which must follow ('' for any), sound: `S` as in shop and chop, '' for silence. */
type Rule = readonly [spelling: string, before: string, sound: string]

function ruleAt(word: string, at: number): Rule {
  const found = rules[word[at]!]?.find(
    ([spelling, before]) =>
      word.startsWith(spelling, at) &&
      (before === '' || (at + spelling.length < word.length && before.includes(word[at + spelling.length]!))),
  )
  return found ?? [word[at]!, '', '']
}

/** Letters that are written first but not heard are passed over. */
const startOf = (word: string): number => (/^(kn|gn|wr|ps|pn|wh)/.test(word) ? 1 : 0)

/** In front a sound of its own; between vowels that of v (Nowak, Novak); else part of a vowel (Lawrence, Edward). */
function soundOfW(word: string, at: number): string {
  if (at <= 1 && vowels.has(word[at + 1]!) && !vowels.has(word[at - 1]!)) return 'w'
  return vowels.has(word[at - 1]!) && vowels.has(word[at + 1]!) ? 'f' : ''
}

/** The first vowel as one of three: a, i (e, i, y), u (o, u). */
function vowelOf(word: string): string {
  const first = word.match(/[aeiou]|(?!^)y/)?.[0] ?? ''
  return first === '' || first === 'a' ? first : 'eiy'.includes(first) ? 'i' : 'u'
}

const vowels = new Set('aeiouy')
const hardened: Readonly<Record<string, string>> = { d: 't', g: 'k', b: 'p' }

const soft = 'eiy'
const spoken: readonly Rule[] = [
  ['bh', '', 'b'],
  ['b', '', 'b'],
  ['chr', '', 'kr'],
  ['cch', '', 'S'],
  ['ch', '', 'S'],
  ['cz', '', 'S'],
  ['ck', '', 'k'],
  ['c', soft, 's'],
  ['c', '', 'k'],
  ['dge', '', 'j'],
  ['dj', '', 'j'],
  ['dzh', '', 'j'],
  ['dh', '', 'd'],
  ['d', '', 'd'],
  ['f', '', 'f'],
  ['gh', 'aeiou', 'g'],
  ['g', soft, 'j'],
  ['g', '', 'g'],
  ['h', '', 'h'],
  ['jh', '', 'j'],
  ['j', '', 'j'],
  ['kh', '', 'k'],
  ['k', '', 'k'],
  ['l', '', 'l'],
  ['m', '', 'm'],
  ['n', '', 'n'],
  ['ph', '', 'f'],
  ['p', '', 'p'],
  ['q', '', 'k'],
  ['r', '', 'r'],
  ['sch', '', 'S'],
  ['shch', '', 'S'],
  ['szcz', '', 'S'],
  ['sh', '', 'S'],
  ['sz', '', 'S'],
  ['s', '', 's'],
  ['tch', '', 'S'],
  ['th', '', 't'],
  ['tz', '', 's'],
  ['t', '', 't'],
  ['v', '', 'f'],
  ['w', '', 'w'],
  ['x', '', 'ks'],
  ['zh', '', 'j'],
  ['z', '', 's'],
]
const rules: Readonly<Record<string, readonly Rule[]>> = Object.fromEntries(
  [...'bcdfghjklmnpqrstvwxz'].map(letter => [letter, spoken.filter(([spelling]) => spelling[0] === letter)]),
)
