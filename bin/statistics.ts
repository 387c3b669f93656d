/**
 * Prepares an area's official series from the publishers' files in `statistics/source`.
 * Usage: node bin/statistics.ts areas/warwickshire
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { deriveSeries, type Line } from '../src/plan/derive.ts'
import { definitionsShape } from '../src/plan/official.ts'
import { readShape } from '../src/plan/read.ts'

const area = process.argv[2]
if (area === undefined) {
  process.stderr.write('Say which area: node bin/statistics.ts areas/warwickshire\n')
  process.exit(2)
}

const folder = join(area, 'statistics')
const definitions = readShape('definitions.json', definitionsShape, JSON.parse(text('definitions.json')))
const { crime, casualties, traffic } = definitions
const sources = { crime: lines(crime.file), casualties: lines(casualties.file), traffic: lines(traffic.file) }
writeFileSync(join(folder, 'series.json'), `${JSON.stringify(deriveSeries(definitions, sources), null, 2)}\n`)

function lines(file: string): readonly Line[] {
  return parse<Line>(text(join('source', file)), { columns: true, bom: true })
}

function text(file: string): string {
  return readFileSync(join(folder, file), 'utf8')
}
