/*
 * Every misfortune of test/faults, one after another on one installation, under load: `npm run bench -- faults [rounds]`.
 * Writes what came of each into docs/reliability.md, between its markers, and fails when anything was not held to. Takes
 * some minutes with a hundred rounds; FAULT_SEED chooses other points and instants.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { median } from 'd3-array'
import { tallyOf } from '../test/faults/load.ts'
import type { Misfortune } from '../test/faults/misfortune.ts'
import { misfortunes } from '../test/faults/misfortunes.ts'
import { openStage, type Stage } from '../test/faults/stage.ts'

const document = join(import.meta.dirname, '..', 'docs', 'reliability.md')
const rounds = Number(process.argv[2] ?? process.env.FAULT_ROUNDS ?? 100)
const seed = Number(process.env.FAULT_SEED ?? 20261118)
if (!Number.isInteger(rounds) || rounds < 1) throw new Error('Say how many rounds: npm run bench -- faults 100')

type Row = Readonly<{ line: string; faults: readonly string[] }>

const stage = await openStage({ seed })
try {
  const rows: Row[] = []
  for (const misfortune of misfortunes) {
    rows.push(await suffered(stage, misfortune))
    console.log(rows.at(-1)?.line)
    for (const fault of rows.at(-1)?.faults ?? []) console.error(`  ${fault}`)
    write([...heading(stage), ...rows.map(row => row.line)])
  }
  if (rows.some(row => row.faults.length > 0)) process.exitCode = 1
} finally {
  await stage.close()
}

async function suffered(stage: Stage, { name, cannot, play }: Misfortune): Promise<Row> {
  const why = cannot?.()
  if (why) return { line: `| ${name} | | skipped: ${why} | | |`, faults: [] }
  stage.ledger.odd.length = 0
  try {
    const { times, recoveries, noted = '' } = await play(stage, rounds)
    const faults = await stage.faults({ whole: true })
    const held = faults.length === 0 ? 'yes' : `**no**: ${faults.length} faults`
    return { line: `| ${name} | ${times} | ${held} | ${backAfter(recoveries)} | ${noted} |`, faults }
  } catch (fault) {
    return { line: `| ${name} | | **no** | | |`, faults: [fault instanceof Error ? fault.message : String(fault)] }
  }
}

/** The median, and the longest. */
function backAfter(recoveries: readonly number[]): string {
  const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2)
  return recoveries.length ? `${seconds(median(recoveries) ?? 0)} s (${seconds(Math.max(...recoveries))})` : ''
}

function heading({ ledger }: Stage): readonly string[] {
  return [
    `\`npm run bench -- faults ${rounds}\`, seed ${seed}, on ${cpus().length} cores (${cpus()[0]?.model.split('@')[0]?.trim() ?? 'unknown'}), ` +
      `${Math.round(totalmem() / 2 ** 30)} GiB of memory, Node ${process.version}. Acknowledged, and there exactly once at the end: ${tallyOf(ledger)}. ` +
      `${ledger.looks} looks; ${ledger.unanswered} sends were never answered, ${ledger.askedAgain} were told to try again.`,
    '',
    '| misfortune | times | held to its word | back after: median (longest) | and |',
    '| --- | --: | --- | --: | --- |',
  ]
}

function write(lines: readonly string[]): void {
  const [start, end] = ['<!-- bench:faults -->', '<!-- bench:faults:end -->']
  const text = readFileSync(document, 'utf8')
  const [before = '', rest = ''] = text.split(start)
  const after = rest.split(end)[1]
  if (after === undefined) throw new Error(`${document} has no place for the table`)
  writeFileSync(document, `${before}${start}\n${lines.join('\n')}\n${end}${after}`)
}
