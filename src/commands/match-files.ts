import { rmSync } from 'node:fs'
import { type People, type PeopleRead, type RowFault, saysFault } from '#matching/engine'
import { quoted, written } from './match-out.ts'

/** Pairs less likely than this are not written: they are many, and nobody looks at them. */
const leastLikely = 0.01

type Scored = Readonly<{ left: Int32Array; right: Int32Array; probability: Float64Array; weight: Float64Array }>

/** Writes `id_l,id_r,probability,weight` of every pair that is likely enough, in the order of the pairs; says how many. */
export function writePairs(path: string, { ids }: People, { left, right, probability, weight }: Scored): number {
  return written(path, 'id_l,id_r,probability,weight', out => {
    let count = 0
    for (let pair = 0; pair < left.length; pair++) {
      if (!(probability[pair]! >= leastLikely)) continue
      out.word(ids, left[pair]!)
      out.text(',')
      out.word(ids, right[pair]!)
      out.text(',')
      out.fixed(probability[pair]!, 6)
      out.text(',')
      out.fixed(weight[pair]!, 3)
      out.text('\n')
      count++
    }
    return count
  })
}

/** Writes `id,cluster` of every record. */
export function writeClusters(path: string, { ids, count }: People, clusters: Int32Array): void {
  written(path, 'id,cluster', out => {
    for (let record = 0; record < count; record++) {
      out.word(ids, record)
      out.text(',')
      out.fixed(clusters[record]! + 1, 0)
      out.text('\n')
    }
  })
}

/**
 * Writes the list of faults where there are any or it was asked for, and says what is in it. One of a run before, which
 * would be taken for this one's, goes.
 */
export function keepFaults(
  { faults, counted }: Pick<PeopleRead, 'faults' | 'counted'>,
  { errors, errorsAsked }: Readonly<{ errors: string | undefined; errorsAsked: boolean }>,
): string | undefined {
  if (errors === undefined) return undefined
  if (faults.length > 0 || errorsAsked) writeFaults(errors, faults)
  else rmSync(errors, { force: true })
  if (faults.length === 0) return undefined
  const all = counted.reduce((sum, { rows }) => sum + rows, 0)
  if (all === faults.length) return `Each is told in ${errors}, with its line.`
  const [first, of] = [faults.length, all].map(number => number.toLocaleString('en-GB'))
  return `The first ${first} of ${of} are told in ${errors}, with their lines.`
}

/** Writes where each fault is, what it is, what became of the row and what to do: never what stands there. */
export function writeFaults(path: string, faults: readonly RowFault[]): void {
  written(path, 'file,line,column,fault,what_became,what_to_do', out => {
    for (const { file, line, column, kind } of faults) {
      const { what, became, todo } = saysFault[kind]
      out.text(`${[file, String(line), column, what, became, todo].map(quoted).join(',')}\n`)
    }
  })
}
