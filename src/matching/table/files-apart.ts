import type { Column } from '../people.ts'
import type { FilePart } from './parts.ts'
import { Unreadable } from './unreadable.ts'

/**
 * Throws `Unreadable` where an identifier stands in two files. Each row of the later one would be left out as told twice,
 * although none is wrong: files of different senders often count from one.
 */
export function mustBeTold(parts: readonly FilePart[], { values, words }: Column, column: string): void {
  const files = [...new Set(parts.map(({ opened }) => opened))]
  const fileOf = new Int32Array(words.size).fill(-1)
  const inTwo = new Set<number>()
  let row = 0
  for (const { opened, read } of parts) {
    const file = files.indexOf(opened)
    for (const end = row + read.endRow - read.firstRow; row < end; row++) {
      const id = values[row]!
      if (fileOf[id] === -1) fileOf[id] = file
      else if (fileOf[id] !== file) inTwo.add(id)
    }
  }
  if (inTwo.size === 0) return
  const many = inTwo.size === 1 ? 'One identifier stands' : `${inTwo.size.toLocaleString('en-GB')} identifiers stand`
  throw new Unreadable(
    `${many} in more than one file, and nobody could tell from an answer whose is meant: put another prefix before those of each file in the column "${column}", such as a-1 and b-1`,
  )
}
