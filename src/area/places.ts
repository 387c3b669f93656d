import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Outline, openOutlines } from './outlines.ts'
import { openPostcodes, type PostcodeAnswer } from './postcodes.ts'
import { readText } from './read.ts'
import type { District } from './shapes.ts'
import { openStreets } from './streets.ts'

/** Somewhere a person can name; `lon` and `lat` are WGS 84 degrees, `district` and `lsoa` GSS codes. */
export type Place = {
  readonly id: string
  /** As shown in a list of choices, such as "High Street, Kenilworth (Abbey)". */
  readonly label: string
  readonly kind: 'postcode' | 'street' | 'landmark'
  readonly district: string
  readonly lsoa: string
  readonly lon: number
  readonly lat: number
}

/** A place that answers to a text. `isExact`: its whole name was typed and nothing typed speaks against it. */
export type Found = Place & { readonly isExact: boolean }

/** The gazetteer of one area: it suggests, a person chooses, and a report is taken whether or not a place is known. */
export type Places = {
  /** At most twelve places, best first, always in the same order; a postcode anywhere in the text is the whole answer. */
  readonly find: (text: string) => readonly Found[]
  /** What is known of the postcode in a text, or nothing where there is none. */
  readonly postcode: (text: string) => PostcodeAnswer | undefined
  readonly get: (id: string) => Place | undefined
  /** Every street and landmark, each at its one known point. */
  readonly all: () => readonly Place[]
  /** Outlines of neighbourhoods, to find one's way by on a map; none where the pack has none. */
  readonly outlines: () => readonly Outline[]
  /** What must be said beside a map or a list made of these, so that their licences are kept. */
  readonly credit: string
  /** Reads the files and makes the index now (about a tenth of a second), so that nobody who is reporting waits for it. */
  readonly ready: () => void
}

/** Opens the gazetteer in a folder of `postcodes.csv`, `streets.csv` and `landmarks.csv`; the index is made when first asked. */
export function openPlaces(folder: string, districts: readonly District[]): Places {
  const postcodes = openPostcodes(folder)
  const streets = openStreets(folder, districts)
  return {
    find: text => {
      const answer = postcodes.answer(text)
      if (answer?.kind === 'found') return [{ ...answer.place, isExact: true }]
      return streets.find(text)
    },
    postcode: text => postcodes.answer(text),
    all: streets.all,
    outlines: openOutlines(folder),
    credit: existsSync(join(folder, 'credit.txt')) ? readText(folder, 'credit.txt').trim() : '',
    get: id => (id.startsWith('postcode:') ? postcodes.get(id) : streets.get(id)),
    ready: () => {
      postcodes.ready()
      streets.ready()
    },
  }
}
