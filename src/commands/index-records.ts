import { randomBytes } from 'node:crypto'
import { createReadStream, openSync, readFileSync, readSync } from 'node:fs'
import { pipeline, Transform } from 'node:stream'
import { parse } from 'csv-parse'
import { type AgencyId, ConfigFault, type Database, hashed, type Occasion } from '#kernel'
import { agencyKey, type Indexed, mapFromText, type TakenIn, takeIn, toldInRow, withdraw } from '#matching'
import { argumentsIn } from './arguments.ts'
import { inExisting } from './at-hand.ts'

const usage =
  'index --agency ID --input FILE --map FILE [--sealed COLUMN] [--those whole|some], or index --agency ID --new-key yes'

/**
 * Takes in an agency's index records from a file: told again, a record replaces what was told of it, and keeps it. Where the
 * file holds the whole of them, those that it does not hold are let go.
 */
export async function indexRecords(args: readonly string[]): Promise<void> {
  const options = ['agency', 'input', 'map', 'sealed', 'those', 'new-key']
  const { given } = argumentsIn(args, options, 0, usage)
  const { agency = '', input, map, sealed, those = 'some' } = given
  await inExisting(async (database, at) => {
    const known = await database.as(as(at), tx => tx.db.selectFrom('agencies').select('id').orderBy('id').execute())
    if (!known.some(one => one.id === agency))
      throw new ConfigFault(`--agency is one of: ${known.map(one => one.id).join(', ')}`)
    if (given['new-key'] === 'yes') return await makeKey(database, at, agency)
    if (!input || !map || !['whole', 'some'].includes(those)) throw new ConfigFault(`Say it so: npx safekeep ${usage}`)
    const read = { file: input, map: mapFromText(readFileSync(map, 'utf8')), sealedBy: sealed }
    await takeInFile(database, at, agency as AgencyId, read, those === 'whole') // found among them just now
  })
}

const as = (at: Date): Occasion => ({
  actor: { kind: 'job', name: 'index' },
  action: 'index.take-in',
  purpose: 'keep-the-house',
  at,
})

type Read = Readonly<{ file: string; map: ReturnType<typeof mapFromText>; sealedBy: string | undefined }>
const batch = 1_000

async function takeInFile(database: Database, at: Date, agency: AgencyId, read: Read, whole: boolean): Promise<void> {
  const [total, refs] = [{ new: 0, changed: 0, same: 0 }, new Set<string>()]
  let [waiting, skipped]: [Indexed[], number] = [[], 0]
  const send = async () => {
    const taken: TakenIn = await database.as(as(at), tx => takeIn(tx, agency, waiting))
    for (const deed of ['new', 'changed', 'same'] as const) total[deed] += taken[deed]
    waiting = []
  }
  const leftOut = (line: number, why: string) => {
    if (skipped++ < 20) console.error(`Line ${line}: ${why}. It is left out.`)
  }
  for await (const { record, info } of rowsOf(read.file, leftOut)) {
    const one = toldInRow(record, read.map, read.sealedBy)
    if (!one || refs.has(one.ref)) {
      leftOut(info.lines, one ? 'the same number stands above' : 'no number of the record')
      continue
    }
    refs.add(one.ref)
    waiting.push(one)
    if (waiting.length === batch) await send()
  }
  if (waiting.length > 0) await send()
  const gone = whole ? await letGo(database, at, agency, refs) : 0
  console.log(
    `${total.new} new, ${total.changed} changed, ${total.same} as they were, ${gone} withdrawn, ${skipped} left out.`,
  )
}

/** A file cut short must not make an agency forget most of whom it knows. */
async function letGo(database: Database, at: Date, agency: AgencyId, refs: ReadonlySet<string>): Promise<number> {
  return await database.as(as(at), async tx => {
    const { count } = await tx.db
      .selectFrom('person_records')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('agency_id', '=', agency)
      .where('disposed_at', 'is', null)
      .executeTakeFirstOrThrow()
    if (Number(count) > 2 * refs.size)
      throw new ConfigFault('More than half of what this agency told before is not in this file. Nothing was withdrawn')
    return await withdraw(tx, agency, [...refs], 'all but these')
  })
}

type Row = Readonly<{ record: Readonly<Record<string, string>>; info: { readonly lines: number } }>

/** Row by row; one with too few or too many fields is told of and passed over, since nobody knows which is missing. */
function rowsOf(file: string, leftOut: (line: number, why: string) => void): AsyncIterable<Row> {
  const rows = parse({
    columns: (names: string[]) => names.map(name => name.trim()),
    bom: true,
    delimiter: separatorOf(file),
    info: true,
    skipRecordsWithError: true,
  })
  rows.on('skip', fault => leftOut(fault?.lines ?? rows.info.lines, 'not as many fields as the first line has'))
  // What goes wrong on the way is thrown by whoever reads the rows.
  return pipeline(createReadStream(file), onlyUtf8(), rows, () => {})
}

/** Letters in another encoding would come out as other names: better no record than a wrong one. */
function onlyUtf8(): Transform {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decoded = (bytes: Buffer | undefined, done: (fault: Error | null, text?: string) => void) => {
    try {
      done(null, bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode())
    } catch {
      done(new ConfigFault('The file is not in UTF-8. Save it as CSV in UTF-8 and begin again'))
    }
  }
  return new Transform({
    transform: (bytes: Buffer, _, done) => decoded(bytes, done),
    flush: done => decoded(undefined, done),
  })
}

/** Whichever of the usual separators is commonest in the first line. */
function separatorOf(file: string): string {
  const start = Buffer.alloc(4_096)
  const length = readSync(openSync(file, 'r'), start)
  const [line = ''] = start.toString('utf8', 0, length).split('\n')
  const count = (separator: string) => line.split(separator).length
  return [',', ';', '\t', '|'].reduce((best, one) => (count(one) > count(best) ? one : best))
}

async function makeKey(database: Database, at: Date, agency: string): Promise<void> {
  const key = `${agency}.${randomBytes(24).toString('base64url')}`
  await database.as(as(at), tx => agencyKey(tx, agency, hashed(key)))
  console.log('The key of this agency, which is kept nowhere but with whoever reads this. Any former key ends now:')
  console.log(key)
}
