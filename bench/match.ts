/*
 * How right matching is, and how quick: `npm run bench -- match [--sets] [--county 10k|100k|1m] [--seed 7001] [--quick]`.
 * Without a choice everything is measured, in some ten minutes, and docs/matching-accuracy.md and the README's table are
 * written; with one, what was asked for is printed. The made-up people are of a seed that nothing was tuned on. Each run
 * is a process of its own, so that its memory is its own.
 */
import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fewerFacts, madeUp } from './match/made-up.ts'
import { type Asked, measure, type Run } from './match/measure.ts'
import { openSets } from './match/sets.ts'
import { accuracyPage, lineOf, readmeTable } from './match/words.ts'
import { writeIntoReadme } from './readme.ts'

const sizes: Readonly<Record<string, number>> = { '10k': 10_000, '100k': 100_000, '1m': 1_000_000 }
const { values } = parseArgs({
  options: {
    sets: { type: 'boolean', default: false },
    county: { type: 'string', multiple: true },
    seed: { type: 'string', default: '7001' },
    threads: { type: 'string', default: '2' },
    quick: { type: 'boolean', default: false },
    part: { type: 'string' },
  },
})
const threads = Number(values.threads)
const everything = !values.sets && !values.county && !values.quick

if (values.part === undefined) await measureAll()
else process.send?.(await measure(JSON.parse(values.part)), undefined, undefined, () => process.disconnect())

async function measureAll(): Promise<void> {
  const runs: Run[] = []
  const take = async (asked: Asked): Promise<void> => {
    const run = await inItsOwnProcess(asked)
    console.log(lineOf(run))
    runs.push(run)
  }
  if (values.sets || values.quick || everything) {
    for (const { name } of openSets) if (!values.quick || name !== 'febrl2') await take({ set: name, threads })
  }
  for (const size of values.county ?? (everything ? Object.keys(sizes) : values.quick ? ['10k'] : [])) {
    for (const setting of ['ordinary', 'careless']) await measureCounty(size, setting, take)
  }
  if (!everything) return
  writeFileSync(
    join(import.meta.dirname, '..', 'docs', 'matching-accuracy.md'),
    accuracyPage(runs, Number(values.seed)),
  )
  writeIntoReadme('match', readmeTable(runs))
}

async function measureCounty(size: string, setting: string, take: (asked: Asked) => Promise<void>): Promise<void> {
  const records = sizes[size]
  if (records === undefined) throw new Error(`There is no county of "${size}": ${Object.keys(sizes).join(', ')}.`)
  const { file, map, takeAway } = madeUp({ records, seed: Number(values.seed), setting })
  try {
    const name = `made-up ${size}, ${setting}`
    const few = { map: fewerFacts(map), name: `${name}, fewer facts` }
    for (const facts of [{ map, name }, ...(setting === 'ordinary' ? [few] : [])])
      for (const width of ['tight', 'wide'] as const) await take({ file, ...facts, width, threads })
  } finally {
    takeAway()
  }
}

async function inItsOwnProcess(asked: Asked): Promise<Run> {
  const child = fork(import.meta.filename, ['--part', JSON.stringify(asked)])
  return await new Promise((hear, fail) => {
    child.once('message', said => hear(said as Run)) // from `measure`, in this very file
    // Not "exit", which may come before what was said last.
    child.once('disconnect', () => setImmediate(fail, new Error('A run ended before it had said what it found')))
  })
}
