/**
 * How right clusters were: by pairs of records inside them, by record (B-cubed), and whole. Where only pairs across sources
 * were wanted, nobody was to find the rest of a person, so that B-cubed and whole persons are not figures: NaN.
 */
export type ClusterFigures = Readonly<{
  clusters: number
  largest: number
  precision: number
  recall: number
  f1: number
  /** B-cubed: of each record, the share of its cluster that is its person, and of its person that is its cluster. */
  bPrecision: number
  bRecall: number
  bF1: number
  /** The share of people who are one cluster, all of it and nobody else. */
  exact: number
  /** Pairs of twins of whom both have records, and how many of them share a cluster. */
  twins: number
  twinsMerged: number
}>

/**
 * Holds clusters against the people of `truth`, records without one (-1) left out; pairs across `sources` only, where there
 * are sources. B-cubed as Bagga and Baldwin defined it
 * ("Entity-based cross-document coreferencing using the vector space model", 1998).
 */
export function clustersAgainst(
  truth: Int32Array,
  clusters: Int32Array,
  { twins, sources }: Readonly<{ twins?: Int32Array | undefined; sources?: Int32Array | undefined }> = {},
): ClusterFigures {
  const known = Int32Array.from(truth.keys()).filter(record => truth[record]! >= 0)
  const [inCluster, ofPerson] = [sizes(known, clusters), sizes(known, truth)]
  const sums = { both: 0, bPrecision: 0, bRecall: 0, exact: 0 }
  forEachShare(known, clusters, truth, (cluster, person, many) => {
    const [clusterSize, personSize] = [inCluster.get(cluster)!, ofPerson.get(person)!]
    sums.both += (many * (many - 1)) / 2
    sums.bPrecision += (many * many) / clusterSize
    sums.bRecall += (many * many) / personSize
    if (many === clusterSize && many === personSize) sums.exact++
  })
  const pairs = sources
    ? pairsAcross(known, sources, truth, clusters)
    : { both: sums.both, inCluster: pairsIn(inCluster), ofPerson: pairsIn(ofPerson) }
  const [precision, recall] = [pairs.both / pairs.inCluster, pairs.both / pairs.ofPerson]
  const each = sources ? Number.NaN : known.length
  const [bPrecision, bRecall] = [sums.bPrecision / each, sums.bRecall / each]
  return {
    clusters: inCluster.size,
    largest: inCluster.values().reduce((most, many) => Math.max(most, many), 0),
    ...{ precision, recall, f1: mean(precision, recall) },
    ...{ bPrecision, bRecall, bF1: sources ? Number.NaN : mean(bPrecision, bRecall) },
    exact: sources ? Number.NaN : sums.exact / ofPerson.size,
    ...(twins ? twinsIn(known, truth, clusters, twins) : { twins: 0, twinsMerged: 0 }),
  }
}

const pairsIn = (sizes: ReadonlyMap<number, number>): number =>
  sizes.values().reduce((sum, many) => sum + (many * (many - 1)) / 2, 0)

/** How many pairs of records of different sources share a cluster, a person, or both. */
function pairsAcross(records: Int32Array, sources: Int32Array, truth: Int32Array, clusters: Int32Array) {
  const across = (of: Int32Array) =>
    pairsIn(sizes(records, of)) - pairsIn(sizes(records, jointly(records, of, sources)))
  return { both: across(jointly(records, clusters, truth)), inCluster: across(clusters), ofPerson: across(truth) }
}

/** Of each record a number that it has in common with those who have both in common with it. */
function jointly(records: Int32Array, one: Int32Array, other: Int32Array): Int32Array {
  const numbers = new Map<number, number>()
  const joint = new Int32Array(one.length).fill(-1)
  for (const record of records) {
    const key = one[record]! * 2 ** 26 + other[record]!
    if (!numbers.has(key)) numbers.set(key, numbers.size)
    joint[record] = numbers.get(key)!
  }
  return joint
}

const mean = (one: number, other: number): number => (2 * one * other) / (one + other) || 0

function sizes(records: Int32Array, of: Int32Array): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (const record of records) found.set(of[record]!, (found.get(of[record]!) ?? 0) + 1)
  return found
}

/** Each person's records in each cluster, by sorting rather than by a map of maps. */
function forEachShare(
  records: Int32Array,
  clusters: Int32Array,
  truth: Int32Array,
  hear: (cluster: number, person: number, many: number) => void,
): void {
  const most = 2 ** 26
  const keys = Float64Array.from(records, record => clusters[record]! * most + truth[record]!).sort()
  for (let from = 0, at = 1; at <= keys.length; at++) {
    if (at < keys.length && keys[at] === keys[from]) continue
    hear(Math.floor(keys[from]! / most), keys[from]! % most, at - from)
    from = at
  }
}

function twinsIn(records: Int32Array, truth: Int32Array, clusters: Int32Array, twins: Int32Array) {
  const sets = new Map<number, Map<number, Set<number>>>()
  for (const record of records) {
    if (twins[record]! < 0) continue
    const people = sets.get(twins[record]!) ?? new Map<number, Set<number>>()
    const own = people.get(truth[record]!) ?? new Set<number>()
    sets.set(twins[record]!, people.set(truth[record]!, own.add(clusters[record]!)))
  }
  let [all, merged] = [0, 0]
  for (const people of sets.values()) {
    const each = [...people.values()]
    for (const [place, one] of each.entries())
      for (const other of each.slice(place + 1)) {
        all++
        if (!one.isDisjointFrom(other)) merged++
      }
  }
  return { twins: all, twinsMerged: merged }
}
