import { randomBytes } from 'node:crypto'
import { type AgencyId, ConfigFault, type Database, hashed, type Occasion } from '#kernel'
import { agencyKey, hasSealed, type Indexed, notReadIn, saysNotRead, takeIn, toldInRow, withdraw } from '#matching'
import { argumentsIn } from './arguments.ts'
import { inExisting } from './at-hand.ts'
import { type IndexFile, indexFile, type Row, rowsOf } from './index-file.ts'
import { type Lines, linesTold } from './index-lines.ts'

const usage =
  'index --agency ID --input FILE --map FILE [--sealed COLUMN] [--unseal yes] [--those whole|some], or index --agency ID --new-key yes'

/**
 * Takes in an agency's index records from a file: told again, a record replaces what was told of it, and keeps it. Where the
 * file holds the whole of them, those that it does not hold are let go.
 */
export async function indexRecords(args: readonly string[]): Promise<void> {
  const options = ['agency', 'input', 'map', 'sealed', 'unseal', 'those', 'new-key']
  const { given } = argumentsIn(args, options, 0, usage)
  const { agency = '', input, map, sealed, unseal, those = 'some' } = given
  await inExisting(async (database, at) => {
    const known = await database.as(as('take-in', at), tx =>
      tx.db.selectFrom('agencies').select('id').orderBy('id').execute(),
    )
    if (!known.some(one => one.id === agency))
      throw new ConfigFault(`--agency is one of: ${known.map(one => one.id).join(', ')}`)
    if (given['new-key'] === 'yes') return await makeKey(database, at, agency)
    const said = ['whole', 'some'].includes(those) && [undefined, 'yes'].includes(unseal)
    if (!input || !map || !said) throw new ConfigFault(`Say it so: npx safekeep ${usage}`)
    const asked = { agency: agency as AgencyId, unseal: unseal === 'yes', whole: those === 'whole' } // found just now
    await takeInFile(database, at, await indexFile(input, map, sealed), asked)
  })
}

const as = (deed: 'take-in' | 'withdraw' | 'new-key', at: Date): Occasion => ({
  actor: { kind: 'job', name: 'index' },
  action: `index.${deed}`,
  purpose: 'keep-the-house',
  at,
})

type Asked = Readonly<{ agency: AgencyId; unseal: boolean; whole: boolean }>
type Lined = Readonly<{ line: number; one: Indexed }>
const batch = 1_000

async function takeInFile(database: Database, at: Date, read: IndexFile, asked: Asked): Promise<void> {
  const { agency, unseal, whole } = asked
  if (!read.sealedBy && !unseal) await mustNotForgetSeals(database, at, agency)
  if (read.map.others) console.error('What the map names as "others" is not kept of anybody, and is passed over.')
  const [total, refs, lines] = [{ new: 0, changed: 0, same: 0 }, new Set<string>(), linesTold()]
  let waiting: Lined[] = []
  const send = async () => {
    const people = waiting.map(({ one }) => ({ ...one, unseal }))
    const taken = await database.as(as('take-in', at), tx => takeIn(tx, agency, people))
    for (const deed of ['new', 'changed', 'same'] as const) total[deed] += taken[deed]
    const held = new Set(taken.held)
    for (const { line, one } of waiting) if (held.has(one.ref)) lines.leftOut(line, stillSealed, one.ref)
    waiting = []
  }
  for await (const row of rowsOf(read, lines.leftOut)) {
    const one = usable(row, read, refs, lines)
    if (!one) continue
    refs.add(one.ref)
    for (const fault of notReadIn(row.record, read.map)) lines.noted(row.line, saysNotRead[fault])
    waiting.push({ line: row.line, one })
    if (waiting.length === batch) await send()
  }
  if (waiting.length > 0) await send()
  const gone = whole && lines.nameless() === 0 ? await letGo(database, at, agency, refs) : 0
  const { skipped, notRead } = lines.end()
  const so = `${total.new} new, ${total.changed} changed, ${total.same} as they were`
  console.log(`${so}, ${gone} withdrawn, ${skipped} left out, ${notRead} taken with something not read.`)
  if (whole && lines.nameless() > 0)
    throw new ConfigFault(
      'Nobody was withdrawn: of some rows that were left out nobody knows whose they are. Mend them',
    )
}

const stillSealed = 'this record is sealed, and here it is not. To lift such seals, say --unseal yes'

/** Without the column every record of the file would be told as open. */
async function mustNotForgetSeals(database: Database, at: Date, agency: AgencyId): Promise<void> {
  if (await database.as(as('take-in', at), tx => hasSealed(tx, agency)))
    throw new ConfigFault(
      'This agency has sealed records: say --sealed COLUMN, or --unseal yes if none is to be. Nothing was taken in',
    )
}

function usable({ record, line }: Row, read: IndexFile, refs: Set<string>, lines: Lines): Indexed | undefined {
  const one = toldInRow(record, read.map, read.sealedBy)
  if (!one) return lines.leftOut(line, 'no number of the record')
  if (refs.has(one.ref)) return lines.leftOut(line, 'the same number stands above', one.ref)
  if (one.ref.includes('\0')) return lines.leftOut(line, nought)
  if (!Object.values(record).some(value => value.includes('\0'))) return one
  refs.add(one.ref)
  return lines.leftOut(line, nought, one.ref)
}

const nought = 'a character that no text has (NUL)'

/** A file cut short must not make an agency forget most of whom it knows. */
async function letGo(database: Database, at: Date, agency: AgencyId, refs: ReadonlySet<string>): Promise<number> {
  return await database.as(as('withdraw', at), async tx => {
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

async function makeKey(database: Database, at: Date, agency: string): Promise<void> {
  const key = `${agency}.${randomBytes(24).toString('base64url')}`
  await database.as(as('new-key', at), tx => agencyKey(tx, agency, hashed(key)))
  console.log('The key of this agency, which is kept nowhere but with whoever reads this. Any former key ends now:')
  console.log(key)
}
