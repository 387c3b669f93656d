import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { fields } from './agencies.ts'
import type { Records, Row } from './people.ts'

/** What is true of each record, at the end of its line. */
export const truths = [
  'person',
  'family',
  'generation',
  'twins',
  'origin',
  'true_sex',
  'age_band',
  'no_fixed_abode',
] as const
const columns = ['unique_id', 'agency', ...fields, ...truths] as const

/** Which column of such a file is what, as `safekeep match` asks. */
export const map = {
  ...{ id: 'unique_id', forename: 'forename', middleNames: 'middle_names', surname: 'surname' },
  ...{ formerSurname: 'former_surname', birthDate: { column: 'birth_date', format: 'YYYY-MM-DD' }, sex: 'sex' },
  ...{ addressLines: ['address1', 'address2'], town: 'town', postcode: 'postcode', uprn: 'uprn', phone: 'phone' },
  ...{ email: 'email', nhsNumber: 'nhs_number', identifiers: ['upn', 'pnc'] },
} as const

/** Writes records as a CSV file with what is true of them, and beside it, at `<file>.map.json`, which column is what. */
export function writeRecords(file: string, records: Records): void {
  const out = openSync(file, 'w')
  try {
    let waiting = `${columns.join(',')}\n`
    for (const row of records) {
      waiting += lineOf(row)
      if (waiting.length < 1 << 20) continue
      writeSync(out, waiting)
      waiting = ''
    }
    writeSync(out, waiting)
  } finally {
    closeSync(out)
  }
  writeFileSync(`${file}.map.json`, `${JSON.stringify(map, undefined, 2)}\n`)
}

function lineOf(row: Row): string {
  let line = ''
  for (const column of columns) line += (line && ',') + quoted(String(row[column as keyof Row])) // `fields` are all of Row
  return `${line}\n`
}

const quoted = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
