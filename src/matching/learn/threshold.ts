const bins = 1000

/**
 * The probability from which on to take two records as one person, chosen without knowing the truth: where the expected
 * F1 is highest.
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
  let [best, from, taken, right] = [0, bins - 1, 0, 0]
  for (let bin = bins - 1; bin > 0; bin--) {
    taken += pairs[bin]!
    right += same[bin]!
    const f1 = (2 * right) / (taken + all)
    if (f1 > best) [best, from] = [f1, bin]
  }
  // Halfway to the next pair that is not taken: where few lie between, another file's may.
  let below = from - 1
  while (below > 0 && pairs[below] === 0) below--
  return (from + below + 1) / 2 / bins
}
