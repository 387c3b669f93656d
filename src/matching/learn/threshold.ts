import type { Scored } from './score.ts'

const bins = 1000

/**
 * The lowest probability to take two records as one person from. F1 is at its best from half of what it is there, so that
 * a lower one means that no more than 0.8 is to be had: what is known hardly tells people apart, and strangers who happen
 * to be the least unlikely would be joined.
 */
export const leastThreshold = 0.4

/** The probability at which two records are as likely one person as not, and the F1 from which on it is a balance. */
const [evenly, worthHaving] = [0.5, 2 * leastThreshold]

/**
 * The probability from which on to take two records as one person, chosen without knowing the truth: where the expected
 * F1 is highest. Where that is not worth having, nobody is joined who is more likely not one person.
 */
export function thresholdFor(
  { weights, counts }: Readonly<{ weights: Float64Array; counts: Float64Array }>,
  calibrated: (weight: number) => number,
): number {
  const [pairs, same] = [new Float64Array(bins), new Float64Array(bins)]
  let all = 0
  for (let at = 0; at < weights.length; at++) {
    const probability = calibrated(weights[at]!)
    const bin = Math.min(bins - 1, Math.floor(probability * bins))
    pairs[bin]! += counts[at]!
    same[bin]! += counts[at]! * probability
    all += counts[at]! * probability
  }
  let [highest, from, taken, right] = [0, bins - 1, 0, 0]
  for (let bin = bins - 1; bin > 0; bin--) {
    taken += pairs[bin]!
    right += same[bin]!
    const f1 = (2 * right) / (taken + all)
    if (f1 > highest) [highest, from] = [f1, bin]
  }
  // Halfway to the next pair that is not taken: where few lie between, another file's may.
  let below = from - 1
  while (below > 0 && pairs[below] === 0) below--
  return Math.max((from + below + 1) / 2 / bins, highest < worthHaving ? evenly : leastThreshold)
}

/**
 * Why little is to be made of these pairs, in a sentence, if by their own probabilities too many of those that are more
 * likely one person than not are wrong, or too many others are missed; none where nobody is so likely.
 */
export function hardlyTold({ probability }: Pick<Scored, 'probability'>): readonly string[] {
  let [taken, right, all] = [0, 0, 0]
  for (const one of probability) {
    all += one
    if (one < evenly) continue
    taken++
    right += one
  }
  if (taken === 0 || 2 * right >= worthHaving * (taken + all)) return []
  const percent = (share: number): string => (100 * share).toFixed(0)
  return [
    `what is known hardly tells these people apart: by the probabilities themselves ${percent(1 - right / taken)} % of links are wrong and ${percent(1 - right / all)} % are missed`,
  ]
}
