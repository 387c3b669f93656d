import type { Born } from '../fields-moment.ts'

export type ContactTold = Readonly<{
  kind: 'phone' | 'text' | 'email' | 'post' | 'other'
  value: string
  safeToUse: 'yes' | 'no' | 'not-known'
  safeTimes?: string
  safeWords?: string
  neverLeaveMessage?: boolean
}>

/** One person in a report's words: perhaps a name, perhaps only a description. */
export type PersonTold = Readonly<{
  part: string
  reporter?: boolean
  given?: string
  family?: string
  born?: Born
  sex?: string
  ethnicity?: string
  language?: string
  interpreter?: boolean
  description?: string
  contacts?: readonly ContactTold[]
}>
