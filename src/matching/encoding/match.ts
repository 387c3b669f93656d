import { clusters, learn, ofSize, scorePairs } from '../learn/index.ts'
import type { Matched, Phase } from '../match.ts'
import type { Model } from '../model.ts'
import type { People } from '../people.ts'
import { comparisonsOfFilters, encodedPeople } from './alike.ts'
import { type Filters, pairsOf } from './candidates.ts'
import { type Encoded, mustGoTogether } from './file.ts'
import { chancesOfFilters, comparedPairs } from './patterns.ts'

export type EncodedAsked = Readonly<{
  /** What the files hold, with their names for whoever reads of a fault. */
  files: readonly Readonly<{ name: string; encoded: Encoded }>[]
  threads: number
  model?: Model | undefined
  /** The probability from which on two are taken as one person, whatever a model says. */
  threshold?: number | undefined
  onProgress?: ((phase: Phase) => void) | undefined
}>

/**
 * Who is who among people of whom only filters are known: across the files, or within one. What comes back is as from
 * clear facts, with the senders' ids. Throws `EncodedFault` for files that do not go together.
 */
export async function matchEncoded(asked: EncodedAsked): Promise<Readonly<{ people: People; matched: Matched }>> {
  const files = asked.files.map(({ encoded }) => encoded)
  mustGoTogether(
    files,
    asked.files.map(({ name }) => name),
  )
  const filters = together(files)
  const people = encodedPeople(
    filters,
    files.flatMap(({ ids }) => ids),
  )
  const seconds: Record<Phase, number> = { pairs: 0, chances: 0, learning: 0, scoring: 0, clusters: 0 }
  const timed = async <T>(phase: Phase, work: () => T | Promise<T>): Promise<T> => {
    asked.onProgress?.(phase)
    const before = performance.now()
    const done = await work()
    seconds[phase] = (performance.now() - before) / 1000
    return done
  }
  const compared = comparisonsOfFilters(filters, people)
  const pairs = await timed('pairs', async () => comparedPairs(compared, await pairsOf(filters, asked.threads)))
  const chances = await timed('chances', () => chancesOfFilters(people, compared))
  const given = asked.model && ofSize(asked.model, people.count)
  const found = given ?? (await timed('learning', () => learn(people, pairs, chances)))
  const model = { ...found, threshold: asked.threshold ?? found.threshold }
  const scored = { ...pairs, ...(await timed('scoring', () => scorePairs(people, pairs, model))) }
  const drawn = await timed('clusters', () => clusters(people, scored, { threshold: model.threshold }))
  return { people, matched: { pairs: scored, clusters: drawn, model, seconds } }
}

function together(files: readonly Encoded[]): Filters {
  const count = files.reduce((sum, { ids }) => sum + ids.length, 0)
  const words = files.reduce((sum, { filters }) => sum + filters.length, 0)
  const filters = new Uint32Array(new SharedArrayBuffer(words * 4))
  const sources = new Int32Array(new SharedArrayBuffer(count * 4))
  let [word, record] = [0, 0]
  for (const [file, one] of files.entries()) {
    filters.set(one.filters, word)
    sources.fill(file, record, record + one.ids.length)
    word += one.filters.length
    record += one.ids.length
  }
  return { filters, sources: files.length > 1 ? sources : undefined, count, fingerprint: files[0]?.fingerprint ?? '' }
}
