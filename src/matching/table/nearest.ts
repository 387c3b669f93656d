/** The word that is written most like another, where any is at all: what somebody meant who mistyped. */
export function nearest(word: string, among: readonly string[]): string | undefined {
  const near = among.map(one => ({ one, edits: edits(plain(word), plain(one)) })).sort((a, b) => a.edits - b.edits)[0]
  return near && near.edits <= Math.max(2, word.length / 2) ? near.one : undefined
}

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

/** How many letters must be put in, taken out or changed. */
function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
