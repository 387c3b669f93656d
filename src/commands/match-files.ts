import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { type People, type RowFault, saysFault } from '#matching/engine'

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
      out.text(`,${probability[pair]!.toFixed(6)},${weight[pair]!.toFixed(3)}\n`)
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
      out.text(`,${clusters[record]! + 1}\n`)
    }
  })
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

type Words = People['ids']
type Out = Readonly<{ text(text: string): void; word(words: Words, number: number): void; end(): void }>

/** Writes under another name first, so that a file of this name is always whole. */
function written<T>(path: string, header: string, write: (out: Out) => T): T {
  const part = `${path}.part`
  const file = openSync(part, 'w')
  try {
    const out = outTo(file)
    out.text(`${header}\n`)
    const result = write(out)
    out.end()
    closeSync(file)
    renameSync(part, path)
    return result
  } catch (cause) {
    rmSync(part, { force: true })
    throw cause
  }
}

// Words go from bytes to bytes: to make strings of two ids a pair took longer than to find and score the pairs.
function outTo(file: number): Out {
  const buffer = Buffer.alloc(1 << 20)
  let at = 0
  const room = (length: number): void => {
    if (at + length <= buffer.length) return
    writeSync(file, buffer, 0, at)
    at = 0
  }
  const text = (given: string): void => {
    if (3 * given.length > buffer.length) {
      room(buffer.length)
      writeSync(file, given)
      return
    }
    room(3 * given.length)
    at += buffer.write(given, at)
  }
  const word = ({ bytes, starts }: Words, number: number): void => {
    const [start, end] = [starts[number]!, starts[number + 1]!]
    let plain = end - start <= buffer.length
    for (let from = start; plain && from < end; from++) plain = !special.has(bytes[from]!)
    if (!plain) {
      text(quoted(Buffer.from(bytes.slice(start, end)).toString()))
      return
    }
    room(end - start)
    for (let from = start; from < end; from++) buffer[at++] = bytes[from]!
  }
  return { text, word, end: () => room(buffer.length + 1) }
}

const special = new Set([...'",\r\n'].map(sign => sign.charCodeAt(0)))
const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
