import { type ClusterFigures, clustersAgainst } from './truth-clusters.ts'

/** What a matching said, as far as it can be held against the truth. */
export type Said = Readonly<{
  /** Pairs that were scored, by the numbers of their records. */
  left: Int32Array
  right: Int32Array
  weight: Float64Array
  probability: Float64Array
  /** The cluster of each record. */
  clusters: Int32Array
  /** The probability from which on two records were taken as one person. */
  threshold: number
  /** Of each record, where only pairs across sources were wanted. */
  sources?: Int32Array | undefined
  /** Of each record which twins they are one of (any number), or -1: two people of one number are twins. */
  twins?: Int32Array | undefined
}>

export type Accuracy = Readonly<{ precision: number; recall: number; f1: number }>

/** How right a matching was. Recall counts every true pair, those that blocking lost among them. */
export type Figures = Readonly<{
  records: number
  pairs: number
  truePairs: number
  /** The share of true pairs that were scored at all. */
  blockingRecall: number
  chosen: Accuracy & Readonly<{ threshold: number }>
  /** At the weight where F1 is highest; `threshold` is the probability there. */
  best: Accuracy & Readonly<{ threshold: number }>
  /** The highest recall at which 99 (99.9) in a hundred links are right. */
  recallAtP99: number
  recallAtP999: number
  /** Mean distance between what was stated and what was so, over the bands of `calibration`, by their pairs. */
  calibrationError: number
  /** In bands of stated probability: how many pairs, what was stated on the mean, and how often it was right. */
  calibration: readonly Band[]
  /** Of pairs stated to be 0.985 to 0.995 likely, how many and the share that is right; of those stated 0.99 or more too. */
  near99: Readonly<{ pairs: number; right: number }>
  from99: Readonly<{ pairs: number; right: number }>
  clusters: ClusterFigures
}>
export type Band = Readonly<{ from: number; to: number; pairs: number; stated: number; right: number }>

/**
 * Holds a matching against the truth: `truth[record]` is the number of the person, or -1 where it is not known, and pairs
 * with such a record are left out of every figure. A share of nothing is NaN.
 */
export function heldAgainst(truth: Int32Array, said: Said): Figures {
  const right = rightness(truth, said)
  const truePairs = truePairsOf(truth, said.sources)
  const found = right.reduce((sum, one) => sum + (one === 1 ? 1 : 0), 0)
  const points = curve(said.weight, right, truePairs)
  return {
    records: truth.reduce((sum, person) => sum + (person >= 0 ? 1 : 0), 0),
    pairs: right.reduce((sum, one) => sum + (one === unknown ? 0 : 1), 0),
    truePairs,
    blockingRecall: found / truePairs,
    chosen: { ...accuracyFrom(said.threshold, said.probability, right, truePairs), threshold: said.threshold },
    best: { ...points.best, threshold: probabilityAt(points.at, said) },
    recallAtP99: points.recallAtP99,
    recallAtP999: points.recallAtP999,
    ...calibrationOf(said.probability, right),
    near99: rightBetween(0.985, 0.995, said.probability, right),
    from99: rightBetween(0.99, 2, said.probability, right),
    clusters: clustersAgainst(truth, said.clusters, said),
  }
}

const unknown = 2

/** Of each pair: 1 of one person, 0 of two, 2 not known. */
export function rightness(truth: Int32Array, { left, right }: Pick<Said, 'left' | 'right'>): Uint8Array {
  return Uint8Array.from(left, (l, pair) => {
    const [one, other] = [truth[l]!, truth[right[pair]!]!]
    return one < 0 || other < 0 ? unknown : one === other ? 1 : 0
  })
}

/** How many pairs of records are of one person; across sources only, where there are sources. */
export function truePairsOf(truth: Int32Array, sources?: Int32Array): number {
  const within = pairsAlike(truth, () => 0)
  return sources ? within - pairsAlike(truth, record => sources[record]!) : within
}

function pairsAlike(truth: Int32Array, part: (record: number) => number): number {
  // Numbers of people and sources stay far below 2 ** 26, so that both fit the 53 bits of one number.
  const keys = Float64Array.from(truth, (person, record) => (person < 0 ? -1 : person * 2 ** 26 + part(record))).sort()
  let pairs = 0
  for (let at = 1, run = 0; at < keys.length; at++) {
    run = keys[at] === keys[at - 1] ? run + 1 : 0
    if (keys[at]! >= 0) pairs += run
  }
  return pairs
}

const f1Of = (precision: number, recall: number): number => (2 * precision * recall) / (precision + recall) || 0

function accuracyFrom(least: number, probability: Float64Array, right: Uint8Array, truePairs: number): Accuracy {
  let [linked, good] = [0, 0]
  for (let pair = 0; pair < right.length; pair++) {
    if (probability[pair]! < least || right[pair] === unknown) continue
    linked++
    good += right[pair]!
  }
  const [precision, recall] = [good / linked, good / truePairs]
  return { precision, recall, f1: f1Of(precision, recall) }
}

/** Walks down the weights; pairs of equal weight are linked together or not at all. */
function curve(weight: Float64Array, right: Uint8Array, truePairs: number) {
  const goods = weight.filter((_, pair) => right[pair] === 1).sort()
  const bads = weight.filter((_, pair) => right[pair] === 0).sort()
  let [good, bad] = [goods.length, bads.length]
  let best: Accuracy = { precision: Number.NaN, recall: 0, f1: 0 }
  let [at, recallAtP99, recallAtP999] = [Number.POSITIVE_INFINITY, 0, 0]
  while (good > 0 || bad > 0) {
    const next = Math.max(goods[good - 1] ?? Number.NEGATIVE_INFINITY, bads[bad - 1] ?? Number.NEGATIVE_INFINITY)
    while (good > 0 && goods[good - 1]! >= next) good--
    while (bad > 0 && bads[bad - 1]! >= next) bad--
    const [yes, no] = [goods.length - good, bads.length - bad]
    const [precision, recall] = [yes / (yes + no), yes / truePairs]
    if (precision >= 0.99) recallAtP99 = recall
    if (precision >= 0.999) recallAtP999 = recall
    const f1 = f1Of(precision, recall)
    if (f1 > best.f1) [best, at] = [{ precision, recall, f1 }, next]
  }
  return { best, at, recallAtP99, recallAtP999 }
}

/** The lowest probability that a pair of so much weight has. */
function probabilityAt(least: number, { weight, probability }: Said): number {
  let lowest = 1
  for (let pair = 0; pair < weight.length; pair++) {
    if (weight[pair]! >= least && probability[pair]! < lowest) lowest = probability[pair]!
  }
  return lowest
}

function rightBetween(from: number, to: number, probability: Float64Array, right: Uint8Array) {
  let [pairs, good] = [0, 0]
  for (let pair = 0; pair < right.length; pair++) {
    if (probability[pair]! < from || probability[pair]! >= to || right[pair] === unknown) continue
    pairs++
    good += right[pair]!
  }
  return { pairs, right: good / pairs }
}

// Narrow where decisions are made and most pairs lie, near nought and near one.
const edges = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 1.000001]

function calibrationOf(probability: Float64Array, right: Uint8Array) {
  const bands = edges.slice(1).map(() => ({ pairs: 0, stated: 0, right: 0 }))
  let all = 0
  for (let pair = 0; pair < right.length; pair++) {
    if (right[pair] === unknown) continue
    let place = 0
    while (probability[pair]! >= edges[place + 1]!) place++
    const band = bands[place]!
    band.pairs++
    band.stated += probability[pair]!
    band.right += right[pair]!
    all++
  }
  const calibration = bands.map(
    (band, place): Band => ({
      ...{ from: edges[place]!, to: Math.min(1, edges[place + 1]!), pairs: band.pairs },
      ...{ stated: band.stated / band.pairs, right: band.right / band.pairs },
    }),
  )
  const off = bands.reduce((sum, { stated, right: good }) => sum + Math.abs(stated - good), 0)
  return { calibration, calibrationError: off / all }
}
