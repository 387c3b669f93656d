import type { Programme } from '#kernel'
import { table } from './markdown.ts'

const place = /(<!-- This table is written by [^\n]*\n\n)(?:\|[^\n]*\n)*/

/** `docs/retention.md` as people wrote it, with the table of how long each programme keeps; throws without its place. */
export function retentionDocument(written: string, programmes: readonly Programme[]): string {
  if (!place.test(written)) throw new Error('docs/retention.md has no place for the table of what programmes say')
  const rows = programmes.map(({ title, keep }) => [title, `${keep.years} years after ${keep.after}`, keep.source])
  const made = table(['programme', 'is kept', 'source'], rows)
  return written.replace(place, (_, before: string) => `${before}${made}\n`)
}
