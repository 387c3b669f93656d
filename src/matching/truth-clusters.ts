/** How right clusters were: by pairs of records inside them, by record (B-cubed), and whole. */
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
 * Holds clusters against the people of `truth`, records without one (-1) left out. B-cubed as Bagga and Baldwin defined it
 * ("Entity-based cross-document coreferencing using the vector space model", 1998).
 */
export function clustersAgainst(truth: Int32Array, clusters: Int32Array, twins?: Int32Array): ClusterFigures {
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
  const pairsIn = (of: ReadonlyMap<number, number>) =>
    of.values().reduce((sum, many) => sum + (many * (many - 1)) / 2, 0)
  const [precision, recall] = [sums.both / pairsIn(inCluster), sums.both / pairsIn(ofPerson)]
  const [bPrecision, bRecall] = [sums.bPrecision / known.length, sums.bRecall / known.length]
  return {
    clusters: inCluster.size,
    largest: inCluster.values().reduce((most, many) => Math.max(most, many), 0),
    ...{ precision, recall, f1: mean(precision, recall) },
    ...{ bPrecision, bRecall, bF1: mean(bPrecision, bRecall) },
    exact: sums.exact / ofPerson.size,
    ...(twins ? twinsIn(known, truth, clusters, twins) : { twins: 0, twinsMerged: 0 }),
  }
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
