/** A translation, or one for each plural category that the language has: zero, one, two, few, many, other. */
export type Words = string | Readonly<Record<string, string>>
/** Somebody who speaks the language has read it, and when. */
export type Checked = Readonly<{ by: string; on: string }>

/** All the words of one language, by their English; and who has checked them, as a whole or one by one. */
export type Catalogue = Readonly<{
  tag: string
  name: string
  dir: 'ltr' | 'rtl'
  checked: boolean
  words: ReadonlyMap<string, Words>
  checks: ReadonlyMap<string, Checked>
}>

const categories: ReadonlySet<string> = new Set(['zero', 'one', 'two', 'few', 'many', 'other'])

/** A catalogue as its file holds it; throws for one of another shape, naming what is wrong. */
export function catalogueIn(file: unknown, tag: string): Catalogue {
  if (!isObject(file) || file.tag !== tag) throw new Error(`languages/${tag}.json must have "tag": "${tag}"`)
  const { name, dir, words } = file
  if (typeof name !== 'string' || (dir !== 'ltr' && dir !== 'rtl') || !isObject(words))
    throw new Error(`languages/${tag}.json must have "name", "dir" and "words"`)
  const entries = Object.entries(words).map(([key, value]) => [key, entryIn(key, value, tag)] as const)
  return {
    tag,
    name,
    dir,
    checked: isChecked(file.checked),
    words: new Map(entries.map(([key, { words }]) => [key, words])),
    checks: new Map(entries.flatMap(([key, { checked }]) => (checked ? [[key, checked]] : []))),
  }
}

/** Words alone, words by plural category, or either with who has checked them: `{ "words": …, "checked": { … } }`. */
function entryIn(key: string, value: unknown, tag: string): { words: Words; checked?: Checked } {
  if (isWords(value)) return { words: value }
  if (isObject(value) && isWords(value.words) && isChecked(value.checked))
    return { words: value.words, checked: value.checked }
  throw new Error(`languages/${tag}.json: the words for “${key}” have no shape that is known`)
}

const isWords = (value: unknown): value is Words =>
  typeof value === 'string' ||
  (isObject(value) &&
    typeof value.other === 'string' &&
    Object.entries(value).every(([category, words]) => categories.has(category) && typeof words === 'string'))

const isChecked = (value: unknown): value is Checked =>
  isObject(value) && typeof value.by === 'string' && value.by !== '' && /^\d{4}-\d\d-\d\d$/.test(String(value.on))

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
