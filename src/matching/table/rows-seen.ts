import { fillerOf, type Source } from './bytes.ts'
import type { ColumnMap } from './map.ts'
import { open } from './open.ts'
import { Unreadable } from './unreadable.ts'

/** What has been seen of a file: enough to read its rows word for word as matching does. */
export type RowsSeen = Readonly<{
  /** As it was given, with the order of its dates. */
  map: ColumnMap
  header: readonly string[]
  separator: string
  /** The line on which its rows begin, and from there on its bytes, UTF-16 and Parquet turned into UTF-8. */
  line: number
  bytes: Iterable<Uint8Array>
}>

/**
 * Looks at a file as `readPeople` does. Throws `Unreadable` where that would, also for another column that is named and not
 * there, and where nobody can tell in which order the parts of its birth dates come: what is kept of people must not hang on
 * who else stands in the file of that day.
 */
export async function rowsSeenIn(file: string, map: ColumnMap, another?: string): Promise<RowsSeen> {
  const { source, separator, header, seen, from, line } = await open(file, { map, linkOnly: another })
  const { birthDate } = map
  if (seen && birthDate && !seen.sure)
    throw new Unreadable(
      `Whether day, month or year comes first in the column "${birthDate.column}" of "${file}" cannot be told from its dates: say it in the map, "birthDate": { "column": "${birthDate.column}", "format": "DD/MM/YYYY" }`,
    )
  return {
    map: birthDate && seen ? { ...map, birthDate: { ...birthDate, format: seen.format } } : map,
    ...{ header, separator: String.fromCharCode(separator), line, bytes: bytesOf({ ...source, from }) },
  }
}

function* bytesOf(source: Source): Generator<Uint8Array> {
  const { fill, close } = fillerOf(source)
  try {
    for (;;) {
      const block = new Uint8Array(1 << 16)
      const count = fill(block)
      if (count === 0) return
      yield block.subarray(0, count)
    }
  } finally {
    close()
  }
}
