import { alone, type Share } from './filling.ts'

/** Ids and references of a made-up county: the same every time, and as unlike one another as real ones. */
export type Marks = Readonly<{
  /** Everything marked from here on begins at this moment. */
  begin(at: Date): void
  /** The next id: ordered by time, and within a moment by the order in which it was asked for (RFC 9562, version 7). */
  id(): string
  /** `SK-7F2K-9QXT`: no two alike, since each comes of its own number by steps that can be taken back. */
  reference(prefix: 'SK' | 'CA'): string
}>

export function marksFrom(seed: number, { index, of }: Share = alone): Marks {
  const random = drawsFrom(seed + 7919 * index)
  let moment = '00000000-0000'
  let within = 0
  let numbers = index
  return {
    begin: at => {
      const hex = at.getTime().toString(16).padStart(12, '0')
      moment = `${hex.slice(0, 8)}-${hex.slice(8)}`
      within = 0
    },
    id: () => {
      const [one, other] = [random(), random()]
      const count = four[0x7000 + (within++ & 0xfff)]
      return `${moment}-${count}-${four[0x8000 | ((one >>> 16) & 0x3fff)]}-${four[one & 0xffff]}${four[other >>> 16]}${four[other & 0xffff]}`
    },
    reference: prefix => {
      const [left, right] = mixed(numbers, seed)
      numbers += of
      return `${prefix}-${sayable(left)}-${sayable(right)}`
    },
  }
}

/** Every number of sixteen bits in four digits: ids are made by the ten million. */
const four = Array.from({ length: 0x1_0000 }, (_, number) => number.toString(16).padStart(4, '0'))

/** Numbers of 32 bits, two to an id of twenty million: a counter stirred by MurmurHash3's finaliser, for its speed. */
function drawsFrom(seed: number): () => number {
  let [state, turn] = [Math.imul(seed + 1, 0x9e3779b1), 0x6d2b79f5]
  return () => {
    // The step changes each time, so that the numbers do not come round again after four thousand million.
    turn = (turn + 2) | 0
    state = (state + turn) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return (mixed ^ (mixed >>> 16)) >>> 0
  }
}

/** Two halves of twenty bits, each stirred by the other in turn (a Feistel network): no two numbers come out alike. */
function mixed(number: number, seed: number): readonly [number, number] {
  let [left, right] = [Math.floor(number / 0x10_0000) & 0xf_ffff, number & 0xf_ffff]
  for (let round = 1; round <= 4; round++) {
    const stirred = Math.imul(right + seed * 7919 + round, 0x9e3779b1)
    ;[left, right] = [right, left ^ ((stirred >>> 12) & 0xf_ffff)]
  }
  return [left, right]
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ' // as references are said: no I, L, O or U

const sayable = (bits: number): string =>
  letters[(bits >> 15) & 31]! + letters[(bits >> 10) & 31]! + letters[(bits >> 5) & 31]! + letters[bits & 31]!
