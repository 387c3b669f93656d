/*
 * Matching without names beside matching with them: `npm run bench -- match-encoded [--county 100000]`. How accurate both
 * are on FEBRL's sets, within one file, and on made-up records of two agencies, across two; and how fast filters are
 * compared. Writes the table of docs/matching-encoded.md. Accuracy is the same on any machine.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse } from 'csv-parse/sync'
import { pairsOf } from '../src/matching/encoding/candidates.ts'
import { encodedFile, keyFrom, keyText, matchEncoded, readEncoded } from '../src/matching/encoding/index.ts'
import { filterWords } from '../src/matching/encoding/parts.ts'
import { type Matched, match } from '../src/matching/match.ts'
import type { People } from '../src/matching/people.ts'
import { readPeople, wordAt } from '../src/matching/table/index.ts'
import { type Figures, heldAgainst } from '../src/matching/truth.ts'
import { madeUp } from './match/made-up.ts'
import { openSets, readSet } from './match/sets.ts'

const { values } = parseArgs({
  options: { county: { type: 'string', default: '100000' }, seed: { type: 'string', default: '7001' } },
})
const threads = 2
const key = keyFrom(keyText(new Uint8Array(32).fill(42)), 'key.json')

/** People of one sender, and whose record each is, by the record's id. */
type Sender = Readonly<{ people: People; truth: Int32Array }>

const rows: string[] = []
for (const set of openSets.filter(({ name }) => name === 'febrl2' || name === 'febrl3')) {
  const sender = await readSet(set, threads)
  const clear = await match(sender.people, { width: 'all', threads })
  await compare(`${set.says}, one file`, clear, sender.people, sender.truth, [sender])
}
await compareAgencies()
const speed = await comparisonsASecond()
write(rows, speed)

async function compareAgencies(): Promise<void> {
  const { file, map, takeAway } = madeUp({
    records: Number(values.county),
    seed: Number(values.seed),
    setting: 'ordinary',
  })
  try {
    const [head, ...lines] = readFileSync(file, 'utf8').split('\n')
    const files = ['police', 'health'].map(agency => {
      const path = `${file}.${agency}.csv`
      writeFileSync(path, [head, ...lines.filter(line => line.split(',', 2)[1] === agency), ''].join('\n'))
      return path
    })
    const both = await readPeople({ input: files, map, threads, truth: 'person', linkOnly: { files: true } })
    // Each sender reads only their own; the numbers of the truth are those of both read together.
    const senders: Sender[] = []
    let from = 0
    for (const input of files) {
      const { people } = await readPeople({ input, map, threads })
      senders.push({ people, truth: both.truth!.subarray(from, from + people.count) })
      from += people.count
    }
    const clear = await match(both.people, { width: 'wide', threads })
    const sizes = senders.map(({ people }) => people.count.toLocaleString('en-GB')).join(' and ')
    await compare(`made-up, two agencies of ${sizes}`, clear, both.people, both.truth!, senders)
  } finally {
    takeAway()
  }
}

async function compare(
  name: string,
  clear: Matched,
  people: People,
  truth: Int32Array,
  senders: readonly Sender[],
): Promise<void> {
  row(
    name,
    'in clear',
    heldAgainst(truth, { ...clear.pairs, ...clear, threshold: clear.model.threshold, sources: people.sources }),
  )
  row(name, 'encoded', await figuresOf(senders))
}

async function figuresOf(senders: readonly Sender[]): Promise<Figures> {
  const whose = new Map<string, number>()
  const files = senders.map(({ people, truth }, i) => {
    const { encoded, ids } = encodedFile(people, key)
    const persons = new Map(Array.from(truth, (person, record) => [wordAt(people.ids, record), person]))
    const told: Record<string, string>[] = parse(ids, { columns: true })
    for (const { id, encoded } of told) whose.set(encoded!, persons.get(id!)!)
    return { name: `${i}`, encoded: readEncoded(encoded, `${i}`) }
  })
  const { people, matched } = await matchEncoded({ files, threads })
  const truth = Int32Array.from({ length: people.count }, (_, record) => whose.get(wordAt(people.ids, record))!)
  return heldAgainst(truth, {
    ...matched.pairs,
    ...matched,
    threshold: matched.model.threshold,
    sources: people.sources,
  })
}

function row(name: string, how: string, { chosen, best, recallAtP99, blockingRecall }: Figures): void {
  const figures = [chosen.precision, chosen.recall, chosen.f1, best.f1, recallAtP99, blockingRecall].map(one =>
    one.toFixed(4),
  )
  rows.push(`| ${name} | ${how} | ${figures.join(' | ')} |`)
  console.log(rows.at(-1))
}

/** Filters at random, so that none are alike and only the comparing counts; the best of three, once all is compiled. */
async function comparisonsASecond(): Promise<number> {
  const count = 40_000
  const filters = new Uint32Array(new SharedArrayBuffer(count * filterWords * 4))
  let state = 1
  for (let i = 0; i < filters.length; i++) {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + i) >>> 0
    filters[i] = state ^ (state << 13)
  }
  let best = Number.POSITIVE_INFINITY
  for (let time = 0; time < 3; time++) {
    const began = performance.now()
    await pairsOf({ filters, sources: undefined, count, fingerprint: '' }, threads)
    best = Math.min(best, performance.now() - began)
  }
  return (count * (count - 1)) / 2 / (best / 1000)
}

function write(rows: readonly string[], speed: number): void {
  const page = join(import.meta.dirname, '..', 'docs', 'matching-encoded.md')
  const [begin, end] = ['<!-- bench:encoded -->', '<!-- bench:encoded:end -->']
  const table = [
    '| records | how | precision | recall | F1 | best F1 | recall at 99 % precision | looked at |',
    '| --- | --- | --: | --: | --: | --: | --: | --: |',
    ...rows,
    '',
    `Two threads compare ${Math.round(speed / 1e6)} million filters a second.`,
  ].join('\n')
  const text = readFileSync(page, 'utf8')
  writeFileSync(
    page,
    `${text.slice(0, text.indexOf(begin) + begin.length)}\n${table}\n${text.slice(text.indexOf(end))}`,
  )
  console.log(`Two threads compare ${Math.round(speed / 1e6)} million filters a second.`)
}
