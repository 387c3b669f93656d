import type { Place } from '#kernel'

export type District = Readonly<{ id: string; name: string }>

/** What the finder knows of the area: its districts and its gazetteer. */
export type Gazetteer = Readonly<{
  districts: readonly District[]
  places: Readonly<{
    find(text: string): readonly (Place & { readonly isExact: boolean })[]
    postcode(text: string): { readonly kind: 'found' | 'unknown' | 'outside'; readonly place?: Place } | undefined
    all(): readonly Place[]
    get(id: string): (Place & Readonly<{ lon: number; lat: number }>) | undefined
  }>
}>

/** Where somebody asks about: a district, one of several, outside the area, or words that nobody here knows. */
export type Where =
  | Readonly<{ is: 'everywhere' | 'elsewhere' | 'unknown' }>
  | Readonly<{ is: 'here'; district: District }>
  | Readonly<{ is: 'several'; districts: readonly District[] }>

/** Reads a postcode, a town or a street; a street that several districts have is for the person to choose. */
export function whereIs(typed: string, { districts, places }: Gazetteer): Where {
  const text = typed.trim().slice(0, 200)
  if (text === '') return { is: 'everywhere' }
  const named = (id: string | null | undefined): District | undefined => districts.find(one => one.id === id)
  const postcode = places.postcode(text)
  if (postcode) {
    const district = named(postcode.place?.district)
    return district ? { is: 'here', district } : { is: postcode.kind === 'outside' ? 'elsewhere' : 'unknown' }
  }
  const town = named(townsOf({ districts, places }).get(folded(text)))
  if (town) return { is: 'here', district: town }
  const found = places.find(text)
  const exact = found.filter(one => one.isExact)
  const ids = new Set((exact.length ? exact : found).map(one => one.district))
  const possible = districts.filter(one => ids.has(one.id))
  if (possible.length === 1) return { is: 'here', district: possible[0]! }
  return possible.length > 1 ? { is: 'several', districts: possible } : { is: 'unknown' }
}

const remembered = new WeakMap<Gazetteer['places'], ReadonlyMap<string, string>>()

/** Towns by the names people call them, each in the district where most of its streets are. */
function townsOf({ districts, places }: Gazetteer): ReadonlyMap<string, string> {
  const known = remembered.get(places)
  if (known) return known
  const counts = new Map<string, Map<string, number>>()
  for (const { label, district } of places.all()) {
    const town = / ?([^,]+?)(?: \([^)]*\))?$/.exec(label)?.[1] ?? ''
    if (!district || town === '' || town.startsWith('near ')) continue
    for (const name of new Set([folded(town), folded(town).split(' ')[0]!])) {
      const by = counts.get(name) ?? new Map<string, number>()
      counts.set(name, by.set(district, (by.get(district) ?? 0) + 1))
    }
  }
  const most = [...counts].map(
    ([name, by]) => [name, [...by].toSorted(([, a], [, b]) => b - a)[0]![0]] as [string, string],
  )
  // A district's own name is meant before a town's.
  const towns = new Map([...most, ...districts.map(({ id, name }) => [folded(name), id] as const)])
  remembered.set(places, towns)
  return towns
}

const folded = (text: string): string =>
  text
    .toLowerCase()
    .replace(/\bupon\b/g, 'on')
    .replace(/\broyal\b/g, '')
    .replace(/[^a-z]+/g, ' ')
    .trim()
