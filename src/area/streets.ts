import MiniSearch, { type SearchResult } from 'minisearch'
import type { Place } from './places.ts'
import { rowsOf } from './rows.ts'
import type { District } from './shapes.ts'
import { isTelling, wordsOf } from './words.ts'

const most = 12

/** Streets and landmarks by tolerant name; the index is made when first asked. */
export function openStreets(folder: string, districts: readonly District[]) {
  let opened: ReturnType<typeof read> | undefined
  const known = () => {
    opened ??= read(folder, districts)
    return opened
  }
  return {
    find: (text: string): readonly Place[] => search(wordsOf(text), known().index, known().entries),
    get: (id: string): Place | undefined => known().entries.get(id)?.place,
  }
}

type Entry = { readonly id: string; readonly name: string; readonly around: string; readonly place: Place }

function read(folder: string, districts: readonly District[]) {
  const names = new Map(districts.map(district => [district.id, district.name]))
  const rows = [
    ...rowsOf(folder, 'streets.csv').map(row => entryOf(row, 'street', names)),
    ...rowsOf(folder, 'landmarks.csv').map(row => entryOf(row, 'landmark', names)),
  ]
  const index = new MiniSearch<Entry>({ fields: ['name', 'around'], tokenize: wordsOf, processTerm: term => term })
  index.addAll(rows)
  return { index, entries: new Map(rows.map(entry => [entry.id, entry])) }
}

function entryOf(row: readonly string[], kind: Place['kind'], names: ReadonlyMap<string, string>): Entry {
  const [id = '', name = '', town = '', ward = '', district = '', lsoa = '', lon = '', lat = ''] = row
  const label = town === ward ? `${name}, ${town}` : `${name}, ${town} (${ward})`
  const place: Place = { id, label, kind, district, lsoa, lon: Number(lon), lat: Number(lat) }
  return { id, name, around: `${town} ${ward} ${names.get(district) ?? ''}`, place }
}

/** Every word must be found; failing that, places whose own telling words are all in the text, in whatever company. */
function search(
  words: readonly string[],
  index: MiniSearch<Entry>,
  entries: ReadonlyMap<string, Entry>,
): readonly Place[] {
  if (!words.some(isTelling)) return []
  const ask = (combineWith: 'AND' | 'OR') =>
    index.search(words.join(' '), {
      combineWith,
      fuzzy: term => (term.length > 3 ? 0.2 : false),
      prefix: term => term.length > 2,
      boost: { name: 3 },
      weights: { fuzzy: 0.4, prefix: 0.6 },
    })
  const every = ask('AND')
  const found = every.length > 0 ? every : ask('OR').filter(result => isNamed(result, entries))
  return found
    .flatMap(result => {
      const entry = entries.get(result.id)
      return entry ? [{ place: entry.place, exact: isExact(entry, words), score: result.score }] : []
    })
    .sort((a, b) => b.exact - a.exact || b.score - a.score || compare(a.place.label, b.place.label))
    .slice(0, most)
    .map(({ place }) => place)
}

/** How many words of the text are the whole name of the place; nought where any of its name is missing. */
function isExact(entry: Entry, words: readonly string[]): number {
  const own = wordsOf(entry.name)
  return own.every(word => words.includes(word)) ? own.length : 0
}

function isNamed(result: SearchResult, entries: ReadonlyMap<string, Entry>): boolean {
  const telling = wordsOf(entries.get(result.id)?.name ?? '').filter(isTelling)
  const matched = new Set(
    Object.entries(result.match).flatMap(([term, fields]) => (fields.includes('name') ? [term] : [])),
  )
  return telling.length > 0 && telling.every(word => matched.has(word))
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
