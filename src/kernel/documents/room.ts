import type { DocumentStore } from '../installation.ts'
import { Refused } from '../refusals.ts'

/** Below this much room on the disk no file is taken: what is left is for the reports themselves. */
const leastRoom = 1024 ** 3
/** What anybody may send in a day, however little room there is: the files of three reports. */
const fair = 512 * 1024 ** 2
/** A file of one letter costs a name and two flushes all the same. */
const leastCost = 64 * 1024
/** More places than this are not told apart. */
const most = 20_000

/**
 * Room for files that nobody has sent yet. Besides what reports need, no place takes more than an eighth of what is free,
 * so that one machine cannot leave the rest of the county without: `whose` is a code for a place, another each day.
 */
export type Room = Readonly<{
  /** Throws `Refused` where so many bytes more would be too many, for the disk or from there. */
  mustBe(documents: Pick<DocumentStore, 'room'>, bytes: number, whose: string): Promise<void>
  /** So many bytes from there lie on the disk. */
  note(bytes: number, whose: string): void
}>

export function newRoom(): Room {
  const taken = new Map<string, number>()
  return {
    mustBe: async (documents, bytes, whose) => {
      const free = (await documents.room()) - leastRoom
      if (free < bytes || (taken.get(whose) ?? 0) + bytes > Math.max(fair, free / 8))
        throw new Refused('no-room-for-files')
    },
    note: (bytes, whose) => {
      const before = taken.get(whose) ?? 0
      taken.delete(whose) // the latest stand last
      taken.set(whose, before + Math.max(bytes, leastCost))
      const [first] = taken.size > most ? taken.keys() : []
      if (first !== undefined) taken.delete(first)
    },
  }
}
