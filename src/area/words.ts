/**
 * The words of a place name as they are compared: without case, accents, apostrophes or house numbers, and with the
 * short and long forms of a street's kind made one ("Rd" and "Road"; "St", "Street" and "Saint").
 */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’‘.]/g, '')
  const words = plain.match(/[a-z0-9]+/g) ?? []
  return words.filter(word => !idle.has(word) && !/^\d+[a-z]?$/.test(word)).map(word => same.get(word) ?? word)
}

/** The word, or the one known word made by swapping two neighbours in it: the slip that edit distance counts double. */
export function mended(word: string, vocabulary: ReadonlySet<string>): string {
  if (word.length < 4 || vocabulary.has(word)) return word
  for (let at = 0; at < word.length - 1; at++) {
    const swapped = word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2)
    const common = same.get(swapped) ?? swapped
    if (vocabulary.has(common)) return common
  }
  return word
}

/** False for words that so many streets share that they find nothing by themselves. */
export function isTelling(word: string): boolean {
  return !kinds.has(word)
}

const idle = new Set([
  'the',
  'a',
  'at',
  'by',
  'in',
  'near',
  'of',
  'off',
  'on',
  'upon',
  'and',
  'junction',
  'corner',
  'opposite',
  'flat',
])

const same = new Map([
  ['street', 'st'],
  ['saint', 'st'],
  ['str', 'st'],
  ['stret', 'st'],
  ['streat', 'st'],
  ['rd', 'road'],
  ['ave', 'avenue'],
  ['av', 'avenue'],
  ['ln', 'lane'],
  ['dr', 'drive'],
  ['cl', 'close'],
  ['cres', 'crescent'],
  ['cresent', 'crescent'],
  ['ct', 'court'],
  ['gdns', 'gardens'],
  ['gdn', 'gardens'],
  ['gr', 'grove'],
  ['grv', 'grove'],
  ['pl', 'place'],
  ['sq', 'square'],
  ['ter', 'terrace'],
  ['terr', 'terrace'],
  ['tce', 'terrace'],
  ['wy', 'way'],
  ['pk', 'park'],
  ['stn', 'station'],
])

const kinds = new Set([
  ...['st', 'road', 'avenue', 'lane', 'drive', 'close', 'crescent', 'court', 'gardens', 'grove', 'place', 'square'],
  ...['terrace', 'way', 'walk', 'mews', 'hill', 'row', 'rise', 'view'],
])
