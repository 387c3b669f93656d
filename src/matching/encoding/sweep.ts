import { readFileSync } from 'node:fs'
import { filterWords } from './parts.ts'

/** A part of a sweep: the records `from` to `to` held against all that may go with them. */
export type SweepPart = Readonly<{
  filters: Uint32Array
  /** Bits set in each filter. */
  ones: Uint32Array
  /** The first record that each may be held against; it is held against that one and all behind it. */
  first: Int32Array
  from: number
  to: number
  /** Dice's coefficient in 4096ths, from which on a pair is found. */
  least: number
}>

export type Found = Readonly<{ left: readonly number[]; right: readonly number[] }>

const tile = 4096
const [bytesOfFilter, oneAt] = [filterWords * 4, 0]
const [tileAt, onesAt, foundAt] = [bytesOfFilter, bytesOfFilter * (tile + 1), bytesOfFilter * (tile + 1) + tile * 4]

/** All pairs of a part that are alike enough. Filters are taken by the tile, which fits into a processor's cache. */
export function part({ filters, ones, first, from, to, least }: SweepPart): Found {
  const { memory, sweep } = kernel()
  const room = new Uint32Array(memory.buffer)
  const [left, right]: [number[], number[]] = [[], []]
  for (let start = first[from] ?? ones.length; start < ones.length; start += tile) {
    const end = Math.min(ones.length, start + tile)
    room.set(filters.subarray(start * filterWords, end * filterWords), tileAt / 4)
    room.set(ones.subarray(start, end), onesAt / 4)
    for (let one = from; one < to; one++) {
      const skipped = Math.max(0, first[one]! - start)
      if (skipped >= end - start || ones[one] === 0) continue
      room.set(filters.subarray(one * filterWords, (one + 1) * filterWords), oneAt)
      const begin = tileAt + skipped * bytesOfFilter
      const stop = tileAt + (end - start) * bytesOfFilter
      const found = sweep(oneAt, ones[one]!, begin, stop, onesAt + skipped * 4, least, foundAt)
      for (let i = 0; i < found; i++) {
        left.push(one)
        right.push(start + skipped + room[foundAt / 4 + i]!)
      }
    }
  }
  return { left, right }
}

/** Bits set in each filter. */
export function onesOf(filters: Uint32Array): Uint32Array {
  const ones = new Uint32Array(new SharedArrayBuffer((filters.length / filterWords) * 4))
  for (let word = 0; word < filters.length; word++) ones[Math.floor(word / filterWords)]! += bitsIn(filters[word]!)
  return ones
}

/** How many of 32 bits are set. */
export function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

type Sweep = (
  one: number,
  ones: number,
  from: number,
  to: number,
  counts: number,
  least: number,
  found: number,
) => number
export type Kernel = Readonly<{ memory: { readonly buffer: ArrayBuffer }; sweep: Sweep }>

let loaded: Kernel | undefined

function kernel(): Kernel {
  loaded ??= assembledKernel() ?? plainKernel()
  return loaded
}

// Node has it, and its types do not say so.
declare const WebAssembly: Readonly<{
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object) => { readonly exports: object }
}>

/** The kernel in WebAssembly with its vectors, undefined where a processor or a setting of Node has none. */
export function assembledKernel(): Kernel | undefined {
  try {
    const module = new WebAssembly.Module(readFileSync(new URL('sweep.wasm', import.meta.url)))
    // What the module exports is known from sweep.wat alone.
    return new WebAssembly.Instance(module).exports as unknown as Kernel
  } catch {
    return undefined
  }
}

/** The same, some ten times slower. */
export function plainKernel(): Kernel {
  const buffer = new ArrayBuffer(9 * 65_536)
  const words = new Uint32Array(buffer)
  const sweep: Sweep = (one, ones, from, to, counts, least, found) => {
    let times = 0
    for (let at = from / 4, place = 0; at < to / 4; at += filterWords, place++) {
      let shared = 0
      for (let word = 0; word < filterWords; word++) shared += bitsIn(words[one / 4 + word]! & words[at + word]!)
      if (shared * 8192 >= least * (ones + words[counts / 4 + place]!)) words[found / 4 + times++] = place
    }
    return times
  }
  return { memory: { buffer }, sweep }
}
