import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { map as columns, truths, writeRecords } from '../../simulate/records/file.ts'
import { inventPeople, type Kin } from '../../simulate/records/people.ts'
import { settings } from '../../simulate/records/settings.ts'
import { type ColumnMap, mapFrom } from '../../src/matching/table/index.ts'

/** A file of made-up records, and which of its columns is what. */
export type MadeUp = Readonly<{ file: string; map: ColumnMap; takeAway(): void }>

/** What is true of each record, by its number in the file. */
export type Truths = Readonly<{
  person: Int32Array
  family: Int32Array
  generation: Int32Array
  /** Which set of twins, of all families, or -1. */
  twins: Int32Array
  origin: readonly string[]
  sex: readonly string[]
  ageBand: readonly string[]
  noFixedAbode: readonly string[]
}>

/** Writes made-up records of a seed and setting into a folder of their own. */
export function madeUp(asked: Readonly<{ records: number; seed: number; setting: string }>): MadeUp {
  const setting = settings[asked.setting]
  if (!setting) throw new Error(`There is no setting "${asked.setting}".`)
  const folder = mkdtempSync(join(tmpdir(), 'safekeep-match-'))
  const file = join(folder, 'people.csv')
  writeRecords(file, inventPeople({ ...asked, setting }))
  return {
    ...{ file, map: mapFrom(columns) },
    takeAway: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Only the facts that Splink was given of other made-up people: no addresses, middle or former names, no agency's numbers. */
export function fewerFacts({
  id,
  forename,
  surname,
  birthDate,
  sex,
  postcode,
  phone,
  email,
  nhsNumber,
}: ColumnMap): ColumnMap {
  return { id, forename, surname, birthDate, sex, postcode, phone, email, nhsNumber }
}

/** Reads what is true of each record from the end of its line. */
export async function truthsIn(file: string, records: number): Promise<Truths> {
  const [person, family, generation, twins] = [0, 0, 0, 0].map(() => new Int32Array(records))
  const [origin, ageBand, noFixedAbode, sex] = [0, 0, 0, 0].map((): string[] => new Array(records))
  let record = -1
  for await (const line of createInterface(createReadStream(file))) {
    const said = line.split(',').slice(-truths.length)
    if (record >= 0) {
      const [one = 0, its = 0, place = 0, set = 0] = said.slice(0, 4).map(Number)
      person![record] = one
      family![record] = its
      generation![record] = place
      twins![record] = set === 0 ? -1 : its * 8 + set
      origin![record] = said[4]!
      sex![record] = said[5]!
      ageBand![record] = said[6]!
      noFixedAbode![record] = said[7]!
    }
    record++
  }
  return {
    ...{ person: person!, family: family!, generation: generation!, twins: twins! },
    ...{ origin: origin!, ageBand: ageBand!, noFixedAbode: noFixedAbode!, sex: sex! },
  }
}

/** What `kindOf` needs to say how two records come to be alike. */
export const kinOf = (truth: Truths, record: number): Kin => ({
  ...{ person: truth.person[record]!, family: truth.family[record]!, generation: truth.generation[record]! },
  twins: Math.max(0, truth.twins[record]!),
})
