import type { Figures } from '../truth.ts'
import type { GroupFigures } from '../truth-groups.ts'
import type { Markup } from './markup.ts'

/** What is known of whose record each is, beside what was found. */
export type Truth = Readonly<{
  figures: Figures
  /** The number of the person of each record, -1 where it is not known. */
  persons: Int32Array
  /** Accuracy for groups of people, by what they were grouped by. */
  groups?: Readonly<Record<string, readonly GroupFigures[]>> | undefined
}>

export type Section = Readonly<{ id: string; heading: string; body: Markup }>
