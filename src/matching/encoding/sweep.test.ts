import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { diceOf, pairsOf } from './candidates.ts'
import { filterWords } from './parts.ts'
import { assembledKernel, bitsIn, type Kernel, onesOf, part, plainKernel } from './sweep.ts'

/** Filters at random, of which the first of every ten is nearly the second. */
function filtersOf(count: number): Uint32Array {
  const random = xoroshiro128plus(11)
  const filters = Uint32Array.from({ length: count * filterWords }, () => uniformInt(random, 0, 2 ** 32 - 1))
  for (let one = 0; one + 1 < count; one += 10) {
    filters.copyWithin(one * filterWords, (one + 1) * filterWords, (one + 2) * filterWords)
    filters[one * filterWords]! ^= 0xff
  }
  return filters
}

test('bits are counted, the highest and all of them too', () => {
  assert.deepEqual([0, 1, 0x80000000, 0xffffffff, 0x55555555, -1].map(bitsIn), [0, 1, 1, 32, 16, 32])
})

test('the kernel finds what plain arithmetic finds, and nothing else', () => {
  const count = 5000
  const filters = filtersOf(count)
  const ones = onesOf(filters)
  const first = Int32Array.from({ length: count }, (_, one) => one + 1)
  const found = part({ filters, ones, first, from: 4080, to: 4130, least: Math.ceil(0.53 * 4096) })
  const wanted: [number, number][] = []
  for (let one = 4080; one < 4130; one++) {
    for (let other = one + 1; other < count; other++) {
      if (diceOf(filters, ones, one, other) >= Math.ceil(0.53 * 4096) / 4096) wanted.push([one, other])
    }
  }
  const pairs = found.left.map((left, i): [number, number] => [left, found.right[i]!])
  assert.ok(wanted.length > 100, String(wanted.length))
  assert.deepEqual(pairs.sort(inOrder), wanted.sort(inOrder))
})

const inOrder = (a: readonly number[], b: readonly number[]): number => a[0]! - b[0]! || a[1]! - b[1]!

test('a processor without vectors finds the same', () => {
  const count = 300
  const filters = filtersOf(count)
  const ones = onesOf(filters)
  const look = ({ memory, sweep }: Kernel): readonly number[] => {
    const room = new Uint32Array(memory.buffer)
    room.set(filters)
    room.set(ones, count * filterWords)
    const found = (count + 10) * filterWords * 4
    const times = sweep(0, ones[0]!, 0, count * filterWords * 4, count * filterWords * 4, 2130, found)
    return [...room.subarray(found / 4, found / 4 + times)]
  }
  const assembled = assembledKernel()
  assert.ok(assembled, 'this Node has no vectors, and only the plain kernel was tried')
  const found = look(assembled)
  assert.ok(found.length > 2 && found.length < count, String(found.length))
  assert.deepEqual(look(plainKernel()), found)
})

test('whoever of whom nothing is known goes with nobody', () => {
  const filters = new Uint32Array(4 * filterWords)
  filters.fill(3, filterWords, 2 * filterWords)
  const first = Int32Array.from([1, 2, 3, 4])
  const found = part({ filters, ones: onesOf(filters), first, from: 0, to: 4, least: 0.5 * 4096 })
  assert.deepEqual(found, { left: [], right: [] })
})

test('what is committed is what its source makes', () => {
  const root = join(import.meta.dirname, '../../..')
  execFileSync(process.execPath, [join(root, 'bin/assemble.ts'), '--check'], { stdio: 'pipe' })
})

test('pairs that all tables of samples miss are few, and none is found that was not asked for', async () => {
  const count = 2000
  const filters = filtersOf(count)
  const given = { filters, sources: undefined, count, fingerprint: 'a'.repeat(32) }
  const [swept, sampled] = [await pairsOf(given, 1), await pairsOf(given, 1, 0)]
  const near = (pairs: typeof swept) =>
    Array.from(pairs.left).filter((left, i) => left % 10 === 0 && pairs.right[i] === left + 1)
  assert.equal(near(swept).length, 200)
  assert.ok(near(sampled).length > 195, String(near(sampled).length))
  const files = Int32Array.from({ length: count }, (_, one) => Number(one >= 1001))
  const across = await pairsOf({ ...given, sources: files }, 1)
  assert.ok(across.left.length > 0)
  assert.ok(across.left.every((left, i) => left < 1001 && across.right[i]! >= 1001))
})
