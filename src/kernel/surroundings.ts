import type { Tx } from './database.ts'
import type { Surroundings } from './fields.ts'
import type { Installation } from './installation.ts'
import { localDate } from './time.ts'

/** What reading an answer may look at, on this occasion. */
export const surroundings = (tx: Pick<Tx, 'at' | 'house'>): Surroundings => surroundingsAt(tx.house, tx.at)

export const surroundingsAt = (house: Pick<Installation, 'zone' | 'places'>, at: Date): Surroundings => ({
  today: localDate(at, house),
  zone: house.zone,
  places: house.places,
})
