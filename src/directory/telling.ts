/**
 * Whether words say where something is: a postcode, a house in a street, a street by its name, a point, or a link to a map.
 * PostgreSQL asks the same of whatever is said of a refuge (`directory.tells_where`), so that a page can say it beside the
 * words before they are refused.
 */
export function tellsWhere(words: string): boolean {
  const typed = words.normalize('NFKC')
  // What no keyboard types is taken out, so that nothing hides between two letters.
  const plain = typed.replace(/\P{ASCII}/gu, '').replace(/[^A-Za-z0-9.,'-]/g, ' ')
  return inPlainWords.some(one => one.test(plain)) || map.test(typed)
}

const inPlainWords = [
  /\b[a-z]{1,2}[0-9][a-z0-9]?([\s-]*|[.,])[0-9][abd-hjlnp-uw-z]{2}\b/i,
  /\b[0-9]+[a-z]?[\s,-]+([a-z']+[\s-]+){1,3}(street|road|lane|avenue|crescent|terrace|st|rd|ave|cres)\b/i,
  /\b[0-9]+[A-Za-z]?[\s,-]+([A-Z][a-z']+[\s-]+){1,3}(Close|Way|Place|Court|Walk|Row|Drive|Grove|Gardens|Square|Mews|Hill|Rise|Green|Park)\b/,
  /\b[A-Z][a-z']+[\s-]+(Street|Road|Lane|Avenue|Crescent|Terrace)\b/,
  /\b[HNOST][A-HJ-Z]\s?[0-9]{3,5}\s?[0-9]{3,5}\b/,
  /[0-9]{1,2}\.[0-9]{3,}/,
]

const map =
  /google\.[a-z.]+\/maps|\bmaps\.|goo\.gl|openstreetmap|\bosm\.org|what3words|\bw3w\.|\/\/\/[a-z]+\.[a-z]+\.[a-z]/i

/** What to do about words that tell where a refuge is. */
export const takeOut = 'Take out whatever says where the refuge is: a postcode, a street, a point or a link to a map'

/** Whether a service is called what only a refuge is called. */
export const isNamedRefuge = (name: string): boolean => /\b(refuge|safe\s*house)s?\b/i.test(name)

/**
 * Whether what is said of a service puts a refuge somewhere: in any word, or by a place under a refuge's name. What was said
 * before it was refused may; PostgreSQL publishes none of it (`directory.tells_place`).
 */
export const tellsPlace = (kind: string, said: Readonly<{ name: string }>): boolean =>
  kind === 'refuge'
    ? 'place' in said || 'visits' in said || wordsIn(said).some(tellsWhere)
    : 'place' in said && isNamedRefuge(said.name)

const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}
