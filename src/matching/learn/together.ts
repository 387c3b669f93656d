import type { Pairs } from '../comparison.ts'

/** Groups of more are left as they are: something else than one person is likely wrong with them. */
export const mostTogether = 40

/** Who was drawn together, cluster by cluster. */
export type Together = Readonly<{
  clusters: Int32Array
  /** The records of cluster `c`, ascending, from `starts[c]` to `starts[c + 1]`. */
  members: Int32Array
  starts: Int32Array
  /** The pairs of cluster `c`, ascending, from `pairStarts[c]` to `pairStarts[c + 1]`, and which two members they are of. */
  pairs: Int32Array
  pairStarts: Int32Array
  lefts: Uint8Array
  rights: Uint8Array
}>

export function togetherBy(clusters: Int32Array, pairs: Pick<Pairs, 'left' | 'right' | 'size'>): Together {
  let most = -1
  for (let record = 0; record < clusters.length; record++) most = Math.max(most, clusters[record]!)
  const starts = startsBy(clusters, clusters.length, most)
  const members = new Int32Array(clusters.length)
  for (let record = 0; record < clusters.length; record++) members[starts[clusters[record]! + 1]!++] = record
  const place = new Uint8Array(clusters.length)
  for (let cluster = 0; cluster <= most; cluster++)
    for (let at = starts[cluster]!; at < starts[cluster + 1]!; at++) place[members[at]!] = at - starts[cluster]!
  return { clusters, members, starts: starts.subarray(0, -1), ...pairsBy(clusters, most, place, pairs) }
}

function pairsBy(
  clusters: Int32Array,
  most: number,
  place: Uint8Array,
  { left, right, size }: Pick<Pairs, 'left' | 'right' | 'size'>,
) {
  const within = new Int32Array(size + 1)
  const clusterOf = new Int32Array(size + 1)
  let end = 0
  for (let pair = 0; pair < size; pair++) {
    const cluster = clusters[left[pair]!]!
    const differ = cluster ^ clusters[right[pair]!]!
    // Kept or not without a branch: which it will be is anybody's guess, and to guess wrong is to wait for memory.
    within[end] = pair
    clusterOf[end] = cluster
    end += ((differ | -differ) >>> 31) ^ 1
  }
  const starts = startsBy(clusterOf, end, most)
  const [pairs, lefts, rights] = [new Int32Array(end), new Uint8Array(end), new Uint8Array(end)]
  for (let one = 0; one < end; one++) {
    const at = starts[clusterOf[one]! + 1]!++
    const pair = within[one]!
    pairs[at] = pair
    lefts[at] = place[left[pair]!]!
    rights[at] = place[right[pair]!]!
  }
  return { pairs, pairStarts: starts, lefts, rights }
}

/** Where those of each cluster begin, one place later: as it fills, where the next begins becomes where this one ends. */
function startsBy(clusters: Int32Array, size: number, most: number): Int32Array {
  const starts = new Int32Array(most + 3)
  for (let at = 0; at < size; at++) starts[clusters[at]! + 2]!++
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!
  return starts
}

/** Calls `see` for each cluster of three or more with where its members begin, how many they are, and which it is. */
export function eachOfSome({ starts }: Together, see: (from: number, size: number, cluster: number) => void): void {
  for (let cluster = 0; cluster + 1 < starts.length; cluster++) {
    const size = starts[cluster + 1]! - starts[cluster]!
    if (size >= 3 && size <= mostTogether) see(starts[cluster]!, size, cluster)
  }
}
