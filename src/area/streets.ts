import MiniSearch, { type SearchResult } from 'minisearch'
import type { Found, Place } from './places.ts'
import { rowsOf } from './rows.ts'
import type { District } from './shapes.ts'
import { isTelling, mended, wordsOf } from './words.ts'

const most = 12
const longest = 200

/** Streets and landmarks by tolerant name; the index is made when first asked. */
export function openStreets(folder: string, districts: readonly District[]) {
  let opened: Known | undefined
  const known = () => {
    opened ??= read(folder, districts)
    return opened
  }
  return {
    ready: () => void known(),
    find: (text: string): readonly Found[] => search(text, known()),
    all: (): readonly Place[] => known().places,
    get: (id: string): Place | undefined => known().entries.get(id)?.place,
  }
}

type Entry = {
  readonly id: string
  readonly name: string
  readonly around: string
  readonly own: readonly string[]
  readonly telling: readonly string[]
  readonly place: Place
}

type Known = {
  readonly index: MiniSearch<Entry>
  readonly entries: ReadonlyMap<string, Entry>
  readonly vocabulary: ReadonlySet<string>
  readonly places: readonly Place[]
}

function read(folder: string, districts: readonly District[]): Known {
  const names = new Map(districts.map(district => [district.id, district.name]))
  const rows = [
    ...rowsOf(folder, 'streets.csv').map(row => entryOf(row, 'street', names)),
    ...rowsOf(folder, 'landmarks.csv').map(row => entryOf(row, 'landmark', names)),
  ]
  const index = new MiniSearch<Entry>({ fields: ['name', 'around'], tokenize: wordsOf, processTerm: term => term })
  index.addAll(rows)
  const vocabulary = new Set(rows.flatMap(entry => wordsOf(`${entry.name} ${entry.around}`)))
  return {
    index,
    entries: new Map(rows.map(entry => [entry.id, entry])),
    vocabulary,
    places: rows.map(entry => entry.place),
  }
}

function entryOf(row: readonly string[], kind: Place['kind'], names: ReadonlyMap<string, string>): Entry {
  const [id = '', name = '', town = '', ward = '', district = '', lsoa = '', lon = '', lat = ''] = row
  const label = town === ward ? `${name}, ${town}` : `${name}, ${town} (${ward})`
  const place: Place = { id, label, kind, district, lsoa, lon: Number(lon), lat: Number(lat) }
  const own = wordsOf(name)
  return {
    id,
    name,
    around: `${town} ${ward} ${names.get(district) ?? ''}`,
    own,
    telling: own.filter(isTelling),
    place,
  }
}

/**
 * Every word must be found, those that some place has as they stand and the rest with their slips; failing that, all
 * with slips; failing that, only those that any place has (a county or a flat may be named too); and failing that,
 * places whose whole name is in the text, in whatever company.
 */
function search(text: string, { index, entries, vocabulary }: Known): readonly Found[] {
  const words = wordsOf(text.slice(0, longest)).map(word => mended(word, vocabulary))
  const common = words.filter(word => vocabulary.has(word))
  const strange = (word: string) => !vocabulary.has(word)
  const whole = all(words, index, strange)
  const every = whole ?? all(words, index, isTelling) ?? all(common, index, strange)
  const found = every ?? index.search(words.filter(isTelling).join(' '), { combineWith: 'OR' })
  // A town that is not ours, or not this street's, speaks against it; then the person must choose.
  const isPlain = whole !== undefined && common.length === words.length
  const ranked = found.flatMap(result => {
    const entry = entries.get(result.id)
    return entry ? [{ place: entry.place, score: result.score, ...kinship(entry, result, words) }] : []
  })
  // A word that only the neighbourhood answers to narrows; alone it would list the whole neighbourhood.
  const named = ranked.filter(each => (every ? each.tells > 0 : each.exact > 0))
  return (named.length > 0 || !every ? named : ranked)
    .sort((a, b) => b.exact - a.exact || b.score - a.score || compare(a.place.label, b.place.label))
    .slice(0, most)
    .map(({ place, exact }) => ({ ...place, isExact: isPlain && exact > 0 }))
}

type Test = (word: string) => boolean

function all(words: readonly string[], index: MiniSearch<Entry>, slips: Test): readonly SearchResult[] | undefined {
  if (!words.some(isTelling)) return undefined
  const found = index.search(words.join(' '), { ...tolerating(slips), combineWith: 'AND' })
  return found.length > 0 ? found : undefined
}

function tolerating(slips: Test) {
  return {
    fuzzy: (word: string) => (word.length > 3 && slips(word) ? 0.2 : false),
    prefix: (word: string) => word.length > 2 && slips(word),
    boost: { name: 3 },
    weights: { fuzzy: 0.4, prefix: 0.6 },
  }
}

/** How much of the place's own name the text holds: all of it letter for letter, and how many of its telling words. */
function kinship(entry: Entry, result: SearchResult, words: readonly string[]) {
  const met = entry.telling.filter(word => result.match[word]?.includes('name'))
  const exact = entry.own.every(word => words.includes(word)) ? entry.own.length : 0
  return { exact, tells: met.length }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
