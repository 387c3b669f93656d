/** Who is this? The engine that says how likely two records are of one person, and why. */
export type { People, PersonGiven } from './people.ts'
