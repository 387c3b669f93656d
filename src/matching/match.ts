import type { Pairs, Width } from './comparison.ts'
import {
  behind,
  bringInOrder,
  clusters,
  learn,
  ofSize,
  type Scored,
  scorerOf,
  type Together,
  throughOthers,
  togetherBy,
  unseenWithin,
} from './learn/index.ts'
import type { Model } from './model.ts'
import { chancesOf, comparePairs, findPairs } from './pairs/index.ts'
import type { People } from './people.ts'

export type Phase = 'pairs' | 'chances' | 'learning' | 'scoring' | 'clusters'

export type MatchAsked = Readonly<{
  width: Width
  threads: number
  /** A model to use as it is; without one, it is learnt from these people. */
  model?: Model
  /** The probability from which on two records are taken as one person, whatever a model says. */
  threshold?: number | undefined
  onProgress?: (phase: Phase) => void
}>

/**
 * Pairs with their weights in bits and probabilities, the number of a person for each record, and what it took. `through`
 * is the third record that makes a pair likelier than the pair does by itself, or -1.
 */
export type Matched = Readonly<{
  pairs: Pairs & Scored & Readonly<{ through?: Int32Array }>
  clusters: Int32Array
  model: Model
  seconds: Readonly<Record<Phase, number>>
}>

/** Who is who among these people: the same people give the same answer to the byte, whatever the number of threads. */
export async function match(people: People, asked: MatchAsked): Promise<Matched> {
  const { width, threads, model, onProgress } = asked
  const seconds: Record<Phase, number> = { pairs: 0, chances: 0, learning: 0, scoring: 0, clusters: 0 }
  const timed = async <T>(phase: Phase, work: () => T | Promise<T>): Promise<T> => {
    onProgress?.(phase)
    const before = performance.now()
    const done = await work()
    seconds[phase] = (performance.now() - before) / 1000
    return done
  }
  const pairs = await timed('pairs', () => findPairs({ people, width, threads }))
  const found = model ? ofSize(model, people.count) : await learnt(people, pairs, width, timed)
  const used = { ...found, threshold: asked.threshold ?? found.threshold }
  const score = scorerOf(people, used, people.count >= Math.min(manyEnough, (model ?? used).madeFrom.records))
  const scored = { ...pairs, ...(await timed('scoring', () => score(pairs))) }
  const drawn = await timed('clusters', () => {
    const found = clusters(people, scored, { threshold: used.threshold })
    return { pairs: seenAgain(people, scored, togetherBy(found, scored), score), clusters: found }
  })
  return { ...drawn, model: used, seconds }
}

/**
 * So many people tell by themselves which of their words are common among them, whatever a model says, and so do as many as
 * it was made from: it names no word of few people, and scores those it was learnt from as it learnt them.
 */
const manyEnough = 1_000

/** With what third records say, and with the pairs that belong together by way of others, which no key had found. */
function seenAgain(people: People, scored: Pairs & Scored, together: Together, score: Score): Matched['pairs'] {
  const unseen = unseenWithin(people, together)
  if (unseen.left.length === 0) return { ...scored, ...throughOthers(scored, together) }
  const more = comparePairs(people, unseen.left, unseen.right)
  const all = behind(scored, { ...more, ...score(more) })
  const pairs = { ...all, ...throughOthers(all, together, more.size) }
  bringInOrder(pairs, more.size)
  return pairs
}

type Score = (pairs: Pairs) => Scored

type Timed = <T>(phase: Phase, work: () => T | Promise<T>) => Promise<T>

async function learnt(people: People, pairs: Pairs, width: Width, timed: Timed): Promise<Model> {
  // Not in another thread while pairs are found: there the code that compares is cold, and it takes longer than it saves
  // (measured at 100,000 records).
  const chances = await timed('chances', () => chancesOf(people))
  const model = await timed('learning', () => learn(people, pairs, chances))
  return { ...model, madeFrom: { ...model.madeFrom, width } }
}
