import { type Accuracy, rightness, type Said } from './truth.ts'

/** How right a matching was for one group of people. */
export type GroupFigures = Accuracy &
  Readonly<{ group: string; records: number; truePairs: number; blockingRecall: number; falseLinks: number }>

/**
 * Accuracy at the chosen threshold for each group, in the order of their names: `groups[record]` is whose record it is. A
 * false link between two groups counts in both, since it harms somebody in each.
 */
export function byGroup(truth: Int32Array, said: Said, groups: readonly string[]): readonly GroupFigures[] {
  const tallies = new Map<string, Tally>(
    [...new Set(groups)]
      .sort()
      .map(group => [group, { records: 0, truePairs: 0, scored: 0, linked: 0, falseLinks: 0 }]),
  )
  countPeople(truth, groups, tallies)
  const right = rightness(truth, said)
  for (let pair = 0; pair < right.length; pair++) {
    if (right[pair] === 2) continue
    const [one, other] = [tallies.get(groups[said.left[pair]!]!)!, tallies.get(groups[said.right[pair]!]!)!]
    const linked = said.probability[pair]! >= said.threshold
    if (right[pair] === 1) {
      one.scored++
      if (linked) one.linked++
    } else if (linked) {
      one.falseLinks++
      if (other !== one) other.falseLinks++
    }
  }
  return [...tallies].map(([group, { records, truePairs, scored, linked, falseLinks }]) => {
    const [precision, recall] = [linked / (linked + falseLinks), linked / truePairs]
    const f1 = (2 * precision * recall) / (precision + recall) || 0
    return { group, records, truePairs, blockingRecall: scored / truePairs, precision, recall, f1, falseLinks }
  })
}

type Tally = { records: number; truePairs: number; scored: number; linked: number; falseLinks: number }

/** Records and true pairs of each group; a person is of the group of their first record. */
function countPeople(truth: Int32Array, groups: readonly string[], tallies: ReadonlyMap<string, Tally>): void {
  const many = new Map<number, number>()
  for (const [record, person] of truth.entries()) {
    if (person < 0) continue
    const before = many.get(person) ?? 0
    const tally = tallies.get(groups[record]!)!
    tally.records++
    tally.truePairs += before
    many.set(person, before + 1)
  }
}
