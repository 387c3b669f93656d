import type { Catalogue, Words } from '../../src/web/catalogue.ts'
import { localeOf } from '../../src/web/language.ts'
import type { Found } from './literals.ts'

/** What is wrong with a language: words it lacks, words that nobody says any more, and words that do not fit. */
export function faultsIn(catalogue: Catalogue, wanted: Found, english: Catalogue): readonly string[] {
  const { tag, words } = catalogue
  const missing = [...wanted]
    .filter(([key]) => !words.has(key))
    .map(([key, where]) => `${tag} lacks “${key}” (${where})`)
  const left = [...words.keys()].filter(key => !wanted.has(key)).map(key => `${tag} still has “${key}”, said nowhere`)
  const wrong = [...words].flatMap(([key, value]) => unfitting(tag, key, value, english.words.has(key)))
  return [...missing, ...left, ...wrong]
}

/** A translation must have the holes of its English, and a form for each way in which the language counts. */
function unfitting(tag: string, key: string, value: Words, isPlural: boolean): readonly string[] {
  const forms = typeof value === 'string' ? { other: value } : value
  const own = Object.entries(forms).flatMap(([category, form]) =>
    form.trim() === ''
      ? [`${tag} has nothing for “${key}” (${category})`]
      : holesIn(form) === holesIn(key) || (isPlural && isSubset(form, key))
        ? []
        : [`${tag}: “${form}” has other holes than “${key}”`],
  )
  if (!isPlural && typeof value === 'string') return own
  const wanted = new Intl.PluralRules(localeOf({ tag })).resolvedOptions().pluralCategories
  const lacking = wanted.filter(category => !(category in forms))
  return lacking.length > 0 ? [...own, `${tag}: “${key}” has no form for ${lacking.join(', ')}`] : own
}

const holesIn = (words: string): string => [...new Set(words.match(/\{\w+\}/g) ?? [])].sort().join(' ')

/** One of something may be said without its number. */
const isSubset = (form: string, key: string): boolean =>
  (form.match(/\{\w+\}/g) ?? []).every(hole => key.includes(hole))
