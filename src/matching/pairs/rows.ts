export type Rows = ReturnType<typeof rowsOf>

/** Rows that a hundred thousand people show: whenever there is more to find room for, all that looks there is compiled anew. */
const room = 8_192

/**
 * Distinct rows of so many bytes, numbered as they come. Rows are given in words of four bytes, so that a row is a few
 * numbers: row `r` of what is given begins at byte `r * stride`, and what is beyond its width is nought.
 */
export function rowsOf(width: number) {
  const each = Math.ceil(width / 4)
  let [size, places] = [0, new Int32Array(2 * room)]
  let [rows, counts] = [new Uint32Array(each * room), new Uint32Array(room)]
  const grow = (): void => {
    rows = grown(rows)
    counts = grown(counts)
    places = new Int32Array(places.length * 2)
    for (let row = 0; row < size; row++) {
      let place = hashOf(rows, row * each, each) & (places.length - 1)
      while (places[place] !== 0) place = (place + 1) & (places.length - 1)
      places[place] = row + 1
    }
  }
  return {
    stride: 4 * each,
    /** The number of a row, which counts so often. */
    numberOf(given: Uint32Array, at: number, count = 1): number {
      const from = at * each
      let place = hashOf(given, from, each) & (places.length - 1)
      while (places[place] !== 0) {
        const row = places[place]! - 1
        if (sameRow(rows, row * each, given, from, each)) {
          counts[row]! += count
          return row
        }
        place = (place + 1) & (places.length - 1)
      }
      if (size === counts.length) {
        grow()
        return this.numberOf(given, at, count)
      }
      places[place] = size + 1
      for (let word = 0; word < each; word++) rows[size * each + word] = given[from + word]!
      counts[size] = count
      return size++
    },
    /** All rows by number, one behind the other, and how often each came. */
    all() {
      const [bytes, patterns] = [new Uint8Array(rows.buffer), new Uint8Array(size * width)]
      for (let row = 0; row < size; row++)
        for (let at = 0; at < width; at++) patterns[row * width + at] = bytes[4 * each * row + at]!
      return { patterns, counts: counts.slice(0, size) }
    },
  }
}

function grown(from: Uint32Array): Uint32Array<ArrayBuffer> {
  const into = new Uint32Array(2 * from.length)
  into.set(from)
  return into
}

function hashOf(rows: Uint32Array, from: number, each: number): number {
  let hash = 0x811c9dc5
  for (let at = from; at < from + each; at++) {
    hash = Math.imul(hash ^ rows[at]!, 0x9e3779b1)
    hash ^= hash >>> 15
  }
  return hash
}

function sameRow(rows: Uint32Array, row: number, given: Uint32Array, from: number, each: number): boolean {
  for (let at = 0; at < each; at++) if (rows[row + at] !== given[from + at]) return false
  return true
}
