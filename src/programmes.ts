import type { Programme } from '#kernel'
import { hate } from './programmes/hate/index.ts'

/** Every programme this installation runs. The only file that knows them all. */
export const programmes: readonly Programme[] = [hate]
