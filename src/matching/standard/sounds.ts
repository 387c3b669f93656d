/**
 * A key that names share which sound alike, also where one of them came by way of another language: Mohammed and Muhamet,
 * Yasmin and Jasmine, Kowalski and Kovalska, Rhys and Reece, Singh and Sing. Consonants in a dozen kinds, and of the
 * vowels only the last, and the first of a short name. Takes a standardised name; '' for ''.
 * The method is ours, in the manner of Philips's Metaphone (1990), for names of Britain as it is.
 */
export function soundOf(name: string): string {
  const word = name.includes(' ') ? name.replaceAll(' ', '') : name
  let at = startOf(word)
  let key = ''
  let last = ''
  while (at < word.length) {
    const rule = ruleAt(word, at)
    const sound = rule[2]
    const heard = sound === '' ? '' : heardAs(sound, word, at)
    // Two letters of one sound side by side are one; with a vowel between them they are two.
    if (heard !== '') key += last.at(-1) === heard[0] ? heard.slice(1) : heard
    last = heard
    at += rule[0].length
  }
  return shaped(key, word)
}

/** Spelling; for a single letter those one of which must follow ('' for any); sound: `S` as in shop and chop, '' for silence. */
type Rule = readonly [spelling: string, before: string, sound: string]

function ruleAt(word: string, at: number): Rule {
  for (const rule of rulesOf[placeOf(word.charCodeAt(at), word.charCodeAt(at + 1))] ?? [])
    if (rule[0].length < 2 || word.startsWith(rule[0], at)) return rule
  return silence
}

/** Where the rules for a letter before another stand: 27 places a letter, the first for the end of the word. */
const placeOf = (letter: number, next: number): number => (letter - 97) * 27 + (next >= 97 ? next - 96 : 0)

const isOneOf = (letters: string, letter: string | undefined): boolean =>
  letter !== undefined && letters.includes(letter)

/** Letters that are written first but not heard are passed over. */
const startOf = (word: string): number => (notHeard.has(word.slice(0, 2)) ? 1 : 0)
const notHeard: ReadonlySet<string> = new Set(['kn', 'gn', 'wr', 'ps', 'pn', 'wh'])

/** What depends on where it stands: h, w, x, y, gh and the i of Iulia. */
function heardAs(sound: string, word: string, at: number): string {
  if (!isOneOf('hjXIGyw', sound)) return sound
  const before = isOneOf(vowels, word[at - 1])
  const after = isOneOf(vowels, word[at + 1])
  if (sound === 'h') return at === 0 ? 'h' : ''
  // Sergej ends as Sergei does; Raj does not.
  if (sound === 'j' && at === word.length - 1 && isOneOf('ei', word[at - 1])) return ''
  if (sound === 'X') return at === 0 ? 's' : 'ks'
  if (sound === 'I') return at === 0 ? 'j' : ''
  if (sound === 'G') return at === 0 || !before ? 'g' : ''
  if (sound === 'y') return at === 0 && after ? 'j' : ''
  // In front a sound of its own; between vowels that of v (Nowak, Novak); else part of a vowel (Lawrence, Edward).
  if (sound === 'w') return at <= 1 && after && !before ? 'w' : before && after ? 'f' : ''
  return sound
}

/** Vowels as one of three: a, i (e, i, y), u (o, u). */
function vowelOf(letter: string | undefined): string {
  if (letter === undefined || letter === 'a') return letter ?? ''
  return letter === 'o' || letter === 'u' ? 'u' : 'i'
}

/**
 * Consonants, behind them the vowel at the end; of a short name the first vowel too, in front if the name begins with it
 * (of a long one only counts that it does). Without these, Hassan and Hussain, Louis and Louisa, Ivy and Eve were one.
 */
function shaped(heard: string, word: string): string {
  const ending = endingOf(word)
  const hard = ending === '' ? hardened[heard.at(-1) ?? ''] : undefined
  const key = hard ? heard.slice(0, -1) + hard : heard
  const vowelFirst = isOneOf(vowels, word[0]) && key[0] !== 'j'
  if (key.length > 3) return (vowelFirst ? `a${key}` : key).slice(0, 8) + ending
  const vowel = vowelOf(firstVowelOf(word))
  return (vowelFirst ? vowel + key : key + vowel) + ending
}

/** The first vowel; a y in front is none, nor is the i of Iolanta. */
function firstVowelOf(word: string): string | undefined {
  const first = word[0] === 'y' || (word[0] === 'i' && isOneOf('ou', word[1])) ? 1 : 0
  for (let at = first; at < word.length; at++) if (isOneOf(vowels, word[at])) return word[at]
  return undefined
}

/** The vowel heard at the end, '' for none; women's family names in -ova and -ska end as men's do. */
function endingOf(word: string): string {
  const at = word.length - 1 - silentAtEnd(word)
  const vowel = word[at]
  if (!isOneOf(vowels, vowel) || (vowel === 'y' && at === 0)) return ''
  if (vowel === 'a') return endingsOfWomen.get(word.slice(-3)) ?? 'a'
  if (vowel === 'e' && at === word.length - 1) return isOneOf('eio', word[at - 1]) ? vowelOf(word[at - 1]) : ''
  return vowelOf(vowel)
}

const endingsOfWomen: ReadonlyMap<string, string> = new Map([
  ['ova', ''],
  ['eva', ''],
  ['ska', 'i'],
  ['cka', 'i'],
])

/** How many letters behind the last vowel are not heard: Sarah, Leigh, Sergej. */
function silentAtEnd(word: string): number {
  const ending = word.slice(-2)
  if (ending === 'gh') return 2
  return ending === 'ej' || ending === 'ij' || ending.at(-1) === 'h' ? 1 : 0
}

const vowels = 'aeiouy'
const silence: Rule = ['.', '', '']
const letters = 'abcdefghijklmnopqrstuvwxyz'
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
  ['gh', '', 'G'],
  ['g', soft, 'j'],
  ['g', '', 'g'],
  ['h', '', 'h'],
  ['jh', '', 'j'],
  ['iu', '', 'I'],
  ['io', '', 'I'],
  ['j', '', 'j'],
  ['kh', '', 'k'],
  ['k', '', 'k'],
  ['lja', '', 'l'],
  ['lje', '', 'l'],
  ['lji', '', 'l'],
  ['l', '', 'l'],
  ['micha', '', 'mk'],
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
  ['tja', '', 't'],
  ['tje', '', 't'],
  ['tji', '', 't'],
  ['th', '', 't'],
  ['tz', '', 's'],
  ['t', '', 't'],
  ['v', '', 'f'],
  ['w', '', 'w'],
  ['x', '', 'X'],
  ['y', '', 'y'],
  ['zh', '', 'j'],
  ['z', '', 's'],
]
/** For each letter and the one behind it, the rules that may hold, so that few need looking at. */
const rulesOf: readonly (readonly Rule[])[] = [...letters].flatMap(letter =>
  ['', ...letters].map(next =>
    spoken.filter(([spelling, before]) => {
      if (spelling[0] !== letter) return false
      return spelling.length > 1 ? spelling[1] === next : before === '' || (next !== '' && before.includes(next))
    }),
  ),
)
