import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import type { Column, People } from '../../src/matching/people.ts'
import { wordAt } from '../../src/matching/table/index.ts'

/** A folder of one's own that is gone after the tests, and what puts a file into it and says where it is. */
export function folderOfFiles(): Readonly<{
  folder: string
  file(content: string | Uint8Array, name?: string): string
}> {
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-match-'))
  after(() => rmSync(folder, { recursive: true, force: true }))
  let count = 0
  return {
    folder,
    file(content, name = `people-${++count}.csv`) {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
  }
}

/** People as rows of words, the facts that are known of each; to be read by whoever compares them. */
export function shown(people: People): readonly Readonly<Record<string, string>>[] {
  const columns: readonly (readonly [string, Column])[] = [
    ...Object.entries(people.facts),
    ...people.others.map(other => [other.name, other] as const),
  ]
  return Array.from({ length: people.count }, (_, record) => ({
    id: wordAt(people.ids, record),
    ...Object.fromEntries(
      columns
        .filter(([, { values }]) => values[record] !== -1)
        .map(([name, { values, words }]) => [name, wordAt(words, values[record]!)]),
    ),
  }))
}

/** Everything that people are made of, so that two readings can be held against each other to the byte. */
export const bytesOf = ({ count, ids, sources, facts, others }: People): unknown => ({
  count,
  ids,
  sources,
  facts,
  others,
})
