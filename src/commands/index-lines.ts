/** What was wrong with which lines of a file; never what stands in them. */
export type Lines = Readonly<{
  /** A row that was not taken; `ref` where it is sure whose it is. */
  leftOut(line: number, why: string, ref?: string): undefined
  /** A row that was taken, though not all of it could be read. */
  noted(line: number, why: string): void
  /** How many were left out of which nobody knows whose they are. */
  nameless(): number
  /** Says how many more there were than were told of. */
  end(): Readonly<{ skipped: number; notRead: number }>
}>

/** More lines than these are counted and not listed: nobody reads on. */
const most = 20

/** Tells of lines as they come, the first of each kind, and counts them all. */
export function linesTold(say: (sentence: string) => void = console.error): Lines {
  let [skipped, nameless, faults] = [0, 0, 0]
  const noted = new Set<number>()
  return {
    leftOut: (line, why, ref) => {
      if (ref === undefined) nameless++
      if (skipped++ < most) say(`Line ${line}: ${why}. It is left out.`)
    },
    noted: (line, why) => {
      noted.add(line)
      if (faults++ < most) say(`Line ${line}: ${why}.`)
    },
    nameless: () => nameless,
    end: () => {
      const more = Math.max(0, skipped - most) + Math.max(0, faults - most)
      if (more > 0) say(`And so of ${more} more.`)
      return { skipped, notRead: noted.size }
    },
  }
}
