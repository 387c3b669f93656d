/*
 * How quick the product is when it is full: `npm run bench -- web [--cases 10000,1000000] [--quick] [--folder PATH]
 * [--only WORD] [--readme]`. For each number of cases an embedded server, fsync on, is filled with the made-up county (or
 * found filled, in a folder that is kept); the product runs over it as its own process, and is asked over HTTP by this one:
 * with one client, with 32, and mixed at 200 requests a second. Prints tables; `--readme` puts them into the README.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { writeIntoReadme } from './readme.ts'
import { atRate, steadily, type Timed } from './web/client.ts'
import { fillFolder } from './web/fill.ts'
import { type Filled, openGround } from './web/ground.ts'
import { machineAnd, sizeOf, type Used, usedBy } from './web/machine.ts'
import { mixture, scenesOf } from './web/scenes.ts'
import { type Measured, medianOf, tablesOf } from './web/tables.ts'

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000,1000000' },
    quick: { type: 'boolean', default: false },
    folder: { type: 'string' },
    only: { type: 'string', default: '' },
    readme: { type: 'boolean', default: false },
  },
})
const sizes = values.cases.split(',').map(Number)
if (!sizes.every(size => size > 0)) throw new Error('Say how many cases: npm run bench -- web --cases 10000,1000000')
const [rounds, seconds] = values.quick ? [1, 3] : [3, 6]
const many = 32
const rate = 200
const folder = values.folder ? resolve(values.folder) : mkdtempSync(join(tmpdir(), 'safekeep-web-'))

try {
  const measured: Measured[] = []
  for (const size of sizes) {
    const data = join(folder, String(size))
    await fillFolder(data, size)
    measured.push(await measure(data))
  }
  const tables = tablesOf(measured, { rounds, seconds, many, rate })
  console.log(tables)
  if (values.readme) writeIntoReadme('web', tables)
} finally {
  if (!values.folder) rmSync(folder, { recursive: true, force: true })
}

async function measure(data: string): Promise<Measured> {
  const filled = await openGround(data)
  try {
    const lines: Record<string, Measured['lines'][string]> = {}
    for (const { name, asks, aim } of scenesOf(filled)) {
      if (!name.includes(values.only)) continue
      await steadily(filled.url, asks, { clients: 4, seconds: values.quick ? 2 : 5 }) // until it is as quick as it gets
      const alone: Timed[] = []
      const crowd: (Timed & { readonly used: Used })[] = []
      for (let round = 0; round < rounds; round++) {
        const one = (await steadily(filled.url, asks, { clients: 1, seconds })).get('')
        const from = usedBy(filled)
        const all = (await steadily(filled.url, asks, { clients: many, seconds })).get('')
        if (one) alone.push(one)
        if (all) crowd.push({ ...all, used: shares(from, usedBy(filled), all) })
      }
      lines[name] = { aim, alone: medianOf(alone), crowd: medianOf(crowd), used: crowd.at(-1)?.used }
      console.error(
        `${name}: p95 ${lines[name].alone?.p95.toFixed(1)} ms alone, ${lines[name].crowd?.perSecond.toFixed(0)} a second`,
      )
    }
    const machine = await machineAnd(filled.owner)
    return { machine, size: await sizeOf(filled.owner), lines, mixed: await mixedOver(filled) }
  } finally {
    await filled.stop()
  }
}

async function mixedOver(filled: Filled): Promise<ReadonlyMap<string, Timed>> {
  if (!'mixed'.includes(values.only)) return new Map()
  const next = mixture(filled)
  const asks = (function* () {
    for (;;) yield next()
  })()
  await atRate(filled.url, asks, { rate: rate / 2, clients: many, seconds: 3 })
  return await atRate(filled.url, asks, { rate, clients: many, seconds: seconds * rounds })
}

/** Milliseconds of a processor for each request. */
function shares(from: Used, to: Used, { count }: Timed): Used {
  const each = (which: keyof Used) => (to[which] - from[which]) / count
  return { client: each('client'), product: each('product'), postgres: each('postgres') }
}
