import type { Opening, Weekday } from '#kernel'

/** What a service is. A refuge is never somewhere: the database refuses whatever would say where. */
export const kinds = {
  emergency: 'Emergency service',
  helpline: 'Helpline',
  support: 'Support near by',
  refuge: 'Refuge',
  information: 'Information',
} as const

/** Whom a service is there for. */
export const people = ['woman', 'man', 'non-binary', 'lgbt', 'minority-ethnic', 'disabled', 'child', 'older'] as const

/** Who asks: whom it happened to, who saw it, who is worried about somebody, or about what they do themselves. */
export const askers = ['victim', 'witness', 'worried', 'own-behaviour'] as const

/** What asking costs. */
export const costs = {
  free: 'Free to call',
  local: 'Costs the same as a call to a home number',
  charged: 'You may have to pay: ask first',
} as const

export type KindOfService = keyof typeof kinds
export type Person = (typeof people)[number]
export type Asker = (typeof askers)[number]
export type Cost = keyof typeof costs

/** Where people may come, or write: never a home, and never a refuge. */
export type ServicePlace = Readonly<{
  name: string
  lines: readonly string[]
  town: string
  postcode: string
  /** How somebody who cannot climb, see or hear gets in. */
  access?: string
}>

/** When it is open: always, by the day of the week, or nobody knows. */
export type Hours =
  | 'always'
  | 'unknown'
  | Readonly<{ days: Readonly<Record<Weekday, readonly Opening[]>>; holidays: 'open' | 'closed' | 'unknown' }>

/** Everything said of a service, as one version of it is kept. What is not known is left out rather than guessed. */
export type Said = Readonly<{
  name: string
  about: string
  /** Who runs it, where that is not its own name. */
  by?: string
  needs: readonly string[]
  people?: readonly Person[]
  /** For those people and nobody else. */
  only?: true
  youngest?: number
  oldest?: number
  askers: readonly Asker[]
  phone?: string
  text?: string
  chat?: string
  web?: string
  email?: string
  /** Where somebody is met in British Sign Language. */
  sign?: string
  place?: ServicePlace
  hours: Hours
  hoursNote?: string
  cost?: Cost
  /** Tags of the languages its own people speak. */
  languages?: readonly string[]
  interpreter?: true
  /** Where it helps; everywhere, when not given. */
  districts?: readonly string[]
  happens?: string
  tells?: string
  safely?: string
  /** For a short time: that it moves, or is closed this week. */
  notice?: string
  /** Shown where nothing else fits. */
  always?: true
  madeUp?: true
}>

/** The day on which somebody rang and looked, and the day from which that is no longer to be relied on. */
export type Checked = Readonly<{ on: string; againOn: string }>

/** A service as the public sees it. */
export type Service = Readonly<{
  id: string
  kind: KindOfService
  agency: string | null
  said: Said
  /** When somebody last rang and looked at what it says now; nobody yet, when null. */
  checked: Checked | null
  changedAt: Date
}>

/** A number as a telephone takes it: digits, and a plus before them; old telephones understand nothing else. */
export const dialled = (number: string): string => number.replace(/(?!^\+)\D/g, '')

/** Languages in which a service may be spoken, by tag, each in its own words; British Sign Language among them. */
export const spoken: Readonly<Record<string, string>> = {
  en: 'English',
  ar: 'العربية',
  bn: 'বাংলা',
  bfi: 'British Sign Language',
  cy: 'Cymraeg',
  fa: 'فارسی',
  gu: 'ગુજરાતી',
  hi: 'हिन्दी',
  ku: 'Kurdî',
  lt: 'Lietuvių',
  pa: 'ਪੰਜਾਬੀ',
  pl: 'Polski',
  ps: 'پښتو',
  pt: 'Português',
  ro: 'Română',
  so: 'Soomaali',
  sq: 'Shqip',
  tr: 'Türkçe',
  uk: 'Українська',
  ur: 'اردو',
  vi: 'Tiếng Việt',
}
