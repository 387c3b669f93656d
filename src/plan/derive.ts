/** From publishers' files to series. Pure: `bin/statistics.ts` reads and writes. */
import type { Definitions, OfficialSeries } from './official.ts'

/** One line of a publisher's file by its headings. */
export type Line = Readonly<Record<string, string>>
export type Sources = {
  readonly crime: readonly Line[]
  readonly casualties: readonly Line[]
  readonly traffic: readonly Line[]
}

/** Every series of the definitions; throws where a file lacks what a definition counts on. */
export function deriveSeries(definitions: Definitions, sources: Sources): readonly OfficialSeries[] {
  const { crime, casualties, traffic } = definitions
  return [
    ...crime.series.map(it => series(crime, it, crimePeriods(sources.crime, crime.place, groupTest(it)))),
    ...casualties.series.map(it => series(casualties, it, casualtyPeriods(sources.casualties, casualties, it.type))),
    ...traffic.series.map(it => series(traffic, it, trafficPeriods(sources.traffic, traffic.place, it.column))),
  ]
}

type Periods = OfficialSeries['periods']
type File = Definitions['crime' | 'casualties' | 'traffic']

function series(file: File, definition: File['series'][number], periods: Periods): OfficialSeries {
  if (periods.length === 0) throw new Error(`${definition.id}: nothing of ${file.file} was counted`)
  const { id, title, better, breaks, pairedWith = null } = definition
  const { every, source, licence, asAt } = file
  return {
    id,
    title,
    definition: definition.definition,
    unit: 'count',
    better,
    pairedWith,
    every,
    source,
    licence,
    asAt,
    periods,
    breaks,
  }
}

/** Rolling years overlap; those ending 31 March are taken, which do not. */
function crimePeriods(lines: readonly Line[], place: string, counts: (group: string) => boolean): Periods {
  const years = new Map<string, number>()
  for (const line of lines) {
    const ending = /^31-03-(\d{4})$/.exec(cell(line, '12 months ending'))
    if (cell(line, 'PFA') !== place || ending === null || !counts(cell(line, 'Offence'))) continue
    const year = Number(ending[1])
    const period = `${year - 1}-${String(year % 100).padStart(2, '0')}`
    years.set(period, (years.get(period) ?? 0) + number(line, 'Rolling year total number of offences'))
  }
  return inOrder(years)
}

function groupTest({ only, allBut }: Definitions['crime']['series'][number]): (group: string) => boolean {
  if (only !== undefined) return group => only.includes(group)
  if (allBut !== undefined) return group => !allBut.includes(group)
  throw new Error('A crime series must say which groups it counts: "only" or "allBut"')
}

/** Year and force are the first six characters of the collision's index (STATS19). */
function casualtyPeriods(
  lines: readonly Line[],
  { force, severities }: Definitions['casualties'],
  type: string,
): Periods {
  const years = new Map<string, number>()
  for (const line of lines) {
    const index = cell(line, 'accident_index')
    if (index.slice(4, 6) !== force || cell(line, 'casualty_type') !== type) continue
    const year = index.slice(0, 4)
    years.set(year, (years.get(year) ?? 0) + Number(severities.includes(cell(line, 'casualty_severity'))))
  }
  return inOrder(years)
}

function trafficPeriods(lines: readonly Line[], place: string, column: string): Periods {
  const here = lines.filter(line => cell(line, 'local_authority_name') === place)
  return inOrder(new Map(here.map(line => [cell(line, 'year'), Math.round(number(line, column) * 10) / 10])))
}

const inOrder = (years: ReadonlyMap<string, number>): Periods =>
  [...years].sort(([a], [b]) => (a < b ? -1 : 1)).map(([period, value]) => ({ period, value, outOf: null }))

function cell(line: Line, heading: string): string {
  const text = line[heading]
  if (text === undefined) throw new Error(`The file has no column "${heading}"`)
  return text
}

function number(line: Line, heading: string): number {
  const text = cell(line, heading)
  if (!/^\d+(\.\d+)?$/.test(text)) throw new Error(`"${text}" in column "${heading}" is not a number`)
  return Number(text)
}
