import type { Carrier } from './carrier.ts'
import type { Tx } from './database.ts'
import type { Found, Place } from './fields.ts'
import type { RecordId } from './ids.ts'
import type { Limit } from './limits.ts'
import type { PersonTold } from './people/told.ts'
import type { Programme } from './programme.ts'
import type { Sealer } from './sealing.ts'
import type { Calendar } from './time.ts'

/** A lawful basis, condition or power somebody may name when deciding or sharing. */
export type LawfulBasis = Readonly<{
  id: string
  title: string
  kind: 'basis' | 'condition' | 'power'
  regime: 'general' | 'law-enforcement'
  /** The kinds of agency that may rely on it. */
  agencyKinds: readonly string[]
  /** What must also hold, in words. */
  needs?: string
  source: Readonly<{ instrument: string; section?: string; note?: string }>
  confidence: 'sure' | 'check'
}>
/** An organisation that takes part. */
export type Agency = Readonly<{ id: string; name: string; kind: string }>

/** What is particular to this installation: its programmes, its area, its law, its keys. Handed in at start, then fixed. */
export type Installation = Readonly<{
  area: string
  title: string
  madeUp: boolean
  /** Where “Exit this page” leads: somewhere harmless. */
  exitTo?: string
  /** A public page as easy read or in sign language, by its address, where somebody has made one. */
  alternatives?: Readonly<Record<string, Readonly<{ easyRead?: string; signed?: string }>>>
  zone: string
  programmes: ReadonlyMap<string, Programme>
  limits: readonly Limit[]
  calendar(id?: string): Calendar
  agencies: readonly Agency[]
  lawfulBases: readonly LawfulBasis[]
  places: { find(text: string): readonly Found[]; get(id: string): Place | undefined }
  sealer: Sealer
  documents: DocumentStore
  /** Whoever takes messages out of the house; without one, nothing is sent. */
  carrier?: Carrier
  /** Where the public finds it, without a slash at the end: links in letters lead there. */
  address?: string
  /** Whether anything known to harm is in a file; `unknown` where the scanner cannot be asked. Nothing is scanned without. */
  scan?(bytes: Buffer): Promise<'clean' | 'harmful' | 'unknown'>
  /** Told of each person as they are recorded, in that transaction: how they are found again is another room's affair. */
  recorded?(tx: Tx, recordId: RecordId, told: PersonTold): void
}>

/** Where files lie: one port, behind which is a disk or an object store. Names are ours, never a person's. */
export type DocumentStore = Readonly<{
  /** Returns when the bytes are on the disk, flushed. */
  write(name: string, bytes: Buffer): Promise<void>
  read(name: string): Promise<Buffer>
  remove(name: string): Promise<void>
  /** Names of files written before that instant, those never finished among them. */
  namesBefore(instant: Date): Promise<readonly string[]>
  /** How many bytes there is room for. */
  room(): Promise<number>
}>
