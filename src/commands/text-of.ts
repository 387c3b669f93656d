import { readFileSync } from 'node:fs'
import { Unreadable } from '#matching/engine'

/** What a file says, without the mark that some programs put before a text; throws `Unreadable`. */
export function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
  } catch (cause) {
    throw new Unreadable(`"${path}" could not be opened: is its name right, and may you read it?`, { cause })
  }
}
