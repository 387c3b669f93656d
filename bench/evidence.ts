/*
 * Do the measures read what is true? `npm run bench -- evidence [--seeds 200] [--parts 2] [--check]` makes
 * docs/evidence.md, in some quarter of an hour: counties of three kinds, each from a seed of its own, filled by COPY,
 * counted and read by the product; the seeds are shared out among processes, each with a database of its own. Interrupted,
 * it writes what has been read so far, and says of how many counties.
 */
import { fork } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { anyHouse, readPart } from './evidence-part.ts'
import { addTally, type Tally } from './evidence-tally.ts'
import { evidence } from './evidence-words.ts'
import { worldsOf } from './evidence-worlds.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    parts: { type: 'string', default: String(availableParallelism()) },
    part: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
})
const page = join(import.meta.dirname, '..', 'docs', 'evidence.md')
const [seeds, parts] = [Number(values.seeds), Number(values.parts)]

if (values.part === undefined) {
  process.on('SIGINT', () => {}) // the parts hear it too, and say what they have read so far
  finish(await readAll())
} else {
  const read = await readPart(seedsOf(Number(values.part)), left => console.log(`part ${values.part}: ${left} left`))
  // Let go only once it has been handed over: what was read took a quarter of an hour.
  process.send?.(read, undefined, undefined, () => process.disconnect())
}

/** Every part in a process of its own; their tallies put together, in the order of their parts. */
async function readAll(): Promise<string> {
  const { house, close } = anyHouse()
  const worlds = worldsOf(house)
  close()
  const found = await Promise.all(Array.from({ length: parts }, (_, part) => partRead(part)))
  for (const tallies of found)
    for (const [place, { tallies: own }] of worlds.entries())
      for (const [id, tally] of own) addTally(tally, tallies[place]![id]!)
  return evidence(worlds)
}

async function partRead(part: number): Promise<readonly Readonly<Record<string, Tally>>[]> {
  const args = ['--seeds', String(seeds), '--parts', String(parts), '--part', String(part)]
  const child = fork(import.meta.filename, args)
  return await new Promise((hear, fail) => {
    child.once('message', said => hear(said as readonly Readonly<Record<string, Tally>>[]))
    // Not "exit", which may come before what was said last.
    child.once('disconnect', () => setImmediate(fail, new Error(`Part ${part} ended before it had said what it read`)))
  })
}

function seedsOf(part: number): readonly number[] {
  return Array.from({ length: seeds }, (_, index) => index + 1).filter(seed => seed % parts === part)
}

function finish(made: string): void {
  if (!values.check) {
    writeFileSync(page, made)
  } else if (readFileSync(page, 'utf8') === made) {
    console.log('docs/evidence.md is what it should be.')
  } else {
    console.error(
      'docs/evidence.md is not what the measures read now. Make it again without --check: what has changed?',
    )
    process.exitCode = 1
  }
}
