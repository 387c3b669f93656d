import type { Many, One } from './parts.ts'
import type { Alternative } from './rules.ts'

/** An alternative that asks for a shared fact, and the number of the rule that it is of. */
export type Tried = Readonly<{ rule: number; alternative: Alternative }>

/**
 * What the words of a column say among those who share a fact: the signs of word `w` lie from `starts[w]` to `starts[w + 1]`,
 * a hash and its kind in turn. Two who give the same sign, and are the same in all that is asked `beside`, share a key.
 */
export type Signs = Readonly<{
  values: Int32Array
  starts: Int32Array
  signs: Int32Array
  beside: readonly One[]
  /** How many signs a word gives at most. */
  most: number
}>

/** All that alternatives ask for besides the fact shared, column by column. */
export function signsOf(shared: One, tried: readonly Tried[]): readonly Signs[] {
  const asked = tried.map(one => askedBesides(shared, one))
  const alone = Map.groupBy(
    asked.filter(({ beside }) => beside.length === 0),
    ({ last }) => last.values,
  )
  return [...alone.values(), ...asked.filter(({ beside }) => beside.length > 0).map(one => [one])].map(signsOfColumn)
}

/** Keys of a rule are the same if they are as long, and each part is the same: a kind says which rule, where, how long. */
export const ruleOfKind = (kind: number): number => kind >> 4

type Asked = Readonly<{ kind: number; last: One | Many; beside: readonly One[] }>

function askedBesides(shared: One, { rule, alternative: { ones, many } }: Tried): Asked {
  const last = many ?? ones.findLast(part => part !== shared)!
  return {
    kind: (rule << 4) | (ones.indexOf(shared) << 2) | (ones.length + (many ? 1 : 0)),
    last,
    beside: ones.filter(part => part !== shared && part !== last),
  }
}

function signsOfColumn(asked: readonly Asked[]): Signs {
  const [{ last, beside }] = asked as readonly [Asked]
  const words = 'starts' in last ? last.starts.length - 1 : last.hashes.length
  const starts = new Int32Array(words + 1)
  for (const one of asked) countSigns(one, starts)
  const most = starts.reduce((most, signs) => Math.max(most, signs), 0) / 2
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!
  const signs = new Int32Array(starts[words]!)
  const next = starts.slice()
  for (const one of asked) addSigns(one, next, signs)
  return { values: last.values, starts, signs, beside, most }
}

function countSigns({ last }: Asked, counts: Int32Array): void {
  const { hashes } = last
  const starts = 'starts' in last ? last.starts : undefined
  for (let word = 0; word + 1 < counts.length; word++)
    if (starts) counts[word + 1]! += 2 * (starts[word + 1]! - starts[word]!)
    else if (hashes[word] !== 0) counts[word + 1]! += 2
}

function addSigns({ last, kind }: Asked, next: Int32Array, signs: Int32Array): void {
  const { hashes } = last
  const starts = 'starts' in last ? last.starts : undefined
  for (let word = 0; word + 1 < next.length; word++) {
    const end = starts ? starts[word + 1]! : word + 1
    for (let at = starts ? starts[word]! : word; at < end; at++) {
      // A word that makes no key is nought; parts of names never are.
      if (!starts && hashes[at] === 0) continue
      signs[next[word]!++] = hashes[at]!
      signs[next[word]!++] = kind
    }
  }
}
